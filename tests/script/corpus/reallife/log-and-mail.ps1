# Nightly job with a log, a lock file and a summary by mail
$script:logFile = Join-Path (Get-Location).Path "nightly.log"
$lock = "nightly.lock"
$summary = New-Object System.Collections.ArrayList

function Log([string]$text, [string]$level = "INFO") {
    $line = "{0,-5} {1}" -f $level, $text
    $line | Out-File -FilePath $script:logFile -Append -Encoding UTF8
    if ($level -eq "ERROR") { $null = $summary.Add($line) }
}

if (Test-Path $lock) { Write-Error "another run is not finished"; exit 2 }
New-Item $lock -ItemType File -Value $PID | Out-Null
try {
    Log "start"
    $checks = @{
        "hosts respond"      = { @(Get-VMHost | where { $_.OverallState -ne "OK" }).Count -eq 0 }
        "no missing files"   = { @(Get-VM | where { $_.Status -like "*Missing*" }).Count -eq 0 }
        "memory below 90 %"  = { -not (Get-VMHost | where { (($_.TotalMemory / 1MB) - $_.AvailableMemory) / ($_.TotalMemory / 1MB) -gt 0.9 }) }
        "nothing is off"     = { @(Get-VM | where { $_.Status -eq "PowerOff" }).Count -eq 0 }
        "broken check"       = { throw "cannot look" }
    }
    foreach ($name in $checks.Keys | sort) {
        try {
            if (& $checks[$name]) { Log "$name : ok" }
            else { Log "$name : FAILED" "ERROR" }
        }
        catch { Log "$name : $($_.Exception.Message)" "ERROR" }
    }
}
finally {
    Log "end"
    Remove-Item $lock
}
Get-Content $script:logFile
"--- mail"
$body = "Errors: $($summary.Count)`n" + ($summary -join "`n")
$body
Test-Path $lock
$message = @{
    To         = "ops@contoso.com", "boss@contoso.com"
    From       = "vmm@contoso.com"
    Subject    = "[VMM] nightly: {0} errors" -f $summary.Count
    Body       = $body
    SmtpServer = "mail.contoso.com"
}
"$($message.Subject) to $($message.To.Count)"
