$vms = @(Get-VM | sort Name)
$vms[0].Name; $vms[-1].Name; $vms[1..2] | % Name
$text = "Virtual"; $text[0]; $text[-1]
$a = 1..10; $a[0,2,4] -join " "; $a[-3..-1] -join " "; $a[$a.Count - 1]
$i = 3; $a[$i++]; $i
$h = @{ 1 = "int"; "1" = "string" }; $h[1]; $h["1"]
$a[99] -eq $null
(Get-VM | sort Name)[2].Name
"a b c".Split()[1]
$m = @{ list = @("x", "y") }; $m["list"][1]
