# Inventory with New-Object PSObject, one row per disk, and a summary by host
$rows = foreach ($vm in Get-VM | where Name -like "app-*" | sort Name | select -First 3) {
    foreach ($drive in $vm.VirtualDiskDrives) {
        $row = New-Object PSObject
        $row | Add-Member NoteProperty VM $vm.Name
        $row | Add-Member -MemberType NoteProperty -Name Bus -Value "$($drive.BusType) $($drive.Bus):$($drive.LUN)"
        $row | Add-Member -MemberType NoteProperty -Name SizeGB -Value ([math]::Round($drive.VirtualHardDisk.MaximumSize / 1GB))
        $row
    }
}
$rows | Format-Table -AutoSize
$rows | Group-Object VM | ForEach-Object { "{0,-16} {1,4} GB" -f $_.Name, ($_.Group | Measure-Object SizeGB -Sum).Sum }
$rows | ConvertTo-Json -Compress | ForEach-Object { $_.Substring(0, 1) }
$rows | Sort-Object SizeGB -Descending | Select-Object -First 1 -ExpandProperty VM | Out-Null
($rows | ConvertTo-Csv -NoTypeInformation)[0]
