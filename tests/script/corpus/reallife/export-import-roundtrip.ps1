# Settings of machines to a file and back, in three formats
$vms = Get-VM | where { $_.VMHost.Name -eq "sim-004" } | sort Name | select Name, CPUCount, Memory, @{n="On";e={$_.Status -eq "Running"}}, @{n="Nets";e={@($_.VirtualNetworkAdapters | % { $_.VirtualNetwork })}}
$vms | ConvertTo-Json -Depth 3 | Set-Content vms.json
$json = Get-Content vms.json -Raw | ConvertFrom-Json
"json {0} {1} {2}" -f $json.Count, $json[0].Name, $json[0].On.GetType().Name
$vms | Export-Csv vms.csv -NoTypeInformation
$csv = Import-Csv vms.csv
"csv {0} {1} {2}" -f $csv.Count, $csv[0].Memory.GetType().Name, ([int]$csv[0].Memory + 1)
$vms | Export-Clixml vms.xml
$xml = Import-Clixml vms.xml
"xml {0} {1} {2}" -f $xml.Count, $xml[0].Name, $xml[0].Memory.GetType().Name
$same = 0
for ($i = 0; $i -lt $vms.Count; $i++) { if ($vms[$i].Name -eq $json[$i].Name -and $json[$i].Memory -eq $xml[$i].Memory -and [string]$xml[$i].Memory -eq $csv[$i].Memory) { $same++ } }
"$same the same"
$vms[0].psobject.Properties | % { "$($_.Name)=$($_.Value)" }
(ConvertTo-Csv -InputObject $vms[0] -NoTypeInformation)[1]
($vms | ConvertTo-Html -Fragment -Property Name, CPUCount | Out-String).Contains("<th>CPUCount</th>")
$vms | select Name, CPUCount | Out-File plain.txt; (Get-Content plain.txt | where { $_ -match "^vdi" }).Trim().StartsWith("vdi-00023")
