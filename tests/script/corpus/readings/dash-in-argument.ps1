function Show-Argument { "$($args.Count): $($args -join '|')" }
$a = 3; $b = 4
Show-Argument $a-b
Show-Argument $a-$b
Show-Argument a-b -c d
Show-Argument $a -b
