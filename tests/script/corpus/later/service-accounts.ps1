# Run As accounts and who uses them
$accounts = Get-SCRunAsAccount -VMMServer localhost | sort Name
$report = foreach ($a in $accounts) {
    New-Object -TypeName PSObject -Property @{ Name = $a.Name; User = $a.UserName; Domain = $a.Domain; Enabled = $a.Enabled }
}
$report | ft Name, Domain, User -AutoSize
$secure = ConvertTo-SecureString -String "P@ssw0rd" -AsPlainText -Force
$credential = New-Object -TypeName System.Management.Automation.PSCredential -ArgumentList "CONTOSO\svc-vmm", $secure
$account = New-SCRunAsAccount -Name "Host management" -Credential $credential -Description "for hosts" -JobGroup ([guid]::NewGuid())
Set-SCRunAsAccount -RunAsAccount $account -Credential $credential -Description "changed" | Out-Null
Get-SCUserRole | Where-Object { $_.UserRoleProfile -eq "SelfServiceUser" } | ForEach-Object {
    $role = $_
    $quota = Get-SCUserRoleQuota -UserRole $role
    "{0}: {1} members" -f $role.Name, @($role.Members).Count
}
$scopeToAdd = @()
$scopeToAdd += Get-SCCloud -Name "Production"
$jobGroup = [guid]::NewGuid()
Set-SCUserRole -JobGroup $jobGroup -AddMember @("CONTOSO\team-a") -AddScope $scopeToAdd -Permission @("Create", "PauseAndResume", "Remove", "Shutdown", "Start", "Stop") -ShowPROTips $false
New-SCUserRole -Name "Team A" -UserRoleProfile "SelfServiceUser" -Description "" -JobGroup $jobGroup
Remove-SCRunAsAccount -RunAsAccount $account
