# Custom properties of the later release
$property = Get-SCCustomProperty -Name "Cost center"
if ($property -eq $null) {
    $property = New-SCCustomProperty -Name "Cost center" -Description "who pays" -AddMember @("VM", "Template", "Cloud")
}
foreach ($vm in Get-SCVirtualMachine | sort Name | select -First 3) {
    $old = Get-SCCustomPropertyValue -InputObject $vm -CustomProperty $property
    Set-SCCustomPropertyValue -InputObject $vm -CustomProperty $property -Value ("CC-{0:D4}" -f $vm.CPUCount) | Out-Null
    $new = (Get-SCCustomPropertyValue -InputObject $vm -CustomProperty $property).Value
    "{0}: {1} -> {2}" -f $vm.Name, $old.Value, $new
}
Get-SCCustomProperty | where { $_.Name -eq "Cost center" } | % { Remove-SCCustomProperty -CustomProperty $_ | Out-Null }
@(Get-SCCustomProperty | where { $_.Name -eq "Cost center" }).Count
