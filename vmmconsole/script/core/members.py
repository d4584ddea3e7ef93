"""What objects consist of: Get-Member, Add-Member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.model.errors import ParameterError, ScriptError
from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context, StreamCmdlet
from vmmconsole.script.convert import to_text
from vmmconsole.script.member_names import method_signature
from vmmconsole.script.members import get_member, has_property, member_type, reachable_names
from vmmconsole.script.methods import method_names
from vmmconsole.script.patterns import like
from vmmconsole.script.scope import Scope
from vmmconsole.script.types import full_name, kind_of, type_name_of
from vmmconsole.script.values import (
    Computed,
    Hashtable,
    PSObject,
    ScriptBlockValue,
    collect,
    is_model,
    notes_of,
    take_notes,
)

_KINDS = ("noteproperty", "property", "scriptproperty", "aliasproperty", "scriptmethod", "propertyset", "memberset")


class AddMember(StreamCmdlet):
    """Adds a property or a method to an object.

    Example:
        $o = New-Object PSObject; $o | Add-Member -MemberType NoteProperty -Name Size -Value 5; $o

    Example:
        $o = [pscustomobject]@{MB = 2048}; $o | Add-Member ScriptProperty GB {$this.MB / 1024} -PassThru
    """

    name = "Add-Member"

    member_type: str = parameter(
        "MemberType", aliases=("Type",), position=0, mandatory=True, sets=("Member",),
        help="NoteProperty, ScriptProperty, AliasProperty or ScriptMethod.",
    )  # fmt: skip
    member_name: Any = parameter("Name", position=1, mandatory=True, sets=("Member",), help="Its name.")
    value: Any = parameter("Value", position=2, sets=("Member",), help="Its value or script block.")
    second: Any = parameter("SecondValue", position=3, sets=("Member",), help="The block that sets a ScriptProperty.")
    notes: Hashtable = parameter(
        "NotePropertyMembers", position=0, mandatory=True, sets=("Notes",), help="Several properties at once."
    )
    note_name: str = parameter(
        "NotePropertyName", position=0, mandatory=True, sets=("Note",), help="The property's name."
    )
    note_value: Any = parameter("NotePropertyValue", position=1, sets=("Note",), help="The property's value.")
    type_name: str = parameter("TypeName", default="", help="A name for the object's type.")
    pass_through: switch = parameter("PassThru", help="Write the object.")
    force: switch = parameter("Force", help="Replace a member that is there.")

    default_set = "Member"

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        if not isinstance(item, PSObject) and not is_model(item):
            raise ScriptError(
                f"Members cannot be added to a {type_name_of(item)}.",
                action="Make an object with [pscustomobject]@{...} or Select-Object first.",
            )
        if self.notes is not UNSET:
            for key, value in self.notes.items():
                self._property(item, to_text(key), value)
        elif self.note_name is not UNSET:
            self._property(item, self.note_name, None if self.note_value is UNSET else self.note_value)
        elif self.member_type.lower() not in _KINDS and self.value is UNSET:
            self._property(item, self.member_type, self.member_name)  # Add-Member Name Value
        else:
            self._member(context, item)
        if self.type_name and isinstance(item, PSObject):
            item.type_name = self.type_name
        return (item,) if self.pass_through else ()

    def _member(self, context: Context, item: Any) -> None:
        value = None if self.value is UNSET else self.value
        kind, name = self.member_type.lower(), to_text(self.member_name)
        if kind == "scriptmethod" and isinstance(value, ScriptBlockValue) and isinstance(item, PSObject):
            item.methods[name.lower()] = value
        elif kind == "scriptproperty" and isinstance(value, ScriptBlockValue):
            self._property(item, name, self._scripted(context, value))
        elif kind == "aliasproperty":
            self._property(item, name, _alias(to_text(value)))
        elif kind in ("noteproperty", "property"):
            self._property(item, name, value)
        else:
            raise ParameterError(
                f"Members of type {self.member_type} are not supported.",
                action="Use NoteProperty, ScriptProperty, AliasProperty or ScriptMethod with a script block.",
            )

    def _scripted(self, context: Context, block: ScriptBlockValue) -> Computed:
        def run(part: ScriptBlockValue, owner: Any, arguments: list[Any]) -> Any:
            scope = Scope(part.scope)
            scope.set("this", owner)
            inner = ScriptBlockValue(part.block, scope)
            return collect(context.runtime.invoke_block(inner, arguments, item=owner, has_item=True, new_scope=True))

        setter = self.second if isinstance(self.second, ScriptBlockValue) else None
        return Computed(
            "ScriptProperty",
            lambda owner: run(block, owner, []),
            f"System.Object {self.member_name} {{get={block.block.text.strip()};}}",
            None if setter is None else lambda owner, new: run(setter, owner, [new]),
        )

    def _property(self, item: Any, name: str, value: Any) -> None:
        known = has_property(item, name)
        table = item.properties if isinstance(item, PSObject) else None
        own = table if table is not None else notes_of(item)
        if known and (not self.force or own is None or name not in own):
            raise ScriptError(
                f'Cannot add a member with the name "{name}" because a member with that name already exists.',
                action="Replace it with -Force, if it was added by a script.",
            )
        (table if table is not None else take_notes(item))[name] = value


def _alias(target: str) -> Computed:
    return Computed("AliasProperty", lambda owner: get_member(owner, target), target)


class GetMember(CollectingCmdlet):
    """Shows which properties and methods the objects have.

    Example:
        Get-Date | Get-Member -MemberType Property

    Example:
        "text" | Get-Member -Name Sub*
    """

    name = "Get-Member"
    aliases = ("gm",)

    names: list[str] = parameter("Name", position=0, default=("*",), help="Names or wildcards.")
    member_type: list[str] = parameter("MemberType", aliases=("Type",), default=("All",), help="Only these types.")
    view: str = parameter("View", default="All", help="Accepted.")
    static: switch = parameter("Static", help="Static members of the type.")
    force: switch = parameter("Force", help="Accepted.")

    def end(self, context: Context) -> Iterator[Any]:
        seen: set[str] = set()
        if not self.items:
            raise ScriptError("You must specify an object for the Get-Member cmdlet.")
        for item in self.items:
            kind = _type_name(item)
            if kind in seen or item is None:
                continue
            seen.add(kind)
            for member in [*_methods(item, kind), *_properties(item, kind)]:
                if self._wanted(member):
                    yield member

    def _wanted(self, member: PSObject) -> bool:
        kind = to_text(member.properties["MemberType"]).lower()
        wanted = {part.strip().lower() for name in self.member_type for part in name.split(",")}
        groups = {"all", "properties" if kind.endswith("property") else "methods"}
        fits = bool(wanted & {kind, *groups})
        return fits and any(like(to_text(member.properties["Name"]), name) for name in self.names)


def _type_name(item: Any) -> str:
    if isinstance(item, PSObject):
        prefix, _, name = item.type_name.rpartition("Selected.")
        shown = "System.Management.Automation.PSCustomObject" if name == "PSCustomObject" else name
        return f"Selected.{shown}" if item.type_name.startswith("Selected.") else shown or prefix
    kind = kind_of(item)
    return type_name_of(item) if kind in ("object", "enum") else full_name(kind)


def _described(kind: str, name: str, member: str, definition: str) -> PSObject:
    pairs = [("TypeName", kind), ("Name", name), ("MemberType", member), ("Definition", definition)]
    return PSObject(pairs, "MemberDefinition")


def _methods(item: Any, kind: str) -> list[PSObject]:
    if isinstance(item, PSObject) or is_model(item):
        scripted = item.methods if isinstance(item, PSObject) else ()
        own = [(name, "ScriptMethod", f"System.Object {name}();") for name in sorted(scripted)]
        plain = [(n, "Method", method_signature(n.lower())) for n in ("Equals", "GetHashCode", "GetType", "ToString")]
        return [_described(kind, *entry) for entry in [*own, *plain]]
    found = [method_signature(name) for name in method_names(item) if not name.startswith(("get_", "set_"))]
    named = sorted(((_method_name(text), text) for text in found), key=lambda pair: pair[0].lower())
    return [_described(kind, name, "Method", text) for name, text in named]


def _method_name(signature: str) -> str:
    return signature.partition("(")[0].rpartition(" ")[2]


def _properties(item: Any, kind: str) -> Iterator[PSObject]:
    if isinstance(item, Hashtable):
        names = ["Count", "IsReadOnly", "Keys", "Values"]
    else:
        names = sorted(reachable_names(item), key=str.lower)
    for name in names:
        value = get_member(item, name) if has_property(item, name) else None  # what leads elsewhere is not read
        shown = "System.Object" if value is None else _short(value)
        member = "Property" if isinstance(item, Hashtable) else member_type(item, name)
        if member == "AliasProperty":
            table = item.properties if isinstance(item, PSObject) else notes_of(item)
            found = table[name] if table is not None else None
            definition = f"{name} = {found.definition}" if isinstance(found, Computed) else name
        elif member == "NoteProperty":
            definition = f"{shown} {name}={to_text(value)}"
        elif member == "ScriptProperty":
            definition = f"System.Object {name} {{get=...;}}"
        else:
            definition = f"{shown} {name} {{get;{'set;' if isinstance(item, Hashtable) else ''}}}"
        yield _described(kind, name, member, definition)


def _short(value: Any) -> str:
    kind = kind_of(value)
    names = {"array": "Object[]", "pscustomobject": "System.Management.Automation.PSCustomObject"}
    if kind in ("int", "long", "string", "bool", "double", "datetime", "decimal", "char", "byte"):
        return kind
    own = type_name_of(value) if kind in ("object", "enum") else full_name(kind).rpartition(".")[2]
    return names.get(kind) or own
