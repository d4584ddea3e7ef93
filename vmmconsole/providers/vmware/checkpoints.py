"""Checkpoints: vCenter's snapshots. The ID of one of ours stands in the last line of its description."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import CapabilityError, NotFoundError, StateError
from vmmconsole.providers.contract import Progress

from .identity import checkpoint_description, checkpoint_texts, encode_name, is_under_creation
from .site import EsxSite, Found, about

_PROPERTIES = ("snapshot", "config.extraConfig", "config.template")
_NAME_LENGTH = 80


def create_checkpoint(
    site: EsxSite, machine_id: UUID, checkpoint_id: UUID, name: str, description: str, progress: Progress
) -> None:
    """Make a checkpoint, with memory when the machine runs; one that a run before made is left as it is."""
    found = site.machine(machine_id, *_PROPERTIES)
    with about(f"The checkpoint “{name}” cannot be created.", found.name):
        site.await_earlier(found.reference, "createSnapshot", progress)
        found = site.machine(machine_id, *_PROPERTIES)
        if _find(machine_id, found, checkpoint_id) is None:
            _check(found, name)
            text = checkpoint_description(description, checkpoint_id)
            machine, native = found.reference, encode_name(name)
            site.run(
                lambda: machine.CreateSnapshot_Task(name=native, description=text, memory=True, quiesce=False),
                progress, "Create checkpoint",
            )  # fmt: skip
    site.tell(machine_id)


def restore_checkpoint(site: EsxSite, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
    """Go back to a checkpoint. One with memory runs afterwards, one without is off."""
    found = site.machine(machine_id, *_PROPERTIES)
    with about("The checkpoint cannot be restored.", found.name):
        snapshot = _existing(machine_id, found, checkpoint_id).snapshot
        host = site.host
        site.run(lambda: snapshot.RevertToSnapshot_Task(host), progress, "Restore checkpoint")
    site.tell(machine_id)


def remove_checkpoint(site: EsxSite, machine_id: UUID, checkpoint_id: UUID, progress: Progress) -> None:
    """Delete a checkpoint; one that is gone is no error."""
    found = site.machine(machine_id, *_PROPERTIES)
    with about("The checkpoint cannot be removed.", found.name):
        node = _find(machine_id, found, checkpoint_id)
        if node is not None:
            snapshot = node.snapshot
            with contextlib.suppress(NotFoundError):  # a task of an earlier run was as quick
                site.run(
                    lambda: snapshot.RemoveSnapshot_Task(removeChildren=False, consolidate=True),
                    progress, "Remove checkpoint",
                )  # fmt: skip
    site.tell(machine_id)


def rename_checkpoint(site: EsxSite, machine_id: UUID, checkpoint_id: UUID, name: str, description: str) -> None:
    """Change a checkpoint's name and description; one made elsewhere keeps the ID that it has without a mark."""
    found = site.machine(machine_id, *_PROPERTIES)
    with about("The checkpoint cannot be renamed.", found.name):
        node = _existing(machine_id, found, checkpoint_id)
        _check(found, name)
        text = checkpoint_description(description, checkpoint_id)
        if checkpoint_texts(machine_id, "", str(node.id))[0] == checkpoint_id:
            text = description
        native = encode_name(name)
        site.session.call(lambda: node.snapshot.RenameSnapshot(name=native, description=text))
    site.tell(machine_id)


def _check(found: Found, name: str) -> None:
    if is_under_creation(found.marks):
        raise StateError(
            f"{found.name} cannot have a checkpoint now.",
            cause="It is still being made.",
            action="Wait until its creation has ended.",
            object_name=found.name,
        )
    if len(encode_name(name)) > _NAME_LENGTH:
        raise CapabilityError(
            f"The name “{name}” cannot be used.",
            cause=f"vCenter takes {_NAME_LENGTH} characters at most, a percent sign counting as three.",
            action="Choose a shorter name.",
        )


def _nodes(found: Found) -> Iterator[Any]:
    tree = found["snapshot"]
    waiting = list(tree.rootSnapshotList) if tree is not None else []
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.childSnapshotList or ()


def _find(machine_id: UUID, found: Found, checkpoint_id: UUID) -> Any | None:
    for node in _nodes(found):
        if checkpoint_texts(machine_id, node.description or "", str(node.id))[0] == checkpoint_id:
            return node
    return None


def _existing(machine_id: UUID, found: Found, checkpoint_id: UUID) -> Any:
    node = _find(machine_id, found, checkpoint_id)
    if node is None:
        raise NotFoundError(
            "The checkpoint is not on the host.",
            cause=f"{found.name} has no checkpoint with the ID {checkpoint_id}.",
            action="Refresh the virtual machine.",
        )
    return node
