$state = if ((Get-VM -Name "dc-00008").Status -eq "Running") { "up" } else { "down" }; $state
$squares = foreach ($i in 1..3) { $i * $i }; $squares -join ","
$word = switch (2) { 1 { "one" } 2 { "two" } }; $word
$n = 0; $numbers = while ($n -lt 3) { $n++; $n }; $numbers.Count
$result = try { [int]"x" } catch { -1 }; $result
$names = Get-VMHost | sort Name | ForEach-Object { $_.Name }; $names.Count
$none = if ($false) { 1 }; $null -eq $none
