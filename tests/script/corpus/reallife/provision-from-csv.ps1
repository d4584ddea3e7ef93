<#
    Provisions machines from a CSV file:
      Name,Host,CPU,MemoryMB,DiskGB,Network,Owner,Start
    Each line is checked first; a line with a fault is reported and skipped.
#>
param([string]$File = "new-machines.csv")

$ErrorActionPreference = "Stop"

@'
Name,Host,CPU,MemoryMB,DiskGB,Network,Owner,Start
shop-web-01,sim-001,2,1024,20,Production,CONTOSO\anna,yes
shop-web-02,sim-002,2,1024,20,Production,CONTOSO\anna,no
shop-db-01,sim-002,4,4096,80,Production,CONTOSO\bo,yes
shop-bad-01,sim-099,2,1024,20,Production,CONTOSO\bo,no
shop-bad-02,sim-001,0,1024,20,Production,CONTOSO\bo,no
shop-bad-03,sim-001,2,1024,20,Nowhere,CONTOSO\bo,no
dc-00008,sim-001,2,1024,20,Lab,CONTOSO\bo,no
'@ | Out-File $File -Encoding ascii

function Test-Line($line)
{
    $faults = @()
    if ($line.Name -notmatch '^[a-z][a-z0-9-]{2,14}$') { $faults += "bad name" }
    if (Get-VM -Name $line.Name) { $faults += "name in use" }
    $target = Get-VMHost -ComputerName $line.Host
    if ($target -eq $null) { $faults += "no host $($line.Host)" }
    else
    {
        $networks = Get-VirtualNetwork -VMHost $target | % { $_.Name }
        if ($networks -notcontains $line.Network) { $faults += "no network $($line.Network)" }
    }
    if ([int]$line.CPU -lt 1 -or [int]$line.CPU -gt 8) { $faults += "CPU must be 1 to 8" }
    if ([int]$line.MemoryMB % 2) { $faults += "memory must be even" }
    , $faults
}

$made = @(); $skipped = 0
Import-Csv $File | ForEach-Object {
    $line = $_
    $faults = Test-Line $line
    if ($faults.Count)
    {
        $skipped++
        Write-Host ("{0,-12} skipped: {1}" -f $line.Name, ($faults -join "; "))
        return
    }

    $jobGroup = [System.Guid]::NewGuid().ToString()
    New-VirtualNetworkAdapter -VMMServer localhost -JobGroup $jobGroup -PhysicalAddressType Dynamic -VirtualNetwork $line.Network -Synthetic
    New-VirtualDVDDrive -VMMServer localhost -JobGroup $jobGroup -Bus 1 -LUN 0
    New-VirtualDiskDrive -VMMServer localhost -IDE -Bus 0 -LUN 0 -JobGroup $jobGroup -Size ([int]$line.DiskGB * 1024) -Dynamic -Filename ($line.Name + "_disk_1")
    $cpu = Get-CPUType -VMMServer localhost | where {$_.Name -eq "3.00 GHz Xeon"}
    New-HardwareProfile -VMMServer localhost -Owner $line.Owner -CPUType $cpu -Name "Profile$jobGroup" -Description "Profile used to create a VM/Template" -CPUCount $line.CPU -MemoryMB $line.MemoryMB -ExpectedCPUUtilization 20 -DiskIO 0 -NetworkUtilization 0 -RelativeWeight 100 -HighlyAvailable $false -NumLock $false -BootOrder "CD", "IdeHardDrive", "PxeBoot", "Floppy" -LimitCPUFunctionality $false -JobGroup $jobGroup | Out-Null
    $VMHost = Get-VMHost -VMMServer localhost | where {$_.Name -eq $line.Host}
    $HardwareProfile = Get-HardwareProfile -VMMServer localhost | where {$_.Name -eq "Profile$jobGroup"}
    $OperatingSystem = Get-OperatingSystem -VMMServer localhost | where {$_.Name -eq "Debian 12"}

    $vm = New-VM -VMMServer localhost -Name $line.Name -Description "From $File" -Owner $line.Owner -VMHost $VMHost -Path "/var/lib/vms" -HardwareProfile $HardwareProfile -JobGroup $jobGroup -OperatingSystem $OperatingSystem -RunAsSystem -StartAction NeverAutoTurnOnVM -StopAction SaveVM
    if ($line.Start -eq "yes") { $vm = Start-VM -VM $vm }
    $rest = Get-HardwareProfile -VMMServer localhost | where {$_.Name -eq "Profile$jobGroup"}
    if ($rest) { Remove-HardwareProfile -HardwareProfile $rest | Out-Null }
    $made += $vm.Name
    Write-Host ("{0,-12} made on {1}: {2}" -f $vm.Name, $vm.VMHost.Name, $vm.Status)
}

"$($made.Count) made, $skipped skipped"
Get-VM | where { $made -contains $_.Name } | sort Name | ft Name, CPUCount, Memory, Owner, Status -AutoSize

foreach ($name in $made)
{
    $vm = Get-VM -Name $name
    if ($vm.Status -eq "Running") { Stop-VM -VM $vm | Out-Null }
    Remove-VM -VM $vm | Out-Null
}
"left: " + @(Get-VM | ? { $_.Name -like "shop-*" }).Count
