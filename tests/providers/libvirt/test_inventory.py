"""The inventory: what it says of the host, and how many calls it costs."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import libvirt
import pytest

from vmmconsole.model.status import HostStatus, VirtualizationPlatform

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
            daemon.connection.defineXML(
                f"<domain type='qemu'><name>m{number}</name><memory>32768</memory>"
                "<os><type arch='x86_64' machine='pc'>hvm</type></os></domain>"
            )

    def cost() -> int:
        provider.inventory()  # now all definitions are known
        calls.clear()
        provider.inventory()
        return sum(calls.values())

    count_calls(libvirt.virConnect)
    count_calls(libvirt.virDomain)
    define(range(3))
    recorder.wait("changed")
    few = cost()
    define(range(3, 30))
    assert len(provider.inventory().machines) == 30
    many = min(cost(), cost())  # an event of a definition may still come and make one be read again
    assert calls["XMLDesc"] == 0
    assert many == few


def test_directories(provider, tmp_path):
    (tmp_path / "b.iso").write_bytes(bytes(10))
    (tmp_path / "a").mkdir()
    (tmp_path / ".hidden").mkdir()
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
