$vlan = @{ "web" = 10; "db" = 20 }
$vlan["web"]; $vlan.db
$vlan["new"] = 30
$vlan.Add("old", 40)
$vlan.Remove("old")
$vlan.ContainsKey("new")
foreach ($k in ($vlan.Keys | sort)) { "$k -> $($vlan[$k])" }
$vlan.GetEnumerator() | sort Value | % { "$($_.Key)=$($_.Value)" }
$vlan.Count
$params = @{ Name = "dc-00008" }
(Get-VM @params).Name
$row = New-Object PSObject -Property @{ Name = "n"; Size = 3 }
$row.Size
$vlan.Values | measure -Sum | % Sum
