Import-Module -Name VirtualMachineManager
$lib = Get-SCLibraryServer -VMMServer localhost
$lib | select Status
Get-SCLibraryShare | % { Read-SCLibraryShare -LibraryShare $_ -RunAsynchronously | Out-Null; $_.Name }
$isos = Get-SCISO | sort Name
$isos | Select-Object Name, @{Name="SizeMB";Expression={[math]::Round($_.Size/1MB,1)}}, SharePath | Export-Csv isos.csv -NoTypeInformation -Delimiter ";" -Encoding UTF8 -Force
(Import-Csv isos.csv -Delimiter ";").Count -eq @($isos).Count
Get-SCVirtualHardDisk | group VHDType | select Count,Name
Get-SCGuestOSProfile -ErrorAction SilentlyContinue | select Name
Get-SCScript -ea 0 | select Name
Get-VirtualFloppyDisk | measure | select -exp Count
