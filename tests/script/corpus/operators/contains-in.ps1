$names = "web-01", "db-01"
$names -contains "WEB-01"
$names -ccontains "WEB-01"
$names -notcontains "x"
"db-01" -in $names
"x" -notin $names
"web" -in $names
1, 2, 3 -contains "2"
$null -in $names
$hosts = Get-VMHost | % { $_.Name }
$hosts -contains "sim-001"
"sim-009" -notin $hosts
@() -contains 1
if ("PowerOff", "Saved" -contains (Get-VM -Name "dc-00021").Status) { "not running" }
