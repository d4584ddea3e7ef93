Get-VMMServer -ComputerName localhost | Out-Null
Get-VM | Out-Null
"x" | Out-Null
Out-Null -InputObject "y"
[void](Get-VM)
$null = Get-VM
Get-VM > $null
"only this"
