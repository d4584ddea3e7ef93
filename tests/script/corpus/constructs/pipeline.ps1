Get-VM | Where-Object { $_.VMHost.Name -eq "sim-001" } | Sort-Object Name | Select-Object -First 3 | ForEach-Object { $_.Name }
1..10 | Where-Object { $_ % 2 } | ForEach-Object { $_ * $_ } | Measure-Object -Sum | Select-Object -ExpandProperty Sum
"c","a","b" | Sort-Object | Select-Object -First 1
1..5 | ForEach-Object -Begin { $sum = 0 } -Process { $sum += $_ } -End { $sum }
