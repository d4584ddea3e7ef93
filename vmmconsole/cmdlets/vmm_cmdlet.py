"""What all cmdlets of the product share: the server parameter, and for changing ones the parameters of a job."""

from __future__ import annotations

from enum import Enum
from fnmatch import fnmatchcase
from typing import Any, TypeVar
from uuid import UUID

from vmmconsole.model import LibraryServer, Noun, VMHost
from vmmconsole.model.errors import NotFoundError, ParameterError
from vmmconsole.model.noun import Value
from vmmconsole.model.status import Permission, text_of
from vmmconsole.script.cmdlet import UNSET, Cmdlet, Parameter, parameter, switch

from .capabilities import Missing
from .session import ServerConnection, Session

N = TypeVar("N", bound=Noun)
_LONGEST_TEXT = 4096
C = TypeVar("C", VMHost, LibraryServer)


_GENERAL = frozenset({
    "vmm_server", "on_behalf_of_user", "on_behalf_of_role", "job_group", "run_asynchronously", "job_variable",
    "pro_tip_id",
})  # fmt: skip
"""What cmdlets have in common, at the end of help."""


def _declared(base: type) -> list[Parameter]:
    """The parameters that a class itself declares."""
    return [p for p in getattr(base, "parameters", ()) if p.attribute in vars(base)]


class VMMCmdlet(Cmdlet):
    """A cmdlet of the product, not of the language."""

    vmm_server: ServerConnection = parameter(
        "VMMServer", pipeline=True, help="The server to work on: this engine's own name, or localhost."
    )
    on_behalf_of_user: str = parameter(
        "OnBehalfOfUser", needs=Missing.ON_BEHALF_OF, help="The user in whose name it is done."
    )
    on_behalf_of_role: str = parameter(
        "OnBehalfOfUserRole", needs=Missing.ON_BEHALF_OF, help="The user role in whose name it is done."
    )

    def __init_subclass__(cls, **kwargs: Any) -> None:
        # Families share parameters by several bases; `Cmdlet` itself looks at the first one only.
        found = {p.attribute: p for base in reversed(cls.__mro__[1:]) for p in _declared(base)}
        cls.parameters = tuple(found.values())
        super().__init_subclass__(**kwargs)
        # What no other parameter takes from the pipeline may be a server: its own parameters come first, those that
        # work before those that do not.
        cls.parameters = tuple(sorted(cls.parameters, key=lambda p: (p.attribute in _GENERAL, bool(p.needs))))

    def given(self, attribute: str) -> bool:
        """Whether the parameter has a value.

        Raises:
            ParameterError: it is $null where an object is needed, because a lookup before found nothing.
        """
        value = getattr(self, attribute)
        if value is UNSET:
            return False
        if value is None:
            declared = next(p for p in type(self).parameters if p.attribute == attribute)
            if isinstance(declared.type, type) and issubclass(declared.type, Value):
                raise ParameterError(
                    f"{type(self).name} cannot run: -{declared.name} is $null.",
                    cause="The lookup that should have given the object found none.",
                    action=f"Check the lookup before this line, or leave -{declared.name} out.",
                )
            return False
        return True

    def check_ranges(self) -> None:
        """Refuse numbers outside what their parameters declare.

        Raises:
            ParameterError: one is; names the parameter and its range.
        """
        for declared in type(self).parameters:
            value = self.bound.get(declared.attribute)
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            low, high = declared.minimum, declared.maximum
            if (low is not None and value < low) or (high is not None and value > high):
                raise ParameterError(
                    f"{type(self).name} cannot take {value} for -{declared.name}.",
                    cause=_range_text(low, high, declared.unit),
                    action=f"Give -{declared.name} a value in that range.",
                )

    def check_texts(self) -> None:
        """Refuse texts that are too long or have control characters that no list could show.

        Raises:
            ParameterError: one is; names it.
        """
        for declared in type(self).parameters:
            value = self.bound.get(declared.attribute)
            if not isinstance(value, str) or declared.type is not str:
                continue
            bad = any(ord(c) < 32 and c not in "\t\r\n" for c in value)
            if bad or len(value) > _LONGEST_TEXT:
                raise ParameterError(
                    f"-{declared.name} cannot be used.",
                    cause="It has control characters." if bad else f"It is longer than {_LONGEST_TEXT:,} characters.",
                    action=f"Give -{declared.name} another text.",
                )


def _range_text(low: float | None, high: float | None, unit: str) -> str:
    if low is not None and high is not None:
        text = f"It must be between {low:,} and {high:,}"
    else:
        text = f"It must be at least {low:,}" if low is not None else f"It must be at most {high:,}"
    return f"{text} {unit}".rstrip() + "."


class ReadingCmdlet(VMMCmdlet):
    """A cmdlet that only reads."""

    permission = Permission.VIEW


class ChangingCmdlet(VMMCmdlet):
    """A cmdlet that changes something: a call is a step of a job. Running twice ends in the same state as once."""

    changes = True

    run_asynchronously: switch = parameter(
        "RunAsynchronously", help="Return at once; the work goes on as a job of its own."
    )
    job_variable: str = parameter(
        "JobVariable", help="The name of a variable that gets the job, without the dollar sign."
    )
    pro_tip_id: UUID = parameter("PROTipID", help="The ID of the PRO tip that asks for this change, for the audit.")

    def plan(self, session: Session) -> list[str]:
        """What the call would do, a sentence per change, for -WhatIf. Changes nothing.

        Raises:
            VMMError: the call would fail at once.
        """
        del session
        target = next((v for v in self.bound.values() if isinstance(v, Noun)), None)
        return [f"{type(self).job_name}: {target}." if target else f"{type(self).job_name}."]


class GroupedCmdlet(ChangingCmdlet):
    """A changing cmdlet that takes part in job groups."""

    job_group: UUID = parameter(
        "JobGroup", help="The ID of a job group: device cmdlets wait in it until the cmdlet that owns it runs."
    )


class UngroupedCmdlet(ChangingCmdlet):
    """A changing cmdlet that scripts give a job group although nothing waits for it."""

    job_group: UUID = parameter("JobGroup", help="Accepted for scripts; the change is made at once.")


def by_name(session: Session, kind: type[N], name: str, **equal: Any) -> list[N]:
    """Objects of that name; ``*`` and ``?`` stand for any characters, as no name can have them."""
    if "*" not in name and "?" not in name:
        return session.find(kind, name=name, **equal)
    pattern = name.lower().replace("[", "[[]")
    return [obj for obj in session.find(kind, **equal) if fnmatchcase(obj.name.lower(), pattern)]


def by_computer_name(session: Session, kind: type[C], name: str, **equal: Any) -> list[C]:
    """Computers of that name, with or without the domain; wildcards as for `by_name`."""
    found = by_name(session, kind, name, **equal)
    return found or [obj for obj in session.find(kind, **equal) if obj.computer_name.lower() == name.lower()]


def by_id(session: Session, kind: type[N], object_id: UUID) -> list[N]:
    """The object of that ID in a list, or an empty list."""
    try:
        return [session.get(kind, object_id)]
    except NotFoundError:
        return []


def old_to_new(what: str, old: object, new: object, unit: str = "") -> str:
    """``Memory: 512 MB → 1,024 MB``."""
    return f"{what}: {shown(old, unit)} → {shown(new, unit)}"


def shown(value: object, unit: str = "") -> str:
    """A value as a plan's sentence has it."""
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    if isinstance(value, int | float):
        return f"{value:,} {unit}".rstrip()
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value) or "none"
    return text_of(value) if isinstance(value, Enum) else f"'{value}'"
