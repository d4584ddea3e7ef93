3 -gt 2; 2 -ge 2; 1 -lt 2; 2 -le 1
"10" -gt 9
10 -gt "9"
"10" -gt "9"
"b" -gt "A"
1, 5, 10 -gt 4
[datetime]"2010-01-01" -lt [datetime]"2011-01-01"
"2010-06-01" -gt [datetime]"2010-01-01"
$rating = 4; $rating -ge "3"
$null -lt 1
5GB -gt 4096MB
2.5 -gt 2
(Get-VM | ? { $_.MemoryMB -le 1024 }).Count
[version]"2.0.4271.0" -gt [version]"2.0.3451.0"
