$vms = @(Get-VM -Name "dc-00008")
$vms.Count
$none = @(Get-VM | where { $_.Name -eq "none" })
$none.Count
$mixed = @(1; "two"; @(3, 4))
$mixed.Count
@(Get-VMHost | sort Name)[0].Name
$rows = @()
foreach ($h in Get-VMHost | sort Name) { $rows += @{ Host = $h.Name; Count = @(Get-VM | where { $_.VMHost.Name -eq $h.Name }).Count } }
$rows | % { "$($_.Host) $($_.Count)" }
$rows[-1].Host
$rows[0..1] | % { $_.Count }
