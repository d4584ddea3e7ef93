Get-VM | sort Name | Select-Object -First 2 -Property Name, Status | ft -AutoSize
Get-VM | sort Name | select -Last 1 -ExpandProperty Name
Get-VM | sort Name | select -Expand Name -First 1
1..10 | select -First 3 -Skip 2
3, 1, 3, 2 | select -Unique
Get-VM | select -ExpandProperty VMHost -Unique | % { $_.Name } | sort
Get-VM -Name "dc-00008" | select Name, *Count | fl
1..5 | select -Index 0, 4
$one = Get-VM -Name "dc-00008" | select Name, @{n="Disk";e={$_.VirtualHardDisks[0].Location}}; $one.Disk
(Get-VM | select -First 1 | select Name).GetType().Name
Get-VM -Name "dc-00008" | select -Property N* -ExcludeProperty Nothing | % { $_.Name }
