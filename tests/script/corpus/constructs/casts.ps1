[int]"5" + 1; [int]5.5; [int]6.5; [int]"0x1F"
[string]12 + "a"; [double]"1,5".Replace(",", "."); [int64]"9999999999"
[datetime]"05/06/2009" | % { $_.ToString("dd.MM.yyyy") }
[bool]1; [bool]""; [bool]"x"
[string[]](1, 2) | % { $_.GetType().Name }
[array]"one" | % { $_ }
([array]"one").Count
[guid]"01234567-89ab-cdef-0123-456789abcdef" | % { $_.ToString() }
[pscustomobject]@{ A = 1; B = 2 } | % { $_.B }
[char]"A"; [int][char]"A"
[uint32]7; [int32]"8"; [long]9
[decimal]1.10 + 1
[timespan]"1.02:03:04" | % { $_.TotalHours }
[version]"2.0.4271.0" | % { $_.Build }
"12" -as [int]; ("x" -as [int]) -eq $null
[regex]"\d+" | % { $_.IsMatch("a1") }
