$n = 5
-$n
- $n
-"3"
-(-$n)
2 - -$n
(-1).ToString()
-1.5
-$n * 2
$a = @(-1, -$n); $a -join ","
(Get-Date "2010-01-10").AddDays(-9).Day
1..-1 -join ","
