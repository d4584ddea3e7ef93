function Measure-Memory {
    param([Parameter(ValueFromPipeline = $true)] $VM, [string]$Label = "Total")
    begin { $sum = 0; $n = 0 }
    process { $sum += $VM.MemoryMB; $n++ }
    end { "${Label}: $sum MB in $n" }
}
Get-VM | where { $_.VMHost.Name -eq "sim-001" } | Measure-Memory -Label "sim-001"
function Format-Each {
    param([Parameter(ValueFromPipelineByPropertyName = $true)] [string]$Name, [Parameter(ValueFromPipelineByPropertyName = $true)] $Status)
    process { "$Name is $Status" }
}
Get-VM | sort Name | select -First 2 | Format-Each
function Use-Input { begin { "b" } process { "p$_" } end { "e" } }
1, 2 | Use-Input
Use-Input
function Old-Style { $input | % { $_ * 2 } }
1, 2 | Old-Style
