$a = (1 + 2
$b = ]
Get-VM -Name "x" |
foreach ($x on $y) { }
function { }
