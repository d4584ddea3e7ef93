Get-VMHost | sort Name | % { "$_ ($($_.Name))" }
1..3 | where { $_ -gt 1 } | % { "item $_" }
1..2 | % { $outer = $_; 5..6 | % { "$outer-$_" } }
"x" | % { switch (1, 2) { default { "inner $_" } }; "outer $_" }
try { throw "message" } catch { "error: $_" }
Get-VM | sort { $_.Name.Length }, Name | select -First 1 | % Name
"[$_]"
"a" | % { $PSItem }
