$file = Join-Path (Get-Location) "out.txt"
$stream = [System.IO.StreamWriter] $file
Get-VM | select -First 3 | ForEach-Object { $stream.WriteLine($_.Name + ";" + $_.Status) }
$stream.close()
Get-Content $file | ForEach-Object { $a = $_.Split(';'); "$($a[0]) is $($a[1])" }
$sw = New-Object System.IO.StreamWriter("out2.txt", $true, [System.Text.Encoding]::UTF8)
$sw.Write("a"); $sw.WriteLine("b"); $sw.WriteLine("{0}-{1}", 1, 2); $sw.Flush(); $sw.Dispose()
[System.IO.File]::ReadAllText((Resolve-Path out2.txt).Path).Length
$r = New-Object IO.StreamReader("out2.txt")
while (($line = $r.ReadLine()) -ne $null) { "read: $line" }
$r.Close()
[IO.File]::WriteAllText("$pwd\x.txt", "hello`r`nworld")
[IO.File]::ReadAllLines("$pwd\x.txt").Count
[System.IO.File]::AppendAllText("$pwd\x.txt", "!")
[System.IO.File]::Exists("$pwd/x.txt")
[IO.Directory]::GetFiles("$pwd", "*.txt").Count
(Get-Item x.txt).Length
(Get-ChildItem *.txt | Measure-Object Length -Sum).Sum -gt 0
dir -Filter *.txt | Sort-Object LastWriteTime -Descending | Select-Object -First 1 -ExpandProperty Extension
Remove-Item out.txt, out2.txt, x.txt -Force
Test-Path out.txt
