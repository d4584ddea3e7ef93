1..5 -join ","
5..1 -join ","
$start = 3; $end = 6; ($start..$end).Count
-2..2 -join " "
1..3 | % { "vm-{0:d3}" -f $_ }
(1..10)[2..4] -join ","
foreach ($n in 0..2 + 5) { $n }
