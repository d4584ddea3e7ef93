### Change memory and CPU of machines that are off; those that run are stopped first when allowed
$plan = @"
name;cpu;mb;stop
size-01;4;1024;no
size-02;2;512;yes
size-99;1;256;no
"@ -split "`r?`n" | ? { $_ } | ConvertFrom-Csv -Delimiter ";"

# two machines for it
"size-01", "size-02" | % { New-VM -Name $_ -VMHost "sim-001" -MemoryMB 256 -CPUCount 1 | Out-Null }
Start-VM "size-02" | Out-Null

function Resize-One
{
    param($Row)
    $vm = Get-VM -Name $Row.name
    if (!$vm) { return "{0}: not found" -f $Row.name }
    $was = $vm.Status
    if ($was -eq "Running")
    {
        if ($Row.stop -ne "yes") { return "{0}: runs" -f $vm.Name }
        $null = Stop-VM -VM $vm
    }
    $before = "{0} CPU {1} MB" -f $vm.CPUCount, $vm.Memory
    $vm = Set-VM -VM $vm -CPUCount ([int]$Row.cpu) -MemoryMB ([int]$Row.mb)
    if ($was -eq "Running") { $vm = Start-VM -VM $vm }
    "{0}: {1} -> {2} CPU {3} MB, {4}" -f $vm.Name, $before, $vm.CPUCount, $vm.Memory, $vm.Status
}
$plan | ForEach-Object { Resize-One $_ }

Get-VM | ? { $_.Name -like "size-*" -and $_.Status -eq "Running" } | Stop-VM | Out-Null
Get-VM | ? { $_.Name -like "size-*" } | Remove-VM | Out-Null
