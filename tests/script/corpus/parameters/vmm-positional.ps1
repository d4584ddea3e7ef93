# What stands without a parameter's name in real scripts
Get-SCVMMServer localhost | Out-Null
$group = [guid]::NewGuid()
New-SCVirtualDiskDrive -SCSI -Bus 0 -LUN 0 -JobGroup $group -VirtualHardDiskSizeMB 1024 -Dynamic -FileName "pos_disk"
$vm = New-SCVirtualMachine -Name "pos-01" -VMHost "sim-002" -JobGroup $group -MemoryMB 256
Start-SCVirtualMachine $vm | % { "$($_.Name) $($_.Status)" }
Stop-SCVirtualMachine $vm -Force | % { "$($_.Name) $($_.Status)" }
Start-VM "pos-01" | % { $_.Status }
Stop-VM pos-01 | % { $_.Status }
Disable-VMHost sim-004 | % { "$($_.Name) $($_.OverallState)" }
Enable-VMHost sim-004 | % { "$($_.Name) $($_.OverallState)" }
$saved = @(Get-VM | ? { $_.VMHost.Name -eq "sim-004" -and $_.Status -eq "Saved" } | sort Name)
$saved | Start-VM | Out-Null
Set-SCVirtualMachine $vm -Description "positional" | % { $_.Description }
Read-SCVirtualMachine $vm | % { $_.Name }
Remove-SCVirtualMachine $vm | Out-Null
@(Get-SCVirtualMachine "pos-01").Count
@(Get-VM | ? { $_.VMHost.Name -eq "sim-004" } | ? { $_.Status -eq "Running" }).Count
