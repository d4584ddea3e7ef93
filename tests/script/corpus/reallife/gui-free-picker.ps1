# Numbered picker for hosts and machines; used where no console is installed
$ErrorActionPreference = "SilentlyContinue"

function Select-FromList
{
    param (
        [Parameter(Mandatory = $true)] [array]$Items,
        [string]$Title = "Choose",
        [string]$Property = "Name",
        [switch]$AllowNone
    )
    Write-Host ""
    Write-Host $Title -ForegroundColor Cyan
    Write-Host ("-" * $Title.Length)
    for ($i = 0; $i -lt $Items.Count; $i++)
    {
        Write-Host ("{0,3}. {1}" -f ($i + 1), $Items[$i].$Property)
    }
    if ($AllowNone) { Write-Host "  0. none" }
    $ok = $false
    do
    {
        $text = Read-Host "Number"
        [int]$n = 0
        if ([int]::TryParse($text, [ref]$n))
        {
            if ($n -ge 1 -and $n -le $Items.Count) { $ok = $true }
            elseif ($n -eq 0 -and $AllowNone) { return $null }
        }
        if (-not $ok) { Write-Host "Between 1 and $($Items.Count), please." -ForegroundColor Yellow }
    }
    until ($ok)
    return $Items[$n - 1]
}

$h = Select-FromList -Items @(Get-VMHost | sort Name) -Title "Hosts"
Write-Host "Host: $($h.Name)"
$vm = Select-FromList -Items @(Get-VM | where { $_.VMHost.Name -eq $h.Name } | sort Name) -Title "Machines of $h" -AllowNone
if ($vm) { Write-Host "Machine: $vm ($($vm.Status))" } else { Write-Host "No machine." }
$again = Select-FromList -Items @(Get-VMHostGroup | sort Path) -Title "Groups" -Property Path -AllowNone
"[$again]"
