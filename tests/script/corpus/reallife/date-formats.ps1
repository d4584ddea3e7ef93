$d = Get-Date "2012-03-05 14:07:09"
$d.ToString("s"); $d.ToString("dd.MM.yyyy HH:mm"); $d.ToString("MMM d, yyyy"); $d.ToShortDateString(); $d.ToLongDateString(); $d.ToShortTimeString(); $d.ToString("u"); $d.ToString("r")
Get-Date $d -Format "yyyyMMdd_HHmmss"; Get-Date $d -UFormat "%Y-%m-%d %H:%M:%S %A"; Get-Date $d -Format g; Get-Date $d -f D
$d.get_TimeOfDay().TotalMinutes; $d.get_Date().ToString("d"); $d.TimeOfDay.Hours
$d.DayOfWeek; $d.DayOfYear; [int]$d.DayOfWeek; $d.AddMonths(-1).Month; $d.AddYears(1).Year; $d.AddMinutes(90).ToString("HH:mm"); $d.AddDays(-5).Date
[datetime]::DaysInMonth(2012,2); [System.DateTime]::Compare($d, $d.AddDays(1)); [datetime]::Parse("2012-01-02").Year; [datetime]::ParseExact("20120305","yyyyMMdd",$null).Day
[datetime]::ParseExact("05/03/2012 10:00","dd/MM/yyyy HH:mm",[System.Globalization.CultureInfo]::InvariantCulture).Month
$ts = New-TimeSpan -Days 1 -Hours 2 -Minutes 30; "$ts"; $ts.TotalHours; "{0:hh\:mm}" -f $ts; "{0:dd\.hh\:mm\:ss}" -f $ts; $ts.ToString()
$ts2 = New-Object System.TimeSpan(0,1,30); $ts2.TotalSeconds
"{0:N2} {0:F1} {0:P0} {0:C} {0:E2} {1:D5} {1:X} {0:#,##0.0} {0:000.00} [{1,8}] [{1,-8}] {{x}}" -f 1234.567, 42
[math]::Round(2.5), [math]::Round(3.5), [math]::Round(2.345,2), [math]::Floor(-1.5), [math]::Ceiling(1.2), [math]::Pow(2,10), [math]::Truncate(1.9), [math]::Max(1,2), [math]::Sqrt(16) -join ' '
(7/2), (8/2), (7 % 3), [int]2.5, [int]3.5, [int]"12", (10GB/1MB), 1KB, (1..3 -join ','), ("5" + 3), (5 + "3"), ("ab" * 3) -join '|'
[System.Management.ManagementDateTimeConverter]::ToDmtfDateTime($d).Length
[System.Management.ManagementDateTimeConverter]::ToDateTime("20120305140709.000000+000").Year
(Get-Date).AddDays(-30) -lt (Get-Date)
[array]::IndexOf(@("a","b"), "b"); [string]::Join("; ", @(1,2,3)); [string]::IsNullOrEmpty(""); [regex]::Escape("a.b"); ([regex]::Matches("a1b22","\d+") | % { $_.Value }) -join ','
[Convert]::ToInt32("ff",16); [System.Convert]::ToInt32("12"); [convert]::ToString(10,2); [int][char]"A"; [char]65; "abc".ToUpper().ToCharArray()[0]; [byte]255; [uint32]5; [int64]1TB; [double]"1.5"
$d.IsDaylightSavingTime(); $d.Ticks; $d.ToFileTime() -gt 0; [datetime]::MinValue.Year; [DateTime]::Today.Hour; [datetime]::UtcNow.Kind
