Get-Item missing.txt 2>$null
"first" >a.txt
"second" >> a.txt
Get-Content a.txt
Write-Output one, two > b.txt
(Get-Content b.txt).Count
$all = & { Write-Output "out"; Write-Error "bad" } 2>&1
$all.Count
Write-Error "gone" 2> errors.txt
Test-Path errors.txt
