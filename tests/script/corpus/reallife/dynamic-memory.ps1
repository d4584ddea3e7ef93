# Memory of machines against their hosts: who has how much, and how it would look with a third more
$hosts = @{}
Get-VMHost | ForEach-Object { $hosts[$_.Name] = $_ }
$report = Get-VM |
    Where-Object { $_.Status -eq 'Running' } |
    Group-Object -Property { $_.VMHost.Name } |
    ForEach-Object {
        $h = $hosts[$_.Name]
        $assigned = ($_.Group | Measure-Object -Property Memory -Sum).Sum
        $maximum = ($_.Group | ForEach-Object { if ($_.DynamicMemoryEnabled) { $_.DynamicMemoryMaximumMB } else { $_.Memory * 4 / 3 } } | Measure-Object -Sum).Sum
        $total = $h.TotalMemory / 1MB
        New-Object -TypeName PSObject -Property @{
            Host        = $_.Name
            Machines    = $_.Count
            AssignedMB  = $assigned
            MaximumMB   = [int]$maximum
            TotalMB     = $total
            Percent     = '{0:P1}' -f ($assigned / $total)
            PercentMax  = '{0:P1}' -f ($maximum / $total)
            Biggest     = ($_.Group | Sort-Object -Property Memory, Name -Descending | Select-Object -First 1).Name
        }
    }
$report | Sort-Object Host | Format-Table Host, Machines, AssignedMB, MaximumMB, TotalMB, Percent, PercentMax, Biggest -AutoSize
$all = $report | Measure-Object AssignedMB, MaximumMB -Sum
$all | ForEach-Object { '{0}: {1:N0} MB' -f $_.Property, $_.Sum }
if (($report | Where-Object { $_.MaximumMB -gt $_.TotalMB })) { 'overcommitted' } else { 'room is left' }
