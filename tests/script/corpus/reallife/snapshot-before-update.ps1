# Checkpoint before an update, revert when the "update" failed.
$ErrorActionPreference = "Stop"
$target = Get-VM -Name "test-00024"
$cpName = "before update {0:yyyy-MM-dd}" -f [datetime]"2012-10-09"

function Update-Machine($vm, [bool]$fails) {
    Set-VM -VM $vm -Description "updated" | Out-Null
    if ($fails) { throw "installer returned 1603" }
}

foreach ($fails in $false, $true) {
    $cp = New-VMCheckpoint -VM $target -Name $cpName
    Write-Host "checkpoint '$($cp.Name)'"
    try {
        Update-Machine $target $fails
        Write-Host "updated: $((Get-VM -Name $target.Name).Description)" -ForegroundColor Green
    }
    catch {
        Write-Host "failed: $_" -ForegroundColor Red
        Restore-VMCheckpoint -VMCheckpoint $cp | Out-Null
        Write-Host "reverted"
    }
    finally {
        Get-VMCheckpoint -VM $target | where { $_.Name -eq $cpName } | Remove-VMCheckpoint | Out-Null
        Set-VM -VM $target -Description "" | Out-Null
    }
}
$left = @(Get-VMCheckpoint -VM $target)
"left: $($left.Count)"
(Get-VM "test-00024").Status
