"""The networks of a host that virtual machines can be connected to, and its physical adapters."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from uuid import UUID, uuid5

import libvirt

from vmmconsole.model.host import VirtualNetwork, VMHostNetworkAdapter

from .domain_xml import USER_NETWORK, NetworkTarget
from .xmltree import attribute, parse

_SYS = Path("/sys/class/net")
_BRIDGE_HELPERS = (Path("/usr/lib/qemu/qemu-bridge-helper"), Path("/usr/libexec/qemu-bridge-helper"))
_BRIDGE_RULES = Path("/etc/qemu/bridge.conf")


class HostNetworks:
    """Looks up the networks of one connection."""

    def __init__(self, connection: libvirt.virConnect, *, local: bool, session: bool) -> None:
        self._connection = connection
        self._local = local
        self._session = session

    def targets(self) -> dict[str, NetworkTarget]:
        """What each virtual network's name means; a later one hides an earlier one of the same name."""
        found = {USER_NETWORK: NetworkTarget("user")}
        found.update({name: NetworkTarget("bridge", name) for name in self._bridges()})
        found.update({n.name(): NetworkTarget("network", n.name()) for n in self._libvirt_networks()})
        return found

    def networks(self, host_id: UUID) -> list[VirtualNetwork]:
        """All virtual networks, as the model has them."""
        found = [
            VirtualNetwork(
                id=uuid5(host_id, "network:user"),
                name=USER_NETWORK,
                type="user",
                description="Reaches the outside through the host; nobody reaches in.",
            )
        ]
        found += [
            VirtualNetwork(id=uuid5(host_id, f"bridge:{name}"), name=name, type="bridge", bound_to_vm_host=True)
            for name in self._bridges()
        ]
        for network in self._libvirt_networks():
            root = parse(network.XMLDesc())
            mode = attribute(root, "forward", "mode", "isolated")
            found.append(
                VirtualNetwork(
                    id=UUID(network.UUIDString()),
                    name=network.name(),
                    type=mode if mode in {"nat", "isolated", "bridge"} else "standard",
                    active=bool(network.isActive()),
                )
            )
        return found

    def adapters(self, host_id: UUID) -> list[VMHostNetworkAdapter]:
        """The physical adapters of the host; of a remote one as libvirt lists them."""
        if not self._local:
            return self._remote_adapters(host_id)
        found = []
        for path in sorted(_SYS.glob("*")):
            if not (path / "device").exists() and not path.name.startswith(("eth", "en", "wl", "bond")):
                continue
            speed = _read(path / "speed")
            bridge = path / "master"
            found.append(
                VMHostNetworkAdapter(
                    id=uuid5(host_id, f"adapter:{path.name}"),
                    name=path.name,
                    mac_address=_read(path / "address").upper(),
                    connected=_read(path / "operstate") in {"up", "unknown"},
                    speed_mbps=int(speed) if speed.isdigit() else None,
                    virtual_network=bridge.resolve().name if bridge.exists() else "",
                )
            )
        return found

    def _remote_adapters(self, host_id: UUID) -> list[VMHostNetworkAdapter]:
        try:
            interfaces = self._connection.listAllInterfaces(0)
            return [
                VMHostNetworkAdapter(
                    id=uuid5(host_id, f"adapter:{i.name()}"),
                    name=i.name(),
                    mac_address=(i.MACString() or "").upper(),
                    connected=bool(i.isActive()),
                )
                for i in interfaces
                if i.name() != "lo"
            ]
        except libvirt.libvirtError:
            return []

    def _libvirt_networks(self) -> list[libvirt.virNetwork]:
        try:
            return list(self._connection.listAllNetworks(0))
        except libvirt.libvirtError:  # a host without libvirt's network driver
            return []

    def _bridges(self) -> list[str]:
        """The host's bridges that a virtual machine may use. In session mode that takes QEMU's bridge helper."""
        if not self._local:
            return self._remote_bridges()
        names = [path.parent.name for path in sorted(_SYS.glob("*/bridge"))]
        if not names or (self._session and not _has_bridge_helper()):
            return []
        return [n for n in names if not self._session or _is_allowed(n)]

    def _remote_bridges(self) -> list[str]:
        try:
            interfaces = self._connection.listAllInterfaces(0)
            return [i.name() for i in interfaces if attribute(parse(i.XMLDesc()), ".", "type") == "bridge"]
        except libvirt.libvirtError:
            return []


def _has_bridge_helper() -> bool:
    return any(p.exists() and p.stat().st_mode & stat.S_ISUID and os.access(p, os.X_OK) for p in _BRIDGE_HELPERS)


def _is_allowed(bridge: str) -> bool:
    rules = [line.split() for line in _read(_BRIDGE_RULES).splitlines()]
    return any(rule[:1] == ["allow"] and rule[1:2] in ([bridge], ["all"]) for rule in rules)


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
