$ErrorActionPreference
$ErrorActionPreference = "Stop"
try { Get-Item nothing.txt; "not reached" } catch { "stopped" }
$ErrorActionPreference = "SilentlyContinue"
Get-Item nothing.txt
Write-Error "not shown"
"silent"
try { Get-Item nothing.txt -ErrorAction Stop } catch { "parameter wins" }
$ErrorActionPreference = "Continue"
function Quiet { $ErrorActionPreference = "SilentlyContinue"; Write-Error "x"; "quiet" }
Quiet
$ErrorActionPreference
$WarningPreference
$VerbosePreference
$VerbosePreference = "Continue"; Write-Verbose "told"
$WarningPreference = "SilentlyContinue"; Write-Warning "not told"
$ConfirmPreference
