"""The tabs of a host's properties that only show: its storage, its networks, and its resource pools."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vmmconsole_ui.models.column import Cell
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views import words
from vmmconsole_ui.widgets.cell_table import CellTable

if TYPE_CHECKING:
    from vmmconsole.model import VirtualizationManager, VMHost
    from vmmconsole.model.virtualization_manager import VMwareResourcePool


def storage_tab(host: VMHost) -> QWidget:
    """The host's volumes: disks of Linux and Windows, datastores of ESX."""
    table = CellTable(
        (("Name", 16), ("Path", 20), ("Size", 9), ("Free", 9), ("Type", 7), ("Placement", 16)),
        "The engine knows of no storage on this host.",
    )
    table.show_rows(
        [
            [
                Cell(volume.name, icon="storage"),
                Cell(volume.mount_point, "muted"),
                Cell(words.size(volume.capacity)),
                _free(volume.free_space, volume.capacity),
                Cell(volume.file_system, "muted"),
                _placement(host, volume.mount_point, available=volume.available_for_placement),
            ]
            for volume in host.volumes
        ]
    )
    return _filled(table)


def _free(free: int, capacity: int) -> Cell:
    scarce = bool(capacity) and free < capacity / 10
    return Cell(words.size(free) or "0 KB", "warning" if scarce else "text")


def _placement(host: VMHost, mount_point: str, *, available: bool) -> Cell:
    if mount_point in host.kept_free_volumes or not available:
        return Cell("Kept free", "muted")
    return Cell("Takes new machines")


def networks_tab(host: VMHost) -> QWidget:
    """The networks that virtual machines can be connected to, port groups among them."""
    table = CellTable(
        (("Network", 24), ("Type", 14), ("VLAN", 6), ("State", 10), ("Adapters", 24)),
        "The engine knows of no network on this host.",
    )
    adapters: dict[str, list[str]] = {}
    for adapter in host.network_adapters:
        adapters.setdefault(adapter.virtual_network, []).append(adapter.name)
    table.show_rows(
        [
            [
                Cell(network.name, icon="network"),
                Cell(network.type, "muted"),
                Cell("" if network.host_bound_vlan_id is None else str(network.host_bound_vlan_id)),
                Cell("Active" if network.active else "Inactive", "text" if network.active else "muted"),
                Cell(", ".join(adapters.get(network.name, network.locations)), "muted"),
            ]
            for network in host.networks
        ]
    )
    return _filled(table)


def pools_of(manager: VirtualizationManager, host: VMHost) -> list[VMwareResourcePool]:
    """The resource pools that serve a host: its own, and those of its cluster."""

    def serves(pool: VMwareResourcePool) -> bool:
        if pool.vm_host is not None:
            return pool.vm_host.id == host.id
        group = host.vm_host_group
        return pool.vm_host_group is not None and group is not None and pool.vm_host_group.id == group.id

    return [pool for pool in manager.resource_pools if serves(pool)]


def pools_tab(pools: list[VMwareResourcePool]) -> QWidget:
    """Resource pools, with what each belongs to."""
    table = CellTable((("Resource pool", 30), ("Below", 26), ("Of", 26)), "The host has no resource pools.")
    names: dict[UUID | None, str] = {pool.id: pool.name for pool in pools}
    table.show_rows(
        [
            [
                Cell(pool.name, icon="pool"),
                Cell(names.get(pool.parent_id, ""), "muted"),
                Cell(str(pool.vm_host or pool.vm_host_group or ""), "muted"),
            ]
            for pool in pools
        ]
    )
    return _filled(table)


def _filled(table: CellTable) -> QWidget:
    tab = as_role(QWidget(), "page")
    layout = QVBoxLayout(tab)
    layout.setContentsMargins(0, look().size.grid, 0, 0)
    layout.addWidget(table)
    return tab
