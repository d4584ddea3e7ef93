"""What a new virtual machine is made from when that is another one, or a template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from vmmconsole.model import HardwareProfile, Template, VirtualMachine, VMHost
from vmmconsole.model.errors import CapabilityError, NotFoundError, ParameterError
from vmmconsole.model.hardware import DiskImage, Hardware
from vmmconsole.model.status import MACAddressType, VMStatus
from vmmconsole.providers.contract import Cloner, CloneSpec, Progress, Provider, VMSpec

from .hardware_profile import renew_ids
from .hardware_rules import hardware_of
from .machines import host_of, wrong_status
from .session import Session

_CLONEABLE = frozenset({VMStatus.POWER_OFF, VMStatus.STORED})
_DEVICES = (
    "virtual_disk_drives", "virtual_dvd_drives", "virtual_network_adapters", "virtual_scsi_adapters",
    "virtual_floppy_drive", "virtual_com_ports",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Original:
    """A machine or template as it is on its host now, and who copies it."""

    item: VirtualMachine | Template
    host: VMHost
    provider: Provider
    copies_itself: bool
    """The host's virtualization software copies it; else its disks are copied, and the rest is made anew."""

    @property
    def disk_gb(self) -> float:
        """The space in GB that the copies may come to take."""
        return sum(max(disk.size, disk.maximum_size) for disk in self._disks) / 2**30

    @property
    def _disks(self) -> list[DiskImage]:
        drives = self.item.virtual_disk_drives
        return [drive.virtual_hard_disk for drive in drives if drive.virtual_hard_disk is not None]

    def hardware(self, session: Session) -> Hardware:
        """The hardware of a copy: devices of its own, addresses that nobody has, and disks to be copied."""
        hardware = hardware_of(self.item)
        renew_ids(hardware, session)
        for drive in hardware.virtual_disk_drives:
            if drive.virtual_hard_disk is None:
                raise CapabilityError(
                    f"'{self.item.name}' cannot be cloned.",
                    cause=f"The disk at {drive.bus_type.value} {drive.bus}:{drive.lun} is no file to copy.",
                    action="Remove that drive first.",
                    object_name=self.item.name,
                )
            drive.path, drive.virtual_hard_disk = drive.virtual_hard_disk.location, None
            drive.file_name, drive.source_id, drive.size_mb, drive.use_local = "", None, None, False
        for adapter in hardware.virtual_network_adapters:
            adapter.mac_address, adapter.mac_address_type = "", MACAddressType.DYNAMIC
        return hardware

    def check_target(self, host: VMHost) -> None:
        """That a copy can be made on that host.

        Raises:
            CapabilityError: it cannot.
        """
        if not host.takes_copies_from(self.host):
            cause = f"Its disks are on {self.host.name}, and are copied there."
            if self.copies_itself:
                cause = f"{self.host.name} and {host.name} do not belong to one virtualization manager."
            raise CapabilityError(
                f"'{self.item.name}' cannot be cloned to {host.name}.",
                cause=cause,
                action=f"Clone it on {self.host.name}, and move the copy.",
                object_name=self.item.name,
            )

    def make(self, spec: VMSpec, provider: Provider, progress: Progress) -> None:
        """Make the copy, or find the one that a run before made."""
        if not self.copies_itself:
            provider.create(spec, progress)
            return
        copy = CloneSpec(id=spec.id, name=spec.name, path=spec.path, description=spec.description)
        cast("Cloner", self.provider).clone(self.item.id, provider, copy, progress)


def take_original(session: Session, given: VirtualMachine | Template) -> Original:
    """The machine or template to copy, read from its host now.

    Raises:
        NotFoundError: it is gone.
        StateError: it is not off, and its host cannot copy it while it runs.
    """
    if isinstance(given, Template):
        return _template(session, given)
    known = session.get(VirtualMachine, given.id)
    host = host_of(session, known)
    provider = session.provider(host)
    copies_itself = provider.capabilities().clone
    if not copies_itself:
        session.lock(known)  # nothing may start it while its disks are read
    machine = session.refresh_machine(host, known.id)
    if machine is None:
        raise gone(known.name, host)
    if not copies_itself and machine.status not in _CLONEABLE:
        raise wrong_status(machine, "be cloned", action="Shut it down, or discard its saved state.")
    return Original(machine, host, provider, copies_itself)


def _template(session: Session, given: Template) -> Original:
    template = session.get(Template, given.id)
    host = template_host(session, template)
    provider = session.provider(host)
    fresh = session.refresh_template(host, template.id)
    if fresh is None:
        raise gone(template.name, host)
    if not fresh.enabled:
        raise ParameterError(
            f"The template '{fresh.name}' cannot be used.",
            cause="It is disabled.",
            action="Enable it with Set-Template -Enabled $true, or choose another one.",
            object_name=fresh.name,
        )
    return Original(fresh, host, provider, copies_itself=True)


def template_host(session: Session, template: Template) -> VMHost:
    """The host that a template stands on.

    Raises:
        NotFoundError: there is none any more.
    """
    if template.vm_host is None:
        raise NotFoundError(f"The template '{template.name}' is on no host.", object_name=template.name)
    return session.get(VMHost, template.vm_host.id)


def gone(name: str, host: VMHost) -> NotFoundError:
    """The error for what its host has no more."""
    return NotFoundError(
        f"'{name}' is not on {host.name} any more.",
        cause="It was removed outside of this console.",
        action="Refresh the host.",
        object_name=name,
    )


def apply_profile(session: Session, hardware: Hardware, profile: HardwareProfile) -> None:
    """Give a copy the processor, memory and so on of a profile; its devices stay those of the original."""
    wanted = hardware_of(session.get(HardwareProfile, profile.id))
    for name in Hardware.model_fields:
        if name not in _DEVICES:
            setattr(hardware, name, getattr(wanted, name))
    if wanted.virtual_disk_drives or wanted.virtual_network_adapters:
        session.warn("The devices of the hardware profile are not used: a copy has those of its original.")
