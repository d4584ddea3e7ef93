# Sizes with a suffix are numbers, also after an operator.
$a = 4GB
$limit=10MB+2KB
"{0} {1}" -f $a, $limit
(8589934592 / 4GB)
if (5GB -gt 4GB) { "bigger" }
1.5GB
0x10
1e3
$a.GetType().Name
