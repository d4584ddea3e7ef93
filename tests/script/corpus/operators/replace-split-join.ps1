"web-01.contoso.com" -replace "\..*$", ""
"a-b-c" -replace "-"
"John Smith" -replace "(\w+) (\w+)", '$2, $1'
"Case" -replace "case", "x"; "Case" -creplace "case", "x"
"a1b2", "c3" -replace "\d", "#"
"a,b;c" -split "[,;]"
"a b  c" -split " +" | measure | % Count
"one,two,three" -split ",", 2
"aXbxc" -split "x"; "aXbxc" -csplit "x"
-split "  a  b "
"k=v" -split "=" | select -Last 1
"2.0.4271" -split "\." | % { [int]$_ + 1 }
"a", "b" -join ","
-join ("x", "y")
(1..3) -join " + "
"a|b" -split "\|" -join "-"
"line1`nline2" -split "`n" | measure | % Count
