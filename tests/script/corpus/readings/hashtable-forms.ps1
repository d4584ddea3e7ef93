$h = @{ "a b" = 1; c = 2
d = 3
'e'= 4 ; 5 = "five"
$(“f”) = 6 }
$h["a b"], $h.c, $h.d, $h.e, $h[5], $h.f -join ","
$o = [ordered]@{ z = 1; a = 2 }
$o.Keys -join ","
@{}.Count
$nested = @{ x = @{ y = @(1,2) } }
$nested.x.y[1]
