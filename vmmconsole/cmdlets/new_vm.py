"""New-VM: from a hardware profile, the devices of a job group and a disk to a whole virtual machine on a host."""

from __future__ import annotations

from collections.abc import Iterable

from vmmconsole.model import HardwareProfile, LibraryServer, Template, VirtualHardDisk, VirtualMachine, VMHost
from vmmconsole.model.errors import (
    ConflictError,
    HostUnreachableError,
    ParameterError,
    PlacementError,
    StorageError,
)
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive
from vmmconsole.model.status import Permission, VMStartAction, VMStatus
from vmmconsole.providers.contract import HardwareChange, Provider, VMSpec
from vmmconsole.script.cmdlet import parameter, switch

from .addresses import hand_out_addresses, warn_of_shared_addresses
from .capabilities import Missing
from .cloning import Original, apply_profile, take_original
from .device_cmdlet import Edit, apply_group
from .guest_parameters import GuestParameters
from .hardware_profile import renew_ids
from .hardware_rules import check_name, check_path, check_possible, free_place, hardware_of, with_hardware
from .later_hardware import Generation
from .machine_parameters import MachineParameters
from .machines import current
from .media import check_media, usable
from .power import StartVM
from .session import PlacementRequest, Session
from .vmm_cmdlet import by_id

BLANK_DISK = "Blank virtual hard disk"
_MB = 2**20
_ON_HOST = ("NewVmFromHWProfile", "NewVmFromVirtualDisk", "NewVmFromTemplate", "NewVmFromVm")
_CONFIGURED = ("NewVmFromVmConfig", "NewVmFromVmConfigScaleOut", "NewVmFromVmCloud", "NewVmFromComputerTierScaleOut")
_STORED = ("NewStoredVmFromVirtualDisk", "NewStoredVmFromVm", "NewStoredVmFromHardwareProfile")


class NewVM(MachineParameters, GuestParameters, Generation):
    """Creates a virtual machine on a host.

    Its hardware is the hardware profile's, with the devices of the job group and the values given here over it. With
    -VirtualHardDisk it gets a copy of a library disk, or with -UseLocalVirtualHardDisk that disk itself. With -VM or
    -Template it is a copy of that one, with devices and addresses of its own. A profile that a wizard made for this one
    virtual machine is removed at the end.

    Example:
        New-VM -Name "web-04" -VMHost "kvm-01" -MemoryMB 2048 -CPUCount 2

    Example:
        $VMHost = Get-VMHost -VMMServer localhost | where {$_.Name -eq "kvm-01"}
        $VirtualHardDisk = Get-VirtualHardDisk -VMMServer localhost | where {$_.Name -eq "debian-12.qcow2"}
        New-VM -VirtualHardDisk $VirtualHardDisk -Name "web-05" -VMHost $VMHost -Path "/var/lib/vms" -StartVM

    Example:
        Get-VM -Name "web-04" | New-VM -Name "web-06" -VMHost "kvm-01"
    """

    name = "New-VM"
    aliases = ("New-SCVirtualMachine",)
    job_name = "Create virtual machine"
    permission = Permission.CREATE
    returns = "VM"
    default_set = "NewVmFromHWProfile"

    vm_name: str = parameter("Name", position=0, mandatory=True, help="Its name; it also names its folder and files.")
    vm_host: VMHost = parameter(
        "VMHost", sets=_ON_HOST, mandatory=True, pipeline=True, help="The host to create it on."
    )
    path: str = parameter(
        "Path",
        sets=(*_ON_HOST, *_CONFIGURED),
        help="The folder on the host that gets its folder; the default is the host's first path.",
    )
    hardware_profile: HardwareProfile = parameter(
        "HardwareProfile", pipeline=True, help="The hardware to start from, from Get-HardwareProfile."
    )
    virtual_hard_disk: VirtualHardDisk = parameter(
        "VirtualHardDisk", sets=("NewVmFromVirtualDisk", "NewStoredVmFromVirtualDisk"), mandatory=True,
        pipeline=True, help="The library's virtual hard disk that it gets a copy of.",
    )  # fmt: skip
    use_local: switch = parameter("UseLocalVirtualHardDisk", help="Use the disk where it stands instead of a copy.")
    template: Template = parameter(
        "Template", aliases=("VMTemplate",), sets=("NewVmFromTemplate", "NewVmFromVmCloud"), mandatory=True,
        pipeline=True, help="The template to make it from.",
    )  # fmt: skip
    vm: VirtualMachine = parameter(
        "VM", sets=("NewVmFromVm", "NewStoredVmFromVm"), mandatory=True, pipeline=True,
        help="The virtual machine to clone.",
    )  # fmt: skip
    library_server: LibraryServer = parameter(
        "LibraryServer",
        sets=_STORED,
        mandatory=True,
        pipeline=True,
        needs=Missing.STORED_MACHINES,
        help="The library server to store it on.",
    )
    share_path: str = parameter(
        "SharePath",
        sets=_STORED,
        mandatory=True,
        needs=Missing.STORED_MACHINES,
        help="The folder in the library to store it in.",
    )
    vm_configuration: str = parameter(
        "VMConfiguration", sets=_CONFIGURED[:2], mandatory=True, needs=Missing.VM_CONFIGURATIONS,
        help="The configuration to make it from.",
    )  # fmt: skip
    cloud: str | None = parameter(
        "Cloud", sets=("NewVmFromVmConfig", "NewVmFromVmCloud"), needs=Missing.CLOUDS, neutral=(None,),
        help="The cloud to create it in.",
    )  # fmt: skip
    computer_tier: str = parameter(
        "ComputerTier", sets=("NewVmFromVmConfigScaleOut", "NewVmFromComputerTierScaleOut"), mandatory=True,
        needs=Missing.SERVICES, help="The tier of a service to enlarge with it.",
    )  # fmt: skip
    differencing: switch = parameter(
        "UseDiffDiskOptimization", help="Accepted for scripts: saves copying where it can; disks are always copied."
    )
    return_immediately: switch = parameter(
        "ReturnImmediately", help="Accepted for scripts; -RunAsynchronously returns at once."
    )
    shielding_data: str | None = parameter(
        "VMShieldingData", needs=Missing.SHIELDING, neutral=(None,), help="What shields it from its host."
    )
    start_vm: switch = parameter("StartVM", sets=(*_ON_HOST, *_CONFIGURED), help="Start it once it is created.")

    def run(self, session: Session) -> Iterable[object]:
        self._check()
        host = session.get(VMHost, self.vm_host.id)
        known = by_id(session, VirtualMachine, session.derive_id("virtual machine"))
        machine = known[0] if known else None
        if machine is None or not machine.creation_source:
            machine = self._create(session, host, machine)
        session.result(machine)
        if self.start_vm:
            with session.progress.step("Start virtual machine"):
                StartVM(vm=machine).run(session)
        self._tidy(session)
        return [current(session, machine)]

    def plan(self, session: Session) -> list[str]:
        self._check()
        host = session.get(VMHost, self.vm_host.id)
        self._check_answers(host)
        self._check_free_name(session, host, None)
        lines = [f"Create the virtual machine '{self.vm_name}' on {host.name} in {self._path(host)}."]
        if self.given("vm") or self.given("template"):
            source = self.template if self.given("template") else self.vm
            lines += [f"Copy {source.title} '{source.name}', with its disks.", *self.shown_settings()]
        elif self.hardware_profile is not None:  # in a plan the profile of an earlier line does not exist
            hardware = self._hardware(session, session.provider(host))
            self._check_placement(session, host, hardware)
            lines.append(f"Processors: {hardware.cpu_count:,}. Memory: {hardware.memory_mb:,} MB.")
            lines += [_disk_sentence(drive, self.vm_name) for drive in hardware.virtual_disk_drives]
        return [*lines, f"Start the virtual machine '{self.vm_name}'."] if self.start_vm else lines

    # Checks, in the order in which a person would want to hear of them

    def _check(self) -> None:
        self.check_ranges()
        self.check_texts()
        if not self.given("vm_host"):
            raise ParameterError("-VMHost is needed.", action="Give the host to create the virtual machine on.")
        check_name(self.vm_name, "Name")
        if self.given("path"):
            check_path(self.path, "Path")

    def _check_free_name(self, session: Session, host: VMHost, known: VirtualMachine | None) -> None:
        others = session.find(VirtualMachine, name=self.vm_name, vm_host=host.ref)
        if any(other.id != (known.id if known else None) for other in others):
            raise ConflictError(
                f"The virtual machine '{self.vm_name}' cannot be created.",
                cause=f"There is one of that name on {host.name}.",
                action="Choose another name or another host.",
                object_name=self.vm_name,
            )

    def _path(self, host: VMHost) -> str:
        if self.given("path"):
            return self.path
        if not host.vm_paths:
            raise ParameterError(
                "-Path is needed.",
                cause=f"{host.name} has no default path for virtual machines.",
                action="Give -Path, or set a default path with Set-VMHost -VMPaths.",
            )
        return host.vm_paths[0]

    def _check_placement(
        self, session: Session, host: VMHost, hardware: Hardware, original: Original | None = None
    ) -> None:
        disk_gb = _disk_gb(session, hardware) + (original.disk_gb if original else 0)
        request = PlacementRequest(name=self.vm_name, hardware=hardware, disk_gb=disk_gb)
        for rating in session.rate_hosts(request, [host]):
            if not rating.selectable:
                reasons = [reason.text for reason in rating.reasons if reason.hard]
                raise PlacementError(
                    f"The virtual machine '{self.vm_name}' cannot be placed on {host.name}.",
                    cause=" ".join(reasons),
                    action="Choose another host, or make the virtual machine smaller.",
                    object_name=self.vm_name,
                )

    def _check_answers(self, host: VMHost) -> None:
        if not host.responds:
            raise HostUnreachableError(
                f"The virtual machine '{self.vm_name}' cannot be created on {host.name}.",
                cause=f"The host's status is {host.status_text}. {host.status_reason}".strip(),
                object_name=self.vm_name,
            )

    def _check_folder(self, provider: Provider, path: str) -> None:
        _, writable, _ = provider.path_facts(f"{path.rstrip('/')}/{self.vm_name}")  # not so when the path is a file
        if not writable:
            raise StorageError(
                f"The virtual machine '{self.vm_name}' cannot be created in {path}.",
                cause="It cannot be written, or is no folder.",
                action="Choose another path, or let the host's virtualization software write there.",
                object_name=self.vm_name,
            )

    # Hardware

    def _hardware(self, session: Session, provider: Provider, original: Original | None = None) -> Hardware:
        hardware = original.hardware(session) if original else Hardware()
        if self.given("hardware_profile") and original is None:
            hardware = hardware_of(session.get(HardwareProfile, self.hardware_profile.id))
            renew_ids(hardware, session)
        edit = self._edited(session, hardware, is_copy=original is not None)
        if self.given("virtual_hard_disk"):
            self._add_source_disk(session, edit.hardware, provider)
        for number, drive in enumerate(edit.hardware.virtual_disk_drives, start=1):
            if not drive.file_name and not drive.use_local:
                drive.file_name = f"{self.vm_name}_disk_{number}"
        return edit.hardware

    def _edited(self, session: Session, hardware: Hardware, *, is_copy: bool) -> Edit:
        """The hardware with what the call gives beside its source."""
        if is_copy and self.given("hardware_profile"):
            apply_profile(session, hardware, self.hardware_profile)
        edit = Edit(hardware)
        if self.given("job_group"):
            apply_group(session, edit, self.job_group)
        self.apply_settings(edit.hardware)
        return edit

    def _original(self, session: Session) -> Original | None:
        """What it is a copy of."""
        if self.given("template"):
            session.creates_from(self.template)
            return take_original(session, self.template)
        return take_original(session, self.vm) if self.given("vm") else None

    def _add_source_disk(self, session: Session, hardware: Hardware, provider: Provider) -> None:
        disk = usable(session, VirtualHardDisk, self.virtual_hard_disk)
        bus_type, bus, lun = free_place(hardware, provider.capabilities())
        drive = VirtualDiskDrive(
            id=session.derive_id("source disk"), name=disk.name, bus_type=bus_type, bus=bus, lun=lun,
            path=disk.share_path, source_id=disk.id, use_local=bool(self.use_local),
        )  # fmt: skip
        hardware.virtual_disk_drives.insert(0, drive)

    # Work

    def _create(self, session: Session, host: VMHost, known: VirtualMachine | None) -> VirtualMachine:
        provider = session.provider(host)  # waits for a host that is just being connected
        host = session.get(VMHost, host.id)
        self._check_answers(host)
        path = self._path(host)
        original = self._original(session)
        hardware = self._hardware(session, provider, original)
        if known is None:
            self._check_free_name(session, host, None)
            if original is not None:
                original.check_target(host)
            check_possible(hardware, host, provider.capabilities())
            session.check_folder(host, path)
            self._check_folder(provider, path)
            self._check_placement(session, host, hardware, original)
        if original is None or not original.copies_itself:
            check_media(session, provider, hardware)
        hand_out_addresses(session, hardware)
        machine = known or self._row(session, host, hardware)
        warn_of_shared_addresses(session, host, hardware, machine_id=machine.id)
        session.lock(machine)
        if known is None:
            machine = session.save(machine)
        session.result(machine)
        with session.transition(machine, VMStatus.UNDER_CREATION, failed=VMStatus.CREATION_FAILED):
            self._make(session, provider, self._spec(machine, hardware, path), original)
        # That it has a source marks it as whole: a step that runs again does not create it again.
        whole = current(session, machine)
        source = self.virtual_hard_disk.name if self.given("virtual_hard_disk") else BLANK_DISK
        source = original.item.name if original else source
        return session.save(whole.model_copy(update={"creation_source": source, "failed_job": None}))

    def _make(self, session: Session, provider: Provider, spec: VMSpec, original: Original | None) -> None:
        if original is None:
            provider.create(spec, session.progress)
            return
        original.make(spec, provider, session.progress)
        if original.copies_itself:  # by now it has the original's hardware
            made = hardware_of(provider.machine(spec.id))
            edit = self._edited(session, made.model_copy(deep=True), is_copy=True)
            if edit.hardware != made or self.autostart():
                change = HardwareChange(edit.hardware, autostart=self.autostart())
                provider.reconfigure(spec.id, change, session.progress)

    def _row(self, session: Session, host: VMHost, hardware: Hardware) -> VirtualMachine:
        """The virtual machine as lists show it while it is made."""
        machine_id = session.derive_id("virtual machine")
        machine = VirtualMachine(
            id=machine_id, name=self.vm_name, status=VMStatus.UNDER_CREATION, vm_host=host.ref, owner=session.user,
            start_action=VMStartAction.NEVER, virtualization_platform=host.virtualization_platform,
            made_by=f"{session.job.id}:{machine_id}",
        )  # fmt: skip
        machine = with_hardware(machine, hardware)
        return machine.model_copy(update=self.properties(machine))

    def _spec(self, machine: VirtualMachine, hardware: Hardware, path: str) -> VMSpec:
        system = self.operating_system.library_name if self.operating_system else ""
        return VMSpec(
            id=machine.id, name=machine.name, path=path, hardware=hardware, description=machine.description,
            operating_system=system, autostart=bool(self.autostart()),
        )  # fmt: skip

    def _tidy(self, session: Session) -> None:
        """Forget the group and the profile that served this virtual machine only; last, as a run before needs them."""
        if self.given("job_group"):
            session.clear_group(self.job_group)
        if self.hardware_profile:
            for profile in by_id(session, HardwareProfile, self.hardware_profile.id):
                if profile.is_temporary:
                    session.forget(profile)


def _disk_gb(session: Session, hardware: Hardware) -> float:
    """The space in GB that new and copied disks may come to take."""
    total_mb = 0.0
    for drive in hardware.virtual_disk_drives:
        if drive.size_mb is not None:
            total_mb += drive.size_mb
        elif drive.source_id is not None and not drive.use_local:
            total_mb += sum(disk.size for disk in by_id(session, VirtualHardDisk, drive.source_id)) / _MB
    return total_mb / 1024


def _disk_sentence(drive: VirtualDiskDrive, name: str) -> str:
    if drive.size_mb is not None:
        return f"Create the virtual hard disk {drive.file_name or name} of {drive.size_mb:,} MB."
    return f"{'Use' if drive.use_local else 'Copy'} the virtual hard disk {drive.path}."
