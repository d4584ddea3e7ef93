"""The verbs of virtual machines, with the rules of when each is possible."""

from __future__ import annotations

from collections.abc import Callable

from vmmconsole_ui.context import Selection
from vmmconsole_ui.models.objects import Row
from vmmconsole_ui.views.words import sentence, vm_state

from .action import POSSIBLE, Action, Verdict
from .scripts import ConfirmedVerb, Verb
from .windows import first_id, opens

_KIND = ("VM",)
_FAILED = (
    "CreationFailed", "TemplateCreationFailed", "CustomizationFailed", "UpdateFailed", "ReplacementFailed",
    "MigrationFailed", "CheckpointFailed", "P2VCreationFailed", "V2VCreationFailed",
)  # fmt: skip
_DELETABLE = ("PowerOff", "Saved", "Missing", "Stored", "Unsupported", "IncompleteVMConfig", *_FAILED)
_CHECKPOINTABLE = ("Running", "PowerOff", "Saved", "Paused")
_STATE_WORDS = {"PowerOff": "stopped", "Saved": "in saved state", "Paused": "paused", "Running": "running"}


def _status(row: Row) -> str:
    return str(row["Status"] or "")


def _lacks(row: Row, ability: str) -> str:
    """Why the machine's host cannot do that, as far as it was asked; empty where it can."""
    abilities = row.table.store.abilities.get(str(row["VMHost.ID"]))
    if not ability or abilities is None or getattr(abilities, ability):
        return ""
    return abilities.reasons.get(ability, "") or f"{row['VMHost.Name']} cannot do that."


def _in(states: tuple[str, ...], verb: str, ability: str = "") -> Callable[[Selection], Verdict]:
    """Possible when at least one of the selected machines is in one of these states, on a host that can do it."""
    words = [_STATE_WORDS[state] for state in states if state in _STATE_WORDS]
    wanted = " or ".join(words)

    def verdict(selection: Selection) -> Verdict:
        there = _fitting(selection, states)
        if any(not _lacks(row, ability) for row in there):
            return POSSIBLE
        if there:
            return False, _lacks(there[0], ability)
        if len(selection) == 1:
            now = sentence(selection.rows[0]["StatusText"] or "").lower()
            return False, f"{verb} needs a machine that is {wanted}. This one is {now}."
        return False, f"{verb} needs a machine that is {wanted}. None of these is."

    return verdict


def _fitting(selection: Selection, states: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(row for row in selection.rows if _status(row) in states)


def _can_delete(selection: Selection) -> Verdict:
    if any(_status(row) in _DELETABLE for row in selection.rows):
        return POSSIBLE
    if len(selection) == 1:
        return False, "Stop the machine first. Only a machine that does not run can be deleted."
    return False, "Stop the machines first. Only machines that do not run can be deleted."


def _can_repair(selection: Selection) -> Verdict:
    if any(_status(row).endswith("Failed") for row in selection.rows):
        return POSSIBLE
    return False, "There is nothing to repair. Repair is for a machine whose last operation failed."


def _can_checkpoint(selection: Selection) -> Verdict:
    there = _fitting(selection, _CHECKPOINTABLE)
    if any(not _lacks(row, "checkpoints") for row in there):
        return POSSIBLE
    if there:
        return False, _lacks(there[0], "checkpoints")
    return False, "A checkpoint needs a machine that is stopped, running, paused or in saved state."


def _is_settled(selection: Selection) -> Verdict:
    for row in selection.rows:
        if vm_state(_status(row))[0] == "busy":
            return False, f"{row.name} is {sentence(row['StatusText'] or '').lower()}. Wait until that is done."
    return POSSIBLE


_MOVABLE = ("Running", "PowerOff", "Saved", "Paused")


def _can_migrate(selection: Selection) -> Verdict:
    if any(_status(row) in _MOVABLE for row in selection.rows):
        return POSSIBLE
    return False, "Only a machine that is running, paused, stopped or in saved state can be moved."


def _can_migrate_storage(selection: Selection) -> Verdict:
    verdict = _can_migrate(selection)
    if verdict != POSSIBLE:
        return verdict
    if len({row["VMHost.ID"] for row in _fitting(selection, _MOVABLE)}) > 1:
        return False, "Select machines of one host: the path that their disks go to is one of that host."
    lacking = next((text for row in selection.rows if (text := _lacks(row, "storage_migration"))), "")
    return (False, lacking) if lacking else POSSIBLE


CLONEABLE = ("PowerOff", "Stored")
"""The statuses in which a machine can be cloned everywhere."""
_CLONEABLE_BY_HOST = (*CLONEABLE, "Running", "Paused", "Saved")


def clone_obstacle(row: Row) -> str:
    """Why a machine cannot be cloned now, as far as its host was asked; empty where it can."""
    if _status(row) in CLONEABLE:
        return ""
    if _status(row) in _CLONEABLE_BY_HOST and not _lacks(row, "clone"):
        return ""
    now = sentence(row["StatusText"] or "").lower()
    return f"{row.name} is {now}. Its host clones only a machine that is stopped."


def _can_clone(selection: Selection) -> Verdict:
    obstacle = clone_obstacle(selection.rows[0])
    return (False, obstacle) if obstacle else POSSIBLE


def _can_become_template(selection: Selection) -> Verdict:
    row = selection.rows[0]
    if lacking := _lacks(row, "templates"):
        return False, lacking
    if _status(row) == "PowerOff":
        return POSSIBLE
    now = sentence(row["StatusText"] or "").lower()
    return False, f"Only a machine that is stopped can become a template. This one is {now}."


def _movable_ids(selection: Selection) -> tuple[list[str]]:
    return ([row.id for row in _fitting(selection, _MOVABLE)],)


def _has(states: tuple[str, ...], ability: str = "") -> Callable[[Row], bool]:
    return lambda row: _status(row) in states and not _lacks(row, ability)


_STARTABLE = ("PowerOff", "Saved", "Paused")
_STOPPABLE = ("Running", "Paused")

ACTIONS: tuple[Action, ...] = (
    Action(
        "start",
        "Start",
        "start",
        Verb("Start virtual machine", "Start-VM", _has(_STARTABLE)),
        _KIND,
        "Ctrl+Shift+S",
        _in(_STARTABLE, "Start"),
    ),
    Action(
        "shut_down",
        "Shut down",
        "shut_down",
        Verb("Shut down virtual machine", "Shutdown-VM", _has(("Running",), "shutdown")),
        _KIND,
        "Ctrl+Shift+D",
        _in(("Running",), "Shut down", "shutdown"),
        tip="Asks the guest to shut down",
    ),
    Action(
        "stop",
        "Stop",
        "stop",
        ConfirmedVerb(
            "Stop virtual machine",
            "Stop-VM",
            _has(_STOPPABLE),
            "Stop",
            "It is switched off at once; what the guest has not written is lost.",
        ),
        _KIND,
        "",
        _in(_STOPPABLE, "Stop"),
        tip="Switches the machine off at once",
    ),
    Action(
        "pause",
        "Pause",
        "pause",
        Verb("Pause virtual machine", "Suspend-VM", _has(("Running",), "pause")),
        _KIND,
        "",
        _in(("Running",), "Pause", "pause"),
    ),
    Action(
        "resume",
        "Resume",
        "resume",
        Verb("Resume virtual machine", "Resume-VM", _has(("Paused",))),
        _KIND,
        "",
        _in(("Paused",), "Resume"),
    ),
    Action(
        "save_state",
        "Save state",
        "save_state",
        Verb("Save state of virtual machine", "SaveState-VM", _has(_STOPPABLE, "save_state")),
        _KIND,
        "",
        _in(_STOPPABLE, "Save state", "save_state"),
    ),
    Action(
        "discard_saved_state",
        "Discard saved state",
        "discard",
        ConfirmedVerb(
            "Discard saved state of virtual machine",
            "DiscardSavedState-VM",
            _has(("Saved",)),
            "Discard saved state of",
            "What ran in it and was not written to its disks is lost.",
        ),
        _KIND,
        "",
        _in(("Saved",), "Discard saved state"),
    ),
    Action(
        "reset",
        "Reset",
        "reset",
        ConfirmedVerb(
            "Reset virtual machine",
            "Reset-VM",
            _has(("Running",), "reset"),
            "Reset",
            "It restarts at once; what the guest has not written is lost.",
        ),
        _KIND,
        "",
        _in(("Running",), "Reset", "reset"),
    ),
    Action(
        "connect",
        "Connect",
        "connect_machine",
        opens("open_viewers"),
        _KIND,
        "Ctrl+Shift+C",
        _in(("Running", "Paused"), "Connect", "viewer"),
        section=1,
        tip="Opens its screen in a viewer",
        fits=_has(("Running", "Paused"), "viewer"),
    ),
    Action(
        "new_checkpoint",
        "New checkpoint",
        "new_checkpoint",
        opens("open_new_checkpoint", lambda s: ([*s.ids],)),
        _KIND,
        "Ctrl+Shift+K",
        _can_checkpoint,
        section=1,
        fits=_has(_CHECKPOINTABLE, "checkpoints"),
    ),
    Action(
        "checkpoints",
        "Manage checkpoints",
        "checkpoints",
        opens("open_checkpoints", first_id),
        _KIND,
        "",
        _is_settled,
        multi=False,
        section=1,
    ),
    Action(
        "migrate",
        "Migrate",
        "migrate",
        opens("open_migrate", _movable_ids),
        _KIND,
        "Ctrl+Shift+M",
        _can_migrate,
        section=1,
        fits=_has(_MOVABLE),
        tip="Moves the machine to another host",
    ),
    Action(
        "migrate_storage",
        "Migrate storage",
        "migrate_storage",
        opens("open_migrate_storage", _movable_ids),
        _KIND,
        "",
        _can_migrate_storage,
        section=1,
        fits=_has(_MOVABLE),
        tip="Moves the machine's disks to another path of its host",
    ),
    Action(
        "clone",
        "Clone",
        "clone",
        opens("open_new_vm_from", lambda s: ("VM", s.ids[0])),
        _KIND,
        "",
        _can_clone,
        multi=False,
        section=1,
        tip="Makes another virtual machine that is a copy of this one",
    ),
    Action(
        "new_template",
        "New template",
        "new_template",
        opens("open_new_template", first_id),
        _KIND,
        "",
        _can_become_template,
        multi=False,
        section=1,
        tip="Turns the machine into a template, from which others are made",
    ),
    Action(
        "repair", "Repair", "repair", opens("open_repair", first_id), _KIND, "", _can_repair, multi=False, section=1
    ),
    Action("refresh_vm", "Refresh", "refresh", Verb("Refresh virtual machine", "Refresh-VM"), _KIND, "", section=2),
    Action(
        "rename_vm",
        "Rename",
        "rename",
        opens("open_rename", lambda s: ("VM", s.ids[0])),
        _KIND,
        "F2",
        _is_settled,
        multi=False,
        section=2,
    ),
    Action(
        "delete_vm",
        "Delete",
        "delete",
        opens("open_delete", lambda s: ([row.id for row in _fitting(s, _DELETABLE)],)),
        _KIND,
        "Del",
        _can_delete,
        section=2,
        fits=_has(_DELETABLE),
    ),
    Action(
        "vm_properties",
        "Properties",
        "properties",
        opens("open_vm_properties", first_id),
        _KIND,
        "Alt+Return",
        _is_settled,
        multi=False,
        section=3,
    ),
)
