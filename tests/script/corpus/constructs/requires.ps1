#Requires -Version 2.0
#requires -PSSnapin Microsoft.SystemCenter.VirtualMachineManager
#Requires -Modules VirtualMachineManager
"runs"
