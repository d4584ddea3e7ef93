"""From the properties of a vCenter's hosts, and of what is around them, to the model: hosts with networks and volumes,
the tree that they stand in, resource pools."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from vmmconsole.model.host import VirtualNetwork, VMHost, VMHostNetworkAdapter, VMHostVolume
from vmmconsole.model.status import HostStatus, VirtualizationPlatform
from vmmconsole.providers.manager import ManagedHost, Place, PlaceKind, ResourcePool

from .collector import Values, many, number, part, truth
from .identity import decode_name
from .status_map import host_status_of

HOST = (
    "name", "parent", "runtime.connectionState", "runtime.powerState", "runtime.inMaintenanceMode",
    "summary.hardware", "summary.quickStats", "config.product", "config.network.portgroup", "config.network.vswitch",
    "config.network.pnic", "datastore", "network", "capability.maxSupportedVcpus", "capability.maxSupportedVmMemory",
)  # fmt: skip
DATASTORE = ("name", "summary.type", "summary.capacity", "summary.freeSpace", "summary.accessible",
             "summary.maintenanceMode")  # fmt: skip
NETWORK = ("name", "summary.accessible")
PORTGROUP = ("key", "tag", "config.defaultPortConfig")
COMPUTE = ("name", "parent")
FOLDER = ("name", "parent")
DATACENTER = ("name", "parent", "hostFolder")
POOL = ("name", "parent", "owner")

Objects = Mapping[str, Values]
_MAXIMUM_CPUS = 128
"""Of a machine on ESXi 6.5, where the host does not say."""
_CLUSTER = "ClusterComputeResource"
_UPLINKS = "SYSTEM/DVS.UPLINKPG"


class Tree:
    """Where things are on the server: `objects` has the properties of all of them by type and key."""

    def __init__(self, objects: Mapping[str, Objects]) -> None:
        self._folders = objects["Folder"]
        self._datacenters = objects["Datacenter"]
        self._clusters = objects[_CLUSTER]
        self._computers = {**objects["ComputeResource"], **self._clusters}
        self._pools = objects["ResourcePool"]
        self._host_roots = {values.get("hostFolder"): key for key, values in self._datacenters.items()}

    def places(self) -> dict[str, Place]:
        """The places by their keys: no folders of machines, networks or datastores, and not the root."""
        found = {}
        for key, values in self._datacenters.items():
            found[key] = self._place(key, values, PlaceKind.DATACENTER)
        for key, values in self._clusters.items():
            found[key] = self._place(key, values, PlaceKind.CLUSTER)
        for key, values in self._folders.items():
            if key not in self._host_roots and values.get("parent") and self._leads_to_hosts(key):
                found[key] = self._place(key, values, PlaceKind.FOLDER)
        return found

    def place_of_host(self, values: Values) -> str:
        """The key of the place that a host stands in: its cluster, or what its own compute resource stands in."""
        parent = values.get("parent") or ""
        if parent in self._clusters or parent not in self._computers:
            return parent if parent in self._clusters else ""
        return self._shown(self._computers[parent].get("parent"))

    def pools(self) -> tuple[ResourcePool, ...]:
        """All resource pools; the root of each cluster or host is not one that people made."""
        hosts = {}
        for key, values in self._pools.items():
            hosts[key] = values.get("owner") or ""
        made = {key for key, values in self._pools.items() if values.get("parent") in self._pools}
        return tuple(
            ResourcePool(
                key,
                decode_name(values.get("name") or ""),
                hosts[key],
                values["parent"] if values["parent"] in made else "",
            )
            for key, values in self._pools.items()
            if key in made
        )

    def _place(self, key: str, values: Values, kind: PlaceKind) -> Place:
        return Place(key, decode_name(values.get("name") or ""), kind, self._shown(values.get("parent")))

    def _shown(self, parent: Any) -> str:
        """The key of the place that a folder is, or stands for; empty for the root."""
        parent = self._host_roots.get(parent, parent or "")
        is_root = parent in self._folders and not self._folders[parent].get("parent")
        return "" if is_root else parent

    def _leads_to_hosts(self, key: str) -> bool:
        """Whether a folder is of the tree with hosts: below a datacenter's folder for hosts, or above datacenters."""
        seen = set()
        while key in self._folders and key not in seen:
            if key in self._host_roots:
                return True
            seen.add(key)
            key = self._folders[key].get("parent") or ""
        return key == ""  # up to the root without a datacenter


def read_host(
    key: str, values: Values, place: str, datastores: Objects, networks: Objects, server: UUID
) -> ManagedHost:
    """The host; `server` is what IDs of its parts are made of."""
    hardware, product = values.get("summary.hardware") or {}, values.get("config.product") or {}
    packages, cores = number(hardware.get("numCpuPkgs")), number(hardware.get("numCpuCores"))
    memory, speed = number(hardware.get("memorySize")), number(hardware.get("cpuMhz"))
    used_mhz = part(values.get("summary.quickStats"), "overallCpuUsage")
    used_mb = number(part(values.get("summary.quickStats"), "overallMemoryUsage"))
    state, reason = host_status_of(
        values.get("runtime.connectionState") or "",
        values.get("runtime.powerState") or "",
        in_maintenance=truth(values.get("runtime.inMaintenanceMode")),
    )
    here = uuid5(server, key)
    volumes = list(_volumes(here, many(values.get("datastore")), datastores))
    answers = state is not HostStatus.NOT_RESPONDING
    host = VMHost(
        name=decode_name(values.get("name") or ""),
        overall_state=state,
        status_reason=reason,
        virtualization_platform=VirtualizationPlatform.VMWARE_ESX,
        virtualization_version=product.get("version", ""),
        operating_system=product.get("fullName", ""),
        processor_model=" ".join(hardware.get("cpuModel", "").split()),
        processor_speed_mhz=speed,
        processor_architecture="x86_64",
        logical_processor_count=number(hardware.get("numCpuThreads")),
        physical_cpu_count=packages,
        cores_per_cpu=cores // packages if packages else 0,
        total_memory=memory,
        available_memory=max(0, (memory >> 20) - used_mb),
        cpu_utilization=min(100, 100 * number(used_mhz) // (speed * cores)) if answers and speed * cores else None,
        maximum_memory_per_vm_mb=number(values.get("capability.maxSupportedVmMemory"), memory >> 20),
        maximum_cpus_per_vm=number(values.get("capability.maxSupportedVcpus"), _MAXIMUM_CPUS),
        volumes=volumes,
        networks=list(_networks(here, values, networks)),
        network_adapters=list(_adapters(here, values)),
        vm_paths=_paths(volumes),
    )
    return ManagedHost(key, place, host)


def _volumes(host: UUID, keys: Iterable[str], datastores: Objects) -> Iterable[VMHostVolume]:
    for key in keys:
        values = datastores.get(key)
        if values is None:
            continue
        name = decode_name(values.get("name") or "")
        in_service = values.get("summary.maintenanceMode") in {None, "", "normal"}
        yield VMHostVolume(
            id=uuid5(host, f"datastore:{key}"),
            name=name,
            mount_point=f"[{name}]",
            capacity=number(values.get("summary.capacity")),
            free_space=number(values.get("summary.freeSpace")),
            file_system=values.get("summary.type") or "",
            available_for_placement=truth(values.get("summary.accessible")) and in_service,
        )


def _paths(volumes: list[VMHostVolume]) -> list[str]:
    """Where new machines go when nobody says otherwise: the datastore with the most free space."""
    usable = [volume for volume in volumes if volume.available_for_placement]
    return [max(usable, key=lambda volume: volume.free_space).mount_point] if usable else []


def _networks(host: UUID, values: Values, networks: Objects) -> Iterable[VirtualNetwork]:
    vlans = {part(group, "spec", "name"): part(group, "spec", "vlanId") for group in _listed(values, "portgroup")}
    for key in many(values.get("network")):
        network = networks.get(key)
        if network is None or is_uplink(network):
            continue
        name = decode_name(network.get("name") or "")
        is_distributed = bool(network.get("key"))
        vlan = part(network.get("config.defaultPortConfig"), "vlan", "vlanId") if is_distributed else vlans.get(name)
        yield VirtualNetwork(
            id=uuid5(host, f"network:{key}"),
            name=name,
            type="distributed" if is_distributed else "standard",
            active=truth(network.get("summary.accessible")),
            host_bound_vlan_id=number(vlan) or None,
        )


def is_uplink(network: Values) -> bool:
    """Whether a port group is only for the physical adapters of a distributed switch."""
    return any(tag.get("key") == _UPLINKS for tag in many(network.get("tag")))


def _adapters(host: UUID, values: Values) -> Iterable[VMHostNetworkAdapter]:
    switches = {nic: s.get("name", "") for s in _listed(values, "vswitch") for nic in many(s.get("pnic"))}
    for nic in _listed(values, "pnic"):
        speed = number(part(nic, "linkSpeed", "speedMb"))
        yield VMHostNetworkAdapter(
            id=uuid5(host, f"adapter:{nic.get('device')}"),
            name=nic.get("device", ""),
            mac_address=nic.get("mac", "").upper(),
            connected=speed > 0,
            speed_mbps=speed or None,
            virtual_network=switches.get(nic.get("key"), ""),
        )


def _listed(values: Values, what: str) -> list[Values]:
    return many(values.get(f"config.network.{what}"))
