$find = @{ Name = "dc-00008" }
(Get-VM @find).Name
$list = @("a", "b"); function Show { "$($args.Count) $args" }; Show @list; Show @list c
function Join-It($First, $Second, [switch]$Upper) { $t = "$First-$Second"; if ($Upper) { $t.ToUpper() } else { $t } }
$both = @{ First = 1; Second = 2; Upper = $true }
Join-It @both
Join-It @list
$sort = @{ Property = "Name"; Descending = $true }
Get-VMHost | Sort-Object @sort | % { $_.Name }
function Pass-On { Join-It @args }; Pass-On x y
function Pass-Bound($First, $Second) { Join-It @PSBoundParameters }; Pass-Bound -Second 2 -First 1
$color = @{ ForegroundColor = "Green"; NoNewline = $true }
Write-Host "no line" @color
Write-Host " end"
