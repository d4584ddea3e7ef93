# Settings from an XML file, as many older scripts keep them.
@'
<?xml version="1.0"?>
<settings>
  <server name="localhost" port="8100" />
  <report path="out" format="csv">
    <column>Name</column>
    <column>Status</column>
  </report>
  <mail enabled="false"><to>ops@contoso.com</to></mail>
</settings>
'@ | Set-Content settings.xml

[xml]$config = Get-Content settings.xml
$server = $config.settings.server.name
Get-VMMServer -ComputerName $server | Out-Null
"server $server, port $($config.settings.server.port)"
$columns = $config.settings.report.column
"columns: $($columns -join ', ')"
if ($config.settings.mail.enabled -eq "true") { "mail to $($config.settings.mail.to)" } else { "no mail" }
$folder = $config.settings.report.path
if (!(Test-Path $folder)) { mkdir $folder | Out-Null }
Get-VM | where { $_.VMHost.Name -eq "sim-001" } | sort Name | select $columns | Export-Csv "$folder\report.csv" -NoTypeInformation
(Import-Csv "$folder\report.csv")[0].Name
foreach ($c in $config.settings.report.column) { $c }
$config.settings.report.GetAttribute("format")
