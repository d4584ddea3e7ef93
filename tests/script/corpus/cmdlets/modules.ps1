Import-Module VirtualMachineManager
Import-Module virtualmachinemanager -ErrorAction SilentlyContinue
Import-Module -Name "C:\Program Files\Microsoft System Center 2012 R2\Virtual Machine Manager\bin\psModules\virtualmachinemanager\virtualmachinemanager.psd1"
Add-PSSnapin Microsoft.SystemCenter.VirtualMachineManager
Add-PSSnapin "Microsoft.SystemCenter.VirtualMachineManager" -ErrorAction SilentlyContinue
if ((Get-PSSnapin -Name Microsoft.SystemCenter.VirtualMachineManager -ErrorAction SilentlyContinue) -eq $null) { Add-PSSnapin Microsoft.SystemCenter.VirtualMachineManager }
if (!(Get-Module VirtualMachineManager)) { Import-Module VirtualMachineManager }
(Get-Module -Name VirtualMachineManager).Name
(Get-Module -ListAvailable -Name VirtualMachineManager | measure).Count
(Get-PSSnapin Microsoft.SystemCenter.VirtualMachineManager).Name
Remove-Module VirtualMachineManager
Remove-PSSnapin Microsoft.SystemCenter.VirtualMachineManager
(Get-VM -Name dc-00008).Name
