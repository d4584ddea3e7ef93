"""Objects as text: tables and lists as the language prints them, with registered columns per type of object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import VMMError

from .cells import cell_text, cut, date_line, display_width, one_line, pad, pieces, wrapped
from .convert import NUMBERS, to_text
from .limits import weigh
from .members import get_member, property_names
from .types import type_name_of
from .values import (
    Computed,
    Credential,
    ErrorRecord,
    Hashtable,
    NetObject,
    PSObject,
    PSType,
    RegexMatch,
    ScriptBlockValue,
    SecureString,
    is_model,
)

MAX_TABLE_COLUMNS = 4
"""Objects with more properties than this and no view of their own are printed as a list."""
_VIEWS: dict[str, tuple[str | ViewColumn, ...]] = {
    "DictionaryEntry": ("Name", "Value"),
    "GroupInfo": ("Count", "Name", "Group"),
    "GroupInfoNoElement": ("Count", "Name"),
    "MemberDefinition": ("Name", "MemberType", "Definition"),
    "CommandInfo": ("CommandType", "Name", "Missing", "Definition"),
    "AliasInfo": ("CommandType", "Name", "Definition"),
    "HistoryInfo": ("Id", "CommandLine"),
    "FileInfo": ("Mode", "LastWriteTime", "Length", "Name"),
    "DirectoryInfo": ("Mode", "LastWriteTime", "Length", "Name"),
    "PSVariable": ("Name", "Value"),
    "InternalHost": ("Name", "Version", "UI", "CurrentCulture", "CurrentUICulture"),
}
_LEFT = frozenset((("DictionaryEntry", "Value"), ("PSVariable", "Value"), ("GroupInfo", "Name")))
"""Columns of views that stand left whatever is in them."""
_AS_TEXT = frozenset(("MatchInfo", "HelpInfo", "Random", "StringBuilder", "Encoding", "Regex"))
"""Objects that print as their text."""
_FAMILY = {"DirectoryInfo": "FileInfo"}
"""Types that stand in one table with another."""
_PLAIN = (str, *NUMBERS, datetime, Enum, ScriptBlockValue, PSType, SecureString)
_WIDE_COLUMNS = 2
_SPAN_LINES = (
    "Days", "Hours", "Minutes", "Seconds", "Milliseconds", "Ticks", "TotalDays", "TotalHours", "TotalMinutes",
    "TotalSeconds", "TotalMilliseconds",
)  # fmt: skip

Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column or line: its label and how to read it. `width` 0 is as wide as needed; `align` is left, right or
    center, empty for the value's own (numbers right)."""

    label: str
    read: Read
    width: int = 0
    align: str = ""


@dataclass(slots=True)
class Formatted:
    """What Format-Table, Format-List and their kin write: objects with the way to print them."""

    kind: str
    """``table``, ``list``, ``wide`` or ``custom``."""
    items: list[Any]
    columns: Sequence[Column] | None = None
    auto_size: bool = False
    wrap: bool = False
    headers: bool = True
    group: Column | None = None
    count: int = field(default=0)


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """A column of a view that shows a property in its own way."""

    label: str
    property: str
    shown: Read | None = None
    """From the property's value to what the column shows; None as it is."""
    align: str = ""


def register_view(type_name: str, columns: Sequence[str | ViewColumn]) -> None:
    """The columns that objects of a type show when a script prints them: a model's class name or its `kind`."""
    _VIEWS[type_name] = tuple(columns)


FindView = Callable[[str], "tuple[str | ViewColumn, ...] | None"]
_sources: list[FindView] = []


def register_views(find: FindView) -> None:
    """Where columns of further types are found, asked once for each type: they need not be there before."""
    if find not in _sources:
        _sources.append(find)


def _view_named(name: str) -> tuple[str | ViewColumn, ...]:
    """The columns of a type, empty where it has no view."""
    known = _VIEWS.get(name)
    if known is None:
        known = next((view for find in _sources if (view := find(name))), ())
        if known:
            _VIEWS[name] = known
    return known


def column(name: str, *, align: str = "") -> Column:
    """A column for a property."""
    return Column(name, lambda item: get_member(item, name), align=align)


def format_objects(items: Iterable[object], width: int = 120) -> str:
    """The text of objects as the shell prints them, `width` characters wide; ends with a line feed when not empty."""
    out: list[str] = []
    run: list[Any] = []
    shape: object = None
    viewed: dict[str, bool] = {}
    for item in items:
        its_shape = _shape(item, viewed)
        if run and its_shape != shape:
            out.append(_format_run(run, width))
            run = []
        shape = its_shape
        run.append(item)
    if run:
        out.append(_format_run(run, width))
    return "".join(out)


def as_now(item: Any) -> Any:
    """An object as it prints now, whatever the script does to it before it is printed."""
    if isinstance(item, PSObject):
        made = item.copy()
        for name, value in item.properties.items():
            now = value if type(value) is str else _part_now(value.read(item) if type(value) is Computed else value)
            if now is not value:
                made.properties[name] = now
        return made
    if type_name_of(item) in _AS_TEXT:
        return to_text(item)
    return _part_now(item)


def _part_now(value: Any) -> Any:
    if isinstance(value, Hashtable):
        return value.copy()
    return list(value) if isinstance(value, list) else value


def is_plain(value: object) -> bool:
    """Whether a value prints as one line of text."""
    return value is None or isinstance(value, _PLAIN)


def _shape(item: object, viewed: dict[str, bool]) -> object:
    """What must be the same for objects to stand in one table; `viewed` remembers which types have a view."""
    if isinstance(item, Formatted):
        return id(item)
    if is_plain(item):
        return "plain"
    name = type_name_of(item)
    name = _FAMILY.get(name, name)
    if not isinstance(item, (PSObject, NetObject)):
        return name
    has_view = viewed.get(name)
    if has_view is None:
        has_view = viewed[name] = bool(_view_named(name))
    if has_view:
        return name
    return (name, *(item.properties.keys() if isinstance(item, PSObject) else property_names(item)))


def _format_run(items: list[Any], width: int) -> str:
    first = items[0]
    if isinstance(first, Formatted):
        return format_as(first, width)
    if is_plain(first):
        return "".join(_plain_line(item) + "\n" for item in items if item is not None)
    if isinstance(first, (ErrorRecord, VMMError)):
        return "".join(error_text(item) + "\n" for item in items)
    if isinstance(first, (list, tuple)):
        return "".join(cell_text(part) + "\n" for item in items for part in item)
    if isinstance(first, Hashtable):
        return "".join(_table_of_entries(item, width) for item in items)
    if isinstance(first, UUID):
        return format_table(items, [Column("Guid", str)], width)
    if type_name_of(first) in _AS_TEXT:
        return "".join(_plain_line(item) + "\n" for item in items)
    if isinstance(first, (Credential, RegexMatch, timedelta)):
        names = _SPAN_LINES if isinstance(first, timedelta) else property_names(first)
        return format_list(items, [column(n) for n in names], width)
    return _default_view(items, width)


def _plain_line(item: object) -> str:
    text = date_line(item) if isinstance(item, datetime) else to_text(item)
    weigh(len(text))
    return text


def _default_view(items: list[Any], width: int) -> str:
    first = items[0]
    names = default_names(first)
    if not names:
        return "".join(_plain_line(item) + "\n" for item in items)
    columns = default_columns(first)
    if _view_of(first) or len(names) <= MAX_TABLE_COLUMNS:
        return format_table(items, columns, width)
    return format_list(items, columns, width)


def default_names(item: object) -> list[str]:
    """The properties that an object shows when nobody says which."""
    view = _view_of(item)
    return [c.property if isinstance(c, ViewColumn) else c for c in view] if view else property_names(item)


def _view_of(item: object) -> tuple[str | ViewColumn, ...]:
    return _view_named(type_name_of(item)) or _view_named(type(item).__name__)


def default_columns(item: object) -> list[Column]:
    """The columns of `default_names`, in the way that the object's view shows them."""
    kind = type_name_of(item)
    return [
        _view_column(c) if isinstance(c, ViewColumn) else column(c, align="left" if (kind, c) in _LEFT else "")
        for c in _view_of(item) or property_names(item)
    ]


def _view_column(view: ViewColumn) -> Column:
    def read(item: Any) -> Any:
        value = get_member(item, view.property)
        return value if view.shown is None or value is None else view.shown(value)

    return Column(view.label, read, align=view.align)


def _table_of_entries(table: Hashtable, width: int) -> str:
    entries = [PSObject([("Name", k), ("Value", v)], "DictionaryEntry") for k, v in table.items()]
    return format_table(entries, default_columns(entries[0]), width) if entries else ""


def format_as(formatted: Formatted, width: int) -> str:
    """Print as Format-Table, Format-List, Format-Wide or Format-Custom has said."""
    items = formatted.items
    if not items:
        return ""
    if formatted.group is not None:
        return _grouped(formatted, width)
    if formatted.kind == "wide":
        count = formatted.count or (0 if formatted.auto_size else _WIDE_COLUMNS)
        return format_wide(items, (formatted.columns or [_wide_column(items[0])])[0], width, count)
    if formatted.columns is None and (is_plain(items[0]) or isinstance(items[0], (ErrorRecord, VMMError))):
        return format_objects(items, width)
    columns = formatted.columns
    if columns is None and formatted.kind == "table":
        columns = default_columns(items[0])
    if columns is None:
        columns = [column(n) for n in property_names(items[0])]
    if formatted.kind == "list":
        return format_list(items, columns, width)
    if formatted.kind == "custom":
        return format_custom(items, columns)
    return format_table(items, columns, width, wrap=formatted.wrap, headers=formatted.headers)


def _wide_column(item: object) -> Column:
    """What stands for an object when only one property is shown: its name."""
    names = [] if is_plain(item) else property_names(item)
    own = next((n for n in names if n.lower() == "name"), None)
    like_name = own or next((n for n in names if "name" in n.lower()), None)
    return column(like_name or names[0]) if names else Column("", to_text)


def _grouped(formatted: Formatted, width: int) -> str:
    group = formatted.group
    assert group is not None
    runs: list[tuple[str, list[Any]]] = []
    for item in formatted.items:
        key = to_text(group.read(item))
        if not runs or runs[-1][0] != key:
            runs.append((key, []))
        runs[-1][1].append(item)
    out = []
    for key, items in runs:
        part = Formatted(
            formatted.kind, items, formatted.columns, formatted.auto_size, formatted.wrap, formatted.headers
        )
        out.append(f"\n   {group.label}: {key}\n" + format_as(part, width))
    return "".join(out)


def format_table(
    items: Sequence[Any], columns: Sequence[Column], width: int, *, wrap: bool = False, headers: bool = True
) -> str:
    """A table with a heading and a rule under each column's label."""
    values = [[c.read(item) for c in columns] for item in items]
    texts = [[one_line(cell_text(v)) for v in row] for row in values]
    aligns = [c.align or _own_align([row[i] for row in values]) for i, c in enumerate(columns)]
    labels = [c.label if headers else "" for c in columns]
    widths = _widths(columns, [labels, *texts], width)
    shown = [i for i, w in enumerate(widths) if w > 0]
    rows: list[list[str]] = []
    if headers:
        labels = [cut(label, widths[i]) for i, label in enumerate(labels)]
        rows = [labels, ["-" * display_width(label) for label in labels]]
    for row in texts:
        rows.extend(_wrapped_row(row, widths) if wrap else [list(map(cut, row, widths))])
    shape = [(i, widths[i], aligns[i]) for i in shown]
    lines = [" ".join([pad(row[i], width, align) for i, width, align in shape]).rstrip() for row in rows]
    return "\n" + "\n".join(lines) + "\n\n"


def _own_align(values: Sequence[Any]) -> str:
    numbers = [isinstance(v, NUMBERS) and not isinstance(v, (bool, Enum)) for v in values if v is not None]
    return "right" if numbers and all(numbers) else "left"


def _widths(columns: Sequence[Column], texts: list[list[str]], width: int) -> list[int]:
    """As wide as the content; when that is too much, the widest columns give way first."""
    widths = []
    for i, c in enumerate(columns):
        content = max(display_width(row[i]) for row in texts)
        widths.append(min(c.width or content, width))
    spare = width - (len(columns) - 1)
    least = 5
    while sum(widths) > spare and max(widths) > least:
        widest = max(range(len(widths)), key=lambda i: widths[i])
        others = sorted(widths)[-2] if len(widths) > 1 else least
        over = sum(widths) - spare
        widths[widest] = max(min(others, widths[widest] - 1), widths[widest] - over, least)
    while sum(widths) + sum(1 for w in widths if w) - 1 > width and sum(1 for w in widths if w) > 1:
        last = max(i for i, w in enumerate(widths) if w)
        widths[last] = 0
    return widths


def _wrapped_row(row: list[str], widths: list[int]) -> list[list[str]]:
    cells = [wrapped(t, w) if w else [""] for t, w in zip(row, widths, strict=True)]
    height = max(map(len, cells))
    return [[cell[i] if i < len(cell) else "" for cell in cells] for i in range(height)]


def format_list(items: Sequence[Any], columns: Sequence[Column], width: int) -> str:
    """One line per property, the names to the left, an empty line after each object."""
    left = max((display_width(c.label) for c in columns), default=0)
    out: list[str] = [""]
    room = max(width - left - 3, 10)
    for item in items:
        for c in columns:
            texts = cell_text(c.read(item)).splitlines() or [""]
            lines = [piece for text in texts for piece in pieces(one_line(text), room)]
            out.append(f"{pad(c.label, left, 'left')} : {lines[0]}".rstrip())
            out.extend(" " * (left + 3) + line for line in lines[1:])
        out.append("")
    return "\n".join(out) + "\n"


def format_custom(items: Sequence[Any], columns: Sequence[Column]) -> str:
    """As Format-Custom shows objects: a class with its properties."""
    out: list[str] = [""]
    for item in items:
        out += [f"class {type_name_of(item)}", "{"]
        out += [f"  {c.label} = {one_line(cell_text(c.read(item)))}".rstrip() for c in columns]
        out += ["}", ""]
    return "\n".join(out) + "\n"


def format_wide(items: Sequence[Any], shown: Column, width: int, count: int) -> str:
    """One property of each object, in columns."""
    texts = [one_line(cell_text(shown.read(item))) for item in items]
    count = count or max(1, width // (max(map(display_width, texts)) + 2))
    each = width // count
    lines = [
        " ".join(pad(cut(t, each - 1), each - 1, "left") for t in texts[i : i + count]).rstrip()
        for i in range(0, len(texts), count)
    ]
    return "\n" + "\n".join(lines) + "\n\n"


def error_text(item: object) -> str:
    """An error as the shell prints it: what, where, and what to do."""
    if isinstance(item, VMMError):
        item = ErrorRecord(item)
    assert isinstance(item, ErrorRecord)
    error = item.error
    lines = [f"{item.command} : {error}" if item.command else str(error)]
    if item.line:
        lines.append(f"At {item.file or 'line'}:{item.line} char:{item.column}")
    if item.text:
        first, *more = item.text.strip().splitlines()
        lines.append("+ " + first + (" ..." if more else ""))
    if error.action:
        lines.append(f"    Recommended action: {error.action}")
    lines.append(f"    + Error ID: {error.code}, {type(error).__name__}")
    return "\n".join(lines)


__all__ = [
    "Column",
    "Formatted",
    "ViewColumn",
    "as_now",
    "cell_text",
    "column",
    "default_columns",
    "default_names",
    "display_width",
    "error_text",
    "format_as",
    "format_custom",
    "format_list",
    "format_objects",
    "format_table",
    "format_wide",
    "is_model",
    "is_plain",
    "register_view",
    "register_views",
]  # fmt: skip
