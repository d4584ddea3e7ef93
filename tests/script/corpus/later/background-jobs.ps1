$j = Start-Job -Name x -ScriptBlock { param($a) $a * 2 } -ArgumentList 21
Wait-Job $j -Timeout 10 | Out-Null
Receive-Job $j
Get-Job | ? { $_.State -eq 'Completed' } | Remove-Job
Remove-Job $j -Force -ea 0
$s = New-PSSession -ComputerName localhost
Invoke-Command -Session $s -ScriptBlock { "in" }
Remove-PSSession $s
Invoke-Command -ComputerName sim-001 -ScriptBlock { param($n) "got $n on $env:COMPUTERNAME" } -ArgumentList 5
$x = 4
Invoke-Command -ComputerName sim-001,sim-002 -ScriptBlock { $using:x + 1 }
