Set-Content list.txt "one", "two"
Add-Content list.txt "three"
Get-Content list.txt
(Get-Content list.txt)[1]
Get-Content list.txt | where { $_ -like "t*" }
gc list.txt -TotalCount 1
Get-Content list.txt -Tail 1
(Get-Content list.txt | measure).Count
(Get-Content list.txt -Raw).Length -gt 10
foreach ($line in gc list.txt) { $line.ToUpper() }
"a=1`nb=2" | Set-Content pairs.txt; gc pairs.txt | % { $k, $v = $_ -split "="; "$k is $v" }
Clear-Content list.txt; @(gc list.txt).Count
