# Writes a table of all virtual machines: where they are, how large they are, what they do.
# Run it with:  vmmconsole run inventory-report.ps1

Get-VM |
    Sort-Object -Property VMHost, Name |
    Select-Object Name, Status, @{Name = "Host"; Expression = {$_.VMHost.Name}}, CPUCount, Memory,
        @{Name = "Disks GB"; Expression = {"{0:N1}" -f ($_.TotalSize / 1GB)}} |
    Format-Table -AutoSize
