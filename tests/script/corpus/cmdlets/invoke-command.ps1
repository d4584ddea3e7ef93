Invoke-Command -ScriptBlock { "ran" }
Invoke-Command { param($a) "got $a" } -ArgumentList 5
Invoke-Command -ComputerName localhost -ScriptBlock { "on localhost" }
$who = "me"; Invoke-Command -ScriptBlock { param($n, $m) "$n and $m" } -ArgumentList $who, "you"
$r = Invoke-Command -ScriptBlock { 1..3 }; $r.Count
