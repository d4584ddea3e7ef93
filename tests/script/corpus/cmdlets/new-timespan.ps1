$a = [datetime]"2010-01-01 10:00"; $b = [datetime]"2010-01-02 12:30"
(New-TimeSpan -Start $a -End $b).TotalHours
(New-TimeSpan $a $b).Days
(New-TimeSpan -Days 1 -Hours 2).TotalMinutes
"$(New-TimeSpan -Minutes 90)"
$span = $b - $a; "{0} d {1} h {2} min" -f $span.Days, $span.Hours, $span.Minutes
(New-TimeSpan -Start $b).TotalDays -gt 1000
(New-TimeSpan -Seconds 61) -gt (New-TimeSpan -Minutes 1)
