# Keywords are words where a command's arguments stand.
function Show { $args -join "|" }
Show if else foreach
Show -foreach in -while
Write-Output return
$x = @{ if = 1; foreach = 2; default = 3 }
$x.if + $x.foreach + $x.default
