$id = [guid]::NewGuid(); $id.ToString().Length
[System.Guid]::NewGuid().GetType().Name
[math]::Round(3.14159, 2); [math]::Floor(2.9); [math]::Ceiling(2.1); [math]::Abs(-3); [math]::Pow(2, 10)
[math]::Truncate(7.9); [math]::Min(3, 2); [math]::Sqrt(16)
[System.Convert]::ToInt32("42"); [convert]::ToInt32("ff", 16)
[string]::IsNullOrEmpty(""); [string]::Join(", ", @("a", "b"))
[datetime]::DaysInMonth(2012, 2)
[System.DateTime]::Compare([datetime]"2010-01-01", [datetime]"2011-01-01")
[regex]::Escape("a.b*c")
[regex]::Matches("a1b22", "\d+").Count
[array]::IndexOf(@("x", "y"), "y")
[System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String("aGVsbG8="))
[environment]::NewLine.Length -ge 1
[int]::MaxValue; [int]::Parse("5")
[System.IO.Path]::GetFileName("C:\a\b.txt")
[net.ipaddress]::Parse("10.0.0.1").ToString()
