$d = Get-Date "2009-08-07 06:05:04"
Get-Date $d -Format "yyyy-MM-dd"
Get-Date $d -Format yyyyMMdd_HHmmss
Get-Date -Date $d -Format "dddd, d MMMM yyyy"
$d.ToString("dd/MM/yyyy"); $d.ToShortDateString(); $d.ToString("s")
$d.AddDays(-7).ToString("MM/dd/yyyy"); $d.AddMonths(1).Month; $d.AddYears(1).Year; $d.AddMinutes(5).Minute
$d.Year; $d.Month; $d.Day; $d.Hour; $d.DayOfWeek; $d.Date.Hour
Get-Date $d -UFormat "%Y-%m-%d"
Get-Date $d -DisplayHint Date
(Get-Date).GetType().Name
((Get-Date) - (Get-Date).AddHours(-2)).Hours
(Get-Date -Year 2010 -Month 1 -Day 15).DayOfWeek
"$d"
Get-Date $d -Format g; Get-Date $d -f "HH:mm"
$d -gt (Get-Date)
