"""Which module has which cmdlets, for those that are imported only when somebody asks for them."""

from __future__ import annotations

FAMILIES: dict[str, str] = {
    "address_pool": """
        Get-SCStaticIPAddressPool New-SCStaticIPAddressPool Set-SCStaticIPAddressPool
        Remove-SCStaticIPAddressPool New-SCDefaultGateway Get-SCIPAddress Grant-SCIPAddress Revoke-SCIPAddress
        Get-SCMACAddressPool New-SCMACAddressPool Remove-SCMACAddressPool Get-SCMACAddress Revoke-SCMACAddress
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
    "external_job": """
        New-SCExternalJob Set-SCExternalJob Get-SCServicingWindow New-SCServicingWindow Set-SCServicingWindow
        Remove-SCServicingWindow
    """,
    "fibre_channel": """
        Get-SCVMHostFibreChannelVirtualSAN Get-SCVirtualFibreChannelAdapter New-SCVirtualFibreChannelAdapter
        Set-SCVirtualFibreChannelAdapter Remove-SCVirtualFibreChannelAdapter
    """,
    "floppy_drive": """
        New-SCVirtualFloppyDrive New-VirtualFloppyDrive
    """,
    "guest_profile": """
        Get-GuestOSProfile Get-SCGuestOSProfile New-GuestOSProfile New-SCGuestOSProfile Set-GuestOSProfile
        Set-SCGuestOSProfile Remove-GuestOSProfile Remove-SCGuestOSProfile
    """,
    "host_network": """
        New-VirtualNetwork New-SCVirtualNetwork Set-VirtualNetwork Set-SCVirtualNetwork Remove-VirtualNetwork
        Remove-SCVirtualNetwork Add-VMHostNetworkAdapter Add-SCVMHostNetworkAdapter Set-VMHostNetworkAdapter
        Set-SCVMHostNetworkAdapter Remove-VMHostNetworkAdapter Remove-SCVMHostNetworkAdapter
        Get-SCVMHostNetworkAdapterConfiguration
    """,
    "host_security": """
        Get-Certificate Get-SCCertificate New-VMRCCertificateRequest Get-SshPublicKey Get-SCSSHKey
        Set-SshPublicKey Set-SCSSHKey Remove-SshPublicKey Remove-SCSSHKey Get-SCRunAsAccount
        New-SCRunAsAccount Set-SCRunAsAccount Remove-SCRunAsAccount Enable-SCRunAsAccount
        Disable-SCRunAsAccount
    """,
    "host_storage": """
        Get-VMHostDisk Get-SCStorageDisk Set-VMHostVolume Set-SCStorageVolume Get-VMHostHba Set-VMHostHba
        Set-SCStorageDisk Get-VMPerformance Get-SCPerformanceData
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
    "ops_manager": """
        Get-SCOpsMgrConnection New-SCOpsMgrConnection Remove-SCOpsMgrConnection Get-SCSPFServer
        New-SCSPFServer Get-SCSPFSetting New-SCSPFSetting
    """,
    "physical_address": """
        New-PhysicalAddress Grant-SCMACAddress
    """,
    "pro": """
        Get-PROTip Get-SCPROTip Set-PROTip Set-SCPROTip Invoke-PROTip Invoke-SCPROTip Dismiss-PROTip
        Clear-SCPROTip Test-PROTip Test-SCPROTip Get-SCPROMonitor Get-SCPROMonitorConfiguration
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
        Get-SCUserRoleQuota Set-SCUserRoleQuota Grant-SCResource Revoke-SCResource
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
