$global:total = 0
function Add-One { $global:total++; $total = 100 }
Add-One; Add-One
$global:total
function Set-Script { $script:state = "set" }
Set-Script; $script:state; $state
$x = "outer"
function Show-Scope { $x; $x = "inner"; $x }
Show-Scope
$x
$env:VMM_CORPUS = "value"; $env:VMM_CORPUS
"$env:VMM_CORPUS/x"
${global:total} + 1
${a name} = 5; ${a name}
