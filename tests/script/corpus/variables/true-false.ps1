$true; $false
!$true
$flag = $false; if ($flag -eq $false) { "off" }
[int]$true
$true + $true
"$true"
$true -eq 1
(1 -eq 1) -eq $true
$results = @{ ok = $true }; if ($results.ok) { "ok" }
$true.GetType().Name
Get-VM | where { $_.HasSavedState -eq $true } | measure | % Count
