Get-VM | Sort-Object -Property MemoryMB, Name -Descending | select -First 3 | % { "$($_.MemoryMB) $($_.Name)" }
3, 1, 2 | sort
3, 1, 2 | sort -Descending
"10", "9", "100" | sort { [int]$_ }
Get-VM | sort { $_.VMHost.Name }, Name -desc | select -First 1 | % Name
"x10", "x9" | sort
Get-VM | sort @{e="CPUCount"; Descending=$true}, Name | select -First 2 | % Name
"b", "a" | Sort-Object -CaseSensitive
$null, 2, 1 | sort | measure | % Count
