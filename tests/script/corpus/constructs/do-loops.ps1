$n = 0
do { $n++; "try $n" } while ($n -lt 3)
do { $n-- } until ($n -le 1); $n
do { "once" } while ($false)
$vm = Get-VM -Name "dc-00008"
do {
    $vm = Get-VM -Name $vm.Name
} until ($vm.Status -eq "Running" -or $n -gt 10)
$vm.Status
$jobs = 1..3
do { $done, $jobs = $jobs; "done $done" } while ($jobs)
