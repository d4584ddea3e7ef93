function Show { foreach ($a in $args) { "$($a.GetType().Name) $a" } }
Show 1 -1 1.5 1kb 0x1F 1e2 10.0.0.1 1a 007 1,2 -x 12:30 1..3
