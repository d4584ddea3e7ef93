"""Moving virtual machines: to other hosts, into the library, and from files."""

from __future__ import annotations

from vmmconsole.model import LibraryServer, VirtualHardDisk, VirtualMachine, VMHost
from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.script.cmdlet import parameter, switch

from .absent import AnyObject, Cloud, StorageClassification
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped


class MoveVM(UnavailableGrouped):
    """Moves a virtual machine to another host or path.

    Example:
        Move-VM -VM "web-01"
    """

    name = "Move-VM"
    aliases = ("Move-SCVirtualMachine",)
    job_name = "Migrate virtual machine"
    needs = Missing.MIGRATION
    returns = "VM"

    vm: VirtualMachine = parameter("VM", mandatory=True, position=0, pipeline=True, help="The virtual machine.")
    vm_host: VMHost | None = parameter("VMHost", pipeline=True, help="The host.")
    start_vm_on_target: switch = parameter("StartVMOnTarget", help="Start it on the other host.")
    discard_saved_state: switch = parameter(
        "DiscardSavedState", help="Throw its saved state away, when the other host could not use it."
    )
    use_lan: switch = parameter("UseLAN", help="Copy over the network, also when a faster way is there.")
    highly_available: bool = parameter("HighlyAvailable", help="$true to place it on a host cluster only.")
    path: str = parameter("Path", help="The folder on the other host.")
    replication_group: AnyObject | None = parameter("ReplicationGroup", help="The replication group.")
    block_live_migration_if_host_busy: switch = parameter(
        "BlockLiveMigrationIfHostBusy", help="Do not wait for a host that migrates others."
    )
    use_cluster: switch = parameter("UseCluster", help="Move it within its cluster.")
    use_diff_disk_optimization: switch = parameter("UseDiffDiskOptimization", help="Make differencing disks.")
    virtual_network_adapter: VirtualNetworkAdapter | None = parameter(
        "VirtualNetworkAdapter", help="The virtual network adapter."
    )
    cloud: Cloud | None = parameter("Cloud", help="The private cloud.")


class StoreVM(UnavailableChange):
    """Stores a virtual machine in the library.

    Example:
        Store-VM -VM "web-01"
    """

    name = "Store-VM"
    aliases = ("Save-SCVirtualMachine",)
    job_name = "Store virtual machine"
    needs = Missing.STORED_MACHINES
    returns = "VM"

    vm: VirtualMachine = parameter("VM", mandatory=True, position=0, pipeline=True, help="The virtual machine.")
    library_server: LibraryServer | None = parameter("LibraryServer", pipeline=True, help="The library server.")
    use_lan: switch = parameter("UseLAN", help="Copy over the network, also when a faster way is there.")
    share_path: str = parameter("SharePath", help="The folder in the library.")


class RegisterVM(UnavailableGrouped):
    """Takes a virtual machine whose files are on a host into management.

    Example:
        Register-VM -VMHost "kvm-01" -Path "/srv/vms/web-02"
    """

    name = "Register-VM"
    aliases = ("Register-SCVirtualMachine",)
    job_name = "Register virtual machine"
    needs = Missing.REGISTRATION
    returns = "VM"

    vm_host: VMHost = parameter("VMHost", mandatory=True, position=0, pipeline=True, help="The host.")
    path: str = parameter("Path", mandatory=True, position=0, help="The folder of the virtual machine's files.")


class MoveVirtualHardDisk(UnavailableGrouped):
    """Gives a disk its own path, for the migration in the same job group.

    Example:
        Move-VirtualHardDisk -VirtualHardDisk "debian-12.qcow2" -Path "/srv/vms/web-02"
    """

    name = "Move-VirtualHardDisk"
    aliases = ("Move-SCVirtualHardDisk",)
    job_name = "Move virtual hard disk"
    needs = Missing.MIGRATION
    returns = "VirtualHardDisk"
    default_set = "SetVM"

    virtual_hard_disk: VirtualHardDisk = parameter(
        "VirtualHardDisk", sets=("SetVM",), mandatory=True, position=0, pipeline=True, help="The virtual hard disk."
    )
    ide: switch = parameter("IDE", sets=("MoveVHDOnIDE",), help="The disk sits on the IDE bus.")
    scsi: switch = parameter("SCSI", sets=("MoveVHDOnSCSI",), help="The disk sits on a SCSI adapter.")
    bus: int = parameter(
        "Bus",
        sets=(
            "MoveVHDOnIDE",
            "MoveVHDOnSCSI",
        ),
        mandatory=True,
        minimum=0,
        maximum=255,
        help="The bus, from 0.",
    )
    lun: int = parameter(
        "LUN",
        sets=(
            "MoveVHDOnIDE",
            "MoveVHDOnSCSI",
        ),
        mandatory=True,
        minimum=0,
        maximum=255,
        help="The place on the bus, from 0.",
    )
    path: str = parameter("Path", mandatory=True, help="The folder.")
    storage_classification: StorageClassification | None = parameter(
        "StorageClassification", help="The storage classification."
    )


class GetLibraryRating(UnavailableGet):
    """Rates library servers for storing a virtual machine.

    Example:
        Get-LibraryRating -VM "web-01"
    """

    name = "Get-LibraryRating"
    aliases = ("Get-SCLibraryRating",)
    needs = Missing.STORED_MACHINES
    returns = "LibraryRating"

    vm: VirtualMachine = parameter("VM", mandatory=True, position=0, pipeline=True, help="The virtual machine.")
    library_server: list[LibraryServer] = parameter("LibraryServer", help="The library servers.")


class TestSCVMHostConfiguration(UnavailableGet):
    """Checks whether a virtual machine could move to a host.

    Example:
        Test-SCVMHostConfiguration -VM "web-01" -VMHost "kvm-01"
    """

    name = "Test-SCVMHostConfiguration"
    needs = Missing.MIGRATION
    returns = "VMHostRating"

    vm: VirtualMachine = parameter("VM", mandatory=True, position=0, pipeline=True, help="The virtual machine.")
    vm_host: VMHost = parameter("VMHost", mandatory=True, help="Only those of this host.")
