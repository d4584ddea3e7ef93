$total = 0
foreach ($vm in (Get-VM | sort Name)) {
    if ($vm.Status -ne "Running") { continue }
    if ($vm.Name -gt "dc") { break }
    $total += $vm.MemoryMB
    "$($vm.Name): $total"
}
foreach ($n in 1..3) { $n }
foreach ($nothing in $null) { "never" }
foreach ($nothing in @()) { "never" }
foreach ($one in "single") { $one }
foreach ($key in (@{ b = 2; a = 1 }.Keys | sort)) { $key }
$n
