$LASTEXITCODE -eq $null
Set-Content sub.ps1 'exit 7'
& .\sub.ps1
$LASTEXITCODE
if ($LASTEXITCODE -ne 0) { "it failed with $LASTEXITCODE" }
$LastExitCode = 0
Set-Content good.ps1 '"good"'
& .\good.ps1
