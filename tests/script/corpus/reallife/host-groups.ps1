# Builds a tree of host groups from a list and moves a host there and back.
$paths = @(
    "All Hosts\Europe",
    "All Hosts\Europe\Netherlands",
    "All Hosts\Europe\Germany"
)

function Get-GroupByPath([string]$path) {
    Get-VMHostGroup | where { $_.Path -eq $path }
}

foreach ($path in $paths) {
    if (Get-GroupByPath $path) { "$path is there"; continue }
    $parent = Split-Path $path -Parent
    $leaf = Split-Path $path -Leaf
    $parentGroup = Get-GroupByPath $parent
    if (!$parentGroup) { throw "no group $parent" }
    $new = New-VMHostGroup -Name $leaf -ParentHostGroup $parentGroup
    "made $($new.Path)"
}

Get-VMHostGroup | where { $_.Path -like "All Hosts\Europe*" } | sort Path | ft Name, Path -AutoSize

$h = Get-VMHost "sim-001"
$from = $h.VMHostGroup.Name
$target = Get-GroupByPath "All Hosts\Europe\Netherlands"
Move-VMHost -VMHost $h -ParentHostGroup $target | Out-Null
"$($h.Name) is in $((Get-VMHost sim-001).VMHostGroup)"
(Get-VM | where { $_.VMHost.Name -eq "sim-001" } | select -First 1).HostGroupPath
Move-VMHost -VMHost (Get-VMHost sim-001) -ParentHostGroup (Get-VMHostGroup -Name $from) | Out-Null
"$($h.Name) is back in $((Get-VMHost sim-001).VMHostGroup)"

for ($i = $paths.Count - 1; $i -ge 0; $i--) {
    Remove-VMHostGroup -VMHostGroup (Get-GroupByPath $paths[$i]) | Out-Null
}
@(Get-VMHostGroup | where { $_.Path -like "*Europe*" }).Count
