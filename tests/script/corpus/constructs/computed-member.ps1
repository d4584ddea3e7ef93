$vm = Get-VM -Name "dc-00008"
foreach ($p in "Name", "Status", "CPUCount") { "$p = $($vm.$p)" }
$vm."Name"
$vm.'Owner'
$property = "VMHost"; $vm.$property.Name
$vm.("CPU" + "Count")
$o = New-Object PSObject -Property @{ "Free Space" = 5 }
$o."Free Space"
$method = "ToUpper"; "abc".$method()
$h = @{ "a b" = 1 }; $h."a b"
$cp = @{}; $cp."x$(1)" = 2; $cp.x1
