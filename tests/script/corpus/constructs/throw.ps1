function Get-Strict($name) {
    if (-not $name) { throw "A name is needed." }
    $vm = Get-VM -Name $name
    if ($vm -eq $null) { throw "There is no '$name'." }
    $vm.Name
}
try { Get-Strict } catch { $_.Exception.Message }
try { Get-Strict "nothing" } catch { $_.Exception.Message }
Get-Strict "dc-00008"
try { throw @{ code = 5 } } catch { $_.TargetObject.code }
try { throw [System.InvalidOperationException] "typed" } catch { $_.Exception.GetType().Name; $_.Exception.Message }
function Need { param($Value = $(throw "Value is needed")) $Value }
try { Need } catch { "$_" }
Need 5
