"""Conversions: physical computers and machines of other software become virtual machines here."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import CPUType, LibraryServer, UserRole, VirtualMachine, VMHost
from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.model.host import VirtualNetwork
from vmmconsole.model.status import Permission, VMStartAction, VMStopAction
from vmmconsole.script.cmdlet import parameter, switch

from .absent import Credential, LogicalNetwork, MachineConfig, VMNetwork, VMXMachineConfig
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped


class ConversionParameters(UnavailableGrouped):
    """What New-P2V and New-V2V share: the virtual machine that is made, and one of its network adapters per call."""

    name_: str = parameter("Name", help="The name of the virtual machine.")
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    user_role: UserRole | None = parameter("UserRole", help="The self-service role it belongs to.")
    path: str = parameter("Path", help="The folder on the host.")
    trigger: switch = parameter("Trigger", help="Begin the conversion that the calls of this job group describe.")
    start_vm: switch = parameter("StartVM", help="Start it afterwards.")
    cpu_count: int = parameter("CPUCount", minimum=1, maximum=255, help="The number of virtual processors.")
    cpu_type: CPUType | None = parameter("CPUType", help="The CPU type that the rating of hosts reckons with.")
    memory_mb: int = parameter("MemoryMB", unit="MB", minimum=0, help="The memory in MB.")
    relative_weight: int = parameter(
        "RelativeWeight", aliases=("CPURelativeWeight",), help="Its share of processor time; 100 is normal."
    )
    start_action: VMStartAction = parameter("StartAction", help="What happens when the host starts.")
    delay_start: int = parameter(
        "DelayStart", aliases=("DelayStartSeconds",), unit="seconds", help="How many seconds after the host it starts."
    )
    stop_action: VMStopAction = parameter("StopAction", help="What happens when the host stops.")
    source_network_connection_id: str = parameter(
        "SourceNetworkConnectionID", help="The network connection of the source that these settings are for."
    )
    physical_address: str = parameter("PhysicalAddress", aliases=("MACAddress",), help="The MAC address.")
    physical_address_type: str = parameter(
        "PhysicalAddressType", aliases=("MACAddressType",), help="Static or Dynamic."
    )
    virtual_network: VirtualNetwork | None = parameter("VirtualNetwork", help="The virtual network.")
    vlan_enabled: bool = parameter("VLanEnabled", help="$true to use a VLAN.")
    vlan_id: int = parameter("VLanID", minimum=0, maximum=4095, help="The VLAN's number.")
    network_location: str = parameter("NetworkLocation", help="The network location.")
    network_tag: str = parameter("NetworkTag", help="The network tag.")


class NewMachineConfig(UnavailableChange):
    """Scans a physical computer.

    Example:
        New-MachineConfig -SourceComputerName "pc-17" -Credential $credential
    """

    name = "New-MachineConfig"
    aliases = ("New-SCComputerConfiguration",)
    job_name = "Gather system information"
    needs = Missing.P2V
    permission = Permission.CREATE
    returns = "MachineConfig"

    source_computer_name: str = parameter(
        "SourceComputerName", mandatory=True, position=0, help="The name of the physical computer."
    )
    credential: Credential = parameter("Credential", mandatory=True, help="The user name and password to do it with.")


class GetMachineConfig(UnavailableGet):
    """Reads scans of physical computers.

    Example:
        Get-MachineConfig -SourceComputerName "pc-17"
    """

    name = "Get-MachineConfig"
    aliases = ("Get-SCComputerConfiguration",)
    needs = Missing.P2V
    returns = "MachineConfig"

    source_computer_name: str = parameter("SourceComputerName", position=0, help="Only the one of this computer.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class RemoveMachineConfig(UnavailableChange):
    """Removes the scan of a physical computer.

    Example:
        Remove-MachineConfig -MachineConfig "pc-17"
    """

    name = "Remove-MachineConfig"
    aliases = ("Remove-SCComputerConfiguration",)
    job_name = "Remove machine configuration"
    needs = Missing.P2V
    permission = Permission.CREATE
    returns = "MachineConfig"

    machine_config: MachineConfig = parameter(
        "MachineConfig",
        aliases=("ComputerConfiguration",),
        mandatory=True,
        position=0,
        pipeline=True,
        help="The machine configuration.",
    )


class NewP2V(ConversionParameters):
    """Converts a physical computer into a virtual machine.

    Example:
        New-P2V -VMHost "kvm-01"
    """

    name = "New-P2V"
    aliases = ("New-SCP2V",)
    job_name = "Convert physical computer"
    needs = Missing.P2V
    permission = Permission.CREATE
    returns = "VM"

    vm_host: VMHost | None = parameter("VMHost", pipeline=True, help="The host.")
    machine_config: MachineConfig | None = parameter(
        "MachineConfig", aliases=("ComputerConfiguration",), pipeline=True, help="The machine configuration."
    )
    volume_device_id: str = parameter("VolumeDeviceID", help="The volume of the source.")
    volume_size: int = parameter("VolumeSize", help="The size of the disk in MB.")
    fixed: switch = parameter("Fixed", help="A disk file that takes its whole space at once.")
    dynamic: switch = parameter("Dynamic", help="A disk file that grows as it is written.")
    ide: switch = parameter("IDE", help="The disk sits on the IDE bus.")
    scsi: switch = parameter("SCSI", help="The disk sits on a SCSI adapter.")
    bus: int = parameter("Bus", minimum=0, maximum=255, help="The bus, from 0.")
    lun: int = parameter("LUN", minimum=0, maximum=255, help="The place on the bus, from 0.")
    credential: Credential | None = parameter(
        "Credential", help="The user name and password for the physical computer."
    )
    run_as_system: switch = parameter("RunAsSystem", help="Run it as the system.")
    offline: switch = parameter("Offline", help="Convert it while it is off.")
    shutdown: switch = parameter("Shutdown", help="Ask the guests to shut down.")
    driver_path: str = parameter("DriverPath", help="The folder of drivers to put in.")
    offline_ip_address: str = parameter("OfflineIPAddress", help="The IP address while it is off.")
    offline_subnet_mask: str = parameter("OfflineSubnetMask", help="The subnet mask while it is off.")
    offline_default_gateway: str = parameter("OfflineDefaultGateway", help="The default gateway while it is off.")
    offline_nicmac_address: str = parameter("OfflineNICMACAddress", help="The network adapter to use while it is off.")


class CopyHardDisk(UnavailableChange):
    """Copies a volume of a physical computer into a virtual hard disk.

    Example:
        Copy-HardDisk -SourceComputerName "pc-17" -VolumeDeviceID "C" -VMHost "kvm-01" -Path "/srv/vms/web-02" `
            -Credential $credential
    """

    name = "Copy-HardDisk"
    job_name = "Copy hard disk"
    needs = Missing.P2V
    permission = Permission.CREATE
    returns = "VirtualHardDisk"

    source_computer_name: str = parameter(
        "SourceComputerName", mandatory=True, position=0, help="The name of the physical computer."
    )
    volume_device_id: str = parameter("VolumeDeviceID", mandatory=True, help="The volume of the source.")
    vm_host: VMHost = parameter("VMHost", mandatory=True, help="The host.")
    path: str = parameter("Path", mandatory=True, help="The folder.")
    credential: Credential = parameter("Credential", mandatory=True, help="The user name and password to do it with.")
    fixed: switch = parameter("Fixed", help="A disk file that takes its whole space at once.")
    dynamic: switch = parameter("Dynamic", help="A disk file that grows as it is written.")


class AddPatch(UnavailableChange):
    """Fills the cache of files that a conversion needs.

    Example:
        Add-Patch -Path "/srv/vms/web-02"
    """

    name = "Add-Patch"
    aliases = ("Add-SCPatch",)
    job_name = "Add patch"
    needs = Missing.P2V
    permission = Permission.CREATE
    returns = "Patch"

    path: str = parameter("Path", position=0, help="The folder of the files.")
    vm_host: VMHost | None = parameter("VMHost", help="The host.")


class NewV2V(ConversionParameters):
    """Converts a virtual machine of other software.

    Example:
        New-V2V -VMHost "kvm-01" -VMXPath "/srv/library/web.vmx"
    """

    name = "New-V2V"
    aliases = ("New-SCV2V",)
    job_name = "Convert virtual machine"
    needs = Missing.V2V
    permission = Permission.CREATE
    returns = "VM"
    default_set = "Parse"

    vm_host: VMHost = parameter("VMHost", mandatory=True, pipeline=True, help="The host.")
    vmx_machine_config: VMXMachineConfig = parameter(
        "VMXMachineConfig",
        aliases=("VMXComputerConfiguration",),
        sets=("NoParse",),
        mandatory=True,
        pipeline=True,
        help="The description of a VMware machine.",
    )
    vmx_path: str = parameter("VMXPath", sets=("Parse",), mandatory=True, help="The path of the machine's description.")
    vm: VirtualMachine = parameter("VM", sets=("FromVM",), mandatory=True, pipeline=True, help="The virtual machine.")
    library_server: LibraryServer | None = parameter("LibraryServer", help="The library server.")
    no_connection: switch = parameter("NoConnection", help="Connect it to no network.")
    virtual_network_adapter: VirtualNetworkAdapter | None = parameter(
        "VirtualNetworkAdapter", help="The virtual network adapter."
    )
    override_patch_path: str = parameter("OverridePatchPath", help="The folder of files that the conversion needs.")
    vm_network: VMNetwork | None = parameter("VMNetwork", help="The VM network.")
    logical_network: LogicalNetwork | None = parameter("LogicalNetwork", help="The logical network.")
    skip_install_virtualization_guest_services: switch = parameter(
        "SkipInstallVirtualizationGuestServices", help="Install no guest services."
    )
    vm_network_optimization_enabled: bool = parameter(
        "VMNetworkOptimizationEnabled",
        aliases=("EnableVMNetworkOptimization",),
        help="$true to let the network card do work of the guest.",
    )
    mac_addresses_spoofing_enabled: bool = parameter(
        "MACAddressesSpoofingEnabled",
        aliases=("EnableMACAddressSpoofing",),
        help="$true to let the guest change its address.",
    )


class CopyVMDK(UnavailableChange):
    """Converts a disk of VMware into one of this product.

    Example:
        Copy-VMDK -VMDKPath "/srv/library/web.vmdk" -VMHost "kvm-01" -Path "/srv/vms/web-02"
    """

    name = "Copy-VMDK"
    aliases = ("Copy-SCVirtualHardDisk",)
    job_name = "Copy virtual hard disk"
    needs = Missing.V2V
    permission = Permission.CREATE
    returns = "VirtualHardDisk"

    vmdk_path: str = parameter("VMDKPath", mandatory=True, help="The path of the VMware disk.")
    library_server: LibraryServer | None = parameter("LibraryServer", help="The library server.")
    source_vm_host: VMHost | None = parameter("SourceVMHost", help="The host that has the file.")
    vm_host: VMHost = parameter("VMHost", mandatory=True, pipeline=True, help="The host.")
    path: str = parameter("Path", mandatory=True, help="The folder for the new disk.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")


class NewVMXMachineConfig(UnavailableChange):
    """Reads the description of a VMware machine in the library.

    Example:
        New-VMXMachineConfig -VMXPath "/srv/library/web.vmx" -LibraryServer "vmm-01"
    """

    name = "New-VMXMachineConfig"
    aliases = ("New-SCVMXComputerConfiguration",)
    job_name = "Gather virtual machine information"
    needs = Missing.V2V
    permission = Permission.CREATE
    returns = "VMXMachineConfig"

    vmx_path: str = parameter("VMXPath", mandatory=True, position=0, help="The path of the machine's description.")
    library_server: LibraryServer = parameter(
        "LibraryServer", mandatory=True, pipeline=True, help="The library server."
    )


class GetVMXMachineConfig(UnavailableGet):
    """Reads descriptions of VMware machines.

    Example:
        Get-VMXMachineConfig -VMXPath "/srv/library/web.vmx"
    """

    name = "Get-VMXMachineConfig"
    aliases = ("Get-SCVMXComputerConfiguration",)
    needs = Missing.V2V
    returns = "VMXMachineConfig"

    vmx_path: str = parameter("VMXPath", help="Only the one of this path.")
    library_server: LibraryServer | None = parameter("LibraryServer", help="Only those of this library server.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class RemoveVMXMachineConfig(UnavailableChange):
    """Removes the description of a VMware machine.

    Example:
        Remove-VMXMachineConfig -VMXMachineConfig "web.vmx"
    """

    name = "Remove-VMXMachineConfig"
    aliases = ("Remove-SCVMXComputerConfiguration",)
    job_name = "Remove machine configuration"
    needs = Missing.V2V
    permission = Permission.CREATE
    returns = "VMXMachineConfig"

    vmx_machine_config: VMXMachineConfig = parameter(
        "VMXMachineConfig",
        aliases=("VMXComputerConfiguration",),
        mandatory=True,
        position=0,
        pipeline=True,
        help="The description of a VMware machine.",
    )
