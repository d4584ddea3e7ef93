Get-VM | Group-Object Status | sort Name | % { "{0}: {1}" -f $_.Name, $_.Count }
Get-VM | group { $_.VMHost.Name } -NoElement | sort Name | ft Name, Count
$by = Get-VM | group Owner -AsHashTable -AsString; ($by.Keys | sort)[0]; $by["CONTOSO\anna"].Count
Get-VM | group CPUCount | sort { [int]$_.Name } | % { "$($_.Name): $(($_.Group | sort Name)[0].Name)" }
"a", "b", "a" | group | sort Count -desc | select -First 1 | % { $_.Values[0] }
