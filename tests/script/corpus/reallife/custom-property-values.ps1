$vm = Get-VM | sort Name | Select -First 1
Set-VM -VM $vm -Custom1 "Prod" -Custom2 "Team A" -Description ("Changed " + "by script") | Out-Null
$vm = Get-VM -Name $vm.Name | select -First 1
$vm.CustomProperties[0]; $vm.CustomProperties[1]
$vm.CustomProperty
Get-VM | Where { $_.CustomProperties[0] -eq "Prod" } | % Name
$cp = Get-SCCustomProperty -Name "Backup" 
if (!$cp) { $cp = New-SCCustomProperty -Name "Backup" -Description "backup class" -AddMember @("VM","VMHost") }
Set-SCCustomPropertyValue -InputObject $vm -CustomProperty $cp -Value "Gold" | Out-Null
(Get-SCCustomPropertyValue -InputObject $vm -CustomProperty $cp).Value
$vm.CustomProperty["Backup"]
Get-SCVirtualMachine | select -First 2 | Select Name, @{l='Backup';e={ (Get-SCCustomPropertyValue -InputObject $_ -CustomProperty $cp).Value }} | ft -auto
Remove-SCCustomProperty -CustomProperty $cp | Out-Null
Set-VM $vm -Custom1 "" -Custom2 "" | Out-Null
Set-SCVirtualMachine -VM $vm -Tag "web,front" | Out-Null
(Get-SCVirtualMachine -Name $vm.Name).Tag
Set-SCVirtualMachine -VM $vm -Tag "" | Out-Null
