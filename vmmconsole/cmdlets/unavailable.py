"""Cmdlets whose capability is missing: they bind and check their parameters, then say what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter

from .capabilities import refusal
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, GroupedCmdlet, ReadingCmdlet, VMMCmdlet


class Unavailable(VMMCmdlet):
    """A cmdlet that can do nothing but say what is missing, whatever its parameters would need besides."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.parameters = tuple(replace(p, needs="", neutral=()) if p.needs else p for p in cls.parameters)

    def run(self, session: Session) -> Iterable[object]:
        del session
        raise refusal(type(self))


class UnavailableGet(Unavailable, ReadingCmdlet):
    """Reads a kind of object that this version does not have."""


class UnavailableNamedGet(UnavailableGet):
    """The same for objects that have a name and an ID."""

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class UnavailableChange(Unavailable, ChangingCmdlet):
    """Changes something that this version does not have. Nothing is changed, also not in part."""

    permission = Permission.CHANGE

    def plan(self, session: Session) -> list[str]:
        del session
        raise refusal(type(self))


class UnavailableGrouped(UnavailableChange, GroupedCmdlet):
    """The same with -JobGroup. It does not wait in the group: it says at once what is missing."""
