"{0} has {1} MB" -f "web-01", 2048
"{0,-15}|{1,8:N0}|{2:P0}" -f "web-01", 12345.6, 0.5
"{0:yyyy-MM-dd HH:mm}" -f [datetime]"2009-08-07 06:05:04"
"{0:X2}-{0:D4}" -f 10
"{0:0.00}" -f 2
"{1} {0}" -f "a", "b"
"{{literal}} {0}" -f 1
Get-VM | sort Name | select -First 2 | % { "{0,-20} {1,6}" -f $_.Name, $_.MemoryMB }
'{0:#,##0.##}' -f 1234567.891
"{0:C}" -f 5 | % { $_.Length -gt 0 }
"{0:dddd}" -f [datetime]"2009-08-07"
"{0}" -f $null
"{0}, {1}" -f @("x", "y")
