$b = "tail"
function Show { $args.Count; $args }
Show "a"$b
Show a"b"c
Show $b"x"
Show 'a'+'b'
Show ("a"+$b)
