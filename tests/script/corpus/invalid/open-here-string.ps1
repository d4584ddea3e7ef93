$text = @"
no end mark
  "@
