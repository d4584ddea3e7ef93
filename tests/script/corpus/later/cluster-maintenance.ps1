# Patches the nodes of a cluster one at a time: evacuate, patch, bring back.
Param([string]$ClusterName = "HVCLUSTER01", [int]$WaitMinutes = 30)

$cluster = Get-SCVMHostCluster -Name $ClusterName -VMMServer localhost
if ($cluster -eq $null) { Write-Host "no cluster $ClusterName" -ForegroundColor Yellow }

Function Wait-Job2 ($job) {
    Do {
        Start-Sleep -Seconds 1
        $job = Get-SCJob -ID $job.ID
    } Until ($job.IsCompleted -or $job.Status -ne "Running")
    Return $job.Status
}

ForEach ($node in ($cluster.Nodes | Sort-Object Name)) {
    Write-Host "--- $($node.Name)"
    $ha = Get-SCVirtualMachine -VMHost $node | Where-Object { $_.IsHighlyAvailable }
    Write-Host ("{0} highly available machines" -f @($ha).Count)
    Disable-SCVMHost -VMHost $node -MoveWithinCluster -RunAsynchronously -JobVariable evacuation | Out-Null
    If ((Wait-Job2 $evacuation) -ne "Completed") {
        Write-Warning "evacuation of $($node.Name) failed: $($evacuation.ErrorInfo.Problem)"
        Continue
    }
    $baseline = Get-SCBaseline | Where-Object { $_.Name -like "*Hyper-V*" }
    $computer = Get-SCVMMManagedComputer -ComputerName $node.Name
    Start-SCComplianceScan -VMMManagedComputer $computer -Baseline $baseline | Out-Null
    $status = Get-SCComplianceStatus -VMMManagedComputer $computer
    If ($status.OverallComplianceState -ne "Compliant") {
        Start-SCUpdateRemediation -VMMManagedComputer $computer -Baseline $baseline -SuspendReboot | Out-Null
    }
    Enable-SCVMHost -VMHost $node | Out-Null
    Read-SCVMHost -VMHost $node | Out-Null
}
Get-VMHostCluster | Select Name, ClusterReserve, @{n="Nodes";e={$_.Nodes.Count}} | ft
