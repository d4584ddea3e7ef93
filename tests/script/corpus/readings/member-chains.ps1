$vm = Get-VM -Name "db-pg-00002"
$vm.VMHost.Name.ToUpper().Substring(0,3)
$vm."Name"
$p = "Status"; $vm.$p
$vm.("Na" + "me")
(Get-VM -Name "db-pg-00002").VMHost.Name
"$($vm.VMHost.Name)-$($vm.Name.Length)"
"$vm.Name"
"$vm on $($vm.VMHost)"
[string]$vm
$vm.VirtualNetworkAdapters[0].VirtualNetwork
