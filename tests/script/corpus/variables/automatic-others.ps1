function Show-Invocation { param($Name, [switch]$Deep) $PSBoundParameters.Keys | sort; $MyInvocation.MyCommand.Name }
Show-Invocation -Name x -Deep
function Test-Set { param($A, $B) $PSBoundParameters.ContainsKey("B") }
Test-Set -A 1; Test-Set -B 1
function Sum { $total = 0; foreach ($i in $input) { $total += $i }; $total }
1, 2, 3 | Sum
$OFS = "-"; "$(1..3)"; $OFS = " "
foreach ($x in 1, 2) { $foreach.Current }
Test-Path variable:PSVersionTable
Get-Variable OFS | % { $_.Name }
