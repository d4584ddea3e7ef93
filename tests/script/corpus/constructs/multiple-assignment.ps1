$a, $b = 1, 2; "$a $b"
$a, $b = $b, $a; "$a $b"
$head, $tail = "x", "y", "z"; "$head [$tail]"
$user, $domain = "anna@contoso".Split("@"); "$domain\$user"
[int]$p, [string]$q = "5", 6; $p + 1; $q + 1
$x = $y = $z = "same"; "$x $y $z"
$h = @{}; $h.a, $h.b = 1, 2; $h.a + $h.b
