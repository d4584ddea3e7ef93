$VMs = Get-VM | Where-Object {$_.Status -eq "Running"} | Select-Object -First 2
foreach ($vm in $VMs) {
    try {
        $ip = [System.Net.Dns]::GetHostByName($vm.ComputerName).AddressList[0].IPAddressToString
        "$vm -> $ip"
    } catch {
        "$vm does not resolve"
    }
    if (Test-Connection -ComputerName $vm.Name -Count 1 -Quiet) { "up" } else { "down" }
    $p = ping -n 1 $vm.Name
    if ($LASTEXITCODE -eq 0) {"ping ok"} else {"ping failed"}
}
try { [System.Net.Dns]::GetHostEntry("no-such.invalid").HostName } catch { "no entry" }
$ip = [System.Net.IPAddress]::Parse("10.0.0.5")
$ip.IPAddressToString
$ip.GetAddressBytes() -join "."
([IPAddress]"192.168.1.1").AddressFamily
