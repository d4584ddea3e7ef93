# A small "module" in a file: functions with pipeline input, used by other scripts
function Get-LabMachine {
    [CmdletBinding(DefaultParameterSetName = 'All')]
    param(
        [Parameter(ParameterSetName = 'Name', Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [Alias('VMName', 'Machine')]
        [string[]]$Name,

        [Parameter(ParameterSetName = 'Host', Mandatory)]
        [string]$HostName,

        [Parameter()]
        [ValidateSet('Running', 'PowerOff', 'Any')]
        [string]$State = 'Any'
    )
    begin {
        Write-Verbose "set: $($PSCmdlet.ParameterSetName)"
        $all = Get-VM
        $count = 0
    }
    process {
        $found = switch ($PSCmdlet.ParameterSetName) {
            'Name' { foreach ($n in $Name) { $all | Where-Object { $_.Name -like $n } } }
            'Host' { $all | Where-Object { $_.VMHost.Name -eq $HostName } }
            default { $all }
        }
        foreach ($vm in $found | Sort-Object Name) {
            if ($State -ne 'Any' -and $vm.Status -ne $State) { continue }
            $count++
            [pscustomobject]@{ Name = $vm.Name; State = "$($vm.Status)"; Host = $vm.VMHost.Name; GB = $vm.Memory / 1KB }
        }
    }
    end { Write-Verbose "$count machines" }
}

function Format-LabMachine {
    param([Parameter(ValueFromPipeline = $true)] $InputObject, [string]$Separator = ' | ')
    process { ($InputObject.Name, $InputObject.State, $InputObject.GB) -join $Separator }
}

function Measure-LabMachine {
    param([Parameter(ValueFromPipeline = $true)] [psobject[]]$Machine)
    begin { $sum = 0; $n = 0 }
    process { foreach ($m in $Machine) { $sum += $m.GB; $n++ } }
    end { New-Object PSObject -Property @{ Machines = $n; GB = $sum } }
}

Get-LabMachine -HostName sim-003 -Verbose | Format-LabMachine
'dc-*', 'mail-00006' | Get-LabMachine | Format-LabMachine -Separator ';'
Get-LabMachine db-* -State PowerOff | ForEach-Object { $_.Name }
(Get-LabMachine).Count
$m = Get-LabMachine -HostName sim-002 | Measure-LabMachine; "$($m.Machines) machines, $($m.GB) GB"
[pscustomobject]@{ VMName = 'file-00009' } | Get-LabMachine | Format-LabMachine
try { Get-LabMachine -State Broken } catch { 'refused' }
try { Get-LabMachine -Name x -HostName y } catch { 'not together' }
