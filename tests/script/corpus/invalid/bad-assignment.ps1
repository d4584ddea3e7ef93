5 = $a
"x" = 1
Get-VM = 2
