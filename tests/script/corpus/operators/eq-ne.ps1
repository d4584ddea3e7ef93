"Running" -eq "running"
"Running" -ceq "running"
"a" -ne "b"
5 -eq "5"
"5" -eq 5.0
$null -eq $null
$null -eq ""
"" -eq $null
1, 2, 3, 2 -eq 2
(1, 2, 3 -ne 2) -join ","
"a", "b", "A" -eq "a"
(Get-VM -Name "dc-00008").Status -eq "Running"
"Running" -eq (Get-VM -Name "dc-00008").Status
$true -eq "false"
0 -eq $false
"x" -ieq "X"
$count = 0; $count -eq "0"
@() -eq 1 | measure | % Count
[guid]"01234567-89ab-cdef-0123-456789abcdef" -eq "01234567-89AB-CDEF-0123-456789ABCDEF"
