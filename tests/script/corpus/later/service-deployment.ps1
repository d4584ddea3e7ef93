# Deploys a service from a service template
$template = Get-SCServiceTemplate -Name "Web shop" -Release "1.0"
$group = Get-SCVMHostGroup -Name "All Hosts"
$config = New-SCServiceConfiguration -ServiceTemplate $template -Name "Shop" -VMHostGroup $group
Update-SCServiceConfiguration -ServiceConfiguration $config
foreach ($setting in Get-SCServiceSetting -ServiceConfiguration $config) {
    if ($setting.Name -eq "AdminPassword") { continue }
    Set-SCServiceSetting -ServiceSetting $setting -Value "x"
}
$tiers = Get-SCComputerTierConfiguration -ServiceConfiguration $config
$tiers | % { $_.Name }
$service = New-SCService -ServiceConfiguration $config -RunAsynchronously
Remove-SCServiceConfiguration $config
Get-SCService | Stop-SCService
Get-SCServicingWindow | ft Name, StartTime
Get-SCSPFServer; Get-SCSPFSetting; Get-SCOpsMgrConnection
