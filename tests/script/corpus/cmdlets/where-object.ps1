Get-VM | Where-Object { $_.VMHost.Name -eq "sim-004" } | Sort-Object Name | % Name
Get-VM | Where-Object -FilterScript { $_.CPUCount -eq 1 } | sort Name | % Name
1..10 | Where-Object { $_ -gt 3 -and $_ -lt 6 }
Get-VM | Where-Object -Property Status -EQ -Value "PowerOff" | measure | % Count
"a", "", "b", $null | ? { $_ } | measure | % Count
Get-VM | where Status -eq Running | where MemoryMB -ge 16384 | sort Name | % Name
