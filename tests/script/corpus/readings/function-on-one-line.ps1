function f { param($b) $b * 2 }
f 21
function g([int]$x = 5, $y) { "$x,$y" }; g; g 1 2
function h { param([string]$s) if ($s) { return "got $s" } "nothing" } h a; h
