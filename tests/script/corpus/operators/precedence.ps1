2 + 3 * 4
(2 + 3) * 4
2, 3 + 4, 5 -join " "
-not $false -and $false
1 -eq 1 -and 2 -eq 3
5 -gt 3 -eq $true
"a" + "b" -eq "ab"
1 + 2 -eq 3
"{0} {1}" -f "x", "y" + "!"
1..3 + 4 -join ","
"a,b" -split "," -contains "b"
-join "a", "b"
10 - 2 - 3
2 * 3 % 4
[int]"3" + [int]"4"
"x" -eq "x" -replace "x", "y"
!1 -eq 0
