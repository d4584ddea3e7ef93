# Names by rule: SITE-ROLE-NNN, from what is there
$sites = @{ Amsterdam = "AMS"; Berlin = "BER"; Chicago = "CHI"; Lab = "LAB" }
function ConvertTo-StandardName {
    param([string]$Name, [string]$Site)
    $parts = $Name.Split('-')
    $number = $parts[-1].TrimStart('0').PadLeft(3, '0')
    $role = ($parts[0..($parts.Length - 2)] -join '').ToUpper()
    if ($role.Length -gt 6) { $role = $role.Substring(0, 6) }
    return ('{0}-{1}-{2}' -f $sites[$Site], $role, $number)
}
$map = @{}
foreach ($vm in Get-VM | Sort-Object Name) {
    $site = (Get-VMHost -ComputerName $vm.VMHost.Name).VMHostGroup.Name
    $map[$vm.Name] = ConvertTo-StandardName $vm.Name $site
}
$map.GetEnumerator() | Sort-Object Value | Select-Object -First 5 | ForEach-Object { "$($_.Name) => $($_.Value)" }
($map.Values | Select-Object -Unique).Count -eq $map.Count
$bad = $map.Values | Where-Object { $_ -cnotmatch '^[A-Z]{3}-[A-Z]+-\d{3}$' }
if (-not $bad) { "all names follow the rule" }
$map["dc-00008"].ToLower().Replace("-", "_")
$csv = ($map.Keys | Sort-Object | Select-Object -First 2 | ForEach-Object { '"{0}";"{1}"' -f $_, $map[$_] }) -join "`r`n"
$csv.Split("`n").Length
[string]::Format("{0:000}", 7)
"{0}" -f ($map.Keys | Where-Object { $_.EndsWith("8") } | Sort-Object | Select-Object -First 1)
$text = "Host=sim-001;Mem=4096;Tags=a,b"
$values = @{}
$text -split ";" | ForEach-Object { $k, $v = $_ -split "=", 2; $values[$k] = $v }
$values.Mem -as [int]
($values.Tags -split ",").Count
"sim-001".IndexOf("0"), "sim-001".LastIndexOf("0") -join ","
[char[]]"abc" -join "."
-join ("abc".ToCharArray() | Sort-Object -Descending)
"a1b22c333" -replace '\D', '' 
[regex]::Replace("2012-10-09", "(\d+)-(\d+)-(\d+)", '$3.$2.$1')
[regex]::Split("a1b2c", "\d") -join "|"
$m = [regex]::Match("VM: web-01 (Running)", "VM: (?<name>\S+) \((?<state>\w+)\)")
"$($m.Success) $($m.Groups['name'].Value) $($m.Groups['state'].Value)"
