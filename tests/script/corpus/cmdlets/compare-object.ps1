$before = "web-01", "web-02", "db-01"
$after = "web-02", "db-01", "db-02"
Compare-Object $before $after | sort InputObject | % { "$($_.InputObject) $($_.SideIndicator)" }
(Compare-Object -ReferenceObject $before -DifferenceObject $after | where { $_.SideIndicator -eq "=>" }).InputObject
Compare-Object $before $after -IncludeEqual -ExcludeDifferent | measure | % Count
$a = [pscustomobject]@{ Name = "x"; V = 1 }; $b = [pscustomobject]@{ Name = "x"; V = 2 }
@(Compare-Object $a $b -Property Name).Count
Compare-Object $a $b -Property Name, V | sort V | % { "$($_.V) $($_.SideIndicator)" }
if (-not (Compare-Object 1, 2 2, 1)) { "the same" }
Compare-Object $before $after | ft -AutoSize
