Import-Module virtualmachinemanager -ErrorAction SilentlyContinue
@'
Name,CPU,MemoryMB,Host
bulk-01,1,512,sim-001
bulk-02,2,1024,sim-002
'@ | Set-Content machines.csv -Encoding UTF8
$rows = Import-Csv .\machines.csv
Get-SCVMMServer -ComputerName "localhost" | Out-Null
foreach ($r in $rows) {
  $JobGroup = [guid]::NewGuid().ToString()
  try {
    New-SCVirtualScsiAdapter -JobGroup $JobGroup -AdapterID 7 -ShareVirtualScsiAdapter $false -ScsiControllerType DefaultTypeNoType
    New-SCVirtualDVDDrive -JobGroup $JobGroup -Bus 1 -LUN 0
    New-SCVirtualNetworkAdapter -JobGroup $JobGroup -MACAddress "00:00:00:00:00:00" -MACAddressType Static -VLanEnabled $false -Synthetic -IPv4AddressType Dynamic -IPv6AddressType Dynamic
    New-SCVirtualDiskDrive -JobGroup $JobGroup -IDE -Bus 0 -LUN 0 -VirtualHardDiskSizeMB 10240 -Dynamic -Filename "$($r.Name)_disk1"
    $params = @{
      Name = $r.Name
      VMHost = (Get-SCVMHost | where {$_.Name -like "$($r.Host)*"})
      Path = "/var/lib/vms"
      CPUCount = [int]$r.CPU
      MemoryMB = [int]$r.MemoryMB
      JobGroup = $JobGroup
      RunAsynchronously = $false
      OperatingSystem = (Get-SCOperatingSystem | where { $_.Name -eq "64-bit edition of Windows Server 2008 R2 Standard" })
    }
    if (!$params.OperatingSystem) { $params.Remove("OperatingSystem") }
    $vm = New-SCVirtualMachine @params
    Write-Host ("Created {0} on {1}" -f $vm.Name, $vm.VMHost.Name) -ForegroundColor Green
  }
  catch [System.Exception] {
    Write-Warning "Failed: $($_.Exception.Message)"
    continue
  }
  finally { "done $($r.Name)" }
}
Get-SCVirtualMachine | ? Name -like "bulk-*" | Sort Name | Select Name, CPUCount, Memory, @{n='MAC';e={($_.VirtualNetworkAdapters | select -First 1).MACAddress -replace ':','-' -replace '(-\w\w){3}$', '-*'}} | ft -auto
Get-SCVirtualMachine | where { $_.Name -match '^bulk-\d+$' } | foreach { Start-SCVirtualMachine -VM $_ | Out-Null; Read-SCVirtualMachine -VM $_ | Out-Null; Stop-SCVirtualMachine -VM $_ -Force | Out-Null }
Get-SCVirtualMachine | where Name -like "bulk-*" | Remove-SCVirtualMachine -Force | Out-Null
