[int $x = 5
