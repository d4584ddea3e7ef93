Get-VM | where { $_.VMHost.Name -eq "sim-002" } | sort Name | Select-Object Name, @{Name="MemoryGB"; Expression={$_.MemoryMB / 1GB * 1MB}}, @{N='Host'; E={$_.VMHost.Name}} | Format-Table -AutoSize
Get-VM -Name "dc-00008" | select @{label="Upper";expression={$_.Name.ToUpper()}} | % Upper
Get-VMHost | sort Name | Select-Object Name, @{n="VMs";e={ $h = $_; @(Get-VM | where { $_.VMHost.Name -eq $h.Name }).Count }} | ft
Get-VM | sort @{Expression="CPUCount";Descending=$true}, @{Expression={$_.Name};Ascending=$true} | select -First 3 | % { "$($_.CPUCount) $($_.Name)" }
Get-VM | group @{Expression={$_.VMHost.Name}} | sort Name | % { "$($_.Name) $($_.Count)" }
