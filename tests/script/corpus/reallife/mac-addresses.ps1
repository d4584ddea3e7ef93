$dup = Get-VM | Get-VirtualNetworkAdapter | Where-Object { $_.PhysicalAddress -ne "00-00-00-00-00-00" } | Group-Object PhysicalAddress | Where-Object { $_.Count -gt 1 }
if ($dup) { $dup | ForEach-Object { "Duplicate $($_.Name): " + (($_.Group | ForEach-Object { $_.VM.Name }) -join ", ") } } else { "No duplicates" }
Get-VirtualNetworkAdapter -VM (Get-VM | select -First 1) | Select-Object Name, PhysicalAddress, PhysicalAddressType, VirtualNetwork, VLanEnabled, VLanID, @{n="IPs";e={$_.IPv4Addresses -join ","}} | Format-List
Get-VM | sort Name | select -First 3 -Property Name, @{Name='MAC';Expression={$_.VirtualNetworkAdapters | Select-Object -ExpandProperty PhysicalAddress}} | ConvertTo-Csv -NoTypeInformation
$vm = Get-VM | select -Last 1
(Get-VirtualNetworkAdapter -VM $vm)[0].PhysicalAddress
if ((Get-VirtualNetworkAdapter -VM $vm)[0].PhysicalAddress -match '^([0-9A-F]{2}[:-]){5}([0-9A-F]{2})$') { $matches[0]; $matches.Count }
[regex]::Replace("001dd8b71c99", "(..)(?!$)", '$1:')
("001dd8b71c99" -split '(..)' | ? {$_}) -join '-'
[Convert]::ToInt64("1dd8b71c", 16)
"{0:X12}" -f 128
'{0:x2}' -f 10
