$a = 1;; $b = 2 ;
;
if ($a) { } else { "no" } ; "after"
& { }
{ "a block" }.Invoke()
@{a=1;b=2;}.Keys | sort
$h = @{}; $h.x = 1; $h["y"] = 2; ($h.Keys | sort) -join ","
