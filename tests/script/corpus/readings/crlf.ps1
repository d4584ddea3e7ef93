$text = @"
one
two
"@
$text.Split("`n").Count
Get-VM | where { $_.Name -eq "db-pg-00002" } | `
    Select-Object -ExpandProperty Name
if ($true)
{
    "yes"
}
else
{
    "no"
}
