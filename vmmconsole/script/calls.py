"""What a script is made of when a program writes it: calls, lookups and the values in them.

A wizard builds these, `writer.write` turns them into text, and `reader.read` turns that text back into equal
objects: ``read(write(script)).statements == script.statements`` for any string a person can type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Variable:
    """A reference to a variable, written ``$VM``; letters, digits and underscore only."""

    name: str


@dataclass(frozen=True, slots=True)
class Word:
    """A value written bare, such as an enumeration's name: ``-StopAction SaveVM``; a letter first, then letters and
    digits."""

    text: str


@dataclass(frozen=True, slots=True)
class Switch:
    """A parameter given without a value: ``-RunAsynchronously``."""


SWITCH = Switch()

Scalar = str | int | float | bool | None | UUID | Word | Variable
Value = Scalar | Switch | tuple[Scalar, ...]
"""A string is written in quotes, a bool as ``$true``, None as ``$null``, a GUID bare, a tuple as a comma list."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One named parameter of a call and its value."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Call:
    """One cmdlet call: ``Start-VM -VM $VM -RunAsynchronously``."""

    cmdlet: str
    arguments: tuple[Argument, ...] = ()

    def value(self, name: str) -> Value:
        """The value of parameter `name` (any case), or None when the call does not have it."""
        wanted = name.lower()
        return next((a.value for a in self.arguments if a.name.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Condition:
    """An equality on a property path: ``$_.VMHost.Name -eq "kvm-01"``."""

    path: tuple[str, ...]
    value: Scalar


@dataclass(frozen=True, slots=True)
class Lookup:
    """``$variable = call | where {condition -and condition}``: finds the object that later calls use."""

    variable: str
    call: Call
    where: tuple[Condition, ...] = ()


Statement = Call | Lookup


@dataclass(frozen=True, slots=True)
class Script:
    """A title for the header and the statements in order."""

    title: str
    statements: tuple[Statement, ...] = field(default=())
