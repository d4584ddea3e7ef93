(Get-VM | Where-Object Status -eq "Running").Count
Get-VM | Where-Object CPUCount -ge 8 | Where Status -ne PowerOff | Sort Name | Select -ExpandProperty Name
Get-VM | where -Property Name -like -Value "vdi-*" | sort Name | foreach Name
Get-VM | where MemoryMB -gt 8192 | sort Name | % Name
Get-VM | ? Name -in "dc-00008","dc-00021" | sort Name | % Name
Get-VM | ? Name -match "^cache" | sort Name | % { $_.Name }
(Get-VM | where HasGuestAgent).Count
