"""Cmdlets whose capability is missing: they bind and check their parameters, then say what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter

from .capabilities import refusal
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, GroupedCmdlet, ReadingCmdlet


class UnavailableGet(ReadingCmdlet):
    """Reads a kind of object that this version does not have."""

    def run(self, session: Session) -> Iterable[object]:
        del session
        raise refusal(type(self))


class UnavailableNamedGet(UnavailableGet):
    """The same for objects that have a name and an ID."""

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class UnavailableChange(ChangingCmdlet):
    """Changes something that this version does not have. Nothing is changed, also not in part."""

    permission = Permission.CHANGE

    def run(self, session: Session) -> Iterable[object]:
        del session
        raise refusal(type(self))

    def plan(self, session: Session) -> list[str]:
        del session
        raise refusal(type(self))


class UnavailableGrouped(UnavailableChange, GroupedCmdlet):
    """The same with -JobGroup. It does not wait in the group: it says at once what is missing."""
