"line 1" > out.txt
"line 2" >> out.txt
Get-Content out.txt
Get-VM | where { $_.VMHost.Name -eq "sim-002" } | sort Name | % { $_.Name } > names.txt
(Get-Content names.txt).Count
& { "ok"; Write-Error "problem" } 2>$null
$both = & { "ok"; Write-Error "problem" } 2>&1; $both.Count
& { Write-Warning "careful"; "after" } 3>&1 | % { "$_" }
& { "all"; Write-Error "e"; Write-Warning "w" } *> all.txt
(Get-Content all.txt).Count -ge 3
Write-Output "nothing" > $null
