1..3 | Tee-Object -Variable kept | measure -Sum | % Sum
$kept.Count
"to file" | Tee-Object tee.txt | Out-Null; gc tee.txt
Invoke-Expression "1 + 1"
$code = '"from " + "text"'; iex $code
Start-Transcript -Path transcript.txt | Out-Null
"in the transcript"
Stop-Transcript | Out-Null
Test-Path transcript.txt
Get-Variable kept | % { $_.Value.Count }
Set-Variable -Name dynamic -Value 5; $dynamic
New-Variable fixed 7; $fixed; Remove-Variable fixed; $null -eq $fixed
Get-Unique -InputObject 1 | Out-Null
1, 1, 2 | Get-Unique
