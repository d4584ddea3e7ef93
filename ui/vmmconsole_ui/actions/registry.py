"""Every action there is. Adding one is one entry in the module of its kind."""

from __future__ import annotations

from . import administration, general, host, job, library, machine, template
from .action import Action

ACTIONS: tuple[Action, ...] = (
    *general.ACTIONS,
    *machine.ACTIONS,
    *host.ACTIONS,
    *library.ACTIONS,
    *template.ACTIONS,
    *job.ACTIONS,
    *administration.ACTIONS,
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Virtual machine", ("VM",)),
    ("Host", ("VMHost",)),
    ("Host group", ("VMHostGroup",)),
    ("Template", ("Template",)),
    ("Library", ("LibraryShare", "ISO", "VirtualHardDisk", "VirtualFloppyDisk", "Script", "AnswerFile")),
    ("Job", ("Job",)),
    ("Virtualization manager", ("VirtualizationManager",)),
    ("Run As account", ("RunAsAccount",)),
    ("User role", ("UserRole",)),
)
"""The submenus of Actions, one per type of object."""


def action(action_id: str) -> Action:
    """The action of that ID.

    Raises:
        KeyError: there is none.
    """
    return _BY_ID[action_id]


def general_actions(view: str) -> list[Action]:
    """The actions that need no selection, as they stand in a view."""
    return [a for a in ACTIONS if not a.kinds and (not a.views or view in a.views)]


def actions_for(kind: str) -> list[Action]:
    """The actions for a kind of object, in their order."""
    return [a for a in ACTIONS if kind in a.kinds]


_BY_ID: dict[str, Action] = {a.id: a for a in ACTIONS}
