"""Moving virtual machines: to other hosts, into the library, and from files."""

from __future__ import annotations

from collections.abc import Iterable

from vmmconsole.model import LibraryServer, VirtualMachine, VMHost
from vmmconsole.model.errors import NotFoundError, ParameterError
from vmmconsole.model.hardware import DiskImage, VirtualDiskDrive, VirtualNetworkAdapter
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.status import BusType, Permission, VMStatus
from vmmconsole.script.cmdlet import parameter, switch

from .capabilities import Missing
from .hardware_rules import check_path
from .journey import Journey, placement_of
from .machines import current, host_of
from .power import StartVM
from .session import Session
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped
from .vmm_cmdlet import GroupedCmdlet, ReadingCmdlet

_PLACES = ("MoveVHDOnIDE", "MoveVHDOnSCSI")


class MoveVM(GroupedCmdlet):
    """Moves a virtual machine to another host, or its disks to another path of its host.

    The best way is taken that there is: while it runs, with its disks staying where both hosts reach them or moving
    along; or by a copy over the network when it is off. Get-VMHostRating says which way a host offers. Checkpoints,
    settings and the ID stay. In a job group, Set-VirtualNetworkAdapter connects its adapters to networks of the other
    host and Move-VirtualHardDisk gives single disks a path of their own.

    Example:
        Move-VM -VM "web-01" -VMHost "kvm-02"

    Example:
        $VM = Get-VM -VMMServer localhost -Name "web-01" | where {$_.VMHost.Name -eq "kvm-01"}
        $VMHost = Get-VMHost -VMMServer localhost | where {$_.Name -eq "kvm-02"}
        Move-VM -VM $VM -VMHost $VMHost -Path "/var/lib/vms/web" -UseLAN -StartVMOnTarget

    Example:
        Move-VM -VM "web-01" -Path "/var/lib/vms/fast"
    """

    name = "Move-VM"
    aliases = ("Move-SCVirtualMachine",)
    job_name = "Migrate virtual machine"
    permission = Permission.CHANGE
    returns = "VM"

    vm: VirtualMachine = parameter("VM", mandatory=True, position=0, pipeline=True, help="The virtual machine.")
    vm_host: VMHost = parameter(
        "VMHost", pipeline=True, help="The host to move it to; without it only its disks move, to -Path."
    )
    start_vm_on_target: switch = parameter("StartVMOnTarget", help="Start it on the other host.")
    discard_saved_state: switch = parameter(
        "DiscardSavedState", help="Throw its saved state away, when the other host could not use it."
    )
    use_lan: switch = parameter("UseLAN", help="Copy its files over the network, also when both hosts reach them.")
    path: str = parameter("Path", help="The folder on the host that gets its folder; it is needed when disks move.")
    highly_available: bool = parameter(
        "HighlyAvailable", needs=Missing.CLUSTERS, neutral=(False,), help="$true to place it on a host cluster only."
    )
    use_cluster: switch = parameter("UseCluster", needs=Missing.CLUSTERS, help="Move it within its cluster.")
    block_live_migration_if_host_busy: switch = parameter(
        "BlockLiveMigrationIfHostBusy", aliases=("BlockLMIfHostBusy",),
        help="Accepted for scripts; a move that has to wait for its host is shown as queued.",
    )  # fmt: skip
    use_diff_disk_optimization: switch = parameter(
        "UseDiffDiskOptimization", help="Accepted for scripts: saves copying where it can; disks are moved whole."
    )
    replication_group: str | None = parameter(
        "ReplicationGroup", needs=Missing.DISASTER_RECOVERY, neutral=(None,), help="The replication group."
    )
    virtual_network_adapter: VirtualNetworkAdapter | None = parameter(
        "VirtualNetworkAdapter", needs=Missing.VM_NETWORKS, neutral=(None,), help="An adapter of a deployment."
    )
    cloud: str | None = parameter("Cloud", needs=Missing.CLOUDS, neutral=(None,), help="The private cloud.")

    def run(self, session: Session) -> Iterable[object]:
        self._check()
        session.lock(self.vm)
        machine = session.get(VirtualMachine, self.vm.id)
        journey = Journey.of(session, machine, self)
        session.result(machine)
        if not journey.is_over:
            if not journey.resumed:
                machine = journey.ready()
            journey.go(machine)
        if self.given("job_group"):
            session.clear_group(self.job_group)
        machine = current(session, machine)
        if self.start_vm_on_target and machine.status is not VMStatus.RUNNING:
            with session.progress.step("Start virtual machine"):
                StartVM(vm=machine).run(session)
        return [current(session, machine)]

    def plan(self, session: Session) -> list[str]:
        self._check()
        machine = session.get(VirtualMachine, self.vm.id)
        journey = Journey.of(session, machine, self)
        if journey.is_over:
            return [f"'{machine.name}' stays as it is: it is there already."]
        return journey.sentences(journey.ready())

    def _check(self) -> None:
        self.check_texts()
        if self.given("path"):
            check_path(self.path, "Path")
        if not self.given("vm_host") and not self.given("path") and not self.given("job_group"):
            raise ParameterError(
                "Move-VM does not know where to.",
                cause="Neither -VMHost nor -Path is given.",
                action="Give the host to move it to, or a path for its disks.",
            )


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


class MoveVirtualHardDisk(GroupedCmdlet):
    """Moves a disk of a virtual machine to another folder of its host, or gives it its own path in a migration.

    With -JobGroup it waits for the Move-VM of that group; without, the disk given by -VirtualHardDisk moves at once.

    Example:
        Move-VirtualHardDisk -IDE -Bus 0 -LUN 0 -Path "/var/lib/vms/fast" -JobGroup 5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f

    Example:
        $VM = Get-VM -Name "web-01"
        Move-VirtualHardDisk -VirtualHardDisk $VM.VirtualHardDisks[0] -Path "/var/lib/vms/fast"
    """

    name = "Move-VirtualHardDisk"
    aliases = ("Move-SCVirtualHardDisk",)
    job_name = "Move virtual hard disk"
    permission = Permission.CHANGE
    returns = "VirtualHardDisk"
    default_set = "SetVM"

    virtual_hard_disk: DiskImage = parameter(
        "VirtualHardDisk",
        sets=("SetVM",),
        mandatory=True,
        position=0,
        pipeline=True,
        help="The virtual hard disk of a virtual machine, from its VirtualHardDisks.",
    )
    ide: switch = parameter("IDE", sets=("MoveVHDOnIDE",), help="The disk sits on the IDE bus.")
    scsi: switch = parameter("SCSI", sets=("MoveVHDOnSCSI",), help="The disk sits on a SCSI adapter.")
    bus: int = parameter("Bus", sets=_PLACES, mandatory=True, minimum=0, maximum=255, help="The bus, from 0.")
    lun: int = parameter(
        "LUN", sets=_PLACES, mandatory=True, minimum=0, maximum=255, help="The place on the bus, from 0."
    )
    path: str = parameter("Path", mandatory=True, help="The folder on the host for the disk's file.")
    storage_classification: str | None = parameter(
        "StorageClassification", needs=Missing.STORAGE_LIMITS, neutral=(None,), help="The storage classification."
    )

    def run(self, session: Session) -> Iterable[object]:
        self._check()
        if self.given("job_group"):
            session.stage(self.job_group, self)
            return []
        machine, drive = self._owner(session)
        session.lock(machine)
        machine = current(session, machine)
        session.result(machine)
        journey = Journey(session, session.derive_id("move"), machine, host_of(session, machine))
        journey.disk_paths = {drive.id: self.path}
        if not journey.is_over:
            journey.go(machine if journey.resumed else journey.ready())
        moved = current(session, machine)
        return [disk for disk in moved.disks_with_host if disk.location.startswith(self.path)]

    def plan(self, session: Session) -> list[str]:
        self._check()
        if self.given("job_group"):
            return [f"Move the virtual hard disk to {self.path}, with the migration of job group {self.job_group}."]
        machine, drive = self._owner(session)
        return [f"Move the virtual hard disk {drive.name} of '{machine.name}' to {self.path}."]

    def drive_in(self, machine: VirtualMachine) -> VirtualDiskDrive:
        """The machine's drive that the call means.

        Raises:
            NotFoundError: it has none.
        """
        found = next((drive for drive in machine.virtual_disk_drives if self._means(drive)), None)
        if found is None:
            raise NotFoundError(
                f"'{machine.name}' has no such virtual hard disk.",
                cause="It has none at that place or of that name.",
                object_name=machine.name,
            )
        return found

    def _means(self, drive: VirtualDiskDrive) -> bool:
        if not self.given("virtual_hard_disk"):
            kind = BusType.SCSI if self.scsi else BusType.IDE
            return (drive.bus_type, drive.bus, drive.lun) == (kind, self.bus, self.lun)
        disk, wanted = drive.virtual_hard_disk, self.virtual_hard_disk
        return disk is not None and (disk.id == wanted.id or (disk.location == wanted.location != ""))

    def _owner(self, session: Session) -> tuple[VirtualMachine, VirtualDiskDrive]:
        if not self.given("virtual_hard_disk"):
            raise ParameterError(
                f"{self.name} needs -JobGroup with -Bus and -LUN.", action="Give it, or name the disk itself."
            )
        for machine in session.find(VirtualMachine):
            for drive in machine.virtual_disk_drives:
                if self._means(drive):
                    return machine, drive
        raise NotFoundError(
            "The virtual hard disk is of no virtual machine.",
            action="Disks of the library are moved with their files; name the disk of a virtual machine.",
            object_name=self.virtual_hard_disk.name,
        )

    def _check(self) -> None:
        self.check_texts()
        self.check_ranges()
        check_path(self.path, "Path")


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


class TestSCVMHostConfiguration(ReadingCmdlet):
    """Checks whether a virtual machine could move to a host: the rating of that host, with every reason.

    Example:
        Test-SCVMHostConfiguration -VM "web-01" -VMHost "kvm-01"
    """

    name = "Test-SCVMHostConfiguration"
    returns = "VMHostRating"

    vm: VirtualMachine = parameter("VM", mandatory=True, position=0, pipeline=True, help="The virtual machine.")
    vm_host: VMHost = parameter("VMHost", mandatory=True, help="The host that it would move to.")

    def run(self, session: Session) -> Iterable[VMHostRating]:
        machine = session.get(VirtualMachine, self.vm.id)
        return session.rate_hosts(placement_of(machine), [session.get(VMHost, self.vm_host.id)])
