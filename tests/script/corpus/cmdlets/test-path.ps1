Test-Path missing.txt
New-Item -ItemType File here.txt | Out-Null
Test-Path here.txt
Test-Path -Path .\here.txt -PathType Leaf
Test-Path . -PathType Container
if (-not (Test-Path "reports")) { New-Item -Path "reports" -ItemType Directory | Out-Null; "made" }
Test-Path reports\
Test-Path *.txt
Test-Path variable:nothing; $x = 1; Test-Path variable:x
Test-Path env:PATH
Test-Path function:nothing
