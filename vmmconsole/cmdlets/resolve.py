"""Turns what a script has, a name, an ID or an object, into the object that a parameter wants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from vmmconsole.model import (
    CPUType,
    HardwareProfile,
    LibraryServer,
    LibraryShare,
    Noun,
    OperatingSystem,
    Ref,
    Template,
    VirtualizationManager,
    VirtualMachine,
    VMCheckpoint,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.custom_property import CustomPropertyValue
from vmmconsole.model.errors import AmbiguousError, NotFoundError, ParameterError, ScriptError, VMMError
from vmmconsole.model.hardware import (
    Device,
    DiskImage,
    Hardware,
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualFloppyDrive,
    VirtualNetworkAdapter,
    VirtualSCSIAdapter,
)
from vmmconsole.model.host import VirtualNetwork, VMHostNetworkAdapter, VMHostRating, VMHostVolume
from vmmconsole.model.library import LibraryItem
from vmmconsole.script.convert import to_text

from .session import ServerConnection, Session

THIS_MACHINE = frozenset({"localhost", ".", "127.0.0.1", "::1", "[::1]"})

DEVICES: dict[type[Device], Callable[[Hardware], Iterable[Device]]] = {
    VirtualDiskDrive: lambda hardware: hardware.virtual_disk_drives,
    VirtualDVDDrive: lambda hardware: hardware.virtual_dvd_drives,
    VirtualFloppyDrive: lambda hardware: [hardware.virtual_floppy_drive] if hardware.virtual_floppy_drive else [],
    VirtualCOMPort: lambda hardware: hardware.virtual_com_ports,
    VirtualSCSIAdapter: lambda hardware: hardware.virtual_scsi_adapters,
    VirtualNetworkAdapter: lambda hardware: hardware.virtual_network_adapters,
}
"""Where the devices of a class stand in a piece of hardware."""

_KEPT_BY_NAME = frozenset({OperatingSystem, CPUType})
"""Entries of fixed lists, of which objects keep the name."""

HOST_PARTS: dict[type[Any], Callable[[VMHost], Iterable[Any]]] = {
    VirtualNetwork: lambda host: host.networks,
    VMHostNetworkAdapter: lambda host: host.network_adapters,
    VMHostVolume: lambda host: host.volumes,
}
"""Where the parts of a class stand in a host."""


def resolve(session: Session, kind: Any, value: object) -> object:
    """The object of class `kind` that `value` names: an object already, a reference, an ID, or a name in any case.

    Raises:
        NotFoundError: there is none.
        AmbiguousError: the name is not enough; tells where the objects are.
        ParameterError: `value` is something else altogether.
    """
    if isinstance(value, kind):
        return value
    if isinstance(value, VMHostRating) and kind is VMHost:
        return session.get(VMHost, value.vm_host.id)
    if isinstance(value, Ref):
        if isinstance(kind, type) and issubclass(kind, Noun) and value.kind != kind.kind:
            raise _unfit(kind, value)
        return _pointed(session, kind, value)
    if isinstance(value, UUID):
        return _by_id(session, kind, value, str(value))
    if not isinstance(value, str) or not value.strip():
        raise _unfit(kind, value)
    if kind is ServerConnection:
        return this_server(session, value)
    object_id = as_id(value)
    if object_id is not None:
        try:
            return _by_id(session, kind, object_id, value)
        except NotFoundError:
            found = _by_name(session, kind, value)  # a name may look like an ID
            if not found:
                raise
            return _only(kind, value, found)
    return _only(kind, value, _by_name(session, kind, value))


def _pointed(session: Session, kind: Any, ref: Ref) -> object:
    try:
        return _by_id(session, kind, ref.id, ref.name)
    except NotFoundError:
        found = _by_name(session, kind, ref.name) if kind in _KEPT_BY_NAME else []
        if not found:
            raise
        return _only(kind, ref.name, found)


def as_id(text: str) -> UUID | None:
    """The ID that a text spells, with or without braces, or None."""
    try:
        return UUID(text.strip().strip("{}"))
    except ValueError:
        return None


def this_server(session: Session, name: str) -> ServerConnection:
    """This engine's connection, when `name` means this engine.

    Raises:
        NotFoundError: it means another one, which this engine does not speak for.
    """
    server = session.server
    if names_server(server, name):
        return server
    raise NotFoundError(
        f"There is no connection to the server '{name}'.",
        cause=f"This engine is '{server.name}' and works on its own objects only.",
        action=f"Give -VMMServer localhost or {server.name}, or run the script against '{name}' itself.",
    )


def names_server(server: ServerConnection, name: str) -> bool:
    """Whether a name, with or without a port, is that server's or this computer's."""
    wanted = name.strip().lower()
    own = {server.name.lower(), server.fully_qualified_domain_name.lower(), *THIS_MACHINE} - {""}
    host, colon, port = wanted.rpartition(":")
    return wanted in own or bool(colon and port.isdigit() and host in own)


def title_of(kind: Any) -> str:
    """What people call objects of the class."""
    if isinstance(kind, type) and issubclass(kind, Noun) and kind.title:
        return kind.title
    return _TITLES.get(kind, getattr(kind, "__name__", str(kind)))


def owners(session: Session) -> Iterator[VirtualMachine | HardwareProfile]:
    """Everything that has devices."""
    yield from session.find(VirtualMachine)
    yield from session.find(HardwareProfile)


def devices_of(owner: VirtualMachine | HardwareProfile | Template, kind: type[Device]) -> list[Any]:
    """The owner's devices of that class, each naming its owner."""
    host = None if isinstance(owner, HardwareProfile) else owner.vm_host
    return [
        d.owned(owner.ref, host) if isinstance(d, VirtualDiskDrive) else d.model_copy(update={"parent": owner.ref})
        for d in DEVICES[kind](owner)
    ]


def _by_id(session: Session, kind: Any, object_id: UUID, name: str) -> object:
    if _is_part(kind):
        found = [part for part in _parts(session, kind) if part.id == object_id]
        return _only(kind, name, found)
    if isinstance(kind, type) and issubclass(kind, Noun):
        return session.get(kind, object_id)
    raise _unfit(kind, name)


def _by_name(session: Session, kind: Any, name: str) -> list[Any]:
    if _is_part(kind):
        return [part for part in _parts(session, kind) if part.name.lower() == name.lower()]
    if not (isinstance(kind, type) and issubclass(kind, Noun)):
        raise _unfit(kind, name)
    found: list[Any] = session.find(kind, name=name)
    attribute = next((a for cls, a in _OTHER_NAMES if issubclass(kind, cls)), None)
    if not found and attribute:
        found = [o for o in session.find(kind) if str(getattr(o, attribute)).lower() == name.lower()]
    return found


_OTHER_NAMES: tuple[tuple[type[Noun], str], ...] = (
    (VMHost, "computer_name"),
    (LibraryServer, "computer_name"),
    (VMHostGroup, "path"),
    (VirtualizationManager, "address"),
    (LibraryShare, "path"),
    (LibraryItem, "share_path"),
    (OperatingSystem, "library_name"),
)
"""Kinds that people also name by another property."""


def _is_part(kind: Any) -> bool:
    """Whether objects of the class have no row of their own."""
    return kind in (VMCheckpoint, CustomPropertyValue) or kind in DEVICES or kind in HOST_PARTS


def _parts(session: Session, kind: Any) -> Iterator[Any]:
    if kind is VMCheckpoint:
        for machine in session.find(VirtualMachine):
            yield from machine.checkpoints
    elif kind is CustomPropertyValue:
        from .custom_property import values  # imported when it is asked for, as all families of `families.py`

        yield from values(session)
    elif kind in DEVICES:
        for owner in owners(session):
            yield from devices_of(owner, kind)
    else:
        for host in session.find(VMHost):
            for part in HOST_PARTS[kind](host):
                yield part.model_copy(update={"vm_host": host.ref}) if hasattr(part, "vm_host") else part


def _only(kind: Any, name: str, found: list[Any]) -> object:
    if len(found) == 1:
        return found[0]
    title = title_of(kind)
    if not found:
        raise NotFoundError(f"There is no {title} '{name}'.", object_name=name)
    places = ", ".join(sorted({_place(obj) for obj in found} - {""}))
    raise AmbiguousError(
        f"There are {len(found)} objects of kind {title} named '{name}'.",
        cause=f"They are at {places}." if places else "",
        action="Name the object by its ID, or look it up with a condition first, as in: "
        f'where {{$_.ID -eq "{found[0].id}"}}.',
        object_name=name,
    )


def _place(obj: Any) -> str:
    for attribute in ("vm_host", "library_share", "vm", "parent", "path"):
        place = getattr(obj, attribute, None)
        if place:
            return str(place)
    return ""


def _unfit(kind: Any, value: object) -> VMMError | ScriptError:
    what = title_of(kind)
    has = title_of(type(value)) if isinstance(value, Noun) else f"'{to_text(value)[:80]}'"
    return ParameterError(
        f"A {what} is needed, and {has} is none.",
        action=f"Give the {what} itself, its name or its ID.",
    )


_TITLES: dict[Any, str] = {
    ServerConnection: "server",
    DiskImage: "virtual hard disk of a virtual machine",
    VirtualDiskDrive: "virtual disk drive",
    VirtualDVDDrive: "virtual DVD drive",
    VirtualFloppyDrive: "virtual floppy drive",
    VirtualCOMPort: "virtual COM port",
    VirtualSCSIAdapter: "virtual SCSI adapter",
    VirtualNetworkAdapter: "virtual network adapter",
    VirtualNetwork: "virtual network",
    VMHostNetworkAdapter: "host network adapter",
    VMHostVolume: "host volume",
}
