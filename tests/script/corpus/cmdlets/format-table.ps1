Get-VM | where { $_.VMHost.Name -eq "sim-001" } | sort Name | Format-Table Name, Status, MemoryMB
Get-VM | sort Name | select -First 2 | ft -AutoSize Name, @{Label="Host"; Expression={$_.VMHost.Name}}
Get-VM | sort Name | select -First 2 | ft Name -HideTableHeaders
Get-VM | sort Name | select -First 1 | Format-Table -Property Name, Owner -Wrap -auto
Get-VM | where { $_.CPUCount -eq 8 } | sort Status, Name | ft Name, CPUCount -GroupBy Status
Get-VM | sort Name | select -First 2 | ft @{n="Name";e={$_.Name};width=10}, @{n="GB";e={$_.MemoryMB/1KB};f="N1";a="right"}
