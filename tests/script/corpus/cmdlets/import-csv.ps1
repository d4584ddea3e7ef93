Set-Content machines.csv "Name,Memory,Host
web-90,1024,sim-001
db-90,""2048"",sim-002"
$rows = Import-Csv machines.csv
$rows.Count
foreach ($row in $rows) { "{0}: {1} MB on {2}" -f $row.Name, [int]$row.Memory, $row.Host }
Import-Csv -Path .\machines.csv | where { $_.Name -like "web*" } | % Host
Set-Content semi.csv "a;b`n1;2"
(Import-Csv semi.csv -Delimiter ";").b
Set-Content nohead.csv "1,2`n3,4"
Import-Csv nohead.csv -Header First, Second | % { $_.Second }
"x,y", "5,6" | ConvertFrom-Csv | % { $_.y }
