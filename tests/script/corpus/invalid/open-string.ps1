$name = "web-01
Get-VM -Name $name
