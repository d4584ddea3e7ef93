3 * 4
"ab" * 3
(1, 2) * 2 -join ","
7 / 2
6 / 2
(6 / 2).GetType().Name
7 % 3
-7 % 3
7.5 % 2
2 * 1GB / 1MB
100 * 3 / 7
[math]::Round(10 / 3, 2)
1GB / 1KB
try { 1 % 0 } catch { "zero" }
"5" * "4"
"8" / "2"
1 / 3
10 / 4 * 2
