$vm = Get-VM -Name "file-00009"
$count = 3
"Machine $vm has $count disks"
"$($vm.Name) is $($vm.Status) on $($vm.VMHost.Name)"
"Sum: $(1 + 2), list: $(1,2,3), block: $(foreach ($i in 1..3) { $i })"
"${count}rd"
"$count`$"
'$count'
"nested $("quoted $($vm.Name)")"
"$vm.Name is wrong, $($vm.Name) is right"
"array: $((Get-VM | sort Name | select -First 2).Name)"
"[$nothing]"
"time: $([datetime]'2009-05-06' | % { $_.ToString('yyyy-MM-dd') })"
