foreach ($vm in (Get-VM | sort Name | select -f 4)) {
    switch -wildcard ($vm.Name) {
        "app*"   { $tier = "app" ; break }
        "web*" { $tier = "web"; break }
        "build*" { $tier = "build"; break }
        default { $tier = "other" }
    }
    $color = switch ($vm.Status) { "Running" {"Green"} "PowerOff" {"Red"} default {"Yellow"} }
    Write-Host ("{0,-15} {1,-6}" -f $vm.Name, $tier) -ForegroundColor $color -NoNewline
    Write-Host " $($vm.VirtualMachineState) $($vm.StatusString)"
}
switch ($vm.CPUCount) { {$_ -ge 4} {"big"} {$_ -lt 4} {"small"} }
switch -regex -casesensitive ("Web01") { "^web" {"lower"} "^Web" {"upper"} }
switch (1,2,3) { 1 {continue} 2 {"two"; break} 3 {"three"} }
$r = for ($i=0; $i -lt 3; $i++) { $i * $i }; "$r"
$i = 5; while ($i -gt 0) { $i--; if ($i % 2) { continue }; if ($i -eq 0) { break }; $i }
$vms = @(Get-VM); for ($n = $vms.Length - 1; $n -ge $vms.Length - 2; $n--) { $vms[$n].Name.GetType().Name }
$vms[0..1].Count; $vms[-1].Name.Length -gt 0; ($vms | select -Index 0,2).Count
"$($vms.Count) total, first: $($vms[0].Name.Substring(0,3)), $(if ($vms.Count -gt 10) {'many'} else {'few'})"
"Free: $([math]::Round((Get-VMHost)[0].AvailableMemory / 1024)) GB" -match "Free: \d+ GB"
'single $novar'; "tab`tnl`n""quoted"" `$x"; @'
literal $x
'@
