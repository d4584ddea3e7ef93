<#
.SYNOPSIS
    Inventory of all virtual machines as CSV, one line per machine.
.DESCRIPTION
    Connects to the VMM server, reads hosts and machines once, and writes inventory.csv into the output folder.
    Machines without an owner are listed on the screen as well.
.PARAMETER VMMServer
    Name of the VMM server.
.PARAMETER OutputFolder
    Folder for the report. It is created when it does not exist.
.EXAMPLE
    .\inventory-csv.ps1 -VMMServer vmm01.contoso.com
.NOTES
    Version 1.3 - disks per machine added
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $false, Position = 0)]
    [string]$VMMServer = "localhost",
    [string]$OutputFolder = ".\reports",
    [ValidateSet(",", ";")]
    [string]$Delimiter = ","
)

#region functions
function Write-Log {
    param(
        [Parameter(Mandatory = $true)][string]$Message,
        [ValidateSet("INFO", "WARN", "ERROR")][string]$Level = "INFO"
    )
    $line = "[{0}] {1}" -f $Level, $Message
    Add-Content -Path (Join-Path $OutputFolder "inventory.log") -Value $line
    switch ($Level) {
        "WARN"  { Write-Warning $Message }
        "ERROR" { Write-Error $Message }
        default { Write-Verbose $Message }
    }
}

function Get-DiskSummary {
    param($VM)
    $total = 0
    $names = @()
    foreach ($drive in $VM.VirtualDiskDrives) {
        if ($drive.VirtualHardDisk -ne $null) {
            $total += $drive.VirtualHardDisk.MaximumSize
            $names += Split-Path $drive.VirtualHardDisk.Location -Leaf
        }
    }
    New-Object PSObject -Property @{
        Count   = $names.Count
        TotalGB = [math]::Round($total / 1GB, 1)
        Names   = ($names -join " ")
    }
}
#endregion

if (-not (Test-Path $OutputFolder)) {
    New-Item -ItemType Directory -Path $OutputFolder | Out-Null
}

try {
    $server = Get-VMMServer -ComputerName $VMMServer -ErrorAction Stop
}
catch {
    Write-Error "Cannot connect to ${VMMServer}: $($_.Exception.Message)"
    exit 1
}
Write-Log "Connected to $VMMServer"

$hosts = Get-VMHost -VMMServer $server | Sort-Object Name
$report = @()
$withoutOwner = @()
$number = 0

foreach ($vmHost in $hosts) {
    $machines = @(Get-VM -VMMServer $server | Where-Object { $_.VMHost.Name -eq $vmHost.Name } | Sort-Object Name)
    Write-Log ("{0}: {1} machines" -f $vmHost.Name, $machines.Count)

    foreach ($vm in $machines) {
        $number++
        $disks = Get-DiskSummary -VM $vm
        $adapters = $vm.VirtualNetworkAdapters | ForEach-Object { $_.VirtualNetwork } | Sort-Object -Unique

        $row = New-Object PSObject
        $row | Add-Member -MemberType NoteProperty -Name "Number" -Value $number
        $row | Add-Member -MemberType NoteProperty -Name "Name" -Value $vm.Name
        $row | Add-Member -MemberType NoteProperty -Name "Host" -Value $vmHost.Name
        $row | Add-Member -MemberType NoteProperty -Name "HostGroup" -Value $vmHost.VMHostGroup.Name
        $row | Add-Member -MemberType NoteProperty -Name "Status" -Value $vm.Status
        $row | Add-Member -MemberType NoteProperty -Name "CPU" -Value $vm.CPUCount
        $row | Add-Member -MemberType NoteProperty -Name "MemoryGB" -Value ("{0:N1}" -f ($vm.Memory / 1024))
        $row | Add-Member -MemberType NoteProperty -Name "Disks" -Value $disks.Count
        $row | Add-Member -MemberType NoteProperty -Name "DiskGB" -Value $disks.TotalGB
        $row | Add-Member -MemberType NoteProperty -Name "Networks" -Value ($adapters -join "+")
        $row | Add-Member -MemberType NoteProperty -Name "Owner" -Value $vm.Owner
        $report += $row

        if ([string]::IsNullOrEmpty($vm.Owner)) {
            $withoutOwner += $vm
            Write-Log "$($vm.Name) has no owner" -Level WARN
        }
    }
}

$file = Join-Path $OutputFolder "inventory.csv"
$report | Select-Object Number, Name, Host, HostGroup, Status, CPU, MemoryGB, Disks, DiskGB, Networks, Owner |
    Export-Csv -Path $file -NoTypeInformation -Delimiter $Delimiter -Encoding UTF8

Write-Host ("{0} machines on {1} hosts written" -f $report.Count, @($hosts).Count) -ForegroundColor Green
Write-Host ("{0} machines without owner" -f $withoutOwner.Count)
Import-Csv $file | Group-Object HostGroup | Sort-Object Name | ForEach-Object {
    $memory = ($_.Group | ForEach-Object { [double]$_.MemoryGB } | Measure-Object -Sum).Sum
    "{0,-10} {1,3} machines {2,6:N1} GB" -f $_.Name, $_.Count, $memory
}
(Get-Content (Join-Path $OutputFolder "inventory.log")).Count
