try { Get-VM -Name "dc-00008" | Out-Null; "fine" } catch { "not reached" }
try { throw "own text" } catch { "caught: $_"; $_.Exception.Message }
try { Set-VM -VM "no-such-machine" -Description "x" -ErrorAction Stop; "not reached" } catch { "could not set it" }
try { [int]"abc" } catch { "bad number" }
try { 1 / 0 } catch [DivideByZeroException] { "divided by zero" } catch { "something else" }
try { try { throw "inner" } finally { "cleanup" } } catch { "outer caught $_" }
function Test-Thing { try { return "returned" } finally { "finally first" } }
Test-Thing
try { Write-Error "non-terminating" -ErrorAction SilentlyContinue; "went on" } catch { "not reached" }
try { throw (New-Object System.Exception "typed") } catch { $_.Exception.Message }
try { throw } catch { "rethrown: $($_.Exception.Message)" }
