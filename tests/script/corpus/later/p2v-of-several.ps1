$cred = New-Object System.Management.Automation.PSCredential ("CONTOSO\admin", (ConvertTo-SecureString "Pa55w0rd" -AsPlainText -Force))
$servers = "srv1","srv2"
foreach ($s in $servers) {
    $jg = [guid]::NewGuid()
    try {
        New-MachineConfig -VMMServer localhost -SourceComputerName $s -Credential $cred -ErrorAction Stop | Out-Null
        $VMHost = Get-VMHost | sort -Property AvailableMemory -Descending | select -First 1
        New-P2V -SourceComputerName $s -VMHost $VMHost -Name $s -Path "C:\VMs" -MemoryMB 1024 -CPUCount 1 -Credential $cred -JobGroup $jg -RunAsynchronously -VolumeDeviceID "C" -Dynamic -IDE -Bus 0 -LUN 0 -ErrorAction Stop
    } catch [Microsoft.VirtualManager.Utils.CarmineException] {
        "VMM says no"
    } catch { Write-Host "P2V of $s failed: $_" -fore Red }
}
New-V2V -VMMServer localhost -VMXPath "\\lib\x.vmx" -VMHost (Get-VMHost)[0] -Name x -Path c:\ -ErrorAction SilentlyContinue -ErrorVariable ev
$ev.Count -gt 0
