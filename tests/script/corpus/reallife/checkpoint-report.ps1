# Checkpoints older than a limit: report, and clean up when asked to.
#requires -version 2.0
param (
    [int] $Days = -1,
    [string] $Pattern = "mail-*",
    [switch] $Delete
)

import-module virtualmachinemanager

get-scvmmserver -computername localhost | out-null

# something to find
$machines = Get-SCVirtualMachine | where { $_.Name -like $Pattern } | sort Name
foreach ($m in $machines) {
    1..2 | % { New-SCVMCheckpoint -VM $m -Name "nightly $_" -Description "made by the backup" | Out-Null }
}

$limit = (Get-Date).AddDays(-$Days)
$found = @()

foreach ($vm in $machines) {
    $checkpoints = Get-SCVMCheckpoint -VM $vm | Sort-Object AddedTime
    if (!$checkpoints) { continue }
    $depth = 0
    foreach ($checkpoint in $checkpoints) {
        $depth++
        if ($checkpoint.AddedTime -lt $limit) {
            $age = (New-TimeSpan -Start $checkpoint.AddedTime -End (Get-Date)).Days
            $found += [pscustomobject]@{
                VM          = $vm.Name
                Checkpoint  = $checkpoint.Name
                Description = $checkpoint.Description
                Age         = $age
                Depth       = $depth
                Newest      = ($checkpoint.ID -eq $checkpoints[-1].ID)
            }
        }
    }
}

if ($found.Count -eq 0) {
    Write-Output "No checkpoint is older than $Days days."
    exit 0
}

$found | Format-Table VM, Checkpoint, Age, Depth, Newest -AutoSize
$found | Group-Object VM | Sort-Object Name | ForEach-Object { "{0}: {1} checkpoints" -f $_.Name, $_.Count }
$found | Export-Csv checkpoints.csv -NoTypeInformation
Write-Output "$((Import-Csv checkpoints.csv).Count) lines written"

# clean up
$removed = 0
foreach ($vm in $machines) {
    Get-SCVMCheckpoint -VM $vm | Sort-Object AddedTime -Descending | ForEach-Object {
        try {
            Remove-SCVMCheckpoint -VMCheckpoint $_ -ErrorAction Stop | Out-Null
            $removed++
        }
        catch {
            Write-Warning "Could not remove $($_.Name)"
        }
    }
}
"$removed removed"
($machines | Get-SCVMCheckpoint | measure).Count
