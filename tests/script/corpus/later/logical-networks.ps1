# Sets up logical networks, sites, pools and VM networks for the lab
$vmmServer = Get-SCVMMServer -ComputerName "localhost"
$hostGroups = @()
$hostGroups += Get-SCVMHostGroup -Name "All Hosts"

$networks = @(
    @{ Name = "Management"; Subnet = "10.10.0.0/24"; VLan = 10;  Gateway = "10.10.0.1"; From = "10.10.0.50"; To = "10.10.0.99" },
    @{ Name = "Tenants";    Subnet = "10.20.0.0/16"; VLan = 20;  Gateway = "10.20.0.1"; From = "10.20.1.1";  To = "10.20.9.254" },
    @{ Name = "Storage";    Subnet = "10.30.0.0/24"; VLan = 30;  Gateway = $null;       From = "10.30.0.10"; To = "10.30.0.200" }
)

foreach ($n in $networks) {
    $logicalNetwork = New-SCLogicalNetwork -Name $n.Name -LogicalNetworkDefinitionIsolation $false -EnableNetworkVirtualization $false -UseGRE $false -IsPVLAN $false -VMMServer $vmmServer
    $subnetVlan = @()
    $subnetVlan += New-SCSubnetVLan -Subnet $n.Subnet -VLanID $n.VLan
    $definition = New-SCLogicalNetworkDefinition -Name "$($n.Name)_0" -LogicalNetwork $logicalNetwork -VMHostGroup $hostGroups -SubnetVLan $subnetVlan -RunAsynchronously

    $gateways = @()
    if ($n.Gateway) { $gateways += New-SCDefaultGateway -IPAddress $n.Gateway -Automatic }
    New-SCStaticIPAddressPool -Name "$($n.Name) pool" -LogicalNetworkDefinition $definition -Subnet $n.Subnet -IPAddressRangeStart $n.From -IPAddressRangeEnd $n.To -DefaultGateway $gateways -DNSServer "10.10.0.5", "10.10.0.6" -DNSSuffix "" -DNSSearchSuffix "lab.local" -NetworkRoute @() -RunAsynchronously

    $vmNetwork = New-SCVMNetwork -Name "$($n.Name) VMs" -LogicalNetwork $logicalNetwork -IsolationType "WindowsNetworkVirtualization" -CAIPAddressPoolType "IPV4" -PAIPAddressPoolType "IPV4"
    $vmSubnet = New-SCVMSubnet -Name "$($n.Name)_sub" -VMNetwork $vmNetwork -SubnetVLan (New-SCSubnetVLan -Subnet "192.168.0.0/24")
    $pool = Get-SCStaticIPAddressPool "$($n.Name) pool"
    Set-SCStaticIPAddressPool -StaticIPAddressPool $pool -IPAddressReservedSet "10.10.0.60-10.10.0.69" -VIPAddressSet "" | Out-Null
}
Get-SCLogicalNetwork | Select-Object Name, Description
Get-SCLogicalNetworkDefinition | ft Name, LogicalNetwork -AutoSize
Get-SCVMNetwork | sort Name | % { "{0}: {1}" -f $_.Name, $_.LogicalNetwork }
Get-SCVMSubnet -VMMServer localhost | Measure-Object | Select-Object -ExpandProperty Count
Get-SCIPAddress -IPAddress "10.10.0.61" | % { Revoke-SCIPAddress -AllocatedIPAddress $_ }
