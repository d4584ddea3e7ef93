$isRunning = { $_.Status -eq "Running" }
(Get-VM | Where-Object $isRunning).Count
$add = { param($a, $b) $a + $b }
& $add 2 3
$add.Invoke(4, 5)
$blocks = @{ start = { "starting $args" }; stop = { "stopping $($args[0])" } }
& $blocks.start web-01
& $blocks["stop"] web-02
function Use-Block([scriptblock]$Body) { & $Body }
Use-Block { "inside" }
