Get-VM | where { $_.VMHost.Name -eq "sim-002" } | sort Name | Select-Object Name, Status, @{n="Host";e={$_.VMHost.Name}} | Export-Csv -Path report.csv -NoTypeInformation
Get-Content report.csv
Get-VM -Name dc-00008 | select Name, CPUCount | Export-Csv semi.csv -Delimiter ";" -NoType -Encoding UTF8 -Force
gc semi.csv
[pscustomobject]@{ A = 'has "quotes"'; B = "a,b"; C = $null } | Export-Csv odd.csv -notype; gc odd.csv
Get-VM -Name dc-00008 | select Name | Export-Csv typed.csv; (gc typed.csv)[0]
Get-VM -Name dc-00021 | select Name | Export-Csv typed.csv -Append -NoTypeInformation; (Import-Csv typed.csv).Count
1..2 | % { [pscustomobject]@{ N = $_ } } | ConvertTo-Csv -NoTypeInformation
