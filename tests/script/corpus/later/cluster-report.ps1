$clusters = Get-VMHostCluster -VMMServer localhost
"clusters: $(@($clusters).Count)"
foreach ($cluster in $clusters) {
    $nodes = $cluster.Nodes | sort Name
    foreach ($n in $nodes) { "$($cluster.Name): $($n.Name) $($n.ClusterNodeStatus)" }
    $csv = Get-ClusterSharedVolume -Cluster $cluster.Name
    $csv | select Name, OwnerNode, State
    "reserve $($cluster.ClusterReserve) $($cluster.AvailableStorageNode.Name)"
}
Get-SCVMHostCluster | Get-SCVMHost | select Name
Get-ClusterNode -Cluster cl01 -ErrorAction SilentlyContinue | % {$_.Name}
Get-VM | ? { $_.IsHighlyAvailable } | group VMHost | % { "$($_.Name) $($_.Count)" }
(Get-VM | ? { !$_.IsHighlyAvailable }).Count -gt 0
