for ($i = 1; $i -le 3; $i++) { "step $i" }
for ($i = 10; $i -gt 0; $i -= 4) { $i }
$vms = @(Get-VM | sort Name)
for ($n = 0; $n -lt $vms.Length -and $n -lt 2; $n++) { "{0}: {1}" -f ($n + 1), $vms[$n].Name }
for (($a = 0), ($b = 5); $a -lt $b; $a++, $b--) { "$a $b" }
for (;;) { break }
$i
