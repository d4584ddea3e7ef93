$vms = @(Get-VM | sort Name | select -First 3); $i = 0
foreach ($vm in $vms) {
    $i++
    Write-Progress -Activity "Checking machines" -Status "$($vm.Name) ($i of $($vms.Count))" -PercentComplete (($i / $vms.Count) * 100) -Id 1
}
Write-Progress -Activity "Checking machines" -Status "Ready" -Completed -Id 1
"checked $i"
