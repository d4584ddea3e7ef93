$shares = Get-LibraryShare -VMMServer localhost
foreach ($s in $shares) { "$($s.Name) $($s.Path -ne $null)"; Refresh-LibraryShare -LibraryShare $s | Out-Null }
Get-LibraryServer | select Name, Status | ft -a
"ISOs: " + @(Get-ISO).Count
Get-VirtualHardDisk -All | select -First 3 Name, @{n="GB";e={"{0:N2}" -f ($_.Size/1GB)}}, VHDType, SharePath
Get-SCISO | where Name -like "*.iso" | sort name -Unique | select -exp Name
Get-Script | select Name, SharePath
$iso = Get-ISO | where { $_.Name -eq "nothing.iso" }
if ($iso -eq $null) { Write-Warning "iso not found" }
Get-Template | ft Name, Memory, CPUCount
Get-HardwareProfile | sort Name | select -f 2 Name, Memory, CPUCount
Get-GuestOSProfile
Get-OperatingSystem | where {$_.Name -like "*2008*"} | sort Name | select -First 2 | % {$_.Name}
Get-CPUType | select -First 1 | %{$_.Name}
