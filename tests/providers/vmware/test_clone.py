"""Clones, templates, and machines made from them."""

from __future__ import annotations

import threading
from uuid import UUID, uuid4

import pytest
from pyVmomi import vim

from tests.vcsim import Vcsim
from vmmconsole.model.errors import CancelledError, ConflictError, StateError, StorageError, VMMError
from vmmconsole.providers.contract import VMSpec
from vmmconsole.providers.vm_spec import CloneSpec
from vmmconsole.providers.vmware import cloning, creation
from vmmconsole.providers.vmware.cloning import clone, mark_as_machine, mark_as_template
from vmmconsole.providers.vmware.files import DatastoreFiles
from vmmconsole.providers.vmware.identity import device_id, is_under_creation
from vmmconsole.providers.vmware.paths import parse_path
from vmmconsole.providers.vmware.power import Power
from vmmconsole.providers.vmware.removal import machine_files
from vmmconsole.providers.vmware.site import EsxSite

from .esx import CAPABILITIES, STORE, Steps, devices_of, simulator_of_verbs, spec, standalone_host

__all__ = ["simulator_of_verbs", "standalone_host"]


def made(site: EsxSite, wanted: VMSpec | None = None) -> VMSpec:
    wanted = wanted or spec()
    creation.create(site, wanted, CAPABILITIES, Steps())
    return wanted


def copy_of(**changes: object) -> CloneSpec:
    return CloneSpec(**{"id": uuid4(), "name": f"clone-{uuid4()}", "path": STORE, **changes})  # type: ignore[arg-type]


def exists(site: EsxSite, name: str) -> bool:
    return DatastoreFiles(site).look(parse_path(f"{STORE} {name}")) is not None


def ids_of(site: EsxSite, machine_id: UUID) -> set[UUID]:
    marks = site.machine(machine_id, "config.extraConfig").marks
    return {device_id(machine_id, device.key, marks) for device in devices_of(site, machine_id)}


def test_a_clone_has_disks_and_ids_of_its_own(site: EsxSite) -> None:
    original = made(site)
    before = machine_files(site, original.id)
    wanted = copy_of(description="a clone")
    steps = Steps()
    for _ in range(2):
        clone(site, site, original.id, wanted, steps)
    assert steps.steps.count("Clone virtual machine") == 1
    found = site.machine(wanted.id, "config.annotation", "config.extraConfig")
    assert (found.name, found["config.annotation"]) == (wanted.name, "a clone")
    assert not is_under_creation(found.marks)
    assert machine_files(site, original.id) == before
    assert machine_files(site, wanted.id)[0].startswith(f"{STORE} {wanted.name}/")
    assert not ids_of(site, original.id) & ids_of(site, wanted.id)
    cards = [
        d
        for i in (original.id, wanted.id)
        for d in devices_of(site, i)
        if isinstance(d, vim.vm.device.VirtualEthernetCard)
    ]
    assert len({card.macAddress for card in cards}) == 2


def test_a_template_becomes_machines_and_one_again(site: EsxSite) -> None:
    original = made(site)
    mark_as_template(site, original.id, Steps())
    mark_as_template(site, original.id, Steps())
    assert site.machine(original.id, "config.template")["config.template"]
    with pytest.raises(StateError, match="template"):
        Power(site).start(original.id, Steps())
    wanted = copy_of()
    clone(site, site, original.id, wanted, Steps())
    Power(site).start(wanted.id, Steps())
    mark_as_machine(site, original.id, Steps())
    mark_as_machine(site, original.id, Steps())
    Power(site).start(original.id, Steps())


def test_a_template_is_made_from_a_machine_that_stays(site: EsxSite) -> None:
    original = made(site)
    wanted = copy_of(as_template=True)
    for _ in range(2):
        clone(site, site, original.id, wanted, Steps())
    assert site.machine(wanted.id, "config.template")["config.template"]
    assert not site.machine(original.id, "config.template")["config.template"]


def test_a_template_without_disks_gives_a_machine_without(site: EsxSite) -> None:
    bare = spec()
    bare.hardware.virtual_disk_drives = []
    made(site, bare)
    mark_as_template(site, bare.id, Steps())
    wanted = copy_of()
    clone(site, site, bare.id, wanted, Steps())
    assert machine_files(site, wanted.id) == []


def test_a_running_machine_is_no_template(site: EsxSite) -> None:
    original = made(site)
    Power(site).start(original.id, Steps())
    with pytest.raises(StateError) as refused:
        mark_as_template(site, original.id, Steps())
    assert refused.value.action


def test_a_taken_name_and_a_full_datastore_leave_nothing(site: EsxSite, vcsim: Vcsim) -> None:
    original = made(site)
    with pytest.raises(ConflictError):
        clone(site, site, original.id, copy_of(name=original.name), Steps())
    wanted = copy_of()
    vcsim.fail("CloneVM_Task", task="NoDiskSpace")
    with pytest.raises(StorageError) as failed:
        clone(site, site, original.id, wanted, Steps())
    assert failed.value.action
    assert site.find(wanted.id) is None
    assert not exists(site, wanted.name)


def test_cancelling_cancels_the_clone_on_the_server(site: EsxSite, vcsim: Vcsim) -> None:
    original, wanted = made(site), copy_of()
    vcsim.hold("CloneVM_Task", progress=60)
    steps = Steps(cancel_at=3)
    with pytest.raises(CancelledError):
        clone(site, site, original.id, wanted, steps)
    assert 60 in steps.percents
    assert site.find(wanted.id) is None


class _Killed(BaseException):
    """Stands for the process's end: nothing cleans up."""


@pytest.mark.parametrize("other_id", [False, True])
def test_a_second_run_after_a_kill_finishes_the_clone(
    site: EsxSite, monkeypatch: pytest.MonkeyPatch, other_id: bool
) -> None:
    """With `other_id` the server gave the clone another ID than it was asked for."""
    original, wanted = made(site), copy_of()

    def killed(*_: object) -> None:
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(cloning, "_complete", killed)
        patched.setattr(cloning, "clean_up", lambda *_: None)
        with pytest.raises(_Killed):
            clone(site, site, original.id, wanted, Steps())
    machine = site.machine(wanted.id, "config.extraConfig")
    assert is_under_creation(machine.marks)
    if other_id:
        config = vim.vm.ConfigSpec(instanceUuid=str(uuid4()))
        site.run(lambda: machine.reference.ReconfigVM_Task(config), Steps(), "Another ID")
    steps = Steps()
    clone(site, site, original.id, wanted, steps)
    assert "Clone virtual machine" not in steps.steps
    assert not is_under_creation(site.machine(wanted.id, "config.extraConfig").marks)


def test_a_hundred_clones_at_once(site: EsxSite) -> None:
    original = made(site)
    wanted = [copy_of() for _ in range(100)]
    failed: list[VMMError] = []

    def make(one: CloneSpec) -> None:
        try:
            clone(site, site, original.id, one, Steps())
        except VMMError as err:
            failed.append(err)

    threads = [threading.Thread(target=make, args=(one,)) for one in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not [(err.details, err.cause, repr(err.__cause__)) for err in failed]
    files = [file for one in wanted for file in machine_files(site, one.id)]
    assert len(set(files)) == 100
    assert machine_files(site, original.id)[0] not in files
