"""The base of every noun: identity, product names for its properties, and which of them a list shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any, ClassVar
from uuid import UUID, uuid4, uuid5

from pydantic import BaseModel, ConfigDict, Field

_WORDS = {
    "id": "ID", "cpu": "CPU", "vm": "VM", "iso": "ISO", "vhd": "VHD", "mac": "MAC", "scsi": "SCSI", "dvd": "DVD",
    "com": "COM", "lun": "Lun", "vlan": "VLan", "url": "URL", "os": "OS", "io": "IO", "pro": "PRO", "mb": "MB",
    "cpus": "CPUs", "vms": "VMs", "ip": "IP", "fqdn": "FQDN", "isos": "ISOs", "ide": "IDE",
}  # fmt: skip


def product_name(attribute: str) -> str:
    """The product's property name for a Python attribute: ``cpu_count`` → ``CPUCount``."""
    return "".join(_WORDS.get(word, word.capitalize()) for word in attribute.split("_"))


def utc_now() -> datetime:
    """The time now, aware, in UTC."""
    return datetime.now(UTC)


_FIXED = UUID("3f0d2b52-8c1e-5a6b-9d10-52a7c1c9e7a4")


@lru_cache(1024)
def fixed_id(purpose: str) -> UUID:
    """The ID of what every installation has, such as ``operating system/Debian 12 (64-bit)``."""
    return uuid5(_FIXED, purpose)


class Value(BaseModel):
    """A part of a noun without a life of its own; scripts and the wire see product names."""

    model_config = ConfigDict(
        alias_generator=product_name,
        populate_by_name=True,
        extra="ignore",
        validate_assignment=False,
        use_enum_values=False,
    )

    @property
    def object_type(self) -> str:
        """What scripts read as the kind of object."""
        return type(self).__name__

    @classmethod
    def property_names(cls) -> list[str]:
        """The product's names of all properties, in the order of declaration."""
        return [f.alias or name for name, f in cls.model_fields.items()]

    property_aliases: ClassVar[dict[str, str]] = {"ObjectType": "object_type"}
    """Further product names, also of what is computed: name → Python attribute; those of base classes count too."""
    script_properties: ClassVar[dict[str, str]] = {}
    """Product names under which scripts see something else than lists and the wire: name → Python attribute."""

    related_properties: ClassVar[tuple[str, ...]] = ()
    """Product names of lists and objects that are read only when a script asks for them."""

    def to_wire(self) -> dict[str, Any]:
        """Plain JSON values by product name."""
        return self.model_dump(mode="json", by_alias=True)


class Ref(Value):
    """A pointer to another object, with the name it had when it was written."""

    kind: str = Field(alias="ObjectType")
    id: UUID
    name: str

    def __str__(self) -> str:
        return self.name


def fixed_ref(kind: str, title: str, name: str) -> Ref | None:
    """A pointer to an entry of one of the fixed lists by its name; None for an empty one."""
    return Ref(kind=kind, id=fixed_id(f"{title}/{name}"), name=name) if name else None


class Noun(Value):
    """An object of the product with an ID, a name and a row in the store."""

    kind: ClassVar[str] = ""
    """What the store, the wire and the change stream call it, and `returns` of cmdlets: ``VM``."""
    title: ClassVar[str] = ""
    """What people read: ``virtual machine``."""
    list_properties: ClassVar[tuple[str, ...]] = ("ID", "Name")
    """The product names of what lists show, in wire order, ID first and Name second; a dotted path reaches into a
    value: ``VMHost.Name``, ``VMHost.ID``."""
    engine_properties: ClassVar[frozenset[str]] = frozenset()
    """Python attributes that the engine owns: a refresh from the hypervisor keeps them."""
    volatile_properties: ClassVar[frozenset[str]] = frozenset()
    """Python attributes that change all the time (load, uptime): streamed, but not part of Change Tracking."""

    id: UUID = Field(default_factory=uuid4)
    name: str
    description: str = ""
    added_at: datetime = Field(default_factory=utc_now, alias="AddedTime")
    modified_at: datetime = Field(default_factory=utc_now, alias="ModifiedTime")
    enabled: bool = True
    revision: int = 0
    """The revision of the store that last changed it; 0 before it is stored."""

    @property
    def object_type(self) -> str:
        """What scripts read as the kind of object."""
        return self.kind

    @property
    def ref(self) -> Ref:
        """A pointer to this object."""
        return Ref(kind=self.kind, id=self.id, name=self.name)

    property_aliases: ClassVar[dict[str, str]] = {"CreationTime": "added_at"}

    def __str__(self) -> str:
        return self.name

    def list_row(self) -> list[Any]:
        """The values of `list_properties`, as JSON takes them."""
        return [_plain(value) for value in self.list_values()]

    def list_values(self) -> list[Any]:
        """The values of `list_properties` as they are."""
        read, rests = self._list_columns()
        return [_follow(value, rest) if rest else value for value, rest in zip(read(self), rests, strict=True)]

    @classmethod
    def _list_columns(cls) -> tuple[Callable[[Any], tuple[Any, ...]], list[tuple[str, ...]]]:
        # One C call reads all first attributes: lists have 25,000 rows.
        cached = cls.__dict__.get("_list_cache")
        if cached is None:
            paths = [path.split(".") for path in cls.list_properties]
            firsts = [attribute_of(cls, path[0]) for path in paths]
            cached = (attrgetter(*firsts), [tuple(path[1:]) for path in paths])
            cls._list_cache = cached
        return cached

    _list_cache: ClassVar[tuple[Callable[[Any], tuple[Any, ...]], list[tuple[str, ...]]]]


def _follow(value: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        if value is None:
            return None
        value = getattr(value, attribute_of(type(value), part))
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def further_names(cls: type, table: str = "property_aliases") -> dict[str, str]:
    """The product names that a `Value` class and its bases give to attributes beside the fields' own; `table` may be
    ``script_properties`` instead."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        found.update(vars(base).get(table, {}))
    return found


_ATTRIBUTES: dict[type, dict[str, str]] = {}


def attribute_of(cls: type, property_name: str) -> str:
    """The Python attribute behind a product property name of a `Value` class, in any case.

    Raises:
        AttributeError: the class has no such property.
    """
    names = _ATTRIBUTES.get(cls)
    if names is None:
        names = {(f.alias or n).lower(): n for n, f in getattr(cls, "model_fields", {}).items()}
        names.update({p.lower(): p for p in getattr(cls, "computed_names", ())})
        for name, attribute in further_names(cls).items():
            names[name.lower()] = attribute
        _ATTRIBUTES[cls] = names
    try:
        return names[property_name.lower()]
    except KeyError:
        raise AttributeError(f"{cls.__name__} has no property {property_name!r}") from None


_SAFE_FILE = re.compile(r'[*?:<>/|\\"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]')


def file_name_problem(name: str) -> str:
    """Why `name` cannot name a virtual machine, whose files carry it; empty when it can.

    The rule is the original's: not empty, none of ``* ? : < > / | \\ "``, no control characters (line ends and marks
    that turn the direction of text among them), 200 bytes at most so that a suffix fits into the 255 of a file name,
    and no dot or blank at either end where a system drops it.
    """
    if not name.strip():
        return "A name is needed."
    bad = _SAFE_FILE.search(name)
    if bad:
        return (
            f"A name cannot contain {bad.group()!r}."
            if bad.group().isprintable()
            else ("A name cannot contain line breaks or other control characters.")
        )
    if len(name.encode("utf-8", "surrogatepass")) > 200:
        return "A name can have 200 bytes at most, because it also names files."
    if name != name.strip() or name.endswith(".") or name.startswith("."):
        return "A name cannot begin with a dot or end with one, nor begin or end with a blank."
    return ""
