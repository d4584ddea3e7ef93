# Compares the state of machines with the one of the last run and says what has changed.
$file = "last-state.xml.csv"
$now = Get-VM | Sort-Object Name | Select-Object Name, @{n='Status';e={"$($_.Status)"}}, @{n='Host';e={$_.VMHost.Name}}

if (-not (Test-Path $file))
{
    # first run: pretend that some machines were different
    $now | ForEach-Object {
        $old = $_ | Select-Object *
        if ($old.Name -eq "db-pg-00002") { $old.Status = "PowerOff" }
        if ($old.Name -eq "vdi-00023")   { $old.Host = "sim-001" }
        if ($old.Name -ne "mon-00012")   { $old }
    } | Export-Csv $file -NoTypeInformation
    Add-Content $file '"gone-00001","Running","sim-002"'
}

$before = Import-Csv $file
$known = @{}
foreach ($row in $before) { $known[$row.Name] = $row }

$changes = @()
foreach ($vm in $now)
{
    if (!$known.ContainsKey($vm.Name))
    {
        $changes += New-Object PSObject -Property @{ Machine = $vm.Name; What = "new"; Old = ""; New = $vm.Host }
        continue
    }
    $old = $known[$vm.Name]
    foreach ($property in "Status", "Host")
    {
        if ($old.$property -ne $vm.$property)
        {
            $changes += New-Object PSObject -Property @{ Machine = $vm.Name; What = $property; Old = $old.$property; New = $vm.$property }
        }
    }
    $known.Remove($vm.Name)
}
foreach ($name in ($known.Keys | Sort-Object))
{
    $changes += New-Object PSObject -Property @{ Machine = $name; What = "removed"; Old = $known[$name].Host; New = "" }
}

if ($changes.Count -eq 0) { Write-Output "Nothing has changed."; return }

Write-Output ("{0} changes" -f $changes.Count)
$changes | Sort-Object What, Machine | Format-Table Machine, What, Old, New -AutoSize

$now | Export-Csv $file -NoTypeInformation
$again = Compare-Object (Import-Csv $file) $now -Property Name, Status, Host
if ($again) { "still different" } else { "the file is up to date" }
