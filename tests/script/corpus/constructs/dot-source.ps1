Set-Content functions.ps1 @'
$shared = "from the other file"
function Get-Shared { "shared: $shared" }
'@
. .\functions.ps1
Get-Shared
$shared
. { $block = "kept" }; $block
& .\functions.ps1
