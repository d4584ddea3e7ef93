# Keeps the update baselines current: adds new approved updates, removes expired ones
$server = Get-SCVMMServer localhost
$updateServer = Get-SCUpdateServer -ComputerName "wsus01.contoso.com"
Start-SCUpdateServerSynchronization -UpdateServer $updateServer -RunAsynchronously

$baseline = Get-SCBaseline -Name "Monthly"
if (!$baseline) {
    $baseline = New-SCBaseline -Name "Monthly" -Description "all critical updates"
}
$since = (Get-Date).AddMonths(-1)
$addedUpdateList = @()
$addedUpdateList += Get-SCUpdate -Newest 50 | where { $_.AddedTime -gt $since -and $_.UpdateClassification -eq "Critical Updates" }
$addedUpdateList += Get-SCUpdate -KBArticle "KB2770917"
$removedUpdateList = @()
foreach ($u in $baseline.Updates) { if ($u.IsExpired -or $u.IsSuperseded) { $removedUpdateList += $u } }
$jobGroup = [System.Guid]::NewGuid()
Set-SCBaseline -Baseline $baseline -AddUpdates $addedUpdateList -RemoveUpdates $removedUpdateList -JobGroup $jobGroup -RunAsynchronously
$scope = Get-SCVMHostGroup -Name "All Hosts"
Set-SCBaseline -Baseline $baseline -AddAssignmentScope $scope -Name "Monthly" -Description "changed by script" -JobGroup $jobGroup
Get-SCComplianceStatus | Group-Object OverallComplianceState | Format-Table Name, Count -AutoSize
Write-Output ("{0} added, {1} removed" -f $addedUpdateList.Count, $removedUpdateList.Count)
