# Capacity of hosts: how many more machines of a size fit?
Param(
    [int]$MemoryMB = 4096,
    [int]$CPU = 2,
    [int]$DiskGB = 60,
    [string]$Group = "All Hosts"
)

Function Get-HostCapacity
{
    Param(
        [Parameter(Mandatory=$true, ValueFromPipeline=$true)]
        $VMHost,
        [int]$MemoryMB,
        [int]$CPU,
        [int]$DiskGB,
        [double]$OvercommitCPU = 4.0
    )
    Begin
    {
        $all = Get-VM
    }
    Process
    {
        $mine = @($all | Where-Object { $_.VMHost.Name -eq $VMHost.Name })
        $running = @($mine | Where-Object { $_.Status -eq 'Running' })

        $usedMemory = 0
        $usedCPU = 0
        foreach ($vm in $running)
        {
            $usedMemory += $vm.Memory
            $usedCPU += $vm.CPUCount
        }

        $freeMemory = ($VMHost.TotalMemory / 1MB) - $VMHost.MemoryReserveMB - $usedMemory
        $freeCPU = $VMHost.LogicalProcessorCount * $OvercommitCPU - $usedCPU
        $volume = $VMHost.DiskVolumes | Sort-Object FreeSpace -Descending | Select-Object -First 1
        $freeDisk = $volume.FreeSpace / 1GB

        $byMemory = [math]::Floor($freeMemory / $MemoryMB)
        $byCPU = [math]::Floor($freeCPU / $CPU)
        $byDisk = [math]::Floor($freeDisk / $DiskGB)
        $fits = ($byMemory, $byCPU, $byDisk | Measure-Object -Minimum).Minimum

        $limit = switch ($fits)
        {
            $byMemory { 'memory'; break }
            $byCPU    { 'CPU'; break }
            default   { 'disk' }
        }

        New-Object PSObject -Property @{
            Host       = $VMHost.Name
            Group      = $VMHost.VMHostGroup.Name
            Running    = $running.Count
            ByMemory   = $byMemory
            ByCPU      = $byCPU
            ByDisk     = $byDisk
            Fits       = $fits
            LimitedBy  = $limit
        }
    }
}

$hosts = Get-VMHost | Where-Object { $_.OverallState -eq "OK" -and $_.AvailableForPlacement }
if ($Group -ne "All Hosts")
{
    $hosts = $hosts | Where-Object { $_.VMHostGroup.Name -eq $Group }
}

$result = $hosts | Sort-Object Name | Get-HostCapacity -MemoryMB $MemoryMB -CPU $CPU -DiskGB $DiskGB

$result | Select-Object Host, Group, Running, ByMemory, ByCPU, ByDisk, Fits, LimitedBy | Format-Table -AutoSize

$total = ($result | Measure-Object -Property Fits -Sum).Sum
Write-Host "$total more machines with $CPU CPUs, $MemoryMB MB and $DiskGB GB fit."
$result | Where-Object { $_.Fits -lt 40 } | ForEach-Object { Write-Warning "$($_.Host) is short of $($_.LimitedBy): $($_.Fits) left" }
