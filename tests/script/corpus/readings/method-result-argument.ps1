$a = "  padded  "
Write-Host $a.Trim()
Write-Host $a.Trim().Length
Write-Host $a.Trim().ToUpper() "and" $a.Length
Write-Host "$a.Trim()"
Write-Host "$($a.Trim())"
