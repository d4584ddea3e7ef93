"""Machines that go from one libvirtd to another, on real QEMU."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from vmmconsole.model.errors import CancelledError, ConflictError, NotFoundError, VMMError
from vmmconsole.model.hardware import Hardware, VirtualDiskDrive
from vmmconsole.model.status import TransferType, VMStatus
from vmmconsole.model.virtual_machine import VirtualMachine
from vmmconsole.providers.contract import VMSpec
from vmmconsole.providers.libvirt.domain_read import read_domain
from vmmconsole.providers.libvirt.domain_xml import NetworkTarget
from vmmconsole.providers.libvirt.provider import LibvirtProvider
from vmmconsole.providers.libvirt.relocation import Relocation
from vmmconsole.providers.libvirt.xmltree import parse
from vmmconsole.providers.movement import Move

pytestmark = pytest.mark.libvirt


@dataclass
class Hosts:
    """Two hosts with a folder each."""

    source: LibvirtProvider
    target: LibvirtProvider
    folder: Path
    target_folder: Path
    progress: Any

    def machine(self, guest_disk: Path, *, start: bool = True) -> VirtualMachine:
        """A machine whose guest says "." on its serial port."""
        drive = VirtualDiskDrive(path=str(guest_disk))
        spec = VMSpec(uuid4(), "web01", str(self.folder), Hardware(memory_mb=32, virtual_disk_drives=[drive]))
        self.source.create(spec, self.progress)
        if start:
            self.source.start(spec.id, self.progress)
        return self.source.machine(spec.id)

    def move(self, **changes: Any) -> Move:
        """To the other host, with its disks."""
        return Move(**{"id": uuid4(), "target": self.target, "path": str(self.target_folder), **changes})

    def files(self) -> set[str]:
        """All files of both folders."""
        return {p.relative_to(self.folder.parent).as_posix() for p in self.folder.parent.rglob("*.qcow2")}


@pytest.fixture
def hosts(provider: LibvirtProvider, other_daemon: Any, progress: Any, tmp_path: Path) -> Iterator[Hosts]:
    other = other_daemon.provider()
    other.connect()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    yield Hosts(provider, other, tmp_path / "a", tmp_path / "b", progress)
    other.close()


def is_on(provider: LibvirtProvider, machine_id: UUID) -> bool:
    try:
        provider.machine(machine_id)
    except NotFoundError:
        return False
    return True


def differences(before: VirtualMachine, after: VirtualMachine) -> dict[str, Any]:
    """What is not the same any more."""
    old, new = before.model_dump(), after.model_dump()
    names = set(old) - {"added_at", "modified_at"}
    return {name: (old[name], new[name]) for name in names if old[name] != new[name]}


def test_a_running_machine_goes_with_its_disks(hosts: Hosts, guest_disk: Path) -> None:
    before = hosts.machine(guest_disk)
    move = hosts.move()
    way = hosts.source.way_to(before.id, move)
    assert (way.transfer, way.moves_disks) == (TransferType.LIVE_STORAGE, True)
    hosts.source.move(before.id, move, hosts.progress)
    after = hosts.target.machine(before.id)
    assert after.status is VMStatus.RUNNING
    assert not is_on(hosts.source, before.id)
    assert hosts.files() == {"b/web01/guest.qcow2"}
    assert after.location == str(hosts.target_folder / "web01")
    hosts.source.move(before.id, move, hosts.progress)
    hosts.target.stop(before.id, hosts.progress)
    hosts.target.start(before.id, hosts.progress)
    hosts.target.stop(before.id, hosts.progress)
    hosts.target.remove(before.id, delete_files=True, progress=hosts.progress)
    assert hosts.files() == set()


@pytest.mark.parametrize("status", [VMStatus.RUNNING, VMStatus.PAUSED, VMStatus.SAVED, VMStatus.POWER_OFF])
def test_a_machine_whose_disks_stay_takes_its_checkpoints_with_it(
    hosts: Hosts, guest_disk: Path, status: VMStatus
) -> None:
    before = hosts.machine(guest_disk, start=status is not VMStatus.POWER_OFF)
    for name in ("first", "second"):
        hosts.source.create_checkpoint(before.id, uuid4(), name, "", hosts.progress)
    if status is VMStatus.PAUSED:
        hosts.source.pause(before.id, hosts.progress)
    elif status is VMStatus.SAVED:
        hosts.source.save_state(before.id, hosts.progress)
    before = hosts.source.machine(before.id)
    move = hosts.move(path="")
    expected = TransferType.SHARED_STORAGE if status is VMStatus.POWER_OFF else TransferType.LIVE
    assert hosts.source.way_to(before.id, move).transfer is expected
    hosts.source.move(before.id, move, hosts.progress)
    after = hosts.target.machine(before.id)
    assert after.status is status
    assert [(c.id, c.name, c.is_current, c.with_memory) for c in after.checkpoints] == [
        (c.id, c.name, c.is_current, c.with_memory) for c in before.checkpoints
    ]
    assert not is_on(hosts.source, before.id)
    assert hosts.files() == {"a/web01/guest.qcow2"}
    if status is VMStatus.RUNNING:
        hosts.target.restore_checkpoint(before.id, before.checkpoints[0].id, hosts.progress)
        assert hosts.target.machine(before.id).status is VMStatus.RUNNING


def test_a_paused_machine_stays_paused_where_its_disks_go_too(hosts: Hosts, guest_disk: Path) -> None:
    made = hosts.machine(guest_disk)
    hosts.source.pause(made.id, hosts.progress)
    hosts.source.move(made.id, hosts.move(), hosts.progress)
    assert hosts.target.machine(made.id).status is VMStatus.PAUSED
    hosts.target.resume(made.id, hosts.progress)
    assert hosts.target.machine(made.id).status is VMStatus.RUNNING


def test_checkpoints_keep_a_running_machine_from_leaving_its_disks(hosts: Hosts, guest_disk: Path) -> None:
    made = hosts.machine(guest_disk)
    hosts.source.create_checkpoint(made.id, uuid4(), "first", "", hosts.progress)
    way = hosts.source.way_to(made.id, hosts.move())
    assert way.transfer is None
    assert "checkpoints" in " ".join(way.obstacles)


def test_a_network_that_is_not_there_is_named(hosts: Hosts, guest_disk: Path) -> None:
    from vmmconsole.model.hardware import VirtualNetworkAdapter

    hardware = Hardware(memory_mb=32, virtual_network_adapters=[VirtualNetworkAdapter(virtual_network="User network")])
    network = hosts.source.inventory().host.networks[0].name
    hardware.virtual_network_adapters[0].virtual_network = network
    spec = VMSpec(uuid4(), "web01", str(hosts.folder), hardware)
    hosts.source.create(spec, hosts.progress)
    (adapter,) = hosts.source.machine(spec.id).virtual_network_adapters
    way = hosts.source.way_to(spec.id, hosts.move(path="", networks={adapter.id: "backbone"}))
    assert "backbone" in " ".join(way.obstacles)


def test_an_adapter_whose_network_is_not_there_is_connected_to_none() -> None:
    text = (
        "<domain><name>a</name><uuid>0e0b7f46-9d0a-4f0e-8a3a-3d1f6f0c1a11</uuid><devices><interface type='network'>"
        "<mac address='52:54:00:00:00:01'/><source network='backbone'/></interface></devices></domain>"
    )
    root = parse(text)
    Relocation(known_networks={"User network": NetworkTarget("user")}).apply(root)
    (adapter,) = read_domain(root).hardware.virtual_network_adapters
    assert (adapter.virtual_network, adapter.mac_address) == ("", "52:54:00:00:00:01")


@pytest.mark.parametrize("step", ["Prepare the other host", "Migrate virtual machine"])
def test_a_cancelled_migration_leaves_it_as_it_was(
    hosts: Hosts, guest_disk: Path, make_progress: Any, step: str
) -> None:
    before = hosts.machine(guest_disk)
    with pytest.raises(CancelledError):
        hosts.source.move(before.id, hosts.move(), make_progress(cancel_at=step))
    assert differences(before, hosts.source.machine(before.id)) == {}
    assert not is_on(hosts.target, before.id)
    assert hosts.files() == {"a/web01/guest.qcow2"}
    assert list(hosts.target_folder.iterdir()) == []
    hosts.source.move(before.id, hosts.move(), hosts.progress)
    assert hosts.target.machine(before.id).status is VMStatus.RUNNING


def test_a_taken_name_or_file_is_refused_before_anything_changes(hosts: Hosts, guest_disk: Path) -> None:
    before = hosts.machine(guest_disk)
    other = VMSpec(uuid4(), "web01", str(hosts.target_folder), Hardware(memory_mb=32))
    hosts.target.create(other, hosts.progress)
    with pytest.raises(ConflictError):
        hosts.source.move(before.id, hosts.move(), hosts.progress)
    hosts.target.rename(other.id, "web02")
    taken = hosts.target_folder / "web01/guest.qcow2"
    taken.parent.mkdir(exist_ok=True)
    taken.write_bytes(b"mine")
    with pytest.raises(VMMError, match="cannot be made"):
        hosts.source.move(before.id, hosts.move(), hosts.progress)
    assert taken.read_bytes() == b"mine"
    assert differences(before, hosts.source.machine(before.id)) == {}


@pytest.mark.parametrize("start", [True, False])
def test_disks_move_within_a_host(hosts: Hosts, guest_disk: Path, *, start: bool) -> None:
    before = hosts.machine(guest_disk, start=start)
    if not start:
        hosts.source.create_checkpoint(before.id, uuid4(), "first", "", hosts.progress)
    move = hosts.move(target=hosts.source)
    assert hosts.source.way_to(before.id, move).transfer is TransferType.STORAGE
    hosts.source.move(before.id, move, hosts.progress)
    after = hosts.source.machine(before.id)
    assert after.status is before.status
    assert hosts.files() == {"b/web01/guest.qcow2"}
    assert not (hosts.folder / "web01").exists()
    assert (after.location, after.virtual_hard_disks[0].directory) == (str(hosts.target_folder / "web01"),) * 2
    hosts.source.move(before.id, move, hosts.progress)
    if start:
        hosts.source.stop(before.id, hosts.progress)
    else:
        (checkpoint,) = after.checkpoints
        hosts.source.restore_checkpoint(before.id, checkpoint.id, hosts.progress)
    hosts.source.start(before.id, hosts.progress)
    assert hosts.source.machine(before.id).virtual_hard_disks[0].location.startswith(str(hosts.target_folder))


@pytest.mark.parametrize("start", [True, False])
def test_a_cancelled_move_of_disks_leaves_them_where_they_were(
    hosts: Hosts, guest_disk: Path, make_progress: Any, *, start: bool
) -> None:
    before = hosts.machine(guest_disk, start=start)
    with pytest.raises(CancelledError):
        hosts.source.move(before.id, hosts.move(target=hosts.source), make_progress(cancel_at="Move "))
    assert differences(before, hosts.source.machine(before.id)) == {}
    assert hosts.files() == {"a/web01/guest.qcow2"}
    assert list(hosts.target_folder.iterdir()) == []
