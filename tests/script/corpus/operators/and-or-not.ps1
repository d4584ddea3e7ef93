$vm = Get-VM -Name "dc-00008"
($vm.CPUCount -gt 4) -and ($vm.Status -eq "Running")
$vm.CPUCount -gt 4 -and $vm.Status -eq "PowerOff" -or $vm.Name -like "dc*"
-not $vm
!$vm
!($vm.CPUCount -eq 2)
-not ($vm.CPUCount -eq 8 -and $true)
$false -or "text"
$true -xor $true
$called = $false
function Touch { $script:called = $true; $true }
$null = $false -and (Touch); $called
$null = $true -or (Touch); $called
-not $null
!!1
if (!(Test-Path missing.txt)) { "not there" }
