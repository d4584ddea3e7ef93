Write-Output "one"
Write-Output "a", "b"
Write-Output one two
Write-Output -InputObject "named"
(Write-Output 1, 2, 3).Count
Write-Output "pipe" | % { $_.ToUpper() }
Write-Output $null | measure | % Count
Write-Output (Get-VM -Name dc-00008).Name
(Write-Output 1, 2 -NoEnumerate | measure).Count
