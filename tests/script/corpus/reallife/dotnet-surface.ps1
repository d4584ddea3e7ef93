$sb = New-Object -TypeName System.Text.StringBuilder
[void]$sb.AppendFormat("{0}-{1}", 1, 2).AppendLine().Append("x")
$sb.ToString()
$ht = New-Object System.Collections.Hashtable; $ht.Add("a",1); $ht.ContainsKey("A"); $ht.GetEnumerator() | sort Name | % { "$($_.Key)=$($_.Value)" }
$list = New-Object 'System.Collections.Generic.List[string]'; $list.Add("b"); $list.AddRange([string[]]@("c","a")); $list.Sort(); $list -join ","
$dict = New-Object 'System.Collections.Generic.Dictionary[string,int]'; $dict["x"]=1; $dict.Keys
[string]::Format("{0:d2}", 5); [string]::IsNullOrWhiteSpace(" ")
[Enum]::GetNames([System.DayOfWeek]) -join ","
[DateTime]::ParseExact("2012-03-04","yyyy-MM-dd",$null).ToString("dd.MM.yyyy")
(Get-Date "2012-03-04").ToUniversalTime().Kind
[datetime]::Today.DayOfWeek | out-null
(Get-Culture).Name; [System.Globalization.CultureInfo]::CurrentCulture.Name
[math]::Ceiling(1.2); [math]::Max(1,2); [Math]::Floor(3.7); [math]::Truncate(2.5)
[convert]::ToString(255,16); [Convert]::ToInt32("ff",16); [bool]"x"; [char]65; [byte]255
"abc".PadLeft(5,'*'); "a,b;c".Split(",;"); "x".ToUpper().CompareTo("X"); "Hello".ToCharArray() -join "-"; "abc".Insert(1,"Z"); "abc".Remove(1); "  a ".TrimStart(); "abc".EndsWith("C")
$sw = [Diagnostics.Stopwatch]::StartNew(); $sw.Stop(); $sw.Elapsed.TotalSeconds -ge 0; $sw.ElapsedMilliseconds -ge 0
[Environment]::NewLine.Length; [environment]::UserName.Length -gt 0
$xml = [xml]"<a><b n='1'>t</b></a>"; $xml.a.b.n; $xml.SelectNodes("//b").Count; $xml.SelectSingleNode("/a/b").InnerText
[regex]::Matches("a1b2","\d") | % { $_.Value }
[regex]::Match("host01.contoso.com","^([^.]+)").Groups[1].Value
[regex]::Escape("a.b"); [regex]::IsMatch("A","a"); [regex]::Split("a1b","\d"); [regex]::Replace("aa","a","b")
[array]::Reverse(($q = 1,2,3)); $q; [Array]::IndexOf(@(4,5),5); [array]::Sort($q); $q -join ""
[System.Net.IPAddress]::Parse("10.0.0.1").ToString(); [net.ipaddress]"1.2.3.4" | % { $_.IPAddressToString }
[Net.IPAddress]::Parse("10.0.0.1").GetAddressBytes() -join "."
[guid]::Empty; ([guid]"0e7b6e5c-3c6e-4f16-9bb8-6f0c2a3c1b11").Guid
[timespan]::FromMinutes(90).ToString(); (New-TimeSpan -Minutes 5).TotalSeconds; [TimeSpan]"01:00:00"
(Get-Date "2012-03-04 05:06").get_TimeOfDay().Hours; (Get-Date "2012-03-04 05:06").get_Date().Hour
[datetime]::Compare((Get-Date "2012-01-01"),(Get-Date "2012-01-02")); [datetime]::DaysInMonth(2012,2)
$o = New-Object System.Object; $o | Add-Member -type NoteProperty -name VM -value "x"; $o | Add-Member -MemberType NoteProperty -Name H -Value 1; $o.VM
(New-Object System.TimeSpan(0,5,0)).TotalSeconds; (New-Object System.TimeSpan 0,5,0).Minutes
(New-Object System.TimeSpan -ArgumentList 1,0,0,0).TotalHours
