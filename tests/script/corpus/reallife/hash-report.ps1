# Groups, sums and percentages without Group-Object, in the older style
$owners = @{}
$total = 0
Get-VM | ForEach-Object {
    $o = $_.Owner
    if ($owners[$o] -eq $null) { $owners[$o] = @{ VMs = 0; CPU = 0; MB = 0; Names = @() } }
    $owners[$o].VMs++
    $owners[$o].CPU += $_.CPUCount
    $owners[$o].MB += $_.Memory
    $owners[$o].Names += $_.Name
    $total += $_.Memory
}
$line = "{0,-14}{1,5}{2,6}{3,10:N0}{4,8:P1}"
$line.Replace("N0", "").Replace(":P1", "").Replace(":}", "}") -f "owner", "VMs", "CPU", "MB", "share"
foreach ($o in ($owners.Keys | Sort-Object { $owners[$_].MB } -Descending)) {
    $line -f $o, $owners[$o].VMs, $owners[$o].CPU, $owners[$o].MB, ($owners[$o].MB / $total)
}
"{0:N0} MB in all" -f $total
$top = $owners.GetEnumerator() | Sort-Object { $_.Value.VMs }, Name -Descending | Select-Object -First 1
"$($top.Key): $(($top.Value.Names | sort)[0..1] -join ', ')"
$matrix = @{}
foreach ($vm in Get-VM) { $matrix["$($vm.VMHost.Name)/$($vm.Status)"] += 1 }
$matrix.Keys | sort | % { "{0} = {1}" -f $_, $matrix[$_] }
$jagged = @(); $jagged += ,@(1, 2); $jagged += ,@(3); "$($jagged.Count) $($jagged[0].Count) $($jagged[1][0])"
$copy = $owners.Clone(); $copy.Remove("CONTOSO\bo"); "$($owners.Count) $($copy.Count)"
