# Converts physical servers, one after the other, from a list
# (from the wizard's script, with a loop around it)
$VMMServer = "localhost"
$servers = "FILESRV1", "PRINTSRV2"
$Credential = get-credential

foreach ($source in $servers) {
    $jobGroup = [guid]::NewGuid().ToString()
    New-MachineConfig -VMMServer $VMMServer -SourceComputerName "$source.contoso.com" -Credential $Credential
    $MachineConfig = Get-MachineConfig -VMMServer $VMMServer | where {$_.Name -eq "$source.contoso.com"}
    $VMHost = Get-VMHost -VMMServer $VMMServer | where {$_.Name -eq "sim-002"}

    New-P2V -VMMServer $VMMServer -VMHost $VMHost -RunAsynchronously -JobGroup $jobGroup -SourceNetworkConnectionID 1 -PhysicalAddress "00:0C:29:00:00:01" -PhysicalAddressType Static -VirtualNetwork "Production" -MachineConfig $MachineConfig
    New-P2V -VMMServer $VMMServer -VMHost $VMHost -RunAsynchronously -JobGroup $jobGroup -VolumeDeviceID "C" -Fixed -IDE -Bus 0 -LUN 0 -MachineConfig $MachineConfig
    New-P2V -Credential $Credential -VMMServer $VMMServer -VMHost $VMHost -Path "/var/lib/vms" -Owner "CONTOSO\anna" -RunAsynchronously -JobGroup $jobGroup -Trigger -Name $source -MachineConfig $MachineConfig -CPUCount 1 -MemoryMB 1024 -RunAsSystem -StartAction NeverAutoTurnOnVM -StopAction SaveVM

    do {
        $vm = Get-VM -Name $source
        $tries++
    } while ($vm.Status -eq "P2VCreating" -and $tries -lt 3)
    if ($vm) { "$source is $($vm.Status)" } else { "$source was not converted" }
}
