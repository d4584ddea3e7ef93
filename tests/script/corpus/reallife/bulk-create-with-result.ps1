$csv = @"
Name,CPU,MemoryMB,Host,Network,Path,Description
app-101,2,2048,sim-001,Lab,/var/lib/vms,"web, front"
app-102,1,1024,sim-002,Lab,/var/lib/vms,batch
app-103,x,1024,sim-002,Lab,/var/lib/vms,broken
"@
Set-Content -Path .\new.csv -Value $csv
$vms = Import-Csv .\new.csv
$i = 0
$results = @()
foreach ($line in $vms) {
    $i++
    Write-Progress -Activity "Creating VMs" -Status $line.Name -PercentComplete ($i / @($vms).Count * 100) -Id 1
    $o = New-Object PSObject
    $o | Add-Member -MemberType NoteProperty -Name Name -Value $line.Name
    try {
        $JobGroupID = [System.Guid]::NewGuid().ToString()
        $cpu = [int]$line.CPU
        $VMHost = Get-VMHost -ComputerName $line.Host
        New-VirtualNetworkAdapter -JobGroup $JobGroupID -VirtualNetwork $line.Network -PhysicalAddressType Dynamic
        New-VirtualDVDDrive -JobGroup $JobGroupID -Bus 1 -LUN 0
        New-VirtualDiskDrive -IDE -Bus 0 -LUN 0 -JobGroup $JobGroupID -Size 10240 -Dynamic -Filename $line.Name
        $vm = New-VM -Name $line.Name -VMHost $VMHost -Path $line.Path -CPUCount $cpu -MemoryMB $line.MemoryMB -JobGroup $JobGroupID -Description $line.Description -ErrorAction Stop
        $o | Add-Member -MemberType NoteProperty -Name Result -Value $vm.Status
    }
    catch {
        $o | Add-Member -MemberType NoteProperty -Name Result -Value ("Error: " + $_.Exception.Message.Split("`n")[0])
    }
    $results += $o
}
$results | Format-Table -AutoSize
$results | Export-Csv -Path .\result.csv -NoTypeInformation -Delimiter ";" -Encoding UTF8
Get-Content .\result.csv
Get-VM | where { $_.Name -like "app-10?" } | % { "{0}: {1} CPU, {2} MB on {3}, '{4}'" -f $_.Name, $_.CPUCount, $_.Memory, $_.VMHost.Name, $_.Description }
Get-VM | where { $_.Name -match "^app-10\d$" } | Remove-VM | Out-Null
