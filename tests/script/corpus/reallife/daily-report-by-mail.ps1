#Requires -Version 2.0
<#
.SYNOPSIS
  Daily VMM report by mail
.NOTES
  Author: somebody
#>
param(
    [string]$VMMServer = "vmm01.contoso.com",
    [string]$SmtpServer = "smtp.contoso.com",
    [string[]]$To = @("ops@contoso.com", "vm-team@contoso.com"),
    [switch]$NoMail
)
Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"
if ((Get-PSSnapin -Name Microsoft.SystemCenter.VirtualMachineManager -ErrorAction SilentlyContinue) -eq $null) {
    Add-PSSnapin Microsoft.SystemCenter.VirtualMachineManager
}
$c = Get-VMMServer -ComputerName $VMMServer
$head = @"
<style>
BODY{font-family:Verdana; font-size:10pt}
TABLE{border-width:1px;border-style:solid;border-collapse:collapse}
TH{background-color:#003366;color:white;padding:3px}
TD{border:1px solid black;padding:3px}
</style>
"@
$hosts = Get-VMHost | Sort-Object Name
$hostFrag = $hosts | Select-Object Name, OverallState, @{Name="Total GB";Expression={"{0:N1}" -f ($_.TotalMemory/1GB)}}, @{N="Free GB";E={[math]::Round($_.AvailableMemory/1024,1)}}, @{n='VMs';e={@($_.VMs).Count}} | ConvertTo-Html -Fragment -PreContent "<h2>Hosts</h2>"
$vmFrag = Get-VM | Sort-Object -Property VMHost,Name | Select-Object Name, Status, VMHost, CPUCount, Memory, Owner | ConvertTo-Html -Fragment -PreContent "<h2>Virtual machines</h2>" -PostContent "<p>$(@(Get-VM).Count) machines</p>"
$body = ConvertTo-Html -Head $head -Title "VMM report" -Body ("<h1>VMM report of {0:yyyy-MM-dd}</h1>" -f (Get-Date)), $hostFrag, $vmFrag | Out-String
$file = ".\vmmreport.html"
$body | Out-File -FilePath $file -Encoding UTF8
Write-Host "Report written: $(Test-Path $file)" -ForegroundColor Green
if (-not $NoMail) {
    try {
        $mail = @{
            To = $To; From = "vmm@contoso.com"; Subject = "VMM report"; Body = $body; BodyAsHtml = $true
            SmtpServer = $SmtpServer; Attachments = $file; Priority = "High"
        }
        Send-MailMessage @mail -WarningAction SilentlyContinue
    }
    catch [System.Exception] {
        Write-Warning "Mail not sent: $($_.Exception.GetType().Name)"
    }
    finally {
        Write-Output "done"
    }
}
