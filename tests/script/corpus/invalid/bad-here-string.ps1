$text = @" not allowed here
text
"@
