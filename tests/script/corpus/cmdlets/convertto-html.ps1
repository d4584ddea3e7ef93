Get-VM | where { $_.VMHost.Name -eq "sim-002" } | sort Name | select Name, Status | ConvertTo-Html -Title "Machines" -Head "<style>td{border:1px}</style>" -PreContent "<h1>Report</h1>" | Out-File report.htm
(gc report.htm | ? { $_ -match "<tr>" }).Count
(gc report.htm) -match "<h1>Report" | measure | % Count
[pscustomobject]@{ A = "<b>"; B = 2 } | ConvertTo-Html -Fragment
[pscustomobject]@{ A = 1 } | ConvertTo-Html -As List -Fragment
[pscustomobject]@{ N = 1; M = 2 } | ConvertTo-Html -Property N -Title T
