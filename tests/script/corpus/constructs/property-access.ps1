$vm = Get-VM -Name "dc-00008"
$vm.Name
$vm.VMHost.VMHostGroup.Name
(Get-VMHost -ComputerName $vm.VMHost.Name).VMHostGroup.Name
$vm.VirtualHardDisks[0].Location
$vm.VirtualDiskDrives | ForEach-Object { $_.BusType }
$vm.NoSuchProperty
$vm.NoSuchProperty.Deeper
$vm.CPUCount.GetType().Name
"abc".Length
(1,2,3).Count
$vm.Name.Count
