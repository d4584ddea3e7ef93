$VerbosePreference = "Continue"
Write-Verbose -Message "start"
$VerbosePreference = "SilentlyContinue"
Start-Transcript -Path .\t.log -Append | Out-Null
$hash = @{}; Get-VM | % { $hash[$_.VMHost.Name] += 1 }
$hash.GetEnumerator() | Sort-Object Name | % { "$($_.Key) = $($_.Value)" }
$hash.Keys | sort | select -f 1; $hash.ContainsKey("sim-001"); $hash.Remove("sim-001"); $hash.Count
$list = New-Object System.Collections.ArrayList
Get-VM | select -f 3 | % { [void]$list.Add($_.Name) }
$list.Count; $list.Contains($list[0])
$gl = New-Object 'System.Collections.Generic.List[System.Object]'
$gl.Add(1); $gl.Add("x"); $gl.ToArray().Length
Stop-Transcript | Out-Null
$x = & { param($a) $a * 2 } 4; $x
$sb = { "in block: $args" }; & $sb 1 2; $sb.Invoke(3)
$obj = "" | select A, B; $obj.A = 1; $obj
"a,b;c" -split "[,;]"; "x" -in "x","y"; "abc" -replace "(b)", '[$1]'; "1,2,3".Split(",") | % { [int]$_ } | Measure-Object -Sum | select -exp Sum
if (-not (Test-Path .\logs -PathType Container)) { New-Item -ItemType Directory -Path .\logs | Out-Null }
"line1","line2" | Add-Content .\logs\a.log; (Get-Content .\logs\a.log)[-1]; (gc .\logs\a.log -TotalCount 1); gc .\logs\a.log | select -Last 1; (gc .\logs\a.log | Out-String).Length
Get-ChildItem .\logs -Recurse -Include *.log | ? { !$_.PSIsContainer -and $_.LastWriteTime -gt (Get-Date).AddDays(-1) } | % { $_.BaseName + $_.Extension; $_.Directory.Name; $_.FullName.EndsWith("a.log") }
Rename-Item .\logs\a.log b.log; Copy-Item .\logs\b.log .\logs\c.log; Move-Item .\logs\c.log .\d.log; Remove-Item .\d.log; Remove-Item .\logs -Recurse -Force
$env:COMPUTERNAME -ne $null; $env:USERNAME -ne ""; $PSVersionTable.PSVersion.Major -ge 2; $MyInvocation.MyCommand.Name; Split-Path -Parent $MyInvocation.MyCommand.Path | Out-Null
$u = "http://x/$(1+1)?a=b&c=d"; $u
1..3 | % { if ($_ -eq 2) { return }; $_ }
:outer foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue outer }; "$i$j" } }
$a, $b = 1, 2; "$a $b"; $c = $d = 5; "$c$d"; ${weird name} = 3; ${weird name}
Get-Variable a -ValueOnly; Set-Variable q 7; $q; Remove-Variable q; $q -eq $null
try { throw "boom" } catch { "caught $_ / $($_.Exception.Message) / $($_.InvocationInfo.ScriptLineNumber -gt 0)" } finally { "fin" }
$Error[0].Exception.Message; $Error.Clear(); $Error.Count; $?
Get-VM nosuch -ErrorAction SilentlyContinue; if (!$?) { "failed" }
