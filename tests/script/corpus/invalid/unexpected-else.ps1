$a = 1
else { "no if" }
