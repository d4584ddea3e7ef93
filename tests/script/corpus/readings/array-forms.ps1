,1 | % { $_.GetType().Name }
(,(1,2)).Count
@().Count
@($null).Count
$a = 1,2,3
$a += 4
$a[-1]
$a[1,2] -join ","
$m = @((1,2),(3,4)); $m[1][0]
$one, $rest = 1, 2, 3
"$one / $rest"
$x = $y = 5
"$x $y"
$e = @(); $e += "a"; $e += "b"; $e -join ","
(1,2,3).Length
"$(1,2,3)"
