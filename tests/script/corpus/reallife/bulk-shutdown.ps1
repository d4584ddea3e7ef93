# Shuts down a list of machines in order, waits for each, and reports.
# The list comes from a file, one name per line; lines that begin with # are comments.
param(
    [string]$ListFile = "machines.txt",
    [int]$TimeoutSeconds = 60,
    [switch]$Force
)

# --- a list to work with ---
$group = [guid]::NewGuid()
$template = "corp-app-01", "corp-app-02", "corp-app-03"
foreach ($name in $template)
{
    New-VirtualNetworkAdapter -JobGroup $group -VirtualNetwork "Lab" -Synthetic
    New-VirtualDiskDrive -SCSI -Bus 0 -LUN 0 -JobGroup $group -Size 1024 -Dynamic -FileName "${name}_disk_1"
    $new = New-VM -Name $name -VMHost "sim-004" -JobGroup $group -MemoryMB 512 -CPUCount 1 -Path "/var/lib/vms"
    $group = [guid]::NewGuid()
    $null = Start-VM -VM $new
}
@"
# application servers
corp-app-01
corp-app-02

# the last one
corp-app-03
corp-app-99
"@ | Set-Content $ListFile

function Wait-ForStatus
{
    param($Name, $Status, [int]$Seconds)
    $start = Get-Date
    do
    {
        $vm = Get-VM -Name $Name
        if ($vm.Status -eq $Status) { return $true }
        Start-Sleep -Milliseconds 20
    }
    while (((Get-Date) - $start).TotalSeconds -lt $Seconds)
    return $false
}

$stopped = 0
$failed = @()
$lines = Get-Content $ListFile | Where-Object { $_.Trim() -ne "" -and -not $_.StartsWith("#") }
Write-Host "$($lines.Count) machines in the list"

for ($i = 0; $i -lt $lines.Count; $i++)
{
    $name = $lines[$i].Trim()
    Write-Progress -Activity "Shutting down" -Status $name -PercentComplete ($i * 100 / $lines.Count)
    $vm = Get-VM -Name $name
    if ($vm -eq $null)
    {
        Write-Host "  $name : not found" -ForegroundColor Red
        $failed += $name
        continue
    }
    if ($vm.Status -ne "Running")
    {
        Write-Host "  $name : is $($vm.Status) already"
        continue
    }
    if ($Force) { Stop-VM -VM $vm | Out-Null }
    else { Shutdown-VM -VM $vm -RunAsynchronously | Out-Null }

    if (Wait-ForStatus $name "PowerOff" $TimeoutSeconds)
    {
        $stopped++
        Write-Host "  $name : off"
    }
    else
    {
        $failed += $name
    }
}
Write-Progress -Activity "Shutting down" -Completed -Status "Done"

"{0} stopped, {1} failed: {2}" -f $stopped, $failed.Count, ($failed -join ", ")

# --- and away with them ---
foreach ($name in $template)
{
    Get-VM -Name $name | Remove-VM | Out-Null
}
@(Get-VM | ? { $_.Name -like "corp-app-*" }).Count
