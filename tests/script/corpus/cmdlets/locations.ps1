$start = (Get-Location).Path
New-Item sub -ItemType Directory | Out-Null
Set-Location sub
(Get-Location).Path.Length -gt $start.Length
Split-Path (Get-Location).Path -Leaf
Set-Location ..
(Get-Location).Path -eq $start
Split-Path "C:\Scripts\report.ps1"
Split-Path "C:\Scripts\report.ps1" -Leaf
Split-Path -Parent "\\server\share\folder\file.iso"
Join-Path "C:\Scripts" "out.csv"
Join-Path -Path "\\server\share" -ChildPath "sub\file"
Split-Path "C:\" -Qualifier
Resolve-Path sub | % { Split-Path $_ -Leaf }
