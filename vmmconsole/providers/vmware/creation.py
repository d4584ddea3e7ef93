"""Making a virtual machine.

One task of the server makes the machine with all disks that are new or used where they are. It is marked as under
creation, and names what is made beside: copies of disks, uploaded images. Whatever happens then, a second run knows
from it what the first one made. The marks go when all is there.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pyVmomi import vim

from vmmconsole.model.errors import CapabilityError, ConflictError, VMMError
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.noun import file_name_problem
from vmmconsole.model.status import DVDConnection
from vmmconsole.providers.contract import Capabilities, Progress, VMSpec
from vmmconsole.providers.transfer import PastCancelling

from .autostart import set_autostart
from .boot_order import boot_options
from .checks import check_esx_hardware
from .devices import Devices, scsi_keys
from .disks import DiskWork, Origin, check_disks, check_folder, plan_disks
from .files import DatastoreFiles, Unreported, exists_error
from .guest_systems import guest_id
from .identity import (
    CREATING,
    ID_MARK,
    MADE_MARK,
    NEW_MARK,
    STATE_MARK,
    UPLOADED_MARK,
    USED_MARK,
    encode_name,
    is_under_creation,
    paths_in,
    paths_text,
)
from .images import ImageWork, plan_images, upload_image
from .new_devices import new_mark, settled_marks
from .paths import DatastorePath, parse_path
from .removal import clean_up
from .site import EsxSite, about

_NORMAL_WEIGHT, _SHARES_PER_CPU = 100, 1000
_MARKED = ("config.extraConfig", "config.hardware.device")


@dataclass(slots=True)
class _Plan:
    """What is to be made for a spec."""

    spec: VMSpec
    folder: DatastorePath
    works: list[DiskWork]
    images: list[ImageWork]
    made_folders: list[DatastorePath] = field(default_factory=list)

    @property
    def configuration(self) -> DatastorePath:
        """The machine's own file."""
        return self.folder / f"{self.spec.name}.vmx"

    @property
    def later(self) -> list[DiskWork]:
        """The disks that are copied when the machine is there."""
        return [work for work in self.works if work.origin is Origin.COPY]


def create(site: EsxSite, spec: VMSpec, capabilities: Capabilities, progress: Progress) -> None:
    """Make the machine of a spec; a machine of that ID that is whole already is left as it is."""
    files = DatastoreFiles(site)
    with about(f"The virtual machine {spec.name} cannot be created.", spec.name):
        if _is_there(site, files, spec, progress):
            return
        with progress.step("Check the virtual machine"):
            plan = _check(site, files, spec, capabilities)
        _make(site, files, plan, progress)
        if spec.autostart:
            set_autostart(site, site.machine(spec.id).reference, spec.name, on=True)
    site.tell(spec.id)


def _is_there(site: EsxSite, files: DatastoreFiles, spec: VMSpec, progress: Progress) -> bool:
    """Whether a run before made the machine whole. One that only had to write its last marks is finished; of another
    everything is taken away."""
    site.await_earlier(site.folder, "createVm", progress)
    found = site.find(spec.id, *_MARKED, anywhere=True)
    if found is None:
        return False
    if not is_under_creation(found.marks):
        return True
    if not paths_in(found.marks, MADE_MARK):
        _complete(site, spec, None, progress)
        site.tell(spec.id)
        return True
    with progress.step("Remove what an interrupted run left"):
        clean_up(site, files, found)
    return False


def _check(site: EsxSite, files: DatastoreFiles, spec: VMSpec, capabilities: Capabilities) -> _Plan:
    check_name(site, spec.name)
    check_esx_hardware(site, spec.hardware, capabilities)
    folder = parse_path(spec.path) / spec.name
    check_folder(folder, 0, files)
    works = plan_disks(spec.hardware.virtual_disk_drives, spec.name, folder, files)
    check_disks(works, files)
    plan = _Plan(spec, folder, works, plan_images(spec.hardware, folder, files))
    if files.look(plan.configuration) is not None:
        raise exists_error(str(plan.configuration))
    return plan


def check_name(site: EsxSite, name: str, own: Any = None) -> None:
    """That a machine can have that name.

    Raises:
        CapabilityError: vCenter takes no such name.
        ConflictError: another machine in the folder has it.
    """
    problem = file_name_problem(name)
    if not problem and len(encode_name(name)) > NAME_LENGTH:
        problem = f"vCenter takes {NAME_LENGTH} characters at most, a percent sign counting as three."
    if problem:
        raise CapabilityError(f"The name “{name}” cannot be used.", cause=problem, action="Choose another name.")
    folder, search = site.folder, site.content.searchIndex
    other = site.session.call(lambda: search.FindChild(folder, encode_name(name)))
    if other is not None and (own is None or other._moId != own._moId):
        raise ConflictError(
            f"The name “{name}” cannot be used.",
            cause="Another virtual machine in the same datacenter has it.",
            action="Choose another name.",
            object_name=name,
        )


def rename(site: EsxSite, machine_id: UUID, name: str) -> None:
    """Give a machine or template another name; its files keep theirs."""
    found = site.machine(machine_id)
    with about(f"{found.name} cannot be renamed.", found.name):
        if found.name == name:
            return
        check_name(site, name, found.reference)
        task = site.session.call(lambda: found.reference.Rename_Task(encode_name(name)))
        site.session.wait(task, Unreported(), f"Rename {found.name}")
    site.tell(machine_id)


NAME_LENGTH = 80
"""As many characters an object of vCenter has in its name (VirtualMachineConfigSpec.name)."""


def _make(site: EsxSite, files: DatastoreFiles, plan: _Plan, progress: Progress) -> None:
    spec = plan.spec
    config = _configuration(site, plan)
    try:
        plan.made_folders = files.make_folder(plan.folder.parent)
        folder, pool, host = site.folder, site.pool, site.host
        site.run(lambda: folder.CreateVM_Task(config, pool, host), progress, "Create virtual machine")
        progress.check()
        for work in plan.later:
            assert work.source is not None
            files.copy_disk(work.source, work.file, progress, f"Copy disk {work.file.name}")
            progress.check()
        for image in plan.images:
            upload_image(site, image, progress)
            progress.check()
        _complete(site, spec, plan, progress)
    except BaseException:
        with contextlib.suppress(VMMError):
            found = site.find(spec.id, *_MARKED, anywhere=True)
            if found is not None and is_under_creation(found.marks):
                clean_up(site, files, found)
                site.gone(spec.id)
        with contextlib.suppress(VMMError):
            for made in reversed(plan.made_folders):
                files.remove_folder(made)
        raise


def _configuration(site: EsxSite, plan: _Plan) -> Any:
    """What the server is asked to make."""
    spec, hardware = plan.spec, plan.spec.hardware
    devices = Devices(site.networks())
    _add_devices(devices, hardware, plan)
    made = [work.file for work in plan.later] + [image.target for image in plan.images]
    marks = {
        ID_MARK: str(spec.id),
        STATE_MARK: CREATING,
        MADE_MARK: paths_text(map(str, made)),
        USED_MARK: paths_text(str(work.file) for work in plan.works if work.origin is Origin.IN_PLACE),
        UPLOADED_MARK: paths_text(str(image.target) for image in plan.images),
        NEW_MARK: new_mark(devices.added, []),
    }
    return vim.vm.ConfigSpec(
        name=encode_name(spec.name),
        instanceUuid=str(spec.id),
        annotation=spec.description,
        guestId=guest_id(spec.operating_system),
        files=vim.vm.FileInfo(vmPathName=str(plan.configuration)),
        numCPUs=hardware.cpu_count,
        memoryMB=hardware.memory_mb,
        cpuAllocation=cpu_allocation(hardware),
        cpuHotAddEnabled=True,
        memoryHotAddEnabled=True,
        deviceChange=devices.specs,
        extraConfig=options(marks),
    )


def cpu_allocation(hardware: Hardware) -> Any:
    """The machine's weight among others: 100 is what vCenter calls normal."""
    level = "normal" if hardware.relative_weight == _NORMAL_WEIGHT else "custom"
    shares = _SHARES_PER_CPU * hardware.cpu_count * hardware.relative_weight // _NORMAL_WEIGHT
    return vim.ResourceAllocationInfo(shares=vim.SharesInfo(level=level, shares=max(1, shares)))


def options(marks: dict[str, str]) -> list[Any]:
    """Marks as a specification has them; empty ones take a mark away."""
    return [vim.option.OptionValue(key=key, value=value) for key, value in marks.items()]


def _add_devices(devices: Devices, hardware: Hardware, plan: _Plan) -> None:
    waiting = {image.drive.id for image in plan.images}
    for scsi in hardware.virtual_scsi_adapters:
        devices.add_scsi_adapter(scsi)
    for work in plan.works:
        if work.origin is not Origin.COPY:
            work.put_in(devices)
    for dvd in hardware.virtual_dvd_drives:
        empty = dvd.model_copy(update={"connection": DVDConnection.NONE, "iso_path": ""})
        devices.add_dvd(empty if dvd.id in waiting else dvd)
    floppy = hardware.virtual_floppy_drive
    if floppy is not None:
        empty_floppy = floppy.model_copy(update={"connection": DVDConnection.NONE, "image_path": ""})
        devices.add_floppy(empty_floppy if floppy.id in waiting else floppy)
    for port in sorted(hardware.virtual_com_ports, key=lambda port: port.port_number):
        devices.add_com_port(port)
    for adapter in hardware.virtual_network_adapters:
        devices.add_adapter(adapter)


def _complete(site: EsxSite, spec: VMSpec, plan: _Plan | None, progress: Progress) -> None:
    """Connect what was made beside, write which device is which, and take the marks of the making away."""
    past_cancelling = PastCancelling(progress)
    found = site.machine(spec.id, *_MARKED)
    marks = settled_marks(found.marks, found["config.hardware.device"] or [])
    if plan is not None and (plan.later or plan.images):
        present = found["config.hardware.device"] or []
        devices = Devices(site.networks(), scsi_keys=scsi_keys(present))
        for work in plan.later:
            work.put_in(devices)
        for image in plan.images:
            image.put_in(devices, present, found.marks | marks, spec.id)
        marks |= {NEW_MARK: new_mark(devices.added, present), MADE_MARK: ""}
        config = vim.vm.ConfigSpec(deviceChange=devices.specs, extraConfig=options(marks))
        machine = found.reference
        site.run(lambda: machine.ReconfigVM_Task(config), past_cancelling, "Connect disks and images")
        found = site.machine(spec.id, *_MARKED)
        marks = settled_marks(found.marks, found["config.hardware.device"] or [])
    last = vim.vm.ConfigSpec(
        extraConfig=options(marks | {STATE_MARK: "", MADE_MARK: ""}),
        bootOptions=boot_options(spec.hardware.boot_order, found["config.hardware.device"] or []),
    )
    site.run(lambda: found.reference.ReconfigVM_Task(last), past_cancelling, "Complete virtual machine")
