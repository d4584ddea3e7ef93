Get-VM && "next"
