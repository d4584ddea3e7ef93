"""Objects of a script as rows of a grid: which columns, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from vmmconsole.script.formatting import Formatted, cell_text, default_names, is_plain
from vmmconsole.script.members import get_member, property_names

MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One property; the first ones are shown, the others are there to be chosen."""

    name: str
    is_number: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class GridRows:
    """`cells` has a row per object; a cell is a text and what it sorts by."""

    columns: tuple[GridColumn, ...]
    cells: list[list[tuple[str, Any]]]


def rows_of(items: Sequence[object]) -> GridRows:
    """The rows for objects of any kinds, mixed ones too."""
    plain = [item for item in items if item is not None]
    if isinstance(next(iter(plain), None), Formatted):
        plain = [row for item in plain if isinstance(item, Formatted) for row in item.items]
    if not plain:
        return GridRows((GridColumn("Value", is_number=False, is_shown=True),), [])
    if all(is_plain(item) for item in plain):
        return _made(["Value"], ["Value"], [[item] for item in plain])
    first = next(item for item in plain if not is_plain(item))
    shown = list(default_names(first))
    names = list(dict.fromkeys([*shown, *(n for item in _samples(plain) for n in property_names(item))]))
    names = names[:MOST_COLUMNS]
    return _made(names, shown, [[_read(item, name) for name in names] for item in plain])


def _samples(items: Sequence[object]) -> list[object]:
    """One object of each type that is there."""
    found: dict[object, object] = {}
    for item in items:
        key = type(item) if hasattr(type(item), "model_fields") else tuple(property_names(item))
        found.setdefault(key, item)
    return list(found.values())


def _read(item: object, name: str) -> object:
    if is_plain(item):
        return item if name == "Name" else None
    return get_member(item, name)


def _made(names: list[str], shown: list[str], values: list[list[Any]]) -> GridRows:
    numbers = [_are_numbers([row[place] for row in values]) for place in range(len(names))]
    columns = tuple(GridColumn(n, numbers[place], n in shown) for place, n in enumerate(names))
    cells = [[(_text(v), _key(v, as_number=numbers[i])) for i, v in enumerate(row)] for row in values]
    return GridRows(columns, cells)


def _are_numbers(values: list[Any]) -> bool:
    known = [v for v in values if v is not None]
    return bool(known) and all(isinstance(v, (int, float)) and not isinstance(v, (bool, Enum)) for v in known)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return "" if value is None else " ".join(cell_text(value).split("\n"))


def _key(value: object, *, as_number: bool) -> Any:
    """Something that sorts with the other values of its column."""
    if value is None:
        return None
    if as_number:
        return value
    return _text(value).casefold()
