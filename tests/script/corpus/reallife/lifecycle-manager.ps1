<#
.SYNOPSIS
    Life cycle of lab machines: request, build, extend, retire.

.DESCRIPTION
    Requests stand in a CSV file. Each run of this script works through it:
      * new requests are checked and built,
      * machines whose time is over are stopped first and removed a week later,
      * an extension moves the end date.
    What was done goes to a log and to a report that a web server shows.

.PARAMETER Requests
    The CSV file: Id;Action;Name;Owner;Size;Days

.PARAMETER Today
    The day of the run; the tests give it.

.EXAMPLE
    .\lifecycle-manager.ps1 -Requests \\files\lab\requests.csv

.NOTES
    Sizes: S = 1 CPU 512 MB, M = 2 CPU 1024 MB, L = 4 CPU 2048 MB
#>
[CmdletBinding()]
param (
    [string] $Requests = ".\requests.csv",
    [datetime] $Today = "2012-10-09",
    [string] $StateFile = ".\state.csv",
    [string] $Report = ".\lab.html"
)

# ---------------------------------------------------------------- constants
$Sizes = @{
    S = @{ CPU = 1; MemoryMB = 512;  DiskMB = 1024 }
    M = @{ CPU = 2; MemoryMB = 1024; DiskMB = 2048 }
    L = @{ CPU = 4; MemoryMB = 2048; DiskMB = 4096 }
}
$Hosts = "sim-003", "sim-004"
$GraceDays = 7
$Log = New-Object System.Collections.ArrayList

# ---------------------------------------------------------------- functions
function Write-Log {
    param([string] $Text, [ValidateSet("Info", "Warning", "Error")] [string] $Level = "Info")
    [void] $Log.Add(("{0:yyyy-MM-dd} {1,-7} {2}" -f $Today, $Level, $Text))
    switch ($Level) {
        "Warning" { Write-Warning $Text }
        "Error"   { Write-Host "ERROR: $Text" -ForegroundColor Red }
        default   { Write-Host $Text }
    }
}

function Get-State {
    if (-not (Test-Path $StateFile)) { return @() }
    @(Import-Csv $StateFile | ForEach-Object {
        [pscustomobject]@{ Name = $_.Name; Owner = $_.Owner; Ends = [datetime]::ParseExact($_.Ends, "yyyy-MM-dd", $null); Stopped = $_.Stopped -eq "True" }
    })
}

function Save-State($State) {
    $State | Sort-Object Name | Select-Object Name, Owner, @{ n = "Ends"; e = { $_.Ends.ToString("yyyy-MM-dd") } }, Stopped |
        Export-Csv $StateFile -NoTypeInformation
}

function Select-Target {
    # the host with the fewest machines takes the next one
    $counts = @{}
    foreach ($h in $Hosts) { $counts[$h] = 0 }
    Get-VM | Where-Object { $Hosts -contains $_.VMHost.Name } | ForEach-Object { $counts[$_.VMHost.Name]++ }
    ($counts.GetEnumerator() | Sort-Object Value, Name | Select-Object -First 1).Name
}

function New-LabMachine {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)] [ValidatePattern("^lab-[a-z0-9]+$")] [string] $Name,
        [Parameter(Mandatory = $true)] [ValidateSet("S", "M", "L")] [string] $Size,
        [string] $Owner
    )
    if (Get-VM -Name $Name) { throw "the name is in use" }
    $s = $Sizes[$Size]
    $group = [guid]::NewGuid()
    New-VirtualNetworkAdapter -JobGroup $group -VirtualNetwork "Lab" -PhysicalAddressType Dynamic -Synthetic
    New-VirtualDiskDrive -JobGroup $group -SCSI -Bus 0 -LUN 0 -Size $s.DiskMB -Dynamic -FileName "${Name}_1"
    $vm = New-VM -Name $Name -VMHost (Select-Target) -JobGroup $group -CPUCount $s.CPU -MemoryMB $s.MemoryMB -Owner $Owner -Description "lab machine of $Owner"
    Start-VM -VM $vm
}

# ---------------------------------------------------------------- some requests
if (-not (Test-Path $Requests)) {
    @"
Id;Action;Name;Owner;Size;Days
1;new;lab-a1;CONTOSO\anna;S;30
2;new;lab-b2;CONTOSO\bo;M;1
3;new;Lab Bad;CONTOSO\bo;S;5
4;new;lab-c3;CONTOSO\carl;XL;5
5;new;lab-a1;CONTOSO\carl;S;5
6;extend;lab-b2;CONTOSO\bo;;10
7;retire;lab-a1;CONTOSO\anna;;
8;dance;lab-a1;CONTOSO\anna;;
"@ | Out-File $Requests
}

# ---------------------------------------------------------------- work
$state = @(Get-State)
foreach ($r in Import-Csv $Requests -Delimiter ";") {
    try {
        switch ($r.Action) {
            "new" {
                $vm = New-LabMachine -Name $r.Name -Size $r.Size -Owner $r.Owner
                $state += [pscustomobject]@{ Name = $vm.Name; Owner = $r.Owner; Ends = $Today.AddDays([int]$r.Days); Stopped = $false }
                Write-Log "$($r.Id): built $($vm.Name) on $($vm.VMHost.Name), $($vm.Status)"
            }
            "extend" {
                $one = $state | Where-Object { $_.Name -eq $r.Name -and $_.Owner -eq $r.Owner }
                if (-not $one) { throw "no such machine of $($r.Owner)" }
                $one.Ends = $one.Ends.AddDays([int]$r.Days)
                Write-Log ("{0}: {1} now ends {2:d MMM yyyy}" -f $r.Id, $one.Name, $one.Ends)
            }
            "retire" {
                $one = $state | Where-Object { $_.Name -eq $r.Name }
                $one.Ends = $Today.AddDays(-1)
                Write-Log "$($r.Id): $($one.Name) will go"
            }
            default { throw "unknown action '$_'" }
        }
    }
    catch {
        Write-Log "$($r.Id): $($r.Name) refused" "Error"
    }
}

# two runs: the day after, and more than a week later
foreach ($day in $Today.AddDays(1), $Today.AddDays(12)) {
    $left = @()
    foreach ($one in $state) {
        $vm = Get-VM -Name $one.Name
        if ($one.Ends -lt $day -and -not $one.Stopped) {
            Stop-VM -VM $vm | Out-Null
            $one.Stopped = $true
            Write-Log "$($one.Name) stopped on $($day.ToString('dd.MM.'))"
        }
        if ($one.Ends.AddDays($GraceDays) -lt $day) {
            Remove-VM -VM (Get-VM -Name $one.Name) | Out-Null
            Write-Log "$($one.Name) removed" "Warning"
            continue
        }
        $left += $one
    }
    $state = $left
}
Save-State $state

# ---------------------------------------------------------------- report
$rows = $state | Select-Object Name, Owner, Stopped, @{ n = "Left"; e = { ($_.Ends - $Today).Days } }
$rows | ConvertTo-Html -Title "Lab" -PreContent "<h1>Lab machines</h1>" -PostContent "<pre>$($Log -join "`n")</pre>" | Out-File $Report
"{0} lines in the log, {1} errors" -f $Log.Count, @($Log | Where-Object { $_ -match " Error " }).Count
$rows | Format-Table -AutoSize
(Get-Content $Report | Where-Object { $_ -match "<td>lab-" } | Measure-Object).Count

# nothing stays behind
foreach ($one in Get-VM | Where-Object { $_.Name -like "lab-*" }) {
    if ($one.Status -eq "Running") { Stop-VM $one | Out-Null }
    Remove-VM $one | Out-Null
}
@(Get-VM | ? { $_.Name -like "lab-*" }).Count
