$VMMServer = Get-VMMServer -Computername "localhost"
$cred = New-Object System.Management.Automation.PSCredential ("CONTOSO\admin", (ConvertTo-SecureString "Pass" -AsPlainText -Force))
$cfg = New-MachineConfig -VMMServer $VMMServer -SourceComputerName "old01" -Credential $cred -ea SilentlyContinue
New-P2V -Credential $cred -VMMServer $VMMServer -VMHost (Get-VMHost sim-001) -Path "/var/lib/vms" -Name "old01" -MemoryMB 512 -ErrorAction SilentlyContinue | Out-Null
if (-not $?) { "not converted" }
$Error[0].Exception.Message.Length -gt 0
New-V2V -VMHost (Get-VMHost sim-001) -VMXPath "x.vmx" -ea 0 | out-null
Add-VMHost "newhost" -Credential $cred -ea 0 | out-null
$Error.Clear(); $Error.Count
