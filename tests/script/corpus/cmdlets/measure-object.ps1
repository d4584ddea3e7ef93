1..10 | Measure-Object -Sum -Average -Maximum -Minimum | % { "$($_.Count) $($_.Sum) $($_.Average) $($_.Maximum) $($_.Minimum)" }
(Get-VM | Measure-Object MemoryMB -Sum).Sum
Get-VM | Measure-Object -Property CPUCount -Sum -Maximum | % { "$($_.Sum) $($_.Maximum) $($_.Property)" }
(Get-VM | measure).Count
"one two", "three" | measure -Word -Line -Character | % { "$($_.Words) $($_.Lines) $($_.Characters)" }
@() | measure | % Count
(Measure-Command { 1..10 | Out-Null }).TotalSeconds -lt 60
