$cmd = "Get-Date"
(& $cmd).GetType().Name
$block = { param($a, $b) "$a-$b" }
& $block 1 2
. { $dotted = "kept" }
$dotted
& { $local = "lost" }
"[$local]"
& "Write-Output" quoted
