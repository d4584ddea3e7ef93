"web-01" -match "^web-(\d+)$"
$matches[0]; $matches[1]
"WEB" -match "web"; "WEB" -cmatch "web"
"db-7" -match "(?<kind>\w+)-(?<number>\d+)"; $matches.kind; $matches["number"]
"x" -notmatch "y"
"a1", "b2", "c" -match "\d"
"C:\VMs\web" -match "^C:\\VMs\\(.+)$"; $matches[1]
if ("error 42: disk" -match "error (\d+)") { "code $($matches[1])" }
"no" -match "yes"; $matches[1]
"10.0.0.12" -match "^\d{1,3}(\.\d{1,3}){3}$"
