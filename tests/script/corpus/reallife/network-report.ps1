# Which machine is in which network, with its MAC address; finds double addresses.
$rows = @()
foreach ($vm in (Get-SCVirtualMachine | sort Name)) {
    foreach ($nic in $vm.VirtualNetworkAdapters) {
        $rows += [pscustomobject]@{
            VM      = $vm.Name
            Network = $nic.VirtualNetwork
            MAC     = $nic.MACAddress
            VLAN    = $(if ($nic.VLanEnabled) { $nic.VLanID } else { "-" })
        }
    }
}
$rows | group Network | sort Name | % { "{0,-12} {1}" -f $_.Name, $_.Count }
$rows | where Network -eq "Lab" | select -First 3 | ft VM, MAC, VLAN -a
$double = $rows | group MAC | ? { $_.Count -gt 1 }
if ($double) { $double | % { "double: $($_.Name)" } } else { "no address is used twice" }
$oui = $rows | % { ($_.MAC -split ":")[0..2] -join ":" } | sort -Unique
"vendors: $oui"
$by = $rows | group Network -AsHashTable -AsString
foreach ($n in $by.Keys | sort) { "$n -> $($by[$n][0].VM)" }
Get-SCVMHost | sort Name | select -First 1 | % { Get-SCVirtualNetwork -VMHost $_ } | sort Name | % { "$($_.Name) on $($_.VMHost)" }
