function Get-First($list) { foreach ($i in $list) { if ($i -gt 2) { return $i } } ; return -1 }
Get-First (1,2,3,4)
Get-First (1,2)
function Two { 1; return 2 }
(Two).Count
function Nothing { return }
$null -eq (Nothing)
function Collects { "extra"; $x = 5; return $x }
Collects
function Get-Pair { return "a", "b" }
$p = Get-Pair; $p[1]
1..3 | % { if ($_ -eq 2) { return }; $_ }
return "end of script"
"never"
