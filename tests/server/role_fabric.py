"""One engine and six users: what each may do, and for each an object of every kind in and out of reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from vmmconsole.engine.engine import Engine
from vmmconsole.model import (
    ISO,
    AnswerFile,
    CustomProperty,
    GuestOSProfile,
    HardwareProfile,
    Job,
    LibraryScript,
    LibraryServer,
    LibraryShare,
    Noun,
    OperatingSystem,
    RunAsAccount,
    UserRole,
    VirtualFloppyDisk,
    VirtualHardDisk,
    VirtualizationManager,
    VirtualMachine,
    VMCheckpoint,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.hardware import Device, VirtualCOMPort, VirtualDiskDrive, VirtualFloppyDrive, VirtualSCSIAdapter
from vmmconsole.model.job import Step
from vmmconsole.model.status import JobStatus, Permission, UserRoleProfile

HIDDEN = "hidden-thing"
"""Stands in the name of whatever out of reach has a name of our own."""
P = Permission
SELF_SERVICE = frozenset({
    P.START, P.STOP, P.PAUSE_AND_RESUME, P.SHUTDOWN, P.SAVE, P.CHECKPOINT, P.REMOVE, P.REMOTE_CONNECT, P.STORE,
    P.CREATE, P.CREATE_FROM_VHD_OR_TEMPLATE,
})  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A user, and by the table of profiles what they may do within their scope."""

    name: str
    profile: UserRoleProfile | None
    may: frozenset[Permission]

    @property
    def own_only(self) -> bool:
        return self.profile is UserRoleProfile.SELF_SERVICE_USER


PEOPLE = (
    Person("tester", UserRoleProfile.ADMINISTRATOR, frozenset(P)),
    Person("dora", UserRoleProfile.DELEGATED_ADMIN, frozenset(P) - {P.MANAGE_SETTINGS}),
    Person("rita", UserRoleProfile.READ_ONLY_ADMIN, frozenset({P.VIEW})),
    Person("sam", UserRoleProfile.SELF_SERVICE_USER, SELF_SERVICE | {P.VIEW}),
    Person("sid", UserRoleProfile.SELF_SERVICE_USER, frozenset({P.VIEW, P.START})),
    Person("mallory", None, frozenset()),
)
OWNED: tuple[Callable[..., Noun], ...] = (HardwareProfile, GuestOSProfile, RunAsAccount)
ITEMS: tuple[tuple[type[Any], str], ...] = (
    (ISO, "iso"), (VirtualHardDisk, "qcow2"), (VirtualFloppyDisk, "vfd"), (LibraryScript, "ps1"), (AnswerFile, "xml"),
)  # fmt: skip
OPEN = frozenset({OperatingSystem, CustomProperty})


class RoleFabric:
    """Fills an engine with two simulated hosts, of which one is in everybody's scope."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.store = engine.store
        self.hosts = sorted(self.store.find(VMHost), key=lambda host: host.name)
        self.servers = [self.put(LibraryServer(name="lib-in")), self.put(LibraryServer(name=f"lib-{HIDDEN}"))]
        self.shares = [
            self.put(LibraryShare(name=s.name, path=str(engine.settings.data_dir / s.name), library_server=s.ref))
            for s in self.servers
        ]
        self.roles = {person.name: self._role(person) for person in PEOPLE if person.profile}
        self.objects: dict[tuple[str, type, bool], UUID] = {}
        for person in PEOPLE:
            self._for(person)
        assert self.store.wait_until_announced()

    def put(self, obj: Any) -> Any:
        return self.store.save(obj)

    def _role(self, person: Person) -> UserRole:
        assert person.profile
        if person.profile is UserRoleProfile.ADMINISTRATOR:
            return self.store.find(UserRole, profile=person.profile)[0]
        group = self.hosts[0].vm_host_group
        assert group
        permissions = sorted(person.may - {P.VIEW}) if person.own_only else []
        role: UserRole = self.put(
            UserRole(name=f"role of {person.name}", profile=person.profile, members=[person.name],
                     scope=[group, self.servers[0].ref], permissions=permissions)
        )  # fmt: skip
        return role

    def _for(self, person: Person) -> None:
        for inside in (True, False):
            self._place(person, inside)
        role = self.roles.get(person.name)
        below = UserRole(name=f"below {person.name}", profile=UserRoleProfile.SELF_SERVICE_USER,
                         parent_user_role=role.ref if role else None)  # fmt: skip
        self._know(person, self.put(below), True)
        other = UserRole(name=f"role {HIDDEN} {person.name}", profile=UserRoleProfile.DELEGATED_ADMIN, members=["x"])
        self._know(person, self.put(other), False)
        manager = VirtualizationManager(name=f"{HIDDEN} {person.name}", address=f"{HIDDEN}.{person.name}")
        self._know(person, self.put(manager), False)

    def _place(self, person: Person, inside: bool) -> None:
        name, where = ("in" if inside else HIDDEN), 0 if inside else 1
        host, share, group = self.hosts[where], self.shares[where], self.hosts[where].vm_host_group
        assert group
        owner = person.name if inside else "somebody"
        self._know(person, self.store.get(VMHostGroup, group.id), inside)
        self._know(person, host, inside)
        for part in (*host.networks[:1], *host.network_adapters[:1], *host.volumes[:1]):
            self._know(person, part, inside)
        machine = self._machine(f"{name} {person.name}", host, owner)
        self._know(person, machine, inside)
        for part in (
            *machine.virtual_disk_drives, *machine.virtual_dvd_drives, *machine.virtual_network_adapters,
            *machine.virtual_com_ports, *machine.virtual_scsi_adapters, *machine.checkpoints,
            machine.virtual_floppy_drive,
        ):  # fmt: skip
            self._know(person, part, inside)
        self._know(person, share, inside)
        self._know(person, self.servers[where], inside)
        for kind, suffix in ITEMS:
            path = f"{share.path}/{person.name}.{suffix}"
            Path(share.path).mkdir(exist_ok=True)
            Path(path).write_text("")
            item = kind(name=f"{name} {person.name}", library_server=share.library_server, library_share=share.ref,
                        share_path=path)  # fmt: skip
            self._know(person, self.put(item), inside)
        for made in OWNED:
            self._know(person, self.put(made(name=f"{name} {made} {person.name}"[:200], owner=owner)), inside)
        job = Job(name=f"{name} {person.name}", owner=owner, status=JobStatus.COMPLETED, script=name,
                  steps=[Step(number="1", name="x")])  # fmt: skip
        self._know(person, self.put(job), inside)

    def _machine(self, name: str, host: VMHost, owner: str) -> VirtualMachine:
        """One with a device of every kind, known to the engine only: all calls are plans."""
        source = self.store.find(VirtualMachine, vm_host=host)[0]
        machine = VirtualMachine(name=name, owner=owner, vm_host=host.ref)
        update: dict[str, Any] = {
            "virtual_disk_drives": [_anew(VirtualDiskDrive, name=f"disk of {name}", bus=0, lun=0)],
            "virtual_dvd_drives": [d.model_copy(update={"id": machine.id}) for d in source.virtual_dvd_drives[:1]],
            "virtual_network_adapters": [_other_id(d) for d in source.virtual_network_adapters[:1]],
            "virtual_com_ports": [_anew(VirtualCOMPort, name="COM 1")],
            "virtual_scsi_adapters": [_anew(VirtualSCSIAdapter, name="SCSI")],
            "virtual_floppy_drive": _anew(VirtualFloppyDrive, name="Floppy"),
            "checkpoints": [VMCheckpoint(name="point", vm=machine.ref)],
        }
        stored: VirtualMachine = self.put(machine.model_copy(update=update))
        return stored

    def _know(self, person: Person, part: Any, inside: bool) -> None:
        if part is not None and part.id is not None:
            self.objects[person.name, type(part), inside] = part.id

    def known(self, person: Person, kind: type, inside: bool) -> UUID | None:
        """The ID of an object of the kind in or out of the person's reach; None where there can be none."""
        if kind in OPEN and issubclass(kind, Noun):
            return self.store.find(kind)[0].id if inside else None
        return self.objects.get((person.name, kind, inside))


def _anew(kind: type[Device], **values: Any) -> Device:
    return kind(**{name: value for name, value in values.items() if name in kind.model_fields})


def _other_id(device: Device) -> Device:
    return device.model_copy(update={"id": uuid4()})
