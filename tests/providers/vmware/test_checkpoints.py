"""Checkpoints of machines on an ESX host. The simulator cannot rename one: that call is looked at as it is made."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from pyVmomi import vim

from tests.vcsim import Vcsim
from vmmconsole.model.errors import CapabilityError, NotFoundError, StorageError
from vmmconsole.providers.vmware import creation
from vmmconsole.providers.vmware.checkpoints import (
    create_checkpoint,
    remove_checkpoint,
    rename_checkpoint,
    restore_checkpoint,
)
from vmmconsole.providers.vmware.identity import checkpoint_texts
from vmmconsole.providers.vmware.site import EsxSite

from .esx import CAPABILITIES, Steps, simulator_of_verbs, spec, standalone_host

__all__ = ["simulator_of_verbs", "standalone_host"]


@pytest.fixture
def machine_id(site: EsxSite) -> UUID:
    wanted = spec()
    creation.create(site, wanted, CAPABILITIES, Steps())
    return wanted.id


def tree(site: EsxSite, machine_id: UUID) -> list[Any]:
    snapshot = site.machine(machine_id, "snapshot")["snapshot"]
    waiting, found = list(snapshot.rootSnapshotList) if snapshot else [], []
    while waiting:
        node = waiting.pop(0)
        found.append(node)
        waiting += node.childSnapshotList
    return found


def test_a_second_run_finds_what_the_first_one_made(site: EsxSite, machine_id: UUID) -> None:
    checkpoint_id = uuid4()
    for _ in range(2):
        create_checkpoint(site, machine_id, checkpoint_id, "50% / ‘it’", "before\nthe change", Steps())
    (node,) = tree(site, machine_id)
    assert node.name == "50%25 %2f ‘it’"
    assert checkpoint_texts(machine_id, node.description, node.id) == (checkpoint_id, "before\nthe change")


def test_one_is_gone_back_to_and_removed_and_the_others_stay(site: EsxSite, machine_id: UUID) -> None:
    ids = [uuid4() for _ in range(3)]
    for number, checkpoint_id in enumerate(ids):
        create_checkpoint(site, machine_id, checkpoint_id, f"number {number}", "", Steps())
    restore_checkpoint(site, machine_id, ids[0], Steps())
    current = site.machine(machine_id, "snapshot")["snapshot"].currentSnapshot
    assert current._moId == tree(site, machine_id)[0].snapshot._moId
    for _ in range(2):
        remove_checkpoint(site, machine_id, ids[1], Steps())
    assert [node.name for node in tree(site, machine_id)] == ["number 0", "number 2"]
    with pytest.raises(NotFoundError):
        restore_checkpoint(site, machine_id, ids[1], Steps())


def test_a_name_that_is_too_long_is_refused(site: EsxSite, machine_id: UUID) -> None:
    with pytest.raises(CapabilityError, match="80 characters"):
        create_checkpoint(site, machine_id, uuid4(), "n" * 81, "", Steps())
    assert tree(site, machine_id) == []


def test_a_full_datastore_is_said_with_the_checkpoint_s_name(site: EsxSite, vcsim: Vcsim, machine_id: UUID) -> None:
    vcsim.fail("CreateSnapshot_Task", task="NoDiskSpace")
    with pytest.raises(StorageError) as failed:
        create_checkpoint(site, machine_id, uuid4(), "first", "", Steps())
    assert "“first”" in failed.value.problem
    assert failed.value.action


@pytest.mark.parametrize("made_here", [True, False])
def test_renaming_keeps_the_id(
    site: EsxSite, machine_id: UUID, monkeypatch: pytest.MonkeyPatch, made_here: bool
) -> None:
    checkpoint_id = uuid4()
    if made_here:
        create_checkpoint(site, machine_id, checkpoint_id, "first", "text", Steps())
    else:
        machine = site.machine(machine_id).reference
        site.run(lambda: machine.CreateSnapshot_Task("outside", "by hand", False, False), Steps(), "Snapshot")
        checkpoint_id = uuid5(machine_id, f"snapshot:{tree(site, machine_id)[0].id}")
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(
        vim.vm.Snapshot, "RenameSnapshot", lambda _, name, description: asked.append((name, description)), raising=False
    )
    rename_checkpoint(site, machine_id, checkpoint_id, "100%", "other text")
    ((name, description),) = asked
    assert name == "100%25"
    native = tree(site, machine_id)[0].id
    assert checkpoint_texts(machine_id, description, native) == (checkpoint_id, "other text")


def test_a_server_that_cannot_rename_says_so(site: EsxSite, machine_id: UUID) -> None:
    checkpoint_id = uuid4()
    create_checkpoint(site, machine_id, checkpoint_id, "first", "", Steps())
    with pytest.raises(CapabilityError):
        rename_checkpoint(site, machine_id, checkpoint_id, "second", "")
