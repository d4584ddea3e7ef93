$o = [ordered]@{ Third = 3; First = 1; Second = 2 }
$o.Keys -join ","
$o["First"]; $o[0]
$row = [pscustomobject]@{ Name = "web-01"; CPU = 2; Tags = @("a", "b") }
$row | Format-List | Out-String | % { $_.Trim() }
$row.PSObject.Properties | % { $_.Name }
$rows = 1..2 | % { [pscustomobject]@{ N = $_; Square = $_ * $_ } }
$rows | Format-Table -AutoSize
$row | Add-Member -MemberType ScriptProperty -Name Double -Value { $this.CPU * 2 }
$row.Double
$row | Add-Member -Name Describe -MemberType ScriptMethod -Value { param($x) "$($this.Name) $x" }
$row.Describe("!")
