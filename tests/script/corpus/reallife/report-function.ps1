function Get-VMReport {
    <#
    .SYNOPSIS
    Reports
    .PARAMETER Name
    VM name
    .EXAMPLE
    Get-VMReport -Name web
    #>
    [CmdletBinding(DefaultParameterSetName="ByName", SupportsShouldProcess=$true, ConfirmImpact="Medium")]
    [OutputType([PSCustomObject])]
    param(
        [Parameter(Mandatory=$true, Position=0, ParameterSetName="ByName", ValueFromPipeline=$true, ValueFromPipelineByPropertyName=$true, HelpMessage="name")]
        [Alias("VMName","ComputerName")]
        [ValidateNotNullOrEmpty()]
        [string[]]$Name,
        [Parameter(ParameterSetName="ByHost", Mandatory=$true)]
        [ValidatePattern("^sim-\d{3}$")]
        [string]$HostName,
        [ValidateSet("Short","Long")] [string]$Style = "Short",
        [ValidateRange(1,10)][int]$Top = 5,
        [ValidateScript({$_ -gt 0})][int]$Min = 1
    )
    begin { Write-Verbose "set $($PSCmdlet.ParameterSetName)"; $n = 0 }
    process {
        if ($PSCmdlet.ParameterSetName -eq "ByHost") {
            $list = Get-VM -VMHost $HostName | Select-Object -First $Top
        } else {
            $list = foreach ($x in $Name) { Get-VM -Name $x }
        }
        foreach ($vm in $list) {
            if ($PSCmdlet.ShouldProcess($vm.Name, "Report")) {
                $n++
                [pscustomobject]@{ Name = $vm.Name; Host = $vm.VMHost.Name; Style = $Style }
            }
        }
    }
    end { Write-Verbose "$n reported" }
}
Get-VMReport -HostName sim-001 -Top 2 -Verbose | Format-Table -AutoSize
$names = (Get-VM | select -First 2).Name
$names | Get-VMReport -Style Long
Get-VM | select -First 1 | Get-VMReport -WhatIf
try { Get-VMReport -HostName bad } catch { "refused: " + $_.FullyQualifiedErrorId }
try { Get-VMReport a -Top 11 } catch { $_.CategoryInfo.Category }
(Get-Command Get-VMReport).Parameters.Keys.Count -ge 5
Get-Help Get-VMReport | Out-String | ForEach-Object { $_ -match "Reports" }
