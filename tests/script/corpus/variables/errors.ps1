$Error.Clear()
Get-Item nothing-here.txt -ErrorAction SilentlyContinue
$?
$Error.Count
"fine" | Out-Null
$?
$Error[0].Exception.Message.Length -gt 0
Write-Error "own" -ErrorAction SilentlyContinue
$Error.Count
"$($Error[0])"
Get-Item nope.txt -ErrorAction SilentlyContinue -ErrorVariable problem
$problem.Count
Write-Error "added" -ErrorAction SilentlyContinue -ErrorVariable +problem; $problem.Count
try { throw "last" } catch { }
$Error[0].Exception.Message
$Error.Clear(); $Error.Count
Get-VM -Name "dc-00008" | Out-Null; if ($?) { "worked" } else { "failed" }
if (-not $?) { "not" }
