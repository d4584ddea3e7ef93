$ErrorActionPreference = "Stop"
function Write-Log {
    Param ([string]$Message, [ValidateSet("INFO","WARN","ERROR")][string]$Level = "INFO")
    $stamp = (Get-Date).ToString("yyyy/MM/dd HH:mm:ss")
    "$stamp [$Level] $Message" | Out-File -FilePath ".\maint.log" -Append -Encoding Unicode
    switch ($Level) { "INFO" { Write-Host $Message } "WARN" { Write-Host $Message -Fore Yellow } default { Write-Host $Message -ForegroundColor Red -BackgroundColor Black } }
}
$h = Get-VMHost -ComputerName "sim-001"
Write-Log "Maintenance of $h"
$running = @(Get-VM -VMHost $h | where { $_.Status -eq "Running" })
foreach ($vm in (Get-VM -VMHost $h)) {
  $rating = Get-VMHostRating -VM $vm -VMHost (Get-VMHost | ? {$_.Name -ne $h.Name}) | sort Rating -desc | select -first 1
  if ($rating.Rating -gt 0) { Write-Log "$($vm.Name) can go" }
  break
}
Disable-VMHost -VMHost $h -RunAsynchronously -JobVariable job | out-null
while ($job.Status -eq "Running") { Start-Sleep -Milliseconds 200; $job = Get-Job -ID $job.ID }
Enable-VMHost $h | out-null
foreach ($vm in $running) { Get-VM -ID $vm.ID | where { $_.Status -ne "Running" } | Start-VM | Out-Null }
Set-VMHost -VMHost $h -MaintenanceHost $false -Description "checked" | Out-Null
Refresh-VMHost -VMHost $h | out-null
(Get-Content .\maint.log | measure).Count -gt 0
