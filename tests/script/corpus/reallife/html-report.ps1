# Daily report of the virtual environment as an HTML page
# Usage: .\html-report.ps1 [-Server name]
param($Server = "localhost", $File = "report.html")

Add-PSSnapin Microsoft.SystemCenter.VirtualMachineManager -ErrorAction SilentlyContinue
$c = Get-VMMServer -ComputerName $Server

$style = @"
<style>
BODY { font-family: Verdana, Arial; font-size: 10pt; }
TABLE { border-width: 1px; border-style: solid; border-collapse: collapse; }
TH { border-width: 1px; padding: 3px; background-color: #6495ED; }
TD { border-width: 1px; padding: 3px; }
.odd { background-color: #ffffff; }
.even { background-color: #dddddd; }
</style>
"@

function Set-AlternatingRows {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
        [string]$Line,
        [string]$CSSEvenClass = "even",
        [string]$CSSOddClass = "odd"
    )
    begin { $class = $CSSEvenClass }
    process {
        if ($Line.Contains("<tr>")) {
            $Line = $Line.Replace("<tr>", "<tr class=""$class"">")
            if ($class -eq $CSSEvenClass) { $class = $CSSOddClass } else { $class = $CSSEvenClass }
        }
        return $Line
    }
}

$vms = Get-VM -VMMServer $c | sort Name
$hosts = Get-VMHost -VMMServer $c | sort Name

$hostRows = foreach ($h in $hosts) {
    $on = @($vms | where { $_.VMHost.Name -eq $h.Name -and $_.Status -eq "Running" })
    $all = @($vms | where { $_.VMHost.Name -eq $h.Name })
    $used = ($on | measure Memory -Sum).Sum
    New-Object PSObject -Property @{
        Host = $h.Name
        State = $h.OverallState
        Machines = $all.Count
        Running = $on.Count
        MemoryUsedGB = [math]::Round($used / 1KB, 1)
        MemoryTotalGB = [math]::Round($h.TotalMemory / 1GB)
        Load = "{0:P1}" -f ($used * 1MB / $h.TotalMemory)
    }
}

$vmRows = $vms | select Name, Status, @{Name="Host"; Expression={$_.VMHost.Name}}, CPUCount, @{Name="Memory (GB)"; Expression={"{0:N1}" -f ($_.Memory / 1024)}}, Owner

$fragments = @()
$fragments += "<h1>Virtual machines on $Server</h1>"
$fragments += $hostRows | select Host, State, Machines, Running, MemoryUsedGB, MemoryTotalGB, Load | ConvertTo-Html -Fragment -PreContent "<h2>Hosts</h2>" | Set-AlternatingRows
$fragments += $vmRows | ConvertTo-Html -Fragment -PreContent "<h2>Machines</h2>" | Set-AlternatingRows -CSSEvenClass even -CSSOddClass odd

$off = $vms | where { $_.Status -ne "Running" }
if ($off)
{
    $fragments += "<h2>Not running</h2><ul>"
    foreach ($vm in $off) { $fragments += "<li>$($vm.Name) ($($vm.Status)) of $($vm.Owner)</li>" }
    $fragments += "</ul>"
}
else
{
    $fragments += "<p>All machines run.</p>"
}

ConvertTo-Html -Head $style -Title "Report" -Body ($fragments -join "`r`n") | Out-File $File -Encoding UTF8

$text = [string](Get-Content $File)
"odd rows:  {0}" -f ([regex]::Matches($text, 'class="odd"')).Count
"even rows: {0}" -f ([regex]::Matches($text, 'class="even"')).Count
"list:      {0}" -f ([regex]::Matches($text, "<li>")).Count
$hostRows | ft Host, Machines, Running, MemoryUsedGB -auto
