# Puts machines into categories by their custom fields, and reports by category.
$tiers = @{
    "app-web" = @{ Tier = "Front end"; Window = "Sunday 02:00" }
    "db-pg"   = @{ Tier = "Data";      Window = "Saturday 23:00" }
    "db-sql"  = @{ Tier = "Data";      Window = "Saturday 23:00" }
    "dc"      = @{ Tier = "Base";      Window = "never" }
}

$touched = @()
foreach ($prefix in $tiers.Keys | Sort-Object) {
    $values = $tiers[$prefix]
    Get-VM | Where-Object { $_.Name -match "^$prefix-\d+$" } | Sort-Object Name | ForEach-Object {
        $vm = Set-VM -VM $_ -Custom1 $values.Tier -Custom2 $values["Window"]
        $touched += $vm
    }
}
"{0} machines marked" -f $touched.Count

$report = foreach ($vm in Get-VM | Sort-Object Name) {
    $tier = $vm.CustomProperties[0]
    if (-not $tier) { continue }
    New-Object PSObject -Property @{ Name = $vm.Name; Tier = $tier; Window = $vm.CustomProperties[1] }
}
$report | Group-Object Tier | Sort-Object Count, Name -Descending | ForEach-Object {
    "{0} ({1}): {2}" -f $_.Name, $_.Count, (($_.Group | ForEach-Object { $_.Name }) -join ", ")
}
($report | Where-Object { $_.Window -like "Saturday*" } | Measure-Object).Count

foreach ($vm in $touched) { Set-VM -VM $vm -Custom1 "" -Custom2 "" | Out-Null }
@(Get-VM | Where-Object { $_.CustomProperties[0] }).Count
