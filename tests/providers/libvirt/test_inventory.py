"""The inventory: what it says of the host, and how many calls it costs."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from uuid import UUID

import libvirt
import pytest

from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.model.status import HostStatus, VirtualizationPlatform
from vmmconsole.providers.libvirt import inventory as inventory_module

pytestmark = pytest.mark.libvirt


def test_facts_of_the_host(provider, machine):
    machine(start=True)
    host = provider.inventory().host
    assert host.overall_state is HostStatus.OK
    assert host.virtualization_platform is VirtualizationPlatform.KVM
    assert "QEMU" in host.virtualization_version
    assert "libvirt" in host.virtualization_version
    assert host.logical_processor_count == os.cpu_count()
    assert host.processor_model
    assert host.operating_system
    assert 0 < host.available_memory << 20 <= host.total_memory
    assert host.maximum_cpus_per_vm > 1
    assert host.maximum_memory_per_vm_mb == host.total_memory >> 20
    assert (host.running_vms, host.total_vms) == (1, 1)
    assert "User network" in {n.name for n in host.networks}
    assert all(v.capacity >= v.free_space > 0 for v in host.volumes)
    assert "/" in {v.mount_point for v in host.volumes}


def test_calls_do_not_grow_with_the_number_of_machines(provider, daemon, recorder, monkeypatch):
    calls: Counter[str] = Counter()

    def count_calls(cls: type) -> None:
        for name, method in list(vars(cls).items()):
            if callable(method) and not name.startswith("_") and name not in {"UUIDString", "name", "connect"}:

                def counted(*arguments, _name=name, _method=method, **options):
                    calls[_name] += 1
                    return _method(*arguments, **options)

                monkeypatch.setattr(cls, name, counted)

    def define(names: range) -> None:
        for number in names:
            domain = daemon.connection.defineXML(
                f"<domain type='qemu'><name>m{number}</name><memory>32768</memory>"
                "<os><type arch='x86_64' machine='pc'>hvm</type></os></domain>"
            )
            recorder.wait("changed", UUID(domain.UUIDString()))

    def cost() -> int:
        """Once all definitions are known; the least of a few times, as an event may come and ask something too."""
        costs = []
        for _ in range(4):
            calls.clear()
            provider.inventory()
            costs.append(sum(calls.values()))
        return min(costs)

    count_calls(libvirt.virConnect)
    count_calls(libvirt.virDomain)
    define(range(3))
    few = cost()
    define(range(3, 30))
    assert len(provider.inventory().machines) == 30
    assert cost() == few
    assert calls["XMLDesc"] == 0


def test_what_the_caller_does_to_a_machine_stays_with_the_caller(provider, machine):
    machine_id = machine(virtual_network_adapters=[VirtualNetworkAdapter()])
    for found in (provider.machine(machine_id), provider.inventory().machines[0]):
        found.virtual_disk_drives[0].lun = 7
        found.virtual_disk_drives[0].virtual_hard_disk.location = "elsewhere"
        found.virtual_network_adapters.clear()
        found.boot_order.clear()
    (again,) = provider.inventory().machines
    assert again.virtual_disk_drives[0].lun == 0
    assert again.virtual_hard_disks[0].location != "elsewhere"
    assert len(again.virtual_network_adapters) == 1
    assert again.boot_order


def test_change_while_a_definition_is_read_is_not_lost(provider, daemon, machine, monkeypatch):
    """The definition changes between its reading and its keeping."""
    machine_id = machine()
    inventory = provider._inventory
    inventory.forget_all()
    original = inventory_module.read_domain

    def read_while_it_changes(root):
        inventory.forget(machine_id)
        return original(root)

    monkeypatch.setattr(inventory_module, "read_domain", read_while_it_changes)
    provider.inventory()
    domain = daemon.connection.lookupByUUIDString(str(machine_id))
    provider.set_listener(None)
    daemon.connection.defineXML(domain.XMLDesc(0).replace(">1</vcpu>", ">3</vcpu>"))
    monkeypatch.undo()
    assert provider.inventory().machines[0].cpu_count == 3


def test_directories(provider, tmp_path):
    (tmp_path / "b.iso").write_bytes(bytes(10))
    (tmp_path / "a").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / os.fsdecode(b"no text \xff")).mkdir()
    found = list(provider.list_directory(str(tmp_path)))
    assert [(i.name, i.is_directory, i.size) for i in found] == [("a", True, None), ("b.iso", False, 10)]
    roots = [i.path for i in provider.list_directory("")]
    assert "/" in roots
    assert str(Path.home() / "Virtual Machines") in roots


def test_path_facts(provider, tmp_path):
    (tmp_path / "file").write_text("x")
    exists, writable, free = provider.path_facts(str(tmp_path))
    assert (exists, writable) == (True, True)
    assert free > 0
    assert provider.path_facts(str(tmp_path / "not/yet/there"))[:2] == (False, True)
    assert provider.path_facts(str(tmp_path / "file/below"))[:2] == (False, False)
    assert provider.path_facts("/proc/none")[:2] == (False, False)
    assert provider.path_facts("/" + "a" * 5000)[:2] == (False, False)
