$x = New-Object -ComObject Excel.Application
$d = New-Object System.Data.DataSet
Get-Acl .
Get-AutomationVariable -Name x
Get-AutomationConnection -Name y
Get-AutomationPSCredential -Name y
Set-VMHardDiskDrive -VMName x
Add-VMHardDiskDrive -VMName x
Get-VMHardDiskDrive -VMName x
Get-VMReplication
Get-CloudResource
Start-BitsTransfer a b
Convert-VHD a b
Get-WebAppPoolState
Get-Website
Get-MgmtSvcResourceProviderConfiguration
net use
.\psexec.exe \\a cmd
psexec.exe \\a cmd
Get-ADComputer x
Get-ClusterGroup; Get-ClusterNode; Get-ClusterSharedVolume; Move-ClusterGroup x; Move-ClusterSharedVolume x
Get-CMSoftwareUpdate
Get-ItemProperty HKLM:\SOFTWARE\x
Get-SCOMManagementServer
Invoke-Item x
Restart-Computer x
Set-VMHardDiskDrive
$s = [System.ServiceProcess.ServiceController]"x"
[wmiclass]"Win32_Process"
[microsoft.visualbasic.interaction]::InputBox("a","b","c")
[microsoft.win32.registrykey]::OpenRemoteBaseKey("LocalMachine","x")
(Get-WmiObject Win32_OperatingSystem -ComputerName sim-001).Win32Shutdown(6)
