$name = "web-01"
$memory = 2048
$Memory += 1024
$memory -= 512
$memory *= 2
$memory /= 4
$memory %= 1000
$memory
$text = "a"; $text += "b"; $text += 5; $text
$NAME
$null = "discarded"
$list = 1..3; $list += 4,5; $list.Count
[int]$typed = "12"; $typed + 1
$typed = "7"; $typed + 1
$first, $second, $third = "x", "y"
"[$first][$second][$third]"
$a = $b = $c = 0; "$a$b$c"
