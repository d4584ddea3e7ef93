[void][System.Reflection.Assembly]::LoadWithPartialName("System.ServiceProcess")
[void][System.Reflection.Assembly]::LoadWithPartialName("Microsoft.VisualBasic")
$svc = New-Object System.ServiceProcess.ServiceController("vmmservice", "vmm01")
if ($svc) { $svc.Status }
$wmi = [wmiclass]"\\sim-001\root\cimv2:Win32_Process"
$reg = [Microsoft.Win32.RegistryKey]::OpenRemoteBaseKey('LocalMachine', 'sim-001')
$name = [Microsoft.VisualBasic.Interaction]::InputBox("Name", "Title", "default")
$excel = New-Object -ComObject Excel.Application
$size = New-Object System.Drawing.Size(10,10)
$os = Get-WmiObject Win32_OperatingSystem -ComputerName sim-001; $os.Win32Shutdown(6)
$conn = New-Object System.Data.SqlClient.SqlConnection
$ds = New-Object System.Data.DataSet
Start-BitsTransfer -Source a -Destination b
Get-Acl .
net use x: \\a\b
.\psexec.exe \\x cmd
Get-ADComputer -Filter *
workflow Test-Flow { InlineScript { "x" } }
Test-Flow
"end"
