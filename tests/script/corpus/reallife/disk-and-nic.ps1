# Adds a second disk and a second adapter to a machine, changes them, and takes them away again
$vm = New-SCVirtualMachine -Name "devices-01" -VMHost (Get-SCVMHost "sim-003") -MemoryMB 512
New-SCVirtualScsiAdapter -VM $vm -AdapterID 7 -ShareVirtualScsiAdapter $false -ScsiControllerType DefaultTypeNoType | Out-Null
New-SCVirtualDiskDrive -VM $vm -SCSI -Bus 0 -LUN 0 -VirtualHardDiskSizeMB 2048 -Dynamic -FileName "devices-01_data" | Out-Null
New-SCVirtualNetworkAdapter -VM $vm -VirtualNetwork "Lab" -Synthetic | Out-Null
New-SCVirtualNetworkAdapter -VM $vm -VirtualNetwork "Production" -Synthetic | Out-Null

$vm = Get-SCVirtualMachine -Name "devices-01"
"disks: {0}, adapters: {1}" -f @($vm.VirtualDiskDrives).Count, @($vm.VirtualNetworkAdapters).Count
foreach ($d in $vm.VirtualDiskDrives) { "{0} {1}:{2} {3} GB" -f $d.BusType, $d.Bus, $d.Lun, ($d.VirtualHardDisk.MaximumSize / 1GB) }

$nics = @(Get-SCVirtualNetworkAdapter -VM $vm)
Set-SCVirtualNetworkAdapter -VirtualNetworkAdapter $nics[0] -VirtualNetwork "Management" -VLanEnabled $true -VLanID 10 | Out-Null
Get-SCVirtualNetworkAdapter -VM $vm | sort VirtualNetwork | % { "$($_.VirtualNetwork) $(if ($_.VLanEnabled) { "VLAN $($_.VLanID)" } else { 'untagged' })" }

Get-SCVirtualNetworkAdapter -VM $vm | ? { $_.VirtualNetwork -eq "Production" } | Remove-SCVirtualNetworkAdapter | Out-Null
Get-SCVirtualDiskDrive -VM $vm | select -Last 1 | Remove-SCVirtualDiskDrive | Out-Null
$vm = Get-SCVirtualMachine -Name "devices-01"
"disks: {0}, adapters: {1}" -f @($vm.VirtualDiskDrives).Count, @($vm.VirtualNetworkAdapters).Count

$dvd = Get-SCVirtualDVDDrive -VM $vm
if (!$dvd) { $dvd = New-SCVirtualDVDDrive -VM $vm -Bus 1 -LUN 0 }
Set-SCVirtualDVDDrive -VirtualDVDDrive (Get-SCVirtualDVDDrive -VM $vm) -NoMedia | Out-Null
"DVD: $((Get-SCVirtualDVDDrive -VM $vm).Connection)"
Get-SCVirtualDVDDrive -VM $vm | Remove-SCVirtualDVDDrive | Out-Null
"drives: $(@(Get-SCVirtualDVDDrive -VM $vm).Count)"
Remove-SCVirtualMachine -VM $vm -Force | Out-Null
@(Get-SCVirtualMachine | where Name -eq "devices-01").Count
