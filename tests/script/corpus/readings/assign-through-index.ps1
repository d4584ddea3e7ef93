$a = @(1,2,3); $a[1] = 20; $a -join ","
$h = @{}; $h["k"] = 1; $h["k"]++; $h["k"] += 5; $h.k
$o = New-Object PSObject -Property @{ Name = "n"; Value = 1 }
$o.Value = 9; $o.Value
$o.Value += 1; $o.Value
$list = @{ items = @(1,2) }; $list.items[0] = "x"; $list.items -join ","
