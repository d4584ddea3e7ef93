Get-VM | Where-Object { $_.Status -eq "PowerOff" -and $_.MemoryMB -gt 2048 } | Sort-Object Name | % { $_.Name }
Get-VM | where { $_.Name -match "^db-(pg|sql)-\d+$" } | sort Name | % Name
Get-VM | ? { $_.Owner -like "*\anna" } | sort Name | select -exp Name
Get-VMHost | where {$_.Name -eq "SIM-002"} | % { $_.Name }
(Get-VM | where { -not $_.HasSavedState }).Count
