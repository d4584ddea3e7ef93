"""Device cmdlets: what they have in common, whether they wait in a job group, change a machine, or edit a profile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from vmmconsole.model import HardwareProfile, Template, VirtualMachine
from vmmconsole.model.errors import NotFoundError, ParameterError, StateError
from vmmconsole.model.hardware import Device, Hardware
from vmmconsole.model.status import Permission, VMStatus
from vmmconsole.providers.contract import Capabilities, HardwareChange, Provider
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .addresses import hand_out_addresses, warn_of_shared_addresses
from .capabilities import Missing
from .hardware_rules import check_possible, hardware_of, with_hardware
from .machines import Taken, current, take
from .media import check_media
from .resolve import DEVICES, devices_of, owners, title_of
from .session import Session
from .vmm_cmdlet import GroupedCmdlet, ReadingCmdlet


@dataclass(slots=True)
class Edit:
    """Hardware while cmdlets edit it, and the disk files to delete once that is done."""

    hardware: Hardware
    delete_files: list[str] = field(default_factory=list)


class DeviceCmdlet(GroupedCmdlet):
    """A cmdlet that edits one device.

    With -JobGroup it waits until the cmdlet that owns the group runs; else it changes the virtual machine at once, or
    the hardware profile.
    """

    permission = Permission.CHANGE
    device: ClassVar[type[Device]]

    def apply(self, hardware: Hardware, session: Session) -> Device | None:
        """Edit the hardware in place; the device it made or changed, None when it removed one.

        Raises:
            VMMError: the device cannot be so; nothing is changed then.
        """
        raise NotImplementedError

    def files_to_delete(self, hardware: Hardware) -> Sequence[str]:
        """The paths of disk files that go with the device, asked before `apply`."""
        del hardware
        return ()

    def check(self) -> None:
        """Refuse parameters that can never be right, before anything waits or changes.

        Raises:
            ParameterError: one is; names it and the rule.
        """
        self.check_ranges()

    def owner(self, session: Session) -> VirtualMachine | HardwareProfile:
        """Whose device it is, when it does not wait in a job group."""
        raise NotImplementedError

    def run(self, session: Session) -> Iterable[object]:
        self.check()
        if self.given("job_group"):
            session.stage(self.job_group, self)
            return []
        owner = self.owner(session)
        if isinstance(owner, HardwareProfile):
            return _shown(*self._edit_profile(session, owner))
        return _shown(*self._edit_machine(session, owner))

    def plan(self, session: Session) -> list[str]:
        self.check()
        if self.given("job_group"):
            return [f"{type(self).job_name}, with the cmdlet that owns job group {self.job_group}."]
        owner = self.owner(session)
        self.apply(hardware_of(owner), session)
        return [f"{type(self).job_name} of '{owner.name}'."]

    def _edit_profile(self, session: Session, profile: HardwareProfile) -> tuple[Any, Device | None]:
        session.lock(profile)
        profile = session.get(HardwareProfile, profile.id)
        hardware = hardware_of(profile)
        device = self.apply(hardware, session)
        saved = session.save(with_hardware(profile, hardware))
        session.result(saved)
        return saved, device

    def _edit_machine(self, session: Session, machine: VirtualMachine) -> tuple[Any, Device | None]:
        taken = take(session, machine)
        edit = Edit(hardware_of(taken.machine), list(self.files_to_delete(hardware_of(taken.machine))))
        device = self.apply(edit.hardware, session)
        return reconfigure(session, taken, edit), device


def _shown(owner: VirtualMachine | HardwareProfile, device: Device | None) -> list[object]:
    """The device as it is now: found again by its ID, or as it was asked for where the host gave it another."""
    if device is None:
        return []
    now = next((d for d in devices_of(owner, type(device)) if d.id == device.id), device)
    return [now.model_copy(update={"parent": owner.ref})]


def apply_group(session: Session, edit: Edit, group: UUID) -> None:
    """Let all device cmdlets that wait in a group edit the hardware, in the order they came."""
    for cmdlet in session.staged(group):
        if isinstance(cmdlet, DeviceCmdlet):
            edit.delete_files += cmdlet.files_to_delete(edit.hardware)
            cmdlet.apply(edit.hardware, session)


def reconfigure(session: Session, taken: Taken, edit: Edit, *, autostart: bool | None = None) -> VirtualMachine:
    """Give the machine the edited hardware in one call, and return it as its host has it then.

    Raises:
        StateError: it must be off for that (error 640).
    """
    machine = taken.machine
    present = hardware_of(machine)
    if edit.hardware == present and autostart is None and not edit.delete_files:
        return machine
    capabilities = taken.provider.capabilities()
    hand_out_addresses(session, edit.hardware)
    check_possible(edit.hardware, taken.host, capabilities)
    check_media(session, taken.provider, edit.hardware, known=present)
    refuse_while_running(machine, edit.hardware, capabilities)
    warn_of_shared_addresses(session, taken.host, edit.hardware, machine_id=machine.id, known=present)
    files = own_files(session, taken.provider, machine, edit.delete_files)
    change = HardwareChange(target=edit.hardware, delete_files=files, autostart=autostart)
    with session.transition(machine, VMStatus.UNDER_UPDATE):
        try:
            taken.provider.reconfigure(machine.id, change, session.progress)
        except StateError as err:
            raise _must_be_off(machine, str(err)) from err
    return current(session, machine)


def own_files(session: Session, provider: Provider, machine: VirtualMachine, paths: Iterable[str]) -> tuple[str, ...]:
    """Those of the disk files that are the machine's alone: not used where they stood, and by no other machine."""
    wanted = list(paths)
    if not wanted:
        return ()
    own = set(provider.files_of(machine.id))
    others = session.find(VirtualMachine, vm_host=machine.vm_host)
    used = {disk.location for other in others if other.id != machine.id for disk in other.virtual_hard_disks}
    return tuple(path for path in wanted if path in own and path not in used)


def refuse_while_running(machine: VirtualMachine, target: Hardware, capabilities: Capabilities) -> None:
    """Refuse a change that the capabilities do not allow while the machine runs.

    Raises:
        StateError: error 640, with the change that needs the machine to be off.
    """
    if machine.status not in {VMStatus.RUNNING, VMStatus.PAUSED, VMStatus.SAVED}:
        return
    disks = _ids(machine.virtual_disk_drives), _ids(target.virtual_disk_drives)
    adapters = _ids(machine.virtual_network_adapters), _ids(target.virtual_network_adapters)
    wanted = (
        ("hot_change_memory", "Memory", machine.memory_mb != target.memory_mb),
        ("hot_add_cpu", "The number of processors", machine.cpu_count != target.cpu_count),
        ("hot_add_disk", "Adding a disk", bool(disks[1] - disks[0])),
        ("hot_remove_disk", "Removing a disk", bool(disks[0] - disks[1])),
        ("hot_add_network_adapter", "Adding a network adapter", bool(adapters[1] - adapters[0])),
        ("hot_remove_network_adapter", "Removing a network adapter", bool(adapters[0] - adapters[1])),
    )
    for capability, what, asked in wanted:
        if asked and machine.status is VMStatus.SAVED:
            raise _must_be_off(machine, "It has a saved state, which needs the hardware it was saved with.")
        if asked and not getattr(capabilities, capability):
            reason = capabilities.reasons.get(capability) or f"{what} needs the virtual machine to be off."
            raise _must_be_off(machine, reason)


def _ids(devices: Iterable[Device]) -> set[UUID]:
    return {device.id for device in devices}


def _must_be_off(machine: VirtualMachine, cause: str) -> StateError:
    return StateError(
        f"The virtual machine '{machine.name}' must be in either the PowerOff or Stored state before the specified "
        "hardware changes can be made.",
        cause=cause,
        action="Shut the virtual machine down, then try again.",
        code=640,
        object_name=machine.name,
    )


class NewDeviceCmdlet(DeviceCmdlet):
    """Adds a device to a virtual machine, a hardware profile, or the owner of a job group."""

    default_set = "JobGroup"

    vm: VirtualMachine = parameter("VM", pipeline=True, help="The virtual machine that gets the device.")
    hardware_profile: HardwareProfile = parameter(
        "HardwareProfile", pipeline=True, help="The hardware profile that gets the device."
    )
    template: Template = parameter(
        "Template", aliases=("VMTemplate",), needs=Missing.TEMPLATES, help="The template that gets the device."
    )

    def owner(self, session: Session) -> VirtualMachine | HardwareProfile:
        if self.given("vm"):
            return session.get(VirtualMachine, self.vm.id)
        if self.given("hardware_profile"):
            return session.get(HardwareProfile, self.hardware_profile.id)
        raise ParameterError(
            f"{type(self).name} does not know where the device belongs.",
            action="Give -VM, -HardwareProfile or -JobGroup.",
        )


class ExistingDeviceCmdlet(DeviceCmdlet):
    """Changes or removes a device that is there; subclasses declare the parameter that names it."""

    device_attribute: ClassVar[str] = ""

    def owner(self, session: Session) -> VirtualMachine | HardwareProfile:
        return owner_of(session, self.named_device())

    def named_device(self) -> Device:
        """The device that the call names.

        Raises:
            ParameterError: it names none.
        """
        attribute = type(self).device_attribute
        if not self.given(attribute):
            declared = next(p.name for p in type(self).parameters if p.attribute == attribute)
            raise ParameterError(f"{type(self).name} needs -{declared}.", action=f"Give -{declared}, or -JobGroup.")
        value: Device = getattr(self, attribute)
        return value

    def find_device(self, hardware: Hardware) -> Any:
        """The device in the hardware.

        Raises:
            NotFoundError: it is not there.
        """
        device = self.named_device()
        found = next((d for d in DEVICES[type(self).device](hardware) if d.id == device.id), None)
        if found is None:
            raise self.missing(device.name)
        return found

    def missing(self, name: str) -> NotFoundError:
        """The error for a device that is not there."""
        title = title_of(type(self).device)
        return NotFoundError(f"There is no such {title}{f' ({name})' if name else ''}.", object_name=name)


class RemoveDeviceCmdlet(ExistingDeviceCmdlet):
    """Removes a device. One that is gone already is no error."""

    force: switch = parameter("Force", help="Accepted for scripts; a removal never asks.")

    def run(self, session: Session) -> Iterable[object]:
        if self.given("job_group"):
            return super().run(session)
        if self._is_there(session):
            super().run(session)
        return [self.named_device()]

    def _is_there(self, session: Session) -> bool:
        try:
            owner = self.owner(session)
        except NotFoundError:
            return False
        return any(d.id == self.named_device().id for d in DEVICES[type(self).device](owner))


def owner_of(session: Session, device: Device) -> VirtualMachine | HardwareProfile:
    """The virtual machine or hardware profile that a device belongs to.

    Raises:
        NotFoundError: it belongs to none now.
    """
    if device.parent is not None:
        if device.parent.kind == HardwareProfile.kind:
            return session.get(HardwareProfile, device.parent.id)
        return session.get(VirtualMachine, device.parent.id)
    for owner in owners(session):
        if any(d.id == device.id for d in DEVICES[type(device)](owner)):
            return owner
    raise NotFoundError(f"There is no {title_of(type(device))} of that ID.", object_name=str(device.id))


class GetDeviceCmdlet(ReadingCmdlet):
    """Reads devices of virtual machines or hardware profiles."""

    default_set = "All"
    device: ClassVar[type[Device]]

    vm: VirtualMachine = parameter(
        "VM", sets=("VM",), mandatory=True, pipeline=True, help="Only those of this virtual machine."
    )
    hardware_profile: HardwareProfile = parameter(
        "HardwareProfile", sets=("HardwareProfile",), mandatory=True, pipeline=True, help="Only those of this profile."
    )
    template: Template = parameter(
        "Template", aliases=("VMTemplate",), sets=("Template",), mandatory=True, pipeline=True,
        help="Only those of this template.",
    )  # fmt: skip
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    all_: switch = parameter("All", sets=("All",), help="Those of all virtual machines and hardware profiles.")

    def run(self, session: Session) -> Iterable[object]:
        kind = type(self).device
        if self.given("vm"):
            return devices_of(session.get(VirtualMachine, self.vm.id), kind)
        if self.given("hardware_profile"):
            return devices_of(session.get(HardwareProfile, self.hardware_profile.id), kind)
        if self.given("template"):
            return devices_of(session.get(Template, self.template.id), kind)
        found = [device for owner in owners(session) for device in devices_of(owner, kind)]
        return [d for d in found if d.id == self.id_] if self.id_ is not UNSET else found
