foreach ($vm of Get-VM) { $vm }
