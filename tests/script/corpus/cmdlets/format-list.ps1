Get-VM -Name "dc-00008" | Format-List Name, Status, CPUCount
Get-VM -Name "dc-00008" | fl Name, @{n="Host";e={$_.VMHost.Name}}
[pscustomobject]@{ A = 1; Long = "text" } | fl
1..2 | % { New-Object PSObject -Property @{ N = $_ } } | fl
Get-VMHost sim-001 | fl Name, *CPU*Count
