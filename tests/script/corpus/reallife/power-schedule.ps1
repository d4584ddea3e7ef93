# Turns lab machines off in the evening and on in the morning. Runs from the task scheduler with -Mode On|Off.
param(
    [ValidateSet("On", "Off", "Both")] [string]$Mode = "Both",
    [string[]]$Names = @("vdi-00010", "test-00011"),
    [switch]$Save
)
function Write-Line { Write-Host ("{0,-10} {1,-12} {2}" -f $args) }

function Stop-Lab {
    foreach ($n in $Names) {
        $vm = Get-VM $n
        if ($vm.Status -ne "Running") { Write-Line $n $vm.Status "left alone"; continue }
        if ($Save) { $r = SaveState-VM -VM $vm } else { $r = Stop-VM $vm }
        Write-Line $n $r.Status "stopped"
    }
}

function Start-Lab {
    $Names | % { Get-VM -Name $_ } | ? { "PowerOff", "Saved" -contains $_.Status } | Start-VM | % { Write-Line $_.Name $_.Status "started" }
}

if ($Mode -eq "Off" -or $Mode -eq "Both") { Stop-Lab }
if ($Mode -eq "On" -or $Mode -eq "Both") { Start-Lab }
$Save = $true
Stop-Lab
$Names | % { Get-VM $_ } | % { "$($_.Name): $($_.Status)" }
Start-Lab
($Names | % { Get-VM $_ } | ? { $_.Status -eq "Running" }).Count
