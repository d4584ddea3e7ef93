[int]::MaxValue
[datetime]::MinValue.Year
[math]::PI -gt 3.14
"$([guid]::Empty)"
[string]::Empty.Length
[timespan]::Zero.TotalSeconds
[datetime]::UtcNow.Kind
([datetime]::Now - [datetime]::Today).TotalDays -lt 1
[double]::NaN -eq [double]::NaN
[System.IO.Path]::DirectorySeparatorChar.Length -ne 5
[System.Globalization.CultureInfo]::CurrentCulture.Name
