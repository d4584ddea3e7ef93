$jg = [System.Guid]::NewGuid()
$hw = Get-SCHardwareProfile | select -First 1
$tmpl = New-SCVMTemplate -Name "T1" -HardwareProfile $hw -JobGroup $jg -NoCustomization -ea SilentlyContinue
$t = Get-SCVMTemplate -VMMServer localhost -All | where { $_.Name -eq "T1" }
$c = New-SCVMConfiguration -VMTemplate $t -Name "fromT" -ea 0
Set-SCVMConfiguration -VMConfiguration $c -VMHost (Get-SCVMHost sim-001) -ea 0 | out-null
Update-SCVMConfiguration -VMConfiguration $c -ea 0 | out-null
New-SCVirtualMachine -Name x9 -VMConfiguration $c -Description "" -BlockDynamicOptimization $false -JobGroup $jg -ReturnImmediately -StartAction "NeverAutoTurnOnVM" -StopAction SaveVM -ea 0 | out-null
New-HardwareProfile -Owner "CONTOSO\anna" -Description "d" -Name "HW9" -CPUCount 2 -MemoryMB 512 -ExpectedCPUUtilization 20 -DiskIO 0 -NetworkUtilization 0 -RelativeWeight 100 -HighlyAvailable $false -NumLock $false -BootOrder "CD","IdeHardDrive","PxeBoot","Floppy" -LimitCPUFunctionality $false -JobGroup $jg | select Name, CPUCount
Get-HardwareProfile | ? { $_.Name -eq "HW9" } | Remove-HardwareProfile | out-null
Get-SCCloud | select Name
Get-SCUserRole | ? { $_.Name -eq "Administrator" } | select Name
Get-SCCapabilityProfile | out-null
Get-OperatingSystem | select -first 1 | select Name | out-null
