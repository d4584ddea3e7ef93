"""How a machine of a libvirt host can go to another one, or its disks to another path."""

from __future__ import annotations

import libvirt

from vmmconsole.model.errors import VMMError
from vmmconsole.model.status import TransferType
from vmmconsole.providers.movement import Move, MoveWay, no_way

from .domain_read import DomainView, read_domain, source_path
from .faults import error_from
from .host import LibvirtHost, config_xml
from .relocation import missing_images, new_places
from .xmltree import attribute, parse

_OFF = "Turn it off first: then its files are copied."


def find_way(source: LibvirtHost, target: LibvirtHost, domain: libvirt.virDomain, move: Move) -> MoveWay:
    """See `Provider.way_to`."""
    try:
        view = read_domain(parse(config_xml(domain)))
        if view.under_creation:
            return no_way("It is still being made.")
        if source is target:
            return _on_one_host(source, domain, view, move)
        return _to_another_host(source, target, domain, view, move)
    except libvirt.libvirtError as err:
        return _silent(error_from("The host does not answer.", err))
    except VMMError as err:
        return _silent(err)


def _silent(err: VMMError) -> MoveWay:
    return no_way(err.cause or err.problem)


def _on_one_host(host: LibvirtHost, domain: libvirt.virDomain, view: DomainView, move: Move) -> MoveWay:
    if not move.path and not move.disk_paths:
        return no_way("The virtual machine is on this host already.")
    if not new_places(view, move, shared=True):
        return MoveWay(TransferType.STORAGE, remarks=("Its virtual hard disks are there already.",))
    obstacles = disk_obstacles(host, view)
    if domain.hasManagedSaveImage():
        obstacles.append("It has a saved state, which knows its disks by their present paths.")
    if domain.isActive():
        if not domain.isPersistent():
            obstacles.append("It is defined only while it runs.")
        if domain.snapshotNum(0):
            obstacles.append(f"Its checkpoints lie inside its disks and cannot go with them while it runs. {_OFF}")
    return no_way(*obstacles) if obstacles else MoveWay(TransferType.STORAGE, moves_disks=True)


def _to_another_host(
    source: LibvirtHost, target: LibvirtHost, domain: libvirt.virDomain, view: DomainView, move: Move
) -> MoveWay:
    if source.simulated or target.simulated:
        return no_way("libvirt's test driver has no machines that could go elsewhere.")
    shared = source.local and target.local  # of other computers nobody knows that they reach the same files
    stays = shared and not move.path and not move.disk_paths and not move.copy
    places = {} if stays else new_places(view, move, shared=shared)
    stays = stays or (shared and not places)
    runs = bool(domain.isActive()) or bool(domain.hasManagedSaveImage())
    if not runs and not stays:
        return no_way("It is off: its files are copied.")
    obstacles = [*_machine_obstacles(target, domain, view), *_network_obstacles(target, view, move)]
    if not stays:
        obstacles += disk_obstacles(source, view)
        if domain.snapshotNum(0):
            obstacles.append(f"Its checkpoints lie inside its disks and cannot go with them while it runs. {_OFF}")
        if not shared and len(places) < len(view.hardware.virtual_disk_drives):
            obstacles.append("No path for its virtual hard disks on the other host is known.")
    if obstacles:
        return no_way(*obstacles)
    direct = TransferType.LIVE if stays else TransferType.LIVE_STORAGE
    missing = sorted(missing_images(view, target.files))
    remarks = [f"The image {path} is not on the other host: its drive becomes empty." for path in missing]
    known = target.network_targets()
    names = [a.virtual_network for a in view.hardware.virtual_network_adapters if a.id not in move.networks]
    remarks += [
        f"The other host has no virtual network {name}: adapters on it are connected to none."
        for name in dict.fromkeys(names)
        if name and name not in known
    ]
    transfer = direct if runs else TransferType.SHARED_STORAGE
    return MoveWay(transfer, moves_disks=not stays, remarks=tuple(remarks))


def _machine_obstacles(target: LibvirtHost, domain: libvirt.virDomain, view: DomainView) -> list[str]:
    found = []
    if not domain.isPersistent():
        found.append("It is defined only while it runs.")
    if parse(config_xml(domain)).find("devices/hostdev") is not None:
        found.append("A device of its host is passed through to it.")
    if view.accelerator == "kvm" and target.known_accelerator() == "tcg":
        found.append("The other host cannot run it with hardware acceleration.")
    if any(d.host_drive for d in view.hardware.virtual_dvd_drives):
        found.append("A drive of its host is connected to it.")
    return found


def _network_obstacles(target: LibvirtHost, view: DomainView, move: Move) -> list[str]:
    known = target.network_targets()
    adapters = view.hardware.virtual_network_adapters
    wanted = dict.fromkeys(move.networks.get(adapter.id, "") for adapter in adapters)
    return [f"The other host has no virtual network {name}." for name in wanted if name and name not in known]


def disk_obstacles(host: LibvirtHost, view: DomainView) -> list[str]:
    """Why disks cannot be copied as they are."""
    found = []
    for drive in view.hardware.virtual_disk_drives:
        element = view.elements[drive.id]
        path = source_path(element)
        if element.get("type", "file") != "file" or not path.startswith("/"):
            found.append(f"The disk {path or drive.name} is no file.")
            continue
        if element.find("shareable") is not None:
            found.append(f"The disk {path} is shared with other virtual machines.")
        facts = host.files.disk_facts(path)
        if facts is None:
            found.append(f"The file of the disk {path} is not there.")
        elif facts.parent:
            found.append(f"The disk {path} is a differencing disk, which needs its parent {facts.parent}.")
        elif attribute(element, "driver", "type", "raw") not in {"qcow2", "raw"}:
            found.append(f"The disk {path} is in {facts.format} format; qcow2 and raw can be copied.")
    return found
