$tips = Get-PROTip -VMMServer localhost
"tips: $(@($tips).Count)"
foreach ($tip in $tips) { Invoke-PROTip -PROTip $tip; Dismiss-PROTip -PROTip $tip }
Get-SCPROTip | select -First 1 | Test-SCPROTip
Get-VMHostRating -VMHost (Get-VMHost) -VM (Get-VM | select -First 1) -DiskSpaceGB 20 | Sort-Object Rating -Descending | Select -First 1 | % { "$($_.VMHost.Name) $($_.Rating)" }
$ratings = Get-SCVMHostRating -VMHostGroup "All Hosts" -HardwareProfile (Get-HardwareProfile | select -first 1) -DiskSpaceGB 30 -VMName "new"
$best = ($ratings | sort Rating -desc)[0]
"best $($best.Name) ok"
