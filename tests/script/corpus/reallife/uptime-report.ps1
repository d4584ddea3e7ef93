foreach ($h in Get-VM | where {$_.Status -eq "Running"} | sort Name | select -First 2) {
    $os = Get-WmiObject -Class Win32_OperatingSystem -ComputerName $h.Name -ErrorAction SilentlyContinue
    if ($os) {
        $boot = $os.ConvertToDateTime($os.LastBootUpTime)
        $up = (Get-Date) - $boot
        "{0} up {1}d {2}h" -f $os.CSName, $up.Days, $up.Hours | Out-Null
        $boot2 = [System.Management.ManagementDateTimeConverter]::ToDateTime($os.LastBootUpTime)
        "$($h.Name) same: $($boot -eq $boot2)  $($os.Caption) FreeMB=$([math]::Truncate($os.FreePhysicalMemory/1KB) -ge 0)"
    } else { "$h has no WMI" }
    Get-WmiObject -Query "SELECT * FROM Win32_NetworkAdapterConfiguration WHERE IPEnabled = TRUE" -ComputerName $h.Name | select -First 1 | % { $_.IPAddress -is [array] }
    (Get-WmiObject Win32_ComputerSystem -ComputerName $h.Name).NumberOfProcessors -ge 1
    (gwmi Win32_Processor -computer $h.Name | Measure-Object -Property NumberOfCores -Sum).Sum -ge 1
}
