Get-VM -Name db-pg-00002 | Select-Object @{N="x";E={1}},Name
Get-VM -Name db-pg-00002 | Select-Object @{Name="Host"; Expression={$_.VMHost.Name}}, @{l='GB';e={[math]::Round($_.MemoryMB/1024,1)}}, Name | fl
Get-VM -Name db-pg-00002 | Select-Object Name,@{Label="Cores";Expression="CPUCount"}
