function Get-Size($mb) {
    switch ($mb) {
        1024 { "small" }
        { $_ -ge 8192 } { "large" }
        2048 { "medium"; break }
        default { "other" }
    }
}
1024, 2048, 4096, 16384 | % { Get-Size $_ }
switch ((Get-VM -Name "dc-00008").Status) { "Running" { "is running" } "PowerOff" { "is off" } }
switch ("Text") { "TEXT" { "no case" } }
switch -CaseSensitive ("Text") { "TEXT" { "same case" } "Text" { "exact" } }
switch (1, 2, 3) { 2 { "two"; continue } 3 { "three"; break } default { "number $_" } }
$r = switch (5) { 5 { "five" } }; $r
switch ($true) { (1 -gt 2) { "no" } (2 -gt 1) { "yes" } }
