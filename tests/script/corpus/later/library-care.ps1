# Care of the library: refresh, find files that nothing uses, convert disks
Get-SCLibraryServer | % { $_.Name }
$shares = Get-SCLibraryShare
foreach ($share in $shares) {
    Read-SCLibraryShare -LibraryShare $share -Path $share.Path -RunAsynchronously | Out-Null
}
$unused = @()
foreach ($iso in Get-SCISO) {
    $users = Get-SCDependentLibraryResource -ISO $iso
    if (-not $users) { $unused += $iso }
}
"{0} ISO images are not used" -f $unused.Count
$vhds = Get-SCVirtualHardDisk | where { $_.State -eq "Missing" -or $_.IsOrphaned }
$vhds | Remove-SCVirtualHardDisk -Force
Get-SCVMTemplate | sort Name | select Name, OperatingSystem, @{n="Disks";e={$_.VirtualDiskDrives.Count}} | ft
Get-SCScript | ? { $_.Name -like "*.ps1" } | % { "$($_.Name) $($_.SharePath)" }
Get-SCGuestOSProfile | % { Set-SCGuestOSProfile -GuestOSProfile $_ -TimeZone 110 -FullName "" -OrganizationName "Contoso" | Out-Null }
Get-SCApplicationProfile | % { $_.Name }
Find-SCLibraryShare -ComputerName localhost | % { $_.Name }
