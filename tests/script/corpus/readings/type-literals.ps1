[int]"42" + 1
[string]5 + 1
[int[]]$n = "1","2"; $n[0] + $n[1]
[math]::PI.ToString("F2")
[System.Math]::Max(3, 7)
[System.Guid]::Empty.ToString()
("x" -as [int]) -eq $null
"5" -is [string]
[datetime]"2010-03-04" | % { $_.Year }
[bool]"false"
[bool]0
[char]65
[Int64]3000000000
[void](1 + 1)
