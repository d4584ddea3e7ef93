foreach ($n in 1..4) { switch ($n) { 1 {"one"} 2 {"two"; break} {$_ -gt 2} {"many"} default {"other"} } }
switch ("b") { "a" {1} "b" {2} "B" {3} }
