$vm = Get-VM -Name "dc-00008"
if ($vm.Status -eq "Running") { "running" }
if ($vm.Status -ne "Running") { "not running" } else { "still running" }
if (-not $vm) { "none" } elseif ($vm.CPUCount -gt 4 -and $vm.MemoryMB -ge 8192) { "large" } else { "small" }
if (Get-VM -Name "no-such-machine") { "found" } else { "not found" }
if (@()) { 1 } else { "empty is false" }
if ("0") { "text is true" }
if (@(0)) { 1 } else { "one zero is false" }
if (@(0,0)) { "two zeros are true" }
if ($vm) {
    if ($vm.Name -like "dc*") { "nested" }
}
