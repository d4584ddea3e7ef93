#Requires -Version 3
<#
.SYNOPSIS
    Shuts machines down in waves and starts them again.
#>
[CmdletBinding(SupportsShouldProcess=$true, DefaultParameterSetName='Name')]
param(
    [Parameter(ParameterSetName='Name', Position=0)] [string] $Name = "*",
    [Parameter(ParameterSetName='Host', Mandatory=$true)] [string] $HostName,
    [ValidateRange(1, 10)] [int] $WaveSize = 2
)
#region Functions
function Wait-Status {
    param($VM, [string]$Status, [int]$Seconds = 30)
    $watch = [Diagnostics.Stopwatch]::StartNew()
    do {
        $VM = Get-SCVirtualMachine -ID $VM.ID
        if ($VM.Status -eq $Status) { return $true }
        Start-Sleep -Milliseconds 100
    } until ($watch.Elapsed.TotalSeconds -gt $Seconds)
    return $false
}
#endregion
$machines = @(Get-SCVirtualMachine | Where-Object { $_.Name -like $Name -and $_.Name -in "app-web-00013", "db-sql-00016", "dc-00008" } | Sort-Object Name)
$machines | where Status -ne "Running" | Start-SCVirtualMachine | Out-Null
$waves = [math]::Ceiling($machines.Count / $WaveSize)
for ($i = 0; $i -lt $waves; $i++) {
    $wave = $machines[($i * $WaveSize)..([math]::Min(($i + 1) * $WaveSize, $machines.Count) - 1)]
    Write-Output "Wave $($i + 1): $($wave.Name -join ', ')"
    foreach ($vm in $wave) {
        if ($PSCmdlet.ShouldProcess($vm.Name, "Shut down")) { Stop-SCVirtualMachine -VM $vm -Shutdown | Out-Null }
        if (-not (Wait-Status $vm "PowerOff")) { Write-Warning "$($vm.Name) does not end" }
    }
}
$machines | ForEach-Object { Start-SCVirtualMachine -VM $_ -RunAsynchronously | Out-Null }
$states = $machines | % { Wait-Status -VM $_ -Status Running }
"All run: {0}" -f ($states -notcontains $false)
