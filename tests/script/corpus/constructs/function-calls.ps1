function Get-Label($vm, [string]$suffix) { "$($vm.Name)$suffix" }
function Write-Section([string]$title) { "--- $title" }
Write-Section "Machines"
$vm = Get-VM -Name "dc-00008"
Get-Label $vm "-old"
Get-Label -suffix "!" -vm $vm
$label = Get-Label $vm "x"; $label
(Get-Label $vm "y").Length
foreach ($i in 1..2) { Write-Section $i }
function Get-Factorial($n) { if ($n -le 1) { return 1 }; return $n * (Get-Factorial ($n - 1)) }
Get-Factorial 10
