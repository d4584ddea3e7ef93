# ------------------------------------------------------------------------------
# Create Virtual Machine Wizard Script
# ------------------------------------------------------------------------------
# Script generated on Tuesday, April 11, 2017 10:31:12 AM by Virtual Machine Manager
# 
# For additional help on cmdlet usage, type get-help <cmdlet name>
# ------------------------------------------------------------------------------


New-SCVirtualScsiAdapter -VMMServer localhost -JobGroup 0e7b6e5c-3c6e-4f16-9bb8-6f0c2a3c1b11 -AdapterID 7 -ShareVirtualScsiAdapter $false -ScsiControllerType DefaultTypeNoType 


New-SCVirtualDVDDrive -VMMServer localhost -JobGroup 0e7b6e5c-3c6e-4f16-9bb8-6f0c2a3c1b11 -Bus 1 -LUN 0 

New-SCVirtualNetworkAdapter -VMMServer localhost -JobGroup 0e7b6e5c-3c6e-4f16-9bb8-6f0c2a3c1b11 -MACAddress "00:00:00:00:00:00" -MACAddressType Static -VirtualNetwork "Production" -VLanEnabled $false -Synthetic -EnableVMNetworkOptimization $false -EnableMACAddressSpoofing $false -IPv4AddressType Dynamic -IPv6AddressType Dynamic 


Set-SCVirtualCOMPort -NoAttach -VMMServer localhost -GuestPort 1 -JobGroup 0e7b6e5c-3c6e-4f16-9bb8-6f0c2a3c1b11 


Set-SCVirtualCOMPort -NoAttach -VMMServer localhost -GuestPort 2 -JobGroup 0e7b6e5c-3c6e-4f16-9bb8-6f0c2a3c1b11 


Set-SCVirtualFloppyDrive -RunAsynchronously -VMMServer localhost -NoMedia -JobGroup 0e7b6e5c-3c6e-4f16-9bb8-6f0c2a3c1b11 

$CPUType = Get-SCCPUType -VMMServer localhost | where {$_.Name -eq "3.00 GHz Xeon"}

New-SCHardwareProfile -VMMServer localhost -CPUType $CPUType -Name "Profile6a1f6f0e-9a51-4d0d-8e73-1f1f8d0f5a22" -Description "Profile used to create a VM/Template" -CPUCount 2 -MemoryMB 2048 -DynamicMemoryEnabled $false -MemoryWeight 5000 -VirtualVideoAdapterEnabled $false -CPUExpectedUtilizationPercent 20 -DiskIops 0 -CPUMaximumPercent 100 -CPUReserve 0 -NumaIsolationRequired $false -NetworkUtilizationMbps 0 -CPURelativeWeight 100 -HighlyAvailable $false -DRProtectionRequired $false -NumLock $false -BootOrder "CD", "IdeHardDrive", "PxeBoot", "Floppy" -CPULimitFunctionality $false -CPULimitForMigration $false -Generation 1 -JobGroup 0e7b6e5c-3c6e-4f16-9bb8-6f0c2a3c1b11 | Out-Null



New-SCVirtualDiskDrive -VMMServer localhost -IDE -Bus 0 -LUN 0 -JobGroup 0e7b6e5c-3c6e-4f16-9bb8-6f0c2a3c1b11 -VirtualHardDiskSizeMB 40960 -CreateDiffDisk $false -Dynamic -Filename "sc-made-01_disk_1" -VolumeType BootAndSystem 

$HardwareProfile = Get-SCHardwareProfile -VMMServer localhost | where {$_.Name -eq "Profile6a1f6f0e-9a51-4d0d-8e73-1f1f8d0f5a22"}
$VMHost = Get-SCVMHost -VMMServer localhost | where {$_.Name -eq "sim-001"}
$OperatingSystem = Get-SCOperatingSystem -VMMServer localhost | where {$_.Name -eq "Windows Server 2016"}

New-SCVirtualMachine -Name "sc-made-01" -VMHost $VMHost -Path "/var/lib/vms" -HardwareProfile $HardwareProfile -JobGroup "0e7b6e5c-3c6e-4f16-9bb8-6f0c2a3c1b11" -OperatingSystem $OperatingSystem -Description "made by script" -StartAction "NeverAutoTurnOnVM" -StopAction "SaveVM" -BlockDynamicOptimization $false | Out-Null

$vm = Get-SCVirtualMachine -Name "sc-made-01"
"{0}: {1} CPU, {2} MB, {3}" -f $vm.Name, $vm.CPUCount, $vm.Memory, $vm.OperatingSystem
"disk: {0} GB {1}" -f ($vm.VirtualHardDisks[0].MaximumSize / 1GB), $vm.VirtualHardDisks[0].VHDType
"adapters: $(@($vm.VirtualNetworkAdapters).Count), DVD drives: $(@($vm.VirtualDVDDrives).Count)"
Get-SCVirtualMachine -Name "sc-made-01" | Remove-SCVirtualMachine | Out-Null
if (-not (Get-SCVirtualMachine -Name "sc-made-01")) { "removed" }
