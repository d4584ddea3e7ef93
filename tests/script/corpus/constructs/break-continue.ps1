$i = 0
while ($true) { $i++; if ($i -eq 2) { continue }; if ($i -gt 4) { break }; $i }
:outer foreach ($a in 1..3) {
    foreach ($b in 1..3) {
        if ($b -eq 2) { continue outer }
        if ($a -eq 3) { break outer }
        "$a$b"
    }
}
for ($n = 0; $n -lt 10; $n++) { if ($n % 2) { continue }; if ($n -gt 6) { break }; $n }
do { $i--; if ($i -eq 3) { break } } while ($i -gt 0); $i
