Write-Warning "low memory"
Write-Error "failed" -ErrorAction SilentlyContinue; "$($Error[0])"
Write-Verbose "hidden"
Write-Verbose "shown" -Verbose
Write-Debug "hidden too"
function Talk { [CmdletBinding()] param() Write-Verbose "from the function"; "done" }
Talk
Talk -Verbose
Write-Warning "gone" -WarningAction SilentlyContinue
Write-Error -Message "named" -Category InvalidArgument -ErrorAction SilentlyContinue; $Error[0].Exception.Message
try { Write-Error "stops" -ErrorAction Stop } catch { "caught $_" }
