# Typed in a word processor: quotes are U+201C, U+201D, U+2018, U+2019.
$x = ‘server’
Write-Host “hello $x”
Write-Host ‘hello $x’
'it’'s'
“two ““ quotes”
"opened plain, closed curly”
