"""Machines on their way between hosts and datastores of one vCenter: by one task of the server, RelocateVM_Task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pyVmomi import vim

from vmmconsole.model.errors import CapabilityError, NotFoundError, StorageError, VMMError
from vmmconsole.model.status import TransferType
from vmmconsole.providers.contract import Progress
from vmmconsole.providers.movement import Move, MoveWay, no_way

from .devices import Network, plug_into
from .files import SPARE_BYTES, no_space_error
from .identity import decode_name, device_id, is_under_creation
from .paths import DatastorePath, parse_path
from .power import ON
from .removal import disk_paths
from .site import EsxSite, Found, about

_PROPERTIES = (
    "runtime.powerState", "config.hardware.device", "config.extraConfig", "config.files.vmPathName",
    "config.instanceUuid", "datastore", "summary.storage.committed",
)  # fmt: skip
RELOCATIONS = ("relocate", "relocateVm", "migrate", "migrateVm")


@dataclass(slots=True)
class _Journey:
    """Where a machine, its configuration and its disks are to go; nothing for what stays."""

    store: str = ""
    disks: dict[int, str] = field(default_factory=dict)
    """The datastore of single disks by their keys."""
    obstacles: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def moves_disks(self) -> bool:
        """Whether files are copied."""
        return bool(self.store or self.disks)


def way_to(source: EsxSite, target: EsxSite, machine_id: UUID, move: Move) -> MoveWay:
    """As `Provider.way_to`."""
    found = source.machine(machine_id, *_PROPERTIES)
    try:
        journey = _plan(source, target, found, move)
    except VMMError as err:
        return no_way(" ".join(filter(None, [err.problem, err.cause])))
    if journey.obstacles:
        return no_way(*journey.obstacles)
    return MoveWay(
        _transfer(source, target, found, journey), moves_disks=journey.moves_disks, remarks=tuple(journey.remarks)
    )


def _transfer(source: EsxSite, target: EsxSite, found: Found, journey: _Journey) -> TransferType:
    if source.key == target.key:
        return TransferType.STORAGE
    if found["runtime.powerState"] == ON:
        return TransferType.LIVE_STORAGE if journey.moves_disks else TransferType.LIVE
    return TransferType.NETWORK if journey.moves_disks else TransferType.SHARED_STORAGE


def _plan(source: EsxSite, target: EsxSite, found: Found, move: Move) -> _Journey:
    journey = _Journey()
    if is_under_creation(found.marks):
        journey.obstacles.append("It is still being made.")
    _check_host(target, journey)
    stores = target.datastores()
    mounted = {store._moId for store in stores.values()}
    names = {_name_of(path) for path in _paths(found)}
    reached = all(store._moId in mounted for store in found["datastore"] or ())
    folder = move.path
    if not folder and (move.copy or not reached):
        folder = move.default_path
        if not folder:
            missing = ", ".join(f"[{name}]" for name in sorted(names - set(stores))) or "its datastores"
            journey.obstacles.append(f"The host does not reach {missing}, and no other path is given.")
    if folder:
        path = parse_path(folder)
        journey.store = path.datastore if names != {path.datastore} or move.copy else ""
        if path.path:
            journey.remarks.append("vCenter chooses the folder on the datastore by itself.")
    ids = {device_id(_id_of(found), device.key, found.marks): device for device in found["config.hardware.device"]}
    for drive_id, text in move.disk_paths.items():
        device = ids.get(drive_id)
        wanted = parse_path(text).datastore
        if device is not None and (journey.store or _name_of(str(device.backing.fileName))) != wanted:
            journey.disks[device.key] = wanted
    for name in {journey.store, *journey.disks.values()} - {""} - set(stores):
        journey.obstacles.append(f"The host has no datastore [{name}].")
    if source.key == target.key and not journey.moves_disks:
        journey.obstacles.append("The virtual machine and its disks are there already.")
    _check_networks(source, target, ids, move, journey)
    return journey


def _check_host(target: EsxSite, journey: _Journey) -> None:
    facts = target.read(target.host, "runtime.connectionState", "runtime.inMaintenanceMode")
    if facts["runtime.connectionState"] != "connected":
        journey.obstacles.append("vCenter does not reach the host.")
    if facts["runtime.inMaintenanceMode"]:
        journey.obstacles.append("The host is in maintenance mode.")


def _check_networks(source: EsxSite, target: EsxSite, ids: Mapping[UUID, Any], move: Move, journey: _Journey) -> None:
    if source.key == target.key and not move.networks:
        return
    networks = target.networks()
    known = {network.reference._moId for network in networks.values()}
    for adapter_id, name in move.networks.items():
        if name and name not in networks and adapter_id in ids:
            journey.obstacles.append(f"The host has no network {name}.")
    for device_key, device in ids.items():
        if isinstance(device, vim.vm.device.VirtualEthernetCard) and device_key not in move.networks:
            name, key = _network_of(device)
            if key and key not in known and name not in networks and _is_plugged(device):
                journey.obstacles.append(f"The host has no network {name or key}; choose another one.")


def _network_of(device: Any) -> tuple[str, str]:
    """The name of an adapter's network as far as the adapter tells it, and its key."""
    port = getattr(device.backing, "port", None)
    if port is not None:
        return "", str(port.portgroupKey)
    network = getattr(device.backing, "network", None)
    name = decode_name(str(getattr(device.backing, "deviceName", "") or ""))
    return name, str(network._moId) if network is not None else ""


def _is_plugged(device: Any) -> bool:
    return device.connectable is None or bool(device.connectable.startConnected)


def move(source: EsxSite, target: EsxSite, machine_id: UUID, move: Move, progress: Progress) -> None:
    """As `Provider.move`."""
    found = source.find(machine_id, *_PROPERTIES, anywhere=True)
    if found is None:
        raise NotFoundError(
            "The virtual machine is not on the server any more.",
            cause=f"There is none with the ID {machine_id}.",
            action="Refresh the host.",
        )
    with about(f"The virtual machine {found.name} cannot be moved.", found.name):
        source.await_earlier(found.reference, RELOCATIONS, progress)
        found = source.find(machine_id, *_PROPERTIES, anywhere=True) or found
        here = found["runtime.host"]._moId
        if source.key != target.key and here == target.key:
            return  # a run before brought it there
        if here != source.key:
            raise NotFoundError("The virtual machine is on neither host.", action="Refresh both hosts.")
        journey = _plan(source, target, found, move)
        if source.key == target.key and not journey.moves_disks and (move.path or move.disk_paths):
            return
        if journey.obstacles:
            raise CapabilityError(
                f"The virtual machine {found.name} cannot be moved there.",
                cause=" ".join(journey.obstacles),
                action="Choose another host or path, or take away what hinders it.",
                object_name=found.name,
            )
        _relocate(source, target, found, journey, move, progress)
    if source.key != target.key:
        source.gone(machine_id)
    target.tell(machine_id)


def _relocate(
    source: EsxSite, target: EsxSite, found: Found, journey: _Journey, move: Move, progress: Progress
) -> None:
    stores = target.datastores()
    _check_room(target, found, journey, stores)
    spec = vim.vm.RelocateSpec()
    if source.key != target.key:
        spec.host, spec.pool = target.host, target.pool
    if journey.store:
        spec.datastore = stores[journey.store]
    present = journey.store or _name_of(str(found["config.files.vmPathName"]))
    if journey.disks:
        spec.disk = [
            vim.vm.RelocateSpec.DiskLocator(
                diskId=device.key, datastore=stores[journey.disks.get(device.key) or _stays(device, journey, present)]
            )
            for device in found["config.hardware.device"]
            if isinstance(device, vim.vm.device.VirtualDisk)
        ]
    spec.deviceChange = _replugged(target, found, move)
    machine = found.reference
    kind = vim.VirtualMachine.MovePriority.highPriority
    title = "Move virtual hard disks" if source.key == target.key else "Migrate virtual machine"
    source.run(lambda: machine.RelocateVM_Task(spec, kind), progress, title)


def _stays(device: Any, journey: _Journey, present: str) -> str:
    return journey.store or _name_of(str(device.backing.fileName)) or present


def _check_room(target: EsxSite, found: Found, journey: _Journey, stores: Mapping[str, Any]) -> None:
    if not journey.store:
        return
    summary = target.read(stores[journey.store], "summary")["summary"]
    needed = int(found["summary.storage.committed"] or 0) + SPARE_BYTES
    if not summary.accessible:
        raise StorageError(f"The datastore [{journey.store}] cannot be used.", cause="The host cannot access it.",
                           action="Choose another datastore.")  # fmt: skip
    if summary.freeSpace < needed:
        raise no_space_error(str(DatastorePath(journey.store)), needed, int(summary.freeSpace))


def _replugged(target: EsxSite, found: Found, move: Move) -> list[Any]:
    """The changes that connect adapters to the networks that the move names."""
    if not move.networks:
        return []
    networks = target.networks()
    changes = []
    for device in found["config.hardware.device"]:
        adapter_id = device_id(_id_of(found), device.key, found.marks)
        if isinstance(device, vim.vm.device.VirtualEthernetCard) and adapter_id in move.networks:
            network: Network | None = networks.get(move.networks[adapter_id])
            plug_into(device, network, networks)
            operation = vim.vm.device.VirtualDeviceSpec.Operation.edit
            changes.append(vim.vm.device.VirtualDeviceSpec(operation=operation, device=device))
    return changes


def _id_of(found: Found) -> UUID:
    return UUID(found["config.instanceUuid"])


def _paths(found: Found) -> list[str]:
    return [str(found["config.files.vmPathName"]), *disk_paths(found)]


def _name_of(path: str) -> str:
    return parse_path(path).datastore
