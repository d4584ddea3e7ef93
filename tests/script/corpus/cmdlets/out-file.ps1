"first" | Out-File log.txt
"second" | Out-File -FilePath log.txt -Append
"third" | Out-File log.txt -Append -Encoding ASCII -Width 100
(Get-Content log.txt).Count
Out-File -InputObject "direct" -FilePath direct.txt; gc direct.txt
Get-VM | where { $_.VMHost.Name -eq "sim-001" } | sort Name | ft Name, Status | Out-File table.txt -Force
(gc table.txt | ? { $_ -match "Running" }).Count
$log = "day-{0:yyyyMMdd}.log" -f [datetime]"2009-08-07"; "x" | Out-File $log; Test-Path day-20090807.log
