# What failed lately, and why?
$name = "jobs-report-" + [guid]::NewGuid().ToString().Substring(0, 8)

# one job that works and one that fails
$vm = New-VM -Name $name -VMHost "sim-002" -MemoryMB 256
Set-VM -VM $vm -Description "for the report" -JobVariable good | Out-Null
try { New-VM -Name $name -VMHost "sim-002" -MemoryMB 256 -ErrorAction Stop } catch { $reason = $_.Exception.Message }
$reason -match "already|taken|exists|of that name"

$jobs = Get-SCJob -Newest 20
$jobs.Count -ge 3
$good.Status
$good.Name

$mine = $jobs | Where-Object { $_.ResultName -eq $name -or $_.Name -like "*virtual machine*" }
($mine | Where-Object { $_.Status -eq "Failed" } | Measure-Object).Count -ge 1
$failed = $jobs | Where-Object { $_.Status -eq "Failed" } | Select-Object -First 1
$failed.Status
$failed.ErrorInfo.Problem.Length -gt 0

$jobs | Group-Object Status | Where-Object { $_.Name -eq "Failed" -or $_.Name -eq "Completed" } | Sort-Object Name | ForEach-Object { $_.Name }

$stuck = Get-SCJob -Running
($stuck | Measure-Object).Count
Get-VM -Name $name | Remove-VM | Out-Null
