# Storage: pools, disks, shares, classifications, QoS
Get-SCStorageArray | % { Read-SCStorageArray -StorageArray $_ | Out-Null }
Get-SCStorageClassification | sort Name | % Name
Get-SCStorageFileShare | select Name, Capacity, FreeSpace, @{n="Used %";e={ if ($_.Capacity) { [math]::Round(($_.Capacity - $_.FreeSpace) / $_.Capacity * 100) } else { 0 } }}
Get-SCStorageDisk | ? { $_.IsClusterSharedVolume } | % { $_.Name }
Get-SCStorageQoSPolicy | % { $_.Name }
Get-SCStorageFabricClassification | % { $_.Name }
Get-SCVMHostFibreChannelVirtualSAN | % { $_.Name }
$vm = Get-SCVirtualMachine -Name "dc-00008"
$drive = Get-SCVirtualDiskDrive -VM $vm
Convert-SCVirtualDiskDrive -VirtualDiskDrive $drive[0] -Fixed
Set-SCVirtualDiskDrive -VirtualDiskDrive $drive[0] -IOPSMaximum 500 -Bus 0 -LUN 0
New-SCVirtualFibreChannelAdapter $vm -VirtualFibreChannelSAN "SAN-A" -DynamicWorldWideName
