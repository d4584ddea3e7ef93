# A curly quote ends a string that a plain one began.
Write-Host "Machine “web” started"
Write-Host 'it’s x
