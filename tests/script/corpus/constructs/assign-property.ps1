$o = New-Object PSObject
$o | Add-Member -MemberType NoteProperty -Name Name -Value "first"
$o.Name = "second"; $o.Name
$o | Add-Member NoteProperty Size 0
$o.Size += 5; $o.Size++; $o.Size
$c = [pscustomobject]@{ Tags = @("a"); Inner = [pscustomobject]@{ V = 1 } }
$c.Tags += "b"; $c.Tags.Count
$c.Inner.V = 7; $c.Inner.V
$h = @{}; $h.Key = "value"; $h.Key
$list = 1..2 | % { New-Object PSObject -Property @{ N = $_ } }
$list[1].N = 9; $list | % N
