# Creates three small virtual machines on the best rated host, each with a blank 10 GB disk.
# Run it with:  vmmconsole run create-test-machines.ps1

Get-VMMServer -ComputerName localhost | Out-Null

foreach ($number in 1..3) {
    $name = "test-{0:00}" -f $number
    $jobGroup = [guid]::NewGuid()

    New-VirtualNetworkAdapter -JobGroup $jobGroup -PhysicalAddressType Dynamic -Synthetic
    New-VirtualDVDDrive -JobGroup $jobGroup -Bus 1 -LUN 0
    New-VirtualDiskDrive -IDE -Bus 0 -LUN 0 -JobGroup $jobGroup -Size 10240 -Dynamic -Filename "${name}_disk_1"
    $profile = New-HardwareProfile -Name "Profile$jobGroup" -CPUCount 1 -MemoryMB 256 -JobGroup $jobGroup

    $vmHost = Get-VMHostRating -VMHostGroup "All Hosts" -HardwareProfile $profile -DiskSpaceGB 10 -VMName $name |
        Sort-Object -Property Rating -Descending | Select-Object -First 1 -ExpandProperty VMHost
    New-VM -Name $name -VMHost $vmHost -HardwareProfile $profile
}
