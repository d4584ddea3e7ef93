"""Checkpoints on real QEMU."""

from __future__ import annotations

import subprocess
from uuid import uuid4

import pytest

from vmmconsole.model.errors import CapabilityError, NotFoundError, StateError
from vmmconsole.model.hardware import DiskImage, VirtualDiskDrive, VirtualFloppyDrive
from vmmconsole.model.status import VMStatus

pytestmark = pytest.mark.libvirt


def test_tree_of_checkpoints(provider, machine, progress):
    machine_id = machine(virtual_floppy_drive=VirtualFloppyDrive())
    first, second, third = uuid4(), uuid4(), uuid4()
    made = provider.create_checkpoint(machine_id, first, "Before <update> & co.", "line 1\nline 2", progress)
    assert (made.id, made.name, made.description) == (first, "Before <update> & co.", "line 1\nline 2")
    assert (made.is_current, made.with_memory, made.parent_checkpoint_id) == (True, False, None)
    provider.create_checkpoint(machine_id, second, "second", "", progress)
    provider.restore_checkpoint(machine_id, first, progress)
    provider.create_checkpoint(machine_id, third, "third", "", progress)

    found = {c.id: c for c in provider.machine(machine_id).checkpoints}
    assert {i: c.parent_checkpoint_id for i, c in found.items()} == {first: None, second: first, third: first}
    assert [i for i, c in found.items() if c.is_current] == [third]
    assert found == {c.id: c for c in provider.inventory().machines[0].checkpoints}

    provider.remove_checkpoint(machine_id, first, progress)
    provider.remove_checkpoint(machine_id, first, progress)
    left = {c.id: c.parent_checkpoint_id for c in provider.machine(machine_id).checkpoints}
    assert left == {second: None, third: None}


def test_checkpoint_of_a_running_machine_goes_back_to_running(provider, machine, progress):
    machine_id = machine(start=True)
    checkpoint = provider.create_checkpoint(machine_id, uuid4(), "running", "", progress)
    assert checkpoint.with_memory
    provider.stop(machine_id, progress)
    provider.restore_checkpoint(machine_id, checkpoint.id, progress)
    found = provider.machine(machine_id)
    assert found.status is VMStatus.RUNNING
    assert found.started_at is not None


def test_second_create_makes_no_second_checkpoint(provider, machine, progress):
    machine_id, checkpoint_id = machine(), uuid4()
    first = provider.create_checkpoint(machine_id, checkpoint_id, "one", "", progress)
    assert provider.create_checkpoint(machine_id, checkpoint_id, "one", "", progress) == first
    assert len(provider.machine(machine_id).checkpoints) == 1


def test_rename_checkpoint(provider, machine, progress):
    machine_id, other = machine(), uuid4()
    checkpoint = provider.create_checkpoint(machine_id, uuid4(), "one", "", progress)
    provider.create_checkpoint(machine_id, other, "two", "", progress)
    provider.rename_checkpoint(machine_id, checkpoint.id, "ein", "neu")
    found = {c.id: c for c in provider.machine(machine_id).checkpoints}
    assert (found[checkpoint.id].name, found[checkpoint.id].description) == ("ein", "neu")
    assert found[other].is_current
    with pytest.raises(NotFoundError):
        provider.rename_checkpoint(machine_id, uuid4(), "x", "")


def test_checkpoint_made_by_virsh_is_shown_and_restored(provider, machine, progress, daemon):
    machine_id = machine()
    domain = daemon.connection.lookupByUUIDString(str(machine_id))
    domain.snapshotCreateXML("<domainsnapshot><name>by hand</name><description>d</description></domainsnapshot>", 0)
    (found,) = provider.machine(machine_id).checkpoints
    assert (found.name, found.native_name, found.description) == ("by hand", "by hand", "d")
    provider.rename_checkpoint(machine_id, found.id, "by hand", "better")
    with pytest.raises(CapabilityError):
        provider.rename_checkpoint(machine_id, found.id, "other", "better")
    provider.restore_checkpoint(machine_id, found.id, progress)
    assert provider.machine(machine_id).checkpoints[0].description == "better"


@pytest.mark.parametrize("running", [False, True])
def test_machine_that_cannot_have_checkpoints_says_why(provider, machine, progress, running):
    raw = VirtualDiskDrive(size_mb=8, virtual_hard_disk=DiskImage(format="raw"))
    for name, drives in (("raw", [raw]), ("none", [])):
        machine_id = machine(name, start=running, virtual_disk_drives=drives)
        with pytest.raises(CapabilityError) as failure:
            provider.create_checkpoint(machine_id, uuid4(), "c", "", progress)
        assert failure.value.cause
        assert failure.value.action
        assert provider.machine(machine_id).checkpoints == []


def test_restore_with_a_saved_state_is_refused(provider, machine, progress):
    machine_id = machine(start=True)
    checkpoint = provider.create_checkpoint(machine_id, uuid4(), "c", "", progress)
    provider.save_state(machine_id, progress)
    with pytest.raises(StateError):
        provider.restore_checkpoint(machine_id, checkpoint.id, progress)


def test_rename_of_a_machine_keeps_its_checkpoints(provider, machine, progress):
    machine_id, first, second = machine(), uuid4(), uuid4()
    provider.create_checkpoint(machine_id, first, "first", "", progress)
    provider.create_checkpoint(machine_id, second, "second", "", progress)
    provider.restore_checkpoint(machine_id, first, progress)
    provider.rename(machine_id, "neuer & <Name>")
    found = provider.machine(machine_id)
    assert found.name == "neuer & <Name>"
    assert {c.id: (c.name, c.parent_checkpoint_id, c.is_current) for c in found.checkpoints} == {
        first: ("first", None, True),
        second: ("second", first, False),
    }
    provider.restore_checkpoint(machine_id, second, progress)
    disk = found.virtual_disk_drives[0].virtual_hard_disk.location
    listed = subprocess.run(["qemu-img", "snapshot", "-l", disk], capture_output=True, text=True, check=True).stdout
    assert str(first) in listed
    assert str(second) in listed


def test_rename_is_refused_where_it_is_not_possible(provider, machine, progress):
    machine_id = machine(start=True)
    machine("taken")
    with pytest.raises(StateError):
        provider.rename(machine_id, "other")
    provider.save_state(machine_id, progress)
    with pytest.raises(StateError):
        provider.rename(machine_id, "other")
    provider.discard_saved_state(machine_id, progress)
    with pytest.raises(Exception, match="cannot be renamed") as failure:
        provider.rename(machine_id, "taken")
    assert failure.value.action
    provider.rename(machine_id, "web01")
    assert provider.machine(machine_id).name == "web01"
