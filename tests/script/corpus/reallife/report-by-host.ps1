<#
.SYNOPSIS
    Reports virtual machines by host.
.DESCRIPTION
    Mails an HTML report.
.PARAMETER VMMServer
    The server.
.EXAMPLE
    .\report.ps1 -VMMServer vmm01
.NOTES
    Author: Jane
#>
#Requires -Version 2.0
[CmdletBinding()]
Param(
    [Parameter(Mandatory=$false,Position=0)][ValidateNotNullOrEmpty()][string]$VMMServer = "localhost",
    [string]$Path = "$env:TEMP\report.html",
    [string[]]$To = @("admins@contoso.com")
)
#region Setup
if ((Get-PSSnapin -Name Microsoft.SystemCenter.VirtualMachineManager -ErrorAction SilentlyContinue) -eq $null) {
    Add-PSSnapin Microsoft.SystemCenter.VirtualMachineManager
}
$null = Get-VMMServer -ComputerName $VMMServer
#endregion
$Head = @"
<style>
BODY{font-family:Verdana; font-size:10pt;}
TH{background-color:#99CCFF}
</style>
"@
$report = @()
$hosts = Get-VMHost | Sort-Object -Property Name
$i = 0
foreach ($vmhost in $hosts) {
    $i++
    Write-Progress -Activity "Collecting" -Status "Host $($vmhost.Name)" -PercentComplete (($i / $hosts.Count) * 100) -Id 1
    $vms = @(Get-VM | Where-Object { $_.HostName -eq $vmhost.Name })
    $row = New-Object PSObject -Property @{
        Host = $vmhost.Name
        VMs = $vms.Count
        Running = @($vms | ? { $_.Status -eq "Running" }).Count
        MemoryGB = [math]::Round($vmhost.TotalMemory / 1GB, 2)
        FreeGB = "{0:N2}" -f ($vmhost.AvailableMemory / 1KB)
    }
    $report += $row
}
$report | Format-Table Host -AutoSize
$html = $report | Select-Object Host,VMs,Running,MemoryGB,FreeGB | ConvertTo-Html -Head $Head -Title "VMs" -PreContent "<h2>Report</h2>" -PostContent "<p>end</p>" | Out-String
$html.Length -gt 100
$out = Join-Path $pwd "report.html"
$html | Out-File -FilePath $out -Encoding ASCII -Force
Test-Path $out
