param(
    [string]$Prefix = "dc-",
    [int]$Minimum = 2,
    [switch]$Detailed,
    [string[]]$Hosts = @("sim-002", "sim-004")
)
$found = Get-VM | where { $_.Name -like "$Prefix*" -and $_.CPUCount -ge $Minimum -and $Hosts -contains $_.VMHost.Name } | sort Name
$found | % { if ($Detailed) { "$($_.Name) $($_.MemoryMB)" } else { $_.Name } }
$Detailed.IsPresent
$Hosts.Count
$PSBoundParameters.Count
