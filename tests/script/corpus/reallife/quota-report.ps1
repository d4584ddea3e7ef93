# Quota / self service report
Import-Module virtualmachinemanager -ErrorAction SilentlyContinue
$roles = Get-SCUserRole -VMMServer localhost
foreach ($role in $roles) {
  $used = 0
  $mine = Get-SCVirtualMachine | Where-Object {$_.UserRole.Name -eq $role.Name}
  foreach ($v in $mine) { if ($v.QuotaPoint) { $used += $v.QuotaPoint } }
  $row = "" | Select-Object Role, Profile, Members, Used
  $row.Role = $role.Name; $row.Profile = $role.Profile; $row.Members = ($role.Members | Measure-Object).Count; $row.Used = $used
  $row
}
$owners = Get-SCVirtualMachine | Group-Object -Property Owner -NoElement | Sort-Object Count -Descending
$owners | Format-Table @{Label="Owner";Expression={if ($_.Name) {$_.Name} else {"(none)"}};Width=20}, @{Label="VMs";Expression={$_.Count};Align="right"} -AutoSize
$sum = Get-SCVirtualMachine | Measure-Object -Property Memory -Sum -Average -Maximum -Minimum
"Sum {0:N0} Avg {1:N1} Max {2} Min {3}" -f $sum.Sum, $sum.Average, $sum.Maximum, $sum.Minimum
Get-SCVirtualMachine | Select-Object -First 3 | ForEach-Object -Begin { $t = 0 } -Process { $t += $_.CPUCount } -End { "CPUs: $t" }
