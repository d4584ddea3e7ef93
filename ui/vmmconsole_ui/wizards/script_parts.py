"""Statements that several wizards and dialogs write alike: lookups of one object, and values in the original's form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from vmmconsole.script.calls import (
    SWITCH,
    Argument,
    Call,
    Condition,
    Lookup,
    Script,
    Statement,
    Value,
    Variable,
    Word,
)
from vmmconsole.script.writer import write

from .new_vm_request import LibraryFile

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def server_value(server: str) -> Value:
    """What stands behind -VMMServer: a bare word where it can be one, as the original writes it."""
    return Word(server) if _PLAIN.fullmatch(server) else server


def call(cmdlet: str, **values: Value) -> Call:
    """A call whose parameters are given by the product's names; None is left out, True of a switch is `SWITCH`."""
    return Call(cmdlet, tuple(Argument(name, value) for name, value in values.items() if value is not None))


def lookup(variable: str, cmdlet: str, server: str, **where: str) -> Lookup:
    """``$variable = cmdlet -VMMServer server | where {$_.Name -eq "…"}``; a dot in a path is written as ``__``."""
    conditions = tuple(Condition(tuple(path.split("__")), value) for path, value in where.items())
    return Lookup(variable, call(cmdlet, VMMServer=server_value(server)), conditions)


def machine_lookup(server: str, name: str, machine_id: UUID, *, variable: str = "VM") -> Lookup:
    """The virtual machine of that name and ID: the name is for people, the ID for when two have the same."""
    found = call("Get-VM", VMMServer=server_value(server), Name=name)
    return Lookup(variable, found, (Condition(("ID",), str(machine_id)),))


def template_lookup(server: str, name: str, template_id: UUID) -> Lookup:
    """The template of that name and ID."""
    found = call("Get-Template", VMMServer=server_value(server), Name=name)
    return Lookup("Template", found, (Condition(("ID",), str(template_id)),))


def device_lookup(variable: str, noun: str, server: str, device_id: UUID) -> Lookup:
    """A device by ID: ``Get-VirtualDiskDrive -VMMServer S -All | where {$_.ID -eq "…"}``."""
    found = call(f"Get-{noun}", VMMServer=server_value(server), All=SWITCH)
    return Lookup(variable, found, (Condition(("ID",), str(device_id)),))


def file_lookup(variable: str, cmdlet: str, server: str, file: LibraryFile) -> Lookup:
    """A library file by name and path, because a name can stand in several folders."""
    return lookup(variable, cmdlet, server, Name=file.name, SharePath=file.share_path)


def numbered(name: str, taken: Iterable[str]) -> str:
    """`name`, or `name` with the first number that is free: ``ISO``, ``ISO2``."""
    used = set(taken)
    number = 1
    while (result := name if number == 1 else f"{name}{number}") in used:
        number += 1
    return result


def script_text(title: str, statements: Iterable[Statement], generated_at: datetime) -> str:
    """The text of a script with its header; the title is what the dialog is called."""
    words = " ".join(word[:1].upper() + word[1:] for word in title.split(" "))
    return write(Script(f"{words} Script", tuple(statements)), generated_at=generated_at)


def reference(found: Lookup) -> Variable:
    """The variable that a lookup fills."""
    return Variable(found.variable)
