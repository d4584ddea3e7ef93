"""Making and looking at objects: New-Object, Add-Member, Get-Member, Get-Random."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.model.errors import ParameterError, ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.construct import construct
from vmmconsole.script.context import CollectingCmdlet, Context, StreamCmdlet
from vmmconsole.script.convert import to_number, to_text
from vmmconsole.script.members import get_member, has_property, reachable_names, set_member
from vmmconsole.script.sources import SOURCES
from vmmconsole.script.types import type_name_of
from vmmconsole.script.values import Hashtable, PSObject, ScriptBlockValue


class NewObject(Cmdlet):
    """Makes an object of a type that scripts may use.

    Example:
        New-Object PSObject -Property @{Name = "web-01"; Memory = 512}

    Example:
        New-Object TimeSpan 0, 5, 0
    """

    name = "New-Object"

    type_name: str = parameter("TypeName", position=0, mandatory=True, sets=("Net",), help="The type.")
    arguments: list[Any] = parameter(
        "ArgumentList", aliases=("Args",), position=1, remaining=True, sets=("Net",), help="What it is made from."
    )
    properties: Hashtable = parameter("Property", help="Properties and their values.")
    com: str = parameter("ComObject", mandatory=True, sets=("Com",), help="Not supported.")

    default_set = "Net"

    def run(self, session: Context) -> Iterator[Any]:
        if self.com is not UNSET:
            raise ScriptError(f"COM objects such as '{self.com}' are not supported.", action="Use a cmdlet.")
        made = construct(self.type_name, [] if self.arguments is UNSET else self.arguments)
        if self.properties is not UNSET:
            for key, value in self.properties.items():
                if isinstance(made, PSObject):
                    made.properties[to_text(key)] = value
                else:
                    set_member(made, to_text(key), value)
        yield made


class AddMember(StreamCmdlet):
    """Adds a property or a method to an object of the script.

    Example:
        $o = New-Object PSObject; $o | Add-Member -MemberType NoteProperty -Name Size -Value 5; $o
    """

    name = "Add-Member"

    member_type: str = parameter(
        "MemberType",
        aliases=("Type",),
        position=0,
        default="NoteProperty",
        sets=("Member",),
        help="NoteProperty or ScriptMethod.",
    )
    member_name: str = parameter("Name", position=1, mandatory=True, sets=("Member",), help="Its name.")
    value: Any = parameter("Value", position=2, sets=("Member",), help="Its value or script block.")
    notes: Hashtable = parameter(
        "NotePropertyMembers", position=0, mandatory=True, sets=("Notes",), help="Several properties at once."
    )
    note_name: str = parameter("NotePropertyName", mandatory=True, sets=("Note",), help="The property's name.")
    note_value: Any = parameter("NotePropertyValue", sets=("Note",), help="The property's value.")
    pass_through: switch = parameter("PassThru", help="Write the object.")
    force: switch = parameter("Force", help="Replace a member that is there.")

    default_set = "Member"

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        if not isinstance(item, PSObject):
            raise ScriptError(
                f"Members cannot be added to a {type_name_of(item)}.",
                action="Select its properties with Select-Object first.",
            )
        if self.notes is not UNSET:
            for key, value in self.notes.items():
                self._property(item, to_text(key), value)
        elif self.note_name is not UNSET:
            self._property(item, self.note_name, None if self.note_value is UNSET else self.note_value)
        else:
            self._member(item)
        return (item,) if self.pass_through else ()

    def _member(self, item: PSObject) -> None:
        value = None if self.value is UNSET else self.value
        kind = self.member_type.lower()
        if kind == "scriptmethod" and isinstance(value, ScriptBlockValue):
            item.methods[self.member_name.lower()] = value
        elif kind in ("noteproperty", "property"):
            self._property(item, self.member_name, value)
        else:
            raise ParameterError(
                f"Members of type {self.member_type} are not supported.", action="Use NoteProperty or ScriptMethod."
            )

    def _property(self, item: PSObject, name: str, value: Any) -> None:
        if name in item.properties and not self.force:
            raise ScriptError(f"The object has a member '{name}' already.", action="Replace it with -Force.")
        item.properties[name] = value


class GetMember(CollectingCmdlet):
    """Shows which properties the objects have.

    Example:
        Get-Date | Get-Member
    """

    name = "Get-Member"
    aliases = ("gm",)

    names: list[str] = parameter("Name", position=0, help="Only these.")
    member_type: str = parameter("MemberType", default="All", help="Only members of this type.")

    def end(self, context: Context) -> Iterator[Any]:
        seen: set[str] = set()
        wanted = None if self.names is UNSET else {n.lower() for n in self.names}
        for item in self.items:
            kind = type_name_of(item)
            if kind in seen:
                continue
            seen.add(kind)
            for name in sorted(reachable_names(item), key=str.lower):
                if wanted is None or name.lower() in wanted:
                    yield self._described(item, kind, name)

    def _described(self, item: Any, kind: str, name: str) -> PSObject:
        value = get_member(item, name) if has_property(item, name) else None  # what leads elsewhere is not read
        shown = "Object" if value is None else type_name_of(value)
        member = "NoteProperty" if isinstance(item, PSObject) else "Property"
        return PSObject(
            [("TypeName", kind), ("Name", name), ("MemberType", member), ("Definition", f"{shown} {name}")],
            "MemberDefinition",
        )


class GetRandom(CollectingCmdlet):
    """Gives a random number, or random objects of a list.

    Example:
        Get-Random -Minimum 1 -Maximum 7
    """

    name = "Get-Random"

    maximum: Any = parameter("Maximum", position=0, sets=("Number",), help="Less than this.")
    minimum: Any = parameter("Minimum", default=0, sets=("Number",), help="At least this.")
    input_object: Any = parameter("InputObject", sets=("List",), pipeline=True, help="The list.")
    count: int = parameter("Count", minimum=1, default=1, sets=("List",), help="How many.")
    seed: int = parameter("SetSeed", help="Make the numbers repeat.")

    default_set = "Number"

    def end(self, context: Context) -> Iterator[Any]:
        source = SOURCES.get().random if self.seed is UNSET else random.Random(self.seed)  # noqa: S311  not for secrets
        if self.items:
            yield from source.sample(self.items, min(self.count, len(self.items)))
            return
        low = to_number(self.minimum)
        high = to_number(self.maximum) if self.maximum is not UNSET else 2**31 - 1
        if low >= high:
            raise ScriptError("The minimum must be less than the maximum.")
        whole = isinstance(low, int) and isinstance(high, int)
        yield source.randrange(int(low), int(high)) if whole else source.uniform(low, high)
