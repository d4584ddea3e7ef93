$PWD.Path.Length -gt 0
"$pwd" -eq (Get-Location).Path
$Host.Name.Length -gt 0
$host.Version.Major -ge 2
function Count-Arguments { $args.Count; $args[0] }
Count-Arguments x y z
& { "block: $($args -join ',')" } 1 2
$args.Count
$PSVersionTable.PSVersion.Major -ge 2
$MyInvocation.MyCommand.Name
$PID -gt 0
$HOME.Length -gt 0
