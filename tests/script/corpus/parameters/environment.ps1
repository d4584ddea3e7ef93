# What stands around virtual machines: WMI, services, mail
$os = gwmi Win32_OperatingSystem -ComputerName sim-001
$os.__SERVER
$os.CSName
Get-WmiObject -Class Win32_ComputerSystem -ComputerName sim-001 | % { $_.Name }
if (Test-Connection sim-001 -Count 1 -Quiet) { "reachable" }
