$p = "C:\Reports"; $n = "daily"
function Show { $args -join "|" }
Show $p\$n.txt
Show "$p\$n.txt"
Show $p\${n}s.txt
Show \\$n\share
Show $p/sub
Show .\$n\file.txt
