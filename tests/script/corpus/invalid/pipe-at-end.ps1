Get-VM | Where-Object { $_.Name } |
