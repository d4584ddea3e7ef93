param([int]$Days = 0, [switch]$Remove)
add-pssnapin Microsoft.SystemCenter.VirtualMachineManager
Get-VMMServer localhost | out-null
$vm = Get-VM -Name "file-00009" | select -first 1
New-VMCheckpoint -VM $vm -Name "Before patch $(get-date -f yyyyMMdd)" -Description "auto" | out-null
$limit = (Get-Date).AddDays(-$Days)
$old = Get-VMCheckpoint -VM $vm | where { $_.AddedTime -lt $limit.AddMinutes(5) }
$old | ft @{Label="VM";Expression={$_.VM.Name};Width=20}, Name -auto | out-string | % { $_.Trim().Split("`n").Count }
foreach ($cp in $old) {
   $age = New-TimeSpan -Start $cp.AddedTime -End (Get-Date)
   "{0,-20} {1:N0} days" -f $cp.VM.Name, $age.TotalDays
   if (-not $Remove) { Remove-VMCheckpoint -VMCheckpoint $cp -confirm:$false | Out-Null }
}
(Get-VMCheckpoint -VM $vm | Measure-Object).Count
$vm.VMCheckpoints.Count
Get-VMCheckpoint -VM $vm -MostRecent
