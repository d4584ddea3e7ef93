# Picks the best host for a new machine and says why the others are worse.
$profile = New-HardwareProfile -Name "placement test" -CPUCount 4 -MemoryMB 8192
$hosts = Get-VMHost | where { $_.OverallState -eq "OK" }

$ratings = Get-VMHostRating -VMHost $hosts -HardwareProfile $profile -DiskSpaceGB 100 -VMName "placed-01"
$ratings.Count -eq @($hosts).Count
$sorted = $ratings | Sort-Object -Property @{Expression={$_.Rating}; Descending=$true}, @{Expression={$_.VMHost.Name}}
$best = $sorted[0]
$best.Rating -gt 0
$best.VMHost.Name.StartsWith("sim-")
foreach ($r in $sorted) {
    if ($r.Rating -eq 0) { Write-Output "$($r.VMHost.Name) cannot take it: $($r.ZeroRatingReasonList)" }
}

$huge = New-HardwareProfile -Name "placement huge" -CPUCount 4 -MemoryMB (900 * 1024)
$ratings2 = @(Get-VMHostRating -VMHost $hosts -HardwareProfile $huge -DiskSpaceGB 10 -VMName "placed-02")
$no = @($ratings2 | where { $_.Rating -eq 0 })
$no.Count -ge 2
$vm = New-VM -Name "placed-01" -VMHost $best.VMHost -HardwareProfile $profile
$vm.Name, $vm.CPUCount, $vm.Memory -join " "
Remove-VM $vm | Out-Null
Get-HardwareProfile | where { $_.Name -like "placement *" } | Remove-HardwareProfile | Out-Null
@(Get-HardwareProfile | where { $_.Name -like "placement *" }).Count
