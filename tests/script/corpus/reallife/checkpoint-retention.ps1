Import-Module VirtualMachineManager
Get-SCVMMServer -ComputerName localhost | Out-Null
$days = 14
$limit = (Get-Date).AddDays(-$days)
$log = ".\checkpoints.log"
$vm1 = Get-SCVirtualMachine | Sort-Object Name | Select-Object -First 1
1..3 | ForEach-Object { New-SCVMCheckpoint -VM $vm1 -Name "cp$_" -Description "before patch $_" | Out-Null }
$old = Get-SCVMCheckpoint | Where-Object { $_.AddedTime -lt $limit }
"Old: {0}" -f @($old).Count
$all = Get-SCVMCheckpoint -VM $vm1 | Sort-Object AddedTime -Descending
"All: {0}" -f $all.Count
$keep = $all | Select-Object -First 1
foreach ($cp in $all) {
    if ($cp.CheckpointID -eq $keep.CheckpointID) { "keeping $($cp.Name)"; continue }
    $age = New-TimeSpan -Start $cp.AddedTime -End (Get-Date)
    "{0,-10} {1,5:N0} days  {2}" -f $cp.Name, $age.TotalDays, $cp.VM.Name | Tee-Object -FilePath $log -Append
    Remove-SCVMCheckpoint -VMCheckpoint $cp -RunAsynchronously | Out-Null
}
do {
    Start-Sleep -Milliseconds 200
    $left = @(Get-SCVMCheckpoint -VM $vm1).Count
    Write-Progress -Activity "Removing checkpoints" -Status "$left left" -PercentComplete (100 / $left)
} until ($left -le 1)
Write-Progress -Activity "Removing checkpoints" -Completed
(Get-Content $log | Measure-Object -Line).Lines
Get-SCVMCheckpoint -VM $vm1 -MostRecent | Select-Object -ExpandProperty Name
Get-SCVMCheckpoint -VM $vm1 | Remove-SCVMCheckpoint -Confirm:$false | Out-Null
