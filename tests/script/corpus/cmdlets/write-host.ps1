Write-Host "plain"
Write-Host "green" -ForegroundColor Green
Write-Host -ForegroundColor Red -BackgroundColor Black "red"
Write-Host "no line end" -NoNewline
Write-Host " … continued" -f Yellow
Write-Host one two three
Write-Host "a", "b", "c"
Write-Host 1, 2, 3 -Separator "-"
Write-Host
Write-Host ("sum: " + (1 + 2))
Write-Host "vm:" (Get-VM -Name dc-00008)
Write-Host "tab`tand`nnew line"
Write-Host $null
Write-Host (Get-VMHost | sort Name)
Write-Host @{ a = 1 }.Count
