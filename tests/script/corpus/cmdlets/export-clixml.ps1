Get-VM -Name dc-00008 | select Name, CPUCount | Export-Clixml vm.xml
$back = Import-Clixml vm.xml
$back.Name; $back.CPUCount
@{ a = 1; b = "two" } | Export-Clixml table.xml; (Import-Clixml table.xml).b
1..3 | Export-Clixml -Path list.xml; (Import-Clixml list.xml).Count
(gc vm.xml)[0]
