"Total: $((Get-VM).Count) on $((Get-VMHost).Count) hosts"
"Average: $([math]::Round((Get-VM | measure MemoryMB -Average).Average, 1)) MB"
$(1; 2; 3) -join "+"
$x = $(if ($true) { "yes" } else { "no" }); $x
"$(if (1 -gt 2) { 'a' } else { 'b' })"
"Hosts: $(Get-VMHost | sort Name | % { $_.Name })"
$list = $(foreach ($i in 1..3) { $i * 2 }); $list -join ","
"$("{0:N1}" -f 2.25) and $('single')"
@($(1), $(2)).Count
