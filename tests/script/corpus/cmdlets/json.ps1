([pscustomobject]@{ Name = "web-01"; CPU = 2; Tags = @("a", "b"); Off = $false; None = $null } | ConvertTo-Json | ConvertFrom-Json).Tags[1]
@{ a = 1 } | ConvertTo-Json -Compress
1, "two" | ConvertTo-Json -Compress
$back = '{"Name":"db","Disks":[{"GB":40},{"GB":80}],"On":true}' | ConvertFrom-Json
$back.Name; $back.Disks[1].GB; $back.Disks.Count; $back.On
Get-VM -Name dc-00008 | select Name, CPUCount | ConvertTo-Json -Compress
@{ deep = @{ er = @{ est = @{ most = 1 } } } } | ConvertTo-Json -Depth 2 -Compress
(ConvertFrom-Json "[1,2,3]").Count
ConvertTo-Json @(1) -Compress
"with `"quotes`" and \ and é" | ConvertTo-Json
