function Show { $args.Count; $args -join "|" }
Show -- -notaparameter
Show a -- b
Show "--" c
