$vms = Get-VM
foreach ($vm in $vms) {
    if ($vm.Status -eq "Running") {
        $vm.Name
    }
"never closed"
