6 -band 3
6 -bor 1
6 -bxor 3
-bnot 5
1 -shl 4
256 -shr 4
0xFF -band 0x0F
if (5 -band 4) { "bit is set" }
"12" -band 4
