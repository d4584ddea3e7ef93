Get-VM | sort Name | select -First 2 Name, Status | Out-GridView -Title "Machines"
"shown"
