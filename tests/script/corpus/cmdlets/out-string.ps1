$t = Get-VM | sort Name | select -First 1 Name, Status | Out-String; $t.Trim().Split("`n").Count
(1, 2 | Out-String).Trim().Length -ge 3
(Get-VM -Name dc-00008 | ft Name | Out-String -Width 40).Contains("dc-00008")
1..2 | Out-String -Stream
