$names = "dc-00008", "dc-00021", "mail-00006"
$names | ForEach-Object { (Get-VM -Name $_).VMHost.Name }
foreach ($pair in ("a", 1), ("b", 2)) { "$($pair[0])=$($pair[1])" }
$names -contains "dc-00021"
$names -join "; "
Get-VM | Where-Object { "dc-00008","dc-00021" -contains $_.Name } | Sort-Object Name | Format-Table Name, Status, CPUCount -AutoSize
