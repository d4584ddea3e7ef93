"""Which module has which cmdlets; each module is imported when somebody asks for one of them."""

from __future__ import annotations

FAMILIES: dict[str, str] = {
    "address_pool": """
        Get-SCStaticIPAddressPool New-SCStaticIPAddressPool Set-SCStaticIPAddressPool
        Remove-SCStaticIPAddressPool New-SCDefaultGateway Get-SCIPAddress Grant-SCIPAddress Revoke-SCIPAddress
        Get-SCMACAddressPool New-SCMACAddressPool Remove-SCMACAddressPool Get-SCMACAddress Revoke-SCMACAddress
    """,
    "checkpoint": """
        Get-VMCheckpoint Get-SCVMCheckpoint New-VMCheckpoint New-SCVMCheckpoint Set-VMCheckpoint
        Set-SCVMCheckpoint Restore-VMCheckpoint Restore-SCVMCheckpoint Remove-VMCheckpoint
        Remove-SCVMCheckpoint Merge-VMCheckpoint
    """,
    "cloud": """
        Get-SCCloud New-SCCloud Set-SCCloud Remove-SCCloud Get-SCCloudCapacity Set-SCCloudCapacity
        Get-SCCloudUsage Get-SCCapabilityProfile New-SCCapabilityProfile Set-SCCapabilityProfile
        Remove-SCCapabilityProfile Get-SCAvailabilitySet
    """,
    "cluster": """
        Discover-Cluster Find-SCCluster Add-VMHostCluster Add-SCVMHostCluster Get-VMHostCluster
        Get-SCVMHostCluster Set-VMHostCluster Set-SCVMHostCluster Remove-VMHostCluster Remove-SCVMHostCluster
        Move-VMHostCluster Move-SCVMHostCluster Refresh-VMHostCluster Read-SCVMHostCluster
        Test-SCVMHostCluster Install-SCVMHostCluster Uninstall-SCVMHostCluster
    """,
    "conversion": """
        New-MachineConfig New-SCComputerConfiguration Get-MachineConfig Get-SCComputerConfiguration
        Remove-MachineConfig Remove-SCComputerConfiguration New-P2V New-SCP2V Copy-HardDisk Add-Patch
        Add-SCPatch New-V2V New-SCV2V Copy-VMDK Copy-SCVirtualHardDisk New-VMXMachineConfig
        New-SCVMXComputerConfiguration Get-VMXMachineConfig Get-SCVMXComputerConfiguration
        Remove-VMXMachineConfig Remove-SCVMXComputerConfiguration
    """,
    "custom_property": """
        Get-SCCustomProperty New-SCCustomProperty Set-SCCustomProperty Remove-SCCustomProperty
        Get-SCCustomPropertyValue Set-SCCustomPropertyValue Remove-SCCustomPropertyValue
    """,
    "disk_conversion": """
        Expand-VirtualDiskDrive Expand-SCVirtualDiskDrive Compress-VirtualDiskDrive
        Compress-SCVirtualDiskDrive Convert-VirtualDiskDrive Convert-SCVirtualDiskDrive
    """,
    "disk_drive": """
        Get-VirtualDiskDrive Get-SCVirtualDiskDrive New-VirtualDiskDrive New-SCVirtualDiskDrive
        Set-VirtualDiskDrive Set-SCVirtualDiskDrive Remove-VirtualDiskDrive Remove-SCVirtualDiskDrive
    """,
    "dvd_drive": """
        Get-VirtualDVDDrive Get-SCVirtualDVDDrive New-VirtualDVDDrive New-SCVirtualDVDDrive
        Set-VirtualDVDDrive Set-SCVirtualDVDDrive Remove-VirtualDVDDrive Remove-SCVirtualDVDDrive
    """,
    "external_job": """
        New-SCExternalJob Set-SCExternalJob Get-SCServicingWindow New-SCServicingWindow Set-SCServicingWindow
        Remove-SCServicingWindow
    """,
    "fibre_channel": """
        Get-SCVMHostFibreChannelVirtualSAN Get-SCVirtualFibreChannelAdapter New-SCVirtualFibreChannelAdapter
        Set-SCVirtualFibreChannelAdapter Remove-SCVirtualFibreChannelAdapter
    """,
    "fixed_lists": """
        Get-CPUType Get-SCCPUType Get-ProcessorType Get-OperatingSystem Get-SCOperatingSystem
    """,
    "floppy_com": """
        Get-VirtualFloppyDrive Get-SCVirtualFloppyDrive Set-VirtualFloppyDrive Set-SCVirtualFloppyDrive
        Get-VirtualCOMPort Get-SCVirtualCOMPort Set-VirtualCOMPort Set-SCVirtualCOMPort
    """,
    "floppy_drive": """
        New-SCVirtualFloppyDrive New-VirtualFloppyDrive
    """,
    "guest_profile": """
        Get-GuestOSProfile Get-SCGuestOSProfile New-GuestOSProfile New-SCGuestOSProfile Set-GuestOSProfile
        Set-SCGuestOSProfile Remove-GuestOSProfile Remove-SCGuestOSProfile
    """,
    "hardware_profile": """
        Get-HardwareProfile Get-SCHardwareProfile New-HardwareProfile New-SCHardwareProfile
        Set-HardwareProfile Set-SCHardwareProfile Remove-HardwareProfile Remove-SCHardwareProfile
    """,
    "host": """
        Get-VMHost Get-SCVMHost Add-VMHost Add-SCVMHost Set-VMHost Set-SCVMHost Remove-VMHost Remove-SCVMHost
        Refresh-VMHost Read-SCVMHost Move-VMHost Move-SCVMHost
    """,
    "host_group": """
        Get-VMHostGroup Get-SCVMHostGroup New-VMHostGroup New-SCVMHostGroup Set-VMHostGroup Set-SCVMHostGroup
        Move-VMHostGroup Move-SCVMHostGroup Remove-VMHostGroup Remove-SCVMHostGroup
    """,
    "host_maintenance": """
        Enable-VMHost Enable-SCVMHost Disable-VMHost Disable-SCVMHost
    """,
    "host_network": """
        New-VirtualNetwork New-SCVirtualNetwork Set-VirtualNetwork Set-SCVirtualNetwork Remove-VirtualNetwork
        Remove-SCVirtualNetwork Add-VMHostNetworkAdapter Add-SCVMHostNetworkAdapter Set-VMHostNetworkAdapter
        Set-SCVMHostNetworkAdapter Remove-VMHostNetworkAdapter Remove-SCVMHostNetworkAdapter
        Get-SCVMHostNetworkAdapterConfiguration
    """,
    "host_security": """
        Get-Certificate Get-SCCertificate New-VMRCCertificateRequest Get-SshPublicKey Get-SCSSHKey
        Set-SshPublicKey Set-SCSSHKey Remove-SshPublicKey Remove-SCSSHKey
    """,
    "host_storage": """
        Get-VMHostDisk Get-SCStorageDisk Set-VMHostVolume Set-SCStorageVolume Get-VMHostHba Set-VMHostHba
        Set-SCStorageDisk Get-VMPerformance Get-SCPerformanceData
    """,
    "job": """
        Get-Job Get-SCJob Get-Step Get-SCStep Stop-Job Stop-SCJob Restart-Job Restart-SCJob
    """,
    "library": """
        Get-LibraryServer Get-SCLibraryServer Set-LibraryServer Set-SCLibraryServer Get-LibraryShare
        Get-SCLibraryShare Add-LibraryShare Add-SCLibraryShare Set-LibraryShare Set-SCLibraryShare
        Remove-LibraryShare Remove-SCLibraryShare Refresh-LibraryShare Read-SCLibraryShare
    """,
    "library_items": """
        Get-ISO Get-SCISO Get-Script Get-SCScript Get-VirtualFloppyDisk Get-SCVirtualFloppyDisk
        Get-VirtualHardDisk Get-SCVirtualHardDisk Set-ISO Set-SCISO Remove-ISO Remove-SCISO
        Set-VirtualHardDisk Set-SCVirtualHardDisk Remove-VirtualHardDisk Remove-SCVirtualHardDisk
        Remove-VirtualFloppyDisk Remove-SCVirtualFloppyDisk Remove-Script Remove-SCScript
    """,
    "library_script": """
        New-Script New-SCScript
    """,
    "library_server": """
        Add-LibraryServer Add-SCLibraryServer Remove-LibraryServer Remove-SCLibraryServer
        Discover-LibraryShare Find-SCLibraryShare Backup-VMMServer Backup-SCVMMServer
    """,
    "library_use": """
        Get-DependentLibraryObject Get-SCDependentLibraryResource Set-Script Set-SCScript
        Set-VirtualFloppyDisk Set-SCVirtualFloppyDisk
    """,
    "logical_network": """
        Get-NetworkLocation Get-SCLogicalNetwork New-SCLogicalNetwork Set-SCLogicalNetwork
        Remove-SCLogicalNetwork Get-SCLogicalNetworkDefinition New-SCLogicalNetworkDefinition
        Set-SCLogicalNetworkDefinition Remove-SCLogicalNetworkDefinition New-SCSubnetVLan Get-SCNetworkService
        Get-SCNetworkGateway
    """,
    "logical_switch": """
        Get-SCLogicalSwitch New-SCLogicalSwitch Set-SCLogicalSwitch Remove-SCLogicalSwitch
        Get-SCPortClassification Get-SCNativeUplinkPortProfile Get-SCVirtualNetworkAdapterNativePortProfile
        Get-SCUplinkPortProfileSet Get-SCPortACL
    """,
    "managed_computer": """
        Discover-Computer Find-SCComputer Get-VMMManagedComputer Get-SCVMMManagedComputer
        Update-VMMManagedComputer Update-SCVMMManagedComputer Reassociate-VMMManagedComputer
        Register-SCVMMManagedComputer Associate-VMHost Register-SCVMHost Restart-SCVMHost Start-SCVMHost
        Stop-SCVMHost
    """,
    "migration": """
        Move-VM Move-SCVirtualMachine Store-VM Save-SCVirtualMachine Register-VM Register-SCVirtualMachine
        Move-VirtualHardDisk Move-SCVirtualHardDisk Get-LibraryRating Get-SCLibraryRating
        Test-SCVMHostConfiguration
    """,
    "network_adapter": """
        Get-VirtualNetworkAdapter Get-SCVirtualNetworkAdapter New-VirtualNetworkAdapter
        New-SCVirtualNetworkAdapter Set-VirtualNetworkAdapter Set-SCVirtualNetworkAdapter
        Remove-VirtualNetworkAdapter Remove-SCVirtualNetworkAdapter
    """,
    "new_vm": """
        New-VM New-SCVirtualMachine
    """,
    "ops_manager": """
        Get-SCOpsMgrConnection New-SCOpsMgrConnection Remove-SCOpsMgrConnection Get-SCSPFServer
        New-SCSPFServer Get-SCSPFSetting New-SCSPFSetting
    """,
    "physical_address": """
        New-PhysicalAddress Grant-SCMACAddress
    """,
    "power": """
        Start-VM Start-SCVirtualMachine Stop-VM Use-SCStopVM Shutdown-VM Use-SCShutdownVM SaveState-VM
        Use-SCSaveStateVM DiscardSavedState-VM Use-SCDiscardSavedStateVM Suspend-VM Suspend-SCVirtualMachine
        Resume-VM Resume-SCVirtualMachine Reset-VM Reset-SCVirtualMachine Stop-SCVirtualMachine
    """,
    "pro": """
        Get-PROTip Get-SCPROTip Set-PROTip Set-SCPROTip Invoke-PROTip Invoke-SCPROTip Dismiss-PROTip
        Clear-SCPROTip Test-PROTip Test-SCPROTip Get-SCPROMonitor Get-SCPROMonitorConfiguration
    """,
    "rating": """
        Get-VMHostRating Get-SCVMHostRating
    """,
    "repair": """
        Repair-VM Repair-SCVirtualMachine
    """,
    "role": """
        Get-VMMUserRole Get-SCUserRole
    """,
    "role_quota": """
        Get-SCUserRoleQuota Set-SCUserRoleQuota
    """,
    "role_templates": """
        Grant-SCResource Revoke-SCResource
    """,
    "run_as_account": """
        Get-SCRunAsAccount New-SCRunAsAccount Set-SCRunAsAccount Remove-SCRunAsAccount Enable-SCRunAsAccount
        Disable-SCRunAsAccount
    """,
    "scsi_adapter": """
        Get-VirtualSCSIAdapter Get-SCVirtualScsiAdapter New-VirtualSCSIAdapter New-SCVirtualScsiAdapter
        Set-VirtualSCSIAdapter Set-SCVirtualScsiAdapter Remove-VirtualSCSIAdapter Remove-SCVirtualScsiAdapter
    """,
    "server": """
        Get-VMMServer Get-SCVMMServer Set-VMMServer Set-SCVMMServer
    """,
    "service": """
        Get-SCService New-SCService Set-SCService Remove-SCService Start-SCService Stop-SCService
        Suspend-SCService Resume-SCService Update-SCService Get-SCServiceTemplate New-SCServiceTemplate
        Set-SCServiceTemplate Remove-SCServiceTemplate
    """,
    "service_parts": """
        Get-SCServiceConfiguration New-SCServiceConfiguration Set-SCServiceConfiguration
        Update-SCServiceConfiguration Remove-SCServiceConfiguration Get-SCServiceSetting Set-SCServiceSetting
        Get-SCComputerTier Get-SCComputerTierTemplate Get-SCComputerTierConfiguration
        Set-SCComputerTierConfiguration Get-SCApplicationProfile Get-SCApplicationPackage Get-SCCustomResource
        Get-SCLoadBalancer
    """,
    "storage_array": """
        Get-SCStorageArray Get-SCStoragePool Get-SCStorageProvider Get-SCStorageLogicalUnit
        New-SCStorageLogicalUnit Get-SCStorageQoSPolicy New-SCStorageQoSPolicy Set-SCStorageQoSPolicy
        Remove-SCStorageQoSPolicy Get-SCStorageFabric Get-SCStorageFabricClassification
    """,
    "storage_classification": """
        Get-SCStorageClassification New-SCStorageClassification Set-SCStorageClassification
        Remove-SCStorageClassification Get-SCStorageFileServer Get-SCStorageFileShare New-SCStorageFileShare
        Set-SCStorageFileShare Register-SCStorageFileShare Unregister-SCStorageFileShare
        Remove-SCStorageFileShare
    """,
    "template": """
        New-Template New-SCVMTemplate Get-Template Get-SCVMTemplate Set-Template Set-SCVMTemplate
        Remove-Template Remove-SCVMTemplate
    """,
    "update_baseline": """
        Get-SCUpdateServer Add-SCUpdateServer Set-SCUpdateServer Remove-SCUpdateServer
        Start-SCUpdateServerSynchronization Get-SCUpdate Get-SCBaseline New-SCBaseline Set-SCBaseline
        Remove-SCBaseline Add-SCVMMUpdateToBaseline Remove-SCVMMUpdateFromBaseline Get-SCComplianceStatus
        Start-SCComplianceScan Start-SCUpdateRemediation
    """,
    "user_role": """
        New-VMMUserRole New-SCUserRole Set-VMMUserRole Set-SCUserRole Remove-VMMUserRole Remove-SCUserRole
    """,
    "virtual_machine": """
        Get-VM Get-SCVirtualMachine Set-VM Set-SCVirtualMachine Remove-VM Remove-SCVirtualMachine Refresh-VM
        Read-SCVirtualMachine
    """,
    "virtual_network": """
        Get-VirtualNetwork Get-SCVirtualNetwork Get-VMHostNetworkAdapter Get-SCVMHostNetworkAdapter
        Get-VMHostVolume Get-SCStorageVolume Get-DirectoryChildItem Get-SCDirectoryChildItem
    """,
    "virtualization_manager": """
        Add-VirtualizationManager Add-SCVirtualizationManager Get-VirtualizationManager
        Get-SCVirtualizationManager Set-VirtualizationManager Set-SCVirtualizationManager
        Refresh-VirtualizationManager Read-SCVirtualizationManager Remove-VirtualizationManager
        Remove-SCVirtualizationManager Get-VMwareResourcePool Get-SCVMwareResourcePool
    """,
    "vm_configuration": """
        New-SCVMConfiguration Get-SCVMConfiguration Set-SCVMConfiguration Update-SCVMConfiguration
        Remove-SCVMConfiguration Get-SCVirtualNetworkAdapterConfiguration
        Set-SCVirtualNetworkAdapterConfiguration Get-SCVirtualHardDiskConfiguration
        Set-SCVirtualHardDiskConfiguration
    """,
    "vm_network": """
        Get-SCVMNetwork New-SCVMNetwork Set-SCVMNetwork Remove-SCVMNetwork Get-SCVMSubnet New-SCVMSubnet
        Set-SCVMSubnet Remove-SCVMSubnet Get-SCVMNetworkGateway New-SCVMNetworkGateway
        Remove-SCVMNetworkGateway
    """,
}
"""The names and aliases of the cmdlets of each module; a test compares them with the classes."""

STAND_INS: dict[str, str] = {
    "machine_facts": """
        Get-WmiObject gwmi Get-CimInstance gcim Test-Connection ping ping.exe Get-Service gsv
    """,
}
"""Commands of Windows that answer from what the product knows. They are found by name, and belong to no list."""
