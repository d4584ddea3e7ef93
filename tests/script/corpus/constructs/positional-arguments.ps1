Get-VMMServer localhost | Out-Null
(Get-VM "dc-00008").Name
(Get-SCVirtualMachine dc-00021).Name
(Get-VMHost sim-003).Name
(Get-SCVMHost "sim-004").Name
Get-VM "mail-00006" | Set-VM -Description "positional" | Out-Null
(Get-VM mail-00006).Description
Set-VM "mail-00006" -Description "" | Out-Null
New-VMCheckpoint "mail-00006" -Name "by position" | % Name
Get-VMCheckpoint "mail-00006" | Remove-VMCheckpoint | Out-Null
@(Get-VMCheckpoint -VM mail-00006).Count
