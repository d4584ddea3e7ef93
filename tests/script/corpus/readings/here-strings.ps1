$name = "web"
$text = @"
Machine: $name
"quoted" 'single' $($name.Length)
  `$not expanded
"@
$text
$raw = @'
$name stays
it's
'@
$raw
$text.Split("`n").Count
