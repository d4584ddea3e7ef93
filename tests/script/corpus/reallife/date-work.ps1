# Age of machines and windows for maintenance
$now = [datetime]"2012-10-09 14:30:00"
$records = @(
    @{ Name = "a"; Created = "2012-01-15 08:00" },
    @{ Name = "b"; Created = "2011-11-30 23:59:59" },
    @{ Name = "c"; Created = "2012-10-09 14:00" }
)
foreach ($r in $records) {
    $created = [datetime]$r.Created
    $age = $now - $created
    "{0}: {1} days, {2:N1} hours, {3}" -f $r.Name, [int]$age.TotalDays, $age.TotalHours, $created.DayOfWeek
}
$limit = $now.AddMonths(-6)
@($records | Where-Object { [datetime]$_.Created -lt $limit }).Count
# second Tuesday of the month
$first = Get-Date -Year 2012 -Month 10 -Day 1 -Hour 0 -Minute 0 -Second 0
$offset = ([int][DayOfWeek]::Tuesday - [int]$first.DayOfWeek + 7) % 7
$first.AddDays($offset + 7).ToString("yyyy-MM-dd")
$monday = $now.AddDays(-(([int]$now.DayOfWeek + 6) % 7)).Date
$monday.ToString("ddd dd.MM.yyyy")
[datetime]::ParseExact("09.10.2012", "dd.MM.yyyy", $null).ToString("yyyy/MM/dd")
[datetime]::Parse("2012-02-29").AddYears(1).ToString("yyyy-MM-dd")
$stamp = "{0:yyyyMMdd-HHmm}" -f $now; $stamp
(New-TimeSpan -Start $monday -End $now).ToString()
$now.ToString("T").Length -gt 0
if ($now.Hour -ge 8 -and $now.Hour -lt 18 -and $now.DayOfWeek -notin "Saturday", "Sunday") { "business hours" }
$span = [timespan]"02:15:00"; $now.Add($span).ToString("HH:mm")
[math]::Round(($now - $now.Date).TotalHours, 2)
$now.ToUniversalTime().GetType().Name
Get-Date $now -UFormat "%d.%m.%y %H:%M"
(Get-Date $now).AddSeconds(-1).Second
$now.Month.ToString("00") + "/" + $now.Year
[datetime]::IsLeapYear(2012)
($now -gt "2012-01-01") -and ($now -lt "2013-01-01")
