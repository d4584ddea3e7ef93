$x = $null
$x -eq $null
$null -ne (Get-VM -Name "dc-00008")
$null = New-Object PSObject
$list = @($null, 1); $list.Count
"[$null]"
[string]::IsNullOrEmpty($null)
if (!$null) { "false" }
$vm = Get-VM -Name "nobody"; if ($vm -eq $null) { "no machine" }
$null.Length
$null.Anything
@($null).Count
$undefined -eq $null
1, $null, 2 | % { "<$_>" }
