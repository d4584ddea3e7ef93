"""The language's own kinds of values; numbers, text, dates, GUIDs and lists are Python's."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from vmmconsole.model.errors import VMMError

if TYPE_CHECKING:
    from .ast import ScriptBlock, TypeName
    from .scope import Scope


def _normal(key: object) -> object:
    """A key as it is compared: text in any case, lists and objects by identity."""
    if isinstance(key, str):
        return key.lower()
    try:
        hash(key)
    except TypeError:
        return id(key)
    return key


class Hashtable:
    """``@{ }``: keys in any case, in the order of entry."""

    __slots__ = ("_entries", "ordered")

    def __init__(self, items: Iterable[tuple[Any, Any]] = (), *, ordered: bool = False) -> None:
        self._entries: dict[object, tuple[Any, Any]] = {}
        self.ordered = ordered
        for key, value in items:
            self[key] = value

    def __getitem__(self, key: object) -> Any:
        entry = self._entries.get(_normal(key))
        return entry[1] if entry else None

    def __setitem__(self, key: object, value: object) -> None:
        normal = _normal(key)
        known = self._entries.get(normal)
        self._entries[normal] = (known[0] if known else key, value)

    def __contains__(self, key: object) -> bool:
        return _normal(key) in self._entries

    def entry(self, key: object) -> tuple[Any, Any] | None:
        """The key as it was written first, and its value; None where it is not there."""
        return self._entries.get(_normal(key))

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.keys())

    def keys(self) -> list[Any]:
        return [key for key, _ in self._entries.values()]

    def values(self) -> list[Any]:
        return [value for _, value in self._entries.values()]

    def items(self) -> list[tuple[Any, Any]]:
        return list(self._entries.values())

    def remove(self, key: object) -> None:
        self._entries.pop(_normal(key), None)

    def clear(self) -> None:
        self._entries.clear()

    def copy(self) -> Hashtable:
        made = Hashtable(ordered=self.ordered)
        made._entries = self._entries.copy()
        return made


class PSObject:
    """An object that a script makes: properties in order, names in any case."""

    __slots__ = ("methods", "properties", "text", "type_name")

    def __init__(
        self, properties: Iterable[tuple[str, Any]] = (), type_name: str = "PSCustomObject", text: str = ""
    ) -> None:
        self.properties = Hashtable(properties, ordered=True)
        self.methods: dict[str, ScriptBlockValue] = {}
        self.type_name = type_name
        self.text = text
        """What it is in a string; empty for its properties."""

    def copy(self) -> PSObject:
        """Another object with the same members."""
        made = PSObject((), self.type_name, self.text)
        made.properties = self.properties.copy()
        made.methods = dict(self.methods)
        return made

    def __repr__(self) -> str:
        return f"PSObject({self.properties.items()!r})"


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """A property of a `PSObject` whose value is made when it is read."""

    kind: str
    """``ScriptProperty`` or ``AliasProperty``."""
    read: Callable[[Any], Any]
    """From the object to the value."""
    definition: str
    write: Callable[[Any, Any], None] | None = None


class Char(str):
    """One character as ``[char]`` makes it; a number can be made of it."""

    __slots__ = ()


class ArrayList(list[Any]):
    """A list that can grow, unlike an array."""


class TypedList(ArrayList):
    """``System.Collections.Generic.List[T]``: adding an item turns it into its type."""

    def __init__(self, items: Iterable[Any] = (), element: str = "object") -> None:
        super().__init__(items)
        self.element = element


class Queue(ArrayList):
    """First in, first out."""


class Stack(ArrayList):
    """Last in, first out; the last one is the first item."""


class HashSet(ArrayList):
    """Each item only once; `keys` has what equal items have in common."""

    def __init__(self, items: Iterable[tuple[str, Any]] = ()) -> None:
        pairs = list(items)
        super().__init__(value for _, value in pairs)
        self.keys = {key for key, _ in pairs}


class MemberList(list[Any]):
    """``$object.PSObject.Properties``: descriptions of members, also found by name; `owner` is the object."""

    def __init__(self, items: Iterable[Any], owner: Any) -> None:
        super().__init__(items)
        self.owner = owner

    def named(self, name: str) -> Any:
        """The one of that name in any case, or None."""
        return next((item for item in self if item.properties["Name"].lower() == name.lower()), None)


class DictionaryEntry(PSObject):
    """One key and value of a table that is being enumerated."""

    __slots__ = ()

    def __init__(self, key: object, value: object) -> None:
        super().__init__([("Name", key), ("Key", key), ("Value", value)], "DictionaryEntry")


@dataclass(slots=True, eq=False)
class ScriptBlockValue:
    """``{ … }`` as a value, with the variables it can see."""

    block: ScriptBlock
    scope: Scope

    def __repr__(self) -> str:
        return "{" + self.block.text + "}"


@dataclass(frozen=True, slots=True)
class PSType:
    """``[name]`` as a value: the name as the language knows it, see `types.canonical`."""

    name: str
    element: str = ""


class SecureString:
    """A secret that never shows itself in text."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The secret, for the host's use."""
        return self._text

    def __repr__(self) -> str:
        return "System.Security.SecureString"


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    """A user's name and a secret."""

    user_name: str
    password: SecureString

    def __repr__(self) -> str:
        return "System.Management.Automation.PSCredential"


NO_CREDENTIAL = Credential("", SecureString(""))
"""``[PSCredential]::Empty``: what scripts give a parameter for a credential that nobody has to name."""


@dataclass(slots=True, eq=False)
class ErrorRecord:
    """An error as ``$_`` in catch and ``$Error`` show it."""

    error: VMMError
    line: int = 0
    column: int = 0
    text: str = ""
    """The source of the statement or call."""
    command: str = ""
    file: str = ""
    target: object = None
    """What was thrown or worked on."""
    category: str = ""
    error_id: str = ""
    """What Write-Error says of it."""

    def __str__(self) -> str:
        return str(self.error)


@dataclass(slots=True, eq=False)
class Reference:
    """``[ref]$x``."""

    name: str
    scope: Scope = field(repr=False)


@dataclass(slots=True, eq=False)
class RegexMatch:
    """One match: groups by number and name."""

    value: str
    index: int
    groups: Hashtable
    success: bool = True


class NetObject:
    """An object of a .NET class that scripts may use. Its members are the entries of its tables and nothing else."""

    __slots__ = ()
    net_name: ClassVar[str] = "System.Object"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    """By name, in the original's case."""
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    """By name in lower case."""
    net_setters: ClassVar[Mapping[str, Callable[[Any, Any], None]]] = {}
    """By name in lower case."""

    def net_text(self) -> str:
        """What ``ToString()`` gives."""
        return self.net_name

    def net_names(self) -> list[str]:
        """The properties that it shows."""
        return list(self.net_properties)

    def net_member(self, lowered: str) -> Any:
        """The value of the property of that name in lower case; None where it has none."""
        for name, getter in self.net_properties.items():
            if name.lower() == lowered:
                return getter(self)
        return None

    def net_set(self, name: str, value: str) -> bool:
        """Set a property that takes text; False where it has none of that name."""
        del name, value
        return False

    def net_order(self) -> Any:
        """What it is compared by; None when it has no order."""
        return None


def is_model(value: object) -> bool:
    """Whether it is one of the host's pydantic objects."""
    kind = type(value)
    known = _MODEL_TYPES.get(kind)
    if known is None:
        known = _MODEL_TYPES[kind] = isinstance(getattr(kind, "model_fields", None), Mapping)
    return known


_MODEL_TYPES: dict[type, bool] = {}


_NOTES: dict[int, tuple[weakref.ref[Any], Hashtable]] = {}


def notes_of(value: object) -> Hashtable | None:
    """The properties that a script has added to one of the host's objects, or None."""
    known = _NOTES.get(id(value)) if _NOTES else None
    return known[1] if known is not None and known[0]() is value else None


def take_notes(value: object) -> Hashtable:
    """As `notes_of`, with an empty table where there are none yet; they live as long as the object."""
    notes = notes_of(value)
    if notes is None:
        key = id(value)
        notes = Hashtable(ordered=True)
        _NOTES[key] = (weakref.ref(value, lambda _: _NOTES.pop(key, None)), notes)
    return notes


def enumerate_value(value: object) -> Iterable[Any]:
    """What a pipeline sees: the items of a list, nothing of an empty one, else the value itself."""
    if isinstance(value, (list, tuple, set, frozenset, range)):
        return value
    return (value,)


def collect(items: list[Any]) -> Any:
    """What a variable gets from a pipeline: nothing, the one object, or an array."""
    if not items:
        return None
    return items[0] if len(items) == 1 else items


def type_text(name: TypeName) -> str:
    """A type's name as written, with its arguments."""
    inner = "[" + ",".join(type_text(a) for a in name.arguments) + "]" if name.arguments else ""
    return name.name + inner + ("[]" if name.is_array else "")
