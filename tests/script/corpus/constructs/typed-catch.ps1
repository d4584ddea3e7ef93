function Invoke-Part($n) {
    try {
        switch ($n) {
            1 { [int]"x" }
            2 { throw [System.ArgumentException]"argument" }
            3 { throw "plain" }
            4 { 1/0 }
            5 { Get-Item ./missing -ErrorAction Stop }
        }
    }
    catch [System.ArgumentException] { "A: $($_.Exception.Message)" }
    catch [System.DivideByZeroException] { "D" }
    catch [System.Management.Automation.ItemNotFoundException] { "N" }
    catch [System.Management.Automation.RuntimeException] { "R" }
    catch { "other" }
}
1..4 | % { Invoke-Part $_ }
