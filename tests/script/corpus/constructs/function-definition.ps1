function Get-RunningCount {
    <#
    .SYNOPSIS
        Counts running machines on a host.
    .PARAMETER HostName
        The host.
    .EXAMPLE
        Get-RunningCount sim-001
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string]$HostName,
        [Parameter(Position = 1)]
        [ValidateSet("Running", "PowerOff")]
        [string]$Status = "Running"
    )
    $found = @(Get-VM | where { $_.VMHost.Name -eq $HostName -and $_.Status -eq $Status })
    return $found.Count
}
Get-RunningCount sim-001
Get-RunningCount -HostName sim-003 -Status PowerOff
function Add-Two ($a, $b = 10) { $a + $b }
Add-Two 1 2
Add-Two 1
Add-Two -b 5 -a 1
function Show-Rest($first) { "$first then $($args -join '+')" }
Show-Rest a b c
filter Double { $_ * 2 }
1,2 | Double
function Outer { function Inner { "inner" }; Inner }
Outer
(Get-Command Get-RunningCount).Name
