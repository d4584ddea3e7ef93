New-Item -Path work -ItemType Directory | Out-Null
New-Item work\a.txt -Type File -Value "content" | Out-Null
Get-Content work\a.txt
Copy-Item work\a.txt work\b.txt
Move-Item work\b.txt work\c.txt
Rename-Item work\c.txt d.txt
(Get-ChildItem work | sort Name | % { $_.Name }) -join ","
Get-ChildItem -Path work -Filter *.txt | measure | % Count
Get-ChildItem . -Recurse -Include d.txt | % { $_.Name }
dir work -rec | ? { -not $_.PSIsContainer } | measure | % Count
$f = Get-Item work\a.txt; $f.Name; $f.Length; $f.Extension; $f.BaseName; $f.PSIsContainer
$f.LastWriteTime -gt (Get-Date).AddHours(-1)
Remove-Item work\a.txt
Test-Path work\a.txt
Remove-Item work -Recurse -Force
Test-Path work
md made | Out-Null; (Get-Item made).PSIsContainer
