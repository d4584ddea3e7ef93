# Copied from a web page: the dashes of the parameters are U+2013 and U+2014.
Get-VMMServer –ComputerName localhost | Out-Null
$vm = Get-VM –Name "db-pg-00002"
$vm | Select-Object –Property Name | ForEach-Object { $_.Name }
$n = 7 – 2
$n
if ($vm.Name —eq "DB-PG-00002") { "same" }
