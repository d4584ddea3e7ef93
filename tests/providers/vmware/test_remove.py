"""Removing machines of an ESX host, with their files and without."""

from __future__ import annotations

import pytest
from pyVmomi import vim

from tests.vcsim import Vcsim
from vmmconsole.model.errors import StateError
from vmmconsole.model.hardware import VirtualDiskDrive
from vmmconsole.model.status import BusType
from vmmconsole.providers.contract import VMSpec
from vmmconsole.providers.vmware import creation
from vmmconsole.providers.vmware.files import DatastoreFiles
from vmmconsole.providers.vmware.paths import parse_path
from vmmconsole.providers.vmware.power import Power
from vmmconsole.providers.vmware.removal import machine_files, remove
from vmmconsole.providers.vmware.site import EsxSite

from .esx import CAPABILITIES, STORE, Steps, simulator_of_verbs, spec, standalone_host

__all__ = ["simulator_of_verbs", "standalone_host"]


def made(site: EsxSite, wanted: VMSpec | None = None) -> VMSpec:
    wanted = wanted or spec()
    creation.create(site, wanted, CAPABILITIES, Steps())
    return wanted


def exists(site: EsxSite, path: str) -> bool:
    return DatastoreFiles(site).look(parse_path(path)) is not None


def test_files_go_or_stay_as_asked(site: EsxSite) -> None:
    first, second = made(site), made(site)
    (kept,), (gone,) = machine_files(site, first.id), machine_files(site, second.id)
    assert remove(site, first.id, delete_files=False, progress=Steps()) == []
    assert remove(site, second.id, delete_files=True, progress=Steps()) == [gone]
    assert (exists(site, kept), exists(site, gone)) == (True, False)
    assert not exists(site, f"{STORE} {second.name}")
    assert remove(site, second.id, delete_files=True, progress=Steps()) == []


def test_a_disk_that_another_machine_uses_stays(site: EsxSite) -> None:
    first = made(site)
    (shared,) = machine_files(site, first.id)
    elsewhere = spec()
    elsewhere.hardware.virtual_disk_drives = [VirtualDiskDrive(bus_type=BusType.SCSI, path=shared, use_local=True)]
    made(site, elsewhere)
    assert machine_files(site, first.id) == []
    assert remove(site, elsewhere.id, delete_files=True, progress=Steps()) == []
    assert machine_files(site, first.id) == [shared]


def test_checkpoints_go_before_disks_that_are_kept(site: EsxSite) -> None:
    owner = made(site)
    (kept,) = machine_files(site, owner.id)
    remove(site, owner.id, delete_files=False, progress=Steps())
    wanted = spec()
    wanted.hardware.virtual_disk_drives.append(
        VirtualDiskDrive(bus_type=BusType.SCSI, lun=1, path=kept, use_local=True)
    )
    made(site, wanted)
    machine = site.machine(wanted.id).reference
    site.run(lambda: machine.CreateSnapshot_Task("one", "", False, False), Steps(), "Checkpoint")
    steps = Steps()
    assert len(remove(site, wanted.id, delete_files=True, progress=steps)) == 1
    assert steps.steps == ["Remove checkpoints", "Take out disks that are kept", "Delete virtual machine"]
    assert exists(site, kept)


def test_a_running_machine_is_not_removed(site: EsxSite) -> None:
    wanted = made(site)
    Power(site).start(wanted.id, Steps())
    with pytest.raises(StateError) as refused:
        remove(site, wanted.id, delete_files=True, progress=Steps())
    assert refused.value.action == "Stop it first."
    assert site.find(wanted.id)


def test_one_that_was_never_made_whole_is_removed_with_what_was_made(site: EsxSite) -> None:
    wanted = spec()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(creation, "_complete", lambda *_: None)
        made(site, wanted)
    assert remove(site, wanted.id, delete_files=False, progress=Steps()) == []
    assert site.find(wanted.id) is None
    assert not exists(site, f"{STORE} {wanted.name}")


def test_one_that_goes_at_the_same_moment_is_no_error(site: EsxSite, vcsim: Vcsim) -> None:
    wanted = made(site)
    obj = f'<obj type="VirtualMachine">{site.machine(wanted.id).reference._moId}</obj>'
    vcsim.fail("Destroy_Task", fault="ManagedObjectNotFound", fields=obj)
    remove(site, wanted.id, delete_files=True, progress=Steps())
    assert isinstance(site.machine(wanted.id).reference, vim.VirtualMachine)
