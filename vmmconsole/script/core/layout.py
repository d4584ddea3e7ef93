"""Format-Table, Format-List, Format-Wide, Format-Custom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vmmconsole.model.errors import VMMError
from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context
from vmmconsole.script.convert import to_number, to_text
from vmmconsole.script.formatting import Column, Formatted, column, default_columns, is_plain
from vmmconsole.script.members import property_names
from vmmconsole.script.numbers import format_value
from vmmconsole.script.patterns import like
from vmmconsole.script.values import DictionaryEntry, ErrorRecord, Hashtable, ScriptBlockValue

from .select import calculated


def columns_of(context: Context, entries: list[Any], items: list[Any]) -> list[Column]:
    """The columns that a list of names, wildcards and calculated properties means for these objects."""
    found: list[Column] = []
    for entry in entries:
        name, selector = calculated(entry)
        if isinstance(entry, str) and ("*" in name or "?" in name):
            names = property_names(items[0]) if items else []
            found.extend(_column(context, n, n, None) for n in names if like(n, name))
        else:
            if items and not isinstance(selector, ScriptBlockValue) and entry is selector:
                name = next((n for n in property_names(items[0]) if n.lower() == name.lower()), name)
            found.append(_column(context, name, selector, entry if isinstance(entry, Hashtable) else None))
    return found


def _column(context: Context, name: str, selector: Any, options: Hashtable | None) -> Column:
    shape, width, align = "", 0, ""
    for key, value in options.items() if options is not None else ():
        lowered = to_text(key).lower()
        if lowered and "formatstring".startswith(lowered):
            shape = to_text(value)
        elif lowered and "width".startswith(lowered):
            width = int(to_number(value))
        elif lowered and "alignment".startswith(lowered):
            align = to_text(value).lower()
    if shape:
        return Column(name, lambda item: format_value(context.value(selector, item), shape), width, align)
    return Column(name, lambda item: context.value(selector, item), width, align)


class _Format(CollectingCmdlet):
    property: list[Any] = parameter("Property", position=0, help="Names, wildcards or calculated properties.")
    group_by: Any = parameter("GroupBy", help="A property; a new part starts where it changes.")
    view: str = parameter("View", default="", help="Accepted.")
    expand: str = parameter("Expand", default="", help="Accepted.")
    show_error: switch = parameter("ShowError", help="Accepted.")
    display_error: switch = parameter("DisplayError", help="Accepted.")
    force: switch = parameter("Force", help="Accepted.")

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        # A table stands for its entries, as everywhere where PowerShell formats one.
        self.items += [DictionaryEntry(k, v) for k, v in item.items()] if isinstance(item, Hashtable) else [item]
        return ()

    def _formatted(self, context: Context, kind: str) -> Formatted:
        columns = self._columns(context, kind)
        group = None if self.group_by is UNSET else columns_of(context, [self.group_by], self.items)[0]
        rows = list(self.items)
        if columns is not None:
            # Read now: objects and the script's variables may have changed when the host prints.
            fixed = [[c.read(item) for c in columns] for item in rows]
            groups = [group.read(item) for item in rows] if group else []
            rows = [_Row(values, groups[i] if groups else None) for i, values in enumerate(fixed)]
            columns = [Column(c.label, _cell(i), c.width, c.align) for i, c in enumerate(columns)]
            group = Column(group.label, lambda row: row.group) if group else None
        return Formatted(kind, rows, columns, group=group)

    def _columns(self, context: Context, kind: str) -> list[Column] | None:
        if self.property is not UNSET:
            return columns_of(context, self.property, self.items)
        first = next(iter(self.items), None)
        if kind not in ("table", "list") or is_plain(first) or isinstance(first, (ErrorRecord, VMMError)):
            return None
        as_view = kind == "table" or isinstance(first, DictionaryEntry)
        return default_columns(first) if as_view else [column(name) for name in property_names(first)]


class _Row:
    __slots__ = ("group", "values")

    def __init__(self, values: list[Any], group: Any) -> None:
        self.values = values
        self.group = group


def _cell(index: int) -> Any:
    return lambda row: row.values[index]


class FormatTable(_Format):
    """Shows objects as a table.

    Example:
        Get-Command | Format-Table Name, CommandType -AutoSize
    """

    name = "Format-Table"
    aliases = ("ft",)

    auto_size: switch = parameter("AutoSize", help="Columns as wide as their content; they always are.")
    wrap: switch = parameter("Wrap", help="Long text goes on in the next line.")
    hide_headers: switch = parameter("HideTableHeaders", help="Without the heading.")

    def end(self, context: Context) -> Iterable[Any]:
        formatted = self._formatted(context, "table")
        formatted.wrap, formatted.headers = bool(self.wrap), not self.hide_headers
        return [formatted] if self.items else []


class FormatList(_Format):
    """Shows objects as lists of properties.

    Example:
        Get-Date | Format-List Year, Month
    """

    name = "Format-List"
    aliases = ("fl",)

    def end(self, context: Context) -> Iterable[Any]:
        return [self._formatted(context, "list")] if self.items else []


class FormatWide(_Format):
    """Shows one property of each object in columns.

    Example:
        Get-Command | Format-Wide Name -Column 3
    """

    name = "Format-Wide"
    aliases = ("fw",)

    columns: int = parameter("Column", minimum=1, maximum=50, default=0, help="How many columns.")
    auto_size: switch = parameter("AutoSize", help="As many columns as fit.")

    def end(self, context: Context) -> Iterable[Any]:
        formatted = self._formatted(context, "wide")
        formatted.count, formatted.auto_size = self.columns, bool(self.auto_size)
        return [formatted] if self.items else []


class FormatCustom(_Format):
    """Shows objects as classes with their properties.

    Example:
        [pscustomobject]@{Name = "web-01"} | Format-Custom
    """

    name = "Format-Custom"
    aliases = ("fc",)

    depth: int = parameter("Depth", default=5, minimum=1, help="Accepted.")

    def end(self, context: Context) -> Iterable[Any]:
        return [self._formatted(context, "custom")] if self.items else []
