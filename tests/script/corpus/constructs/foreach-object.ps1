Get-VMHost | sort Name | ForEach-Object { "$($_.Name): $($_.LogicalProcessorCount -gt 0)" }
1..3 | % { $_ * 2 }
"a", "b" | ForEach-Object -Process { $_.ToUpper() }
1..3 | foreach -Begin { "begin" } -Process { $_ } -End { "end" }
Get-VM -Name "dc-00008" | ForEach-Object Name
Get-VM -Name "dc-00008" | ForEach-Object { $_.Name; $_.Status }
"abc", "de" | % Length
"abc" | % ToUpper
$null | % { "once for null" }
@() | % { "never" }
1..3 | % { if ($_ -eq 2) { "two" } else { $_ } }
1..2 | % { $outer = $_; "a", "b" | % { "$outer$_" } }
