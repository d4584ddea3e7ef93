$count = 3
while ($count -gt 0) { $count; $count-- }
$queue = New-Object System.Collections.Queue
1..3 | % { $queue.Enqueue($_) }
while ($queue.Count) { $queue.Dequeue() }
while ($false) { "never" }
$s = ""; while ($s.Length -lt 4) { $s += "x" }; $s
