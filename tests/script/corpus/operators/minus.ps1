5 - 3
"7" - 2
-3 - -5
([datetime]"2010-03-01" - [datetime]"2010-02-01").Days
([datetime]"2010-03-01" - [timespan]"1.00:00:00").ToString("yyyy-MM-dd")
10 - 2.5
-(3 + 4)
- 5
1-1
$n = 4; $n-1
$n -1
$n - 1
try { "a" - 1 } catch { "not a number" }
