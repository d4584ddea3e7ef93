(Get-Command Get-VM).Name
(Get-Command Get-VM).CommandType
(Get-Command -Verb Get -Noun VM*Host | sort Name | select -First 1).Name
if (Get-Command Get-Nothing -ErrorAction SilentlyContinue) { "there" } else { "not there" }
Get-Command New-VM* | where { $_.Name -eq "New-VMCheckpoint" } | % Name
Get-VM -Name dc-00008 | Get-Member -MemberType Property -Name CPUCount | % { $_.Name }
"text" | gm -MemberType Method | where { $_.Name -eq "Substring" } | % { $_.MemberType }
([pscustomobject]@{ A = 1 } | gm -MemberType NoteProperty).Name
