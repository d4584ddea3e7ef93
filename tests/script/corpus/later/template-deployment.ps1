$VMName = "tmpl-01"
$Template = Get-SCVMTemplate | Where-Object {$_.Name -eq "W2K8R2"}
$HostGroup = Get-SCVMHostGroup -Name "All Hosts"
$virtualMachineConfiguration = New-SCVMConfiguration -VMTemplate $Template -Name $VMName -VMHostGroup $HostGroup
Write-Output $virtualMachineConfiguration
$vmHost = Get-SCVMHost | select -first 1
Set-SCVMConfiguration -VMConfiguration $virtualMachineConfiguration -VMHost $vmHost
Update-SCVMConfiguration -VMConfiguration $virtualMachineConfiguration
Set-SCVMConfiguration -VMConfiguration $virtualMachineConfiguration -VMLocation "C:\vm" -PinVMLocation $true
$AllNICConfigurations = Get-SCVirtualNetworkAdapterConfiguration -VMConfiguration $virtualMachineConfiguration
$NIC = $AllNICConfigurations | select -First 1
$VHD = Get-SCVirtualHardDiskConfiguration -VMConfiguration $virtualMachineConfiguration
Set-SCVirtualHardDiskConfiguration -VHDConfiguration $VHD -PinSourceLocation $false -PinDestinationLocation $false -FileName "x.vhd" -DeploymentOption "UseNetwork"
Update-SCVMConfiguration -VMConfiguration $virtualMachineConfiguration
$operatingSystem = Get-SCOperatingSystem | where { $_.Name -eq "64-bit edition of Windows Server 2008 R2 Standard" }
New-SCVirtualMachine -Name $VMName -VMConfiguration $virtualMachineConfiguration -Description "" -BlockDynamicOptimization $false -JobGroup "1b4c8a2e-7d1a-4f0b-8f8e-5a0b3b0c9c11" -ReturnImmediately -StartAction "NeverAutoTurnOnVM" -StopAction "SaveVM" -StartVM
Remove-SCVMConfiguration -VMConfiguration $virtualMachineConfiguration
New-SCVirtualScsiAdapter -VMMServer localhost -JobGroup 8bd0a0a7-3c6a-4fb2-a43e-9c9d6d5d5c11 -AdapterID 7 -ShareVirtualScsiAdapter $false -ScsiControllerType DefaultTypeNoType 
New-SCVirtualDVDDrive -VMMServer localhost -JobGroup 8bd0a0a7-3c6a-4fb2-a43e-9c9d6d5d5c11 -Bus 1 -LUN 0 
$VMSubnet = Get-SCVMSubnet -VMMServer localhost -Name "x" -ErrorAction SilentlyContinue | where {$_.VMNetwork.ID -eq "1"}
$CPUType = Get-SCCPUType -VMMServer localhost | where {$_.Name -eq "3.60 GHz Xeon (2 MB L2 cache)"}
$CapabilityProfile = Get-SCCapabilityProfile -VMMServer localhost | where {$_.Name -eq "Hyper-V"}
New-SCHardwareProfile -VMMServer localhost -CPUType $CPUType -Name "Profile8bd" -Description "Profile used to create a VM/Template" -CPUCount 2 -MemoryMB 2048 -DynamicMemoryEnabled $false -MemoryWeight 5000 -VirtualVideoAdapterEnabled $false -CPUExpectedUtilizationPercent 20 -DiskIops 0 -CPUMaximumPercent 100 -CPUReserve 0 -NumaIsolationRequired $false -NetworkUtilizationMbps 0 -CPURelativeWeight 100 -HighlyAvailable $false -DRProtectionRequired $false -NumLock $false -BootOrder "CD", "IdeHardDrive", "PxeBoot", "Floppy" -CPULimitFunctionality $false -CPULimitForMigration $false -CapabilityProfile $CapabilityProfile -Generation 1 -JobGroup 8bd0a0a7-3c6a-4fb2-a43e-9c9d6d5d5c11 
$HardwareProfile = Get-SCHardwareProfile -VMMServer localhost | where {$_.Name -eq "Profile8bd"}
"hw: $HardwareProfile"
New-SCVMTemplate -Name "Temporary Template" -HardwareProfile $HardwareProfile -JobGroup 8bd0a0a7-3c6a-4fb2-a43e-9c9d6d5d5c11 -ComputerName "*" -TimeZone 4 -FullName "" -OrganizationName "" -Workgroup "WORKGROUP" -AnswerFile $null -OperatingSystem $OperatingSystem -UpdateManagementProfile $null
$template = Get-SCVMTemplate -All | where { $_.Name -eq "Temporary Template" }
Remove-HardwareProfile -HardwareProfile $HardwareProfile | Out-Null
