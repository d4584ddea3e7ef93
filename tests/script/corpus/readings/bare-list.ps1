Get-VM | sort Name | Select Name,Status -First 2 | Format-Table -AutoSize
function Count-It($list) { $list.Count }
Count-It a,b,c
Count-It a, b , c
Count-It (1,2),3
