# Moves machines away from a host, live where they run, and tells how it went
param($From = "sim-001", $To = "sim-002", [switch]$UseLAN)
$vmHost = Get-VMHost -ComputerName $To
$moved = 0; $failed = @()
$list = Get-VM | ? { $_.VMHost.Name -eq $From } | sort Name | select -First 2
foreach ($vm in $list) {
    $rating = Get-VMHostRating -VM $vm -VMHost $vmHost
    if ($rating.Rating -eq 0) { "{0}: {1}" -f $vm.Name, $rating.ZeroRatingReasonList; continue }
    try {
        if ($UseLAN) { Move-VM -VM $vm -VMHost $vmHost -Path "/var/lib/vms" -UseLAN -ErrorAction Stop | Out-Null }
        else { Move-VM -VM $vm -VMHost $vmHost -RunAsynchronously -JobGroup ([guid]::NewGuid()) -ErrorAction Stop | Out-Null }
        $moved++
    }
    catch {
        $failed += "{0} ({1})" -f $vm.Name, $_.Exception.Message
    }
}
"$moved moved, $($failed.Count) failed"
$failed
Move-SCVirtualMachine -VM $list[0] -VMHost $vmHost -UseDiffDiskOptimization -HighlyAvailable $false -Path "/var/lib/vms" -BlockLiveMigrationIfHostBusy
Get-SCVirtualMachine -Name $list[0].Name | Move-SCVirtualMachine -VMHost $vmHost
