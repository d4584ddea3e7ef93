"""Data formats: JSON, CSV and HTML."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import BudgetError, ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.dates import span_text
from vmmconsole.script.limits import check_string
from vmmconsole.script.members import get_member, property_names
from vmmconsole.script.parser import decode
from vmmconsole.script.types import type_name_of
from vmmconsole.script.values import Hashtable, PSObject, is_model

from .layout import columns_of

MAX_JSON_VALUES = 500_000


class _Plain:
    """Turns values into JSON's kinds, and counts them, because shared objects are written each time they are met."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, value: Any, depth: int) -> Any:
        self.count += 1
        if self.count > MAX_JSON_VALUES:
            raise BudgetError(
                f"The JSON would hold more than {MAX_JSON_VALUES:,} values.", action="Give a smaller -Depth."
            )
        if isinstance(value, Enum):
            return to_text(value)
        if value is None or isinstance(value, (bool, int, float, str)):
            return value
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, timedelta):
            return span_text(value)
        if depth <= 0 or isinstance(value, UUID):
            return to_text(value)
        return self._inside(value, depth - 1)

    def _inside(self, value: Any, depth: int) -> Any:
        if isinstance(value, (list, tuple)):
            return [self.of(item, depth) for item in value]
        if isinstance(value, Hashtable):
            return {to_text(k): self.of(v, depth) for k, v in value.items()}
        if isinstance(value, PSObject) or is_model(value):
            return {n: self.of(get_member(value, n), depth) for n in property_names(value)}
        return to_text(value)


def to_plain(value: Any, depth: int) -> Any:
    """A value as JSON's kinds; deeper than `depth` it is text.

    Raises:
        BudgetError: there are too many values.
    """
    return _Plain().of(value, depth)


def from_plain(value: Any) -> Any:
    """JSON's kinds as the language's."""
    if isinstance(value, dict):
        return PSObject((k, from_plain(v)) for k, v in value.items())
    if isinstance(value, list):
        return [from_plain(v) for v in value]
    return value


class ConvertToJson(CollectingCmdlet):
    """Turns objects into JSON.

    Example:
        @{Name = "web-01"; Memory = 512} | ConvertTo-Json
    """

    name = "ConvertTo-Json"

    depth: int = parameter("Depth", minimum=0, maximum=50, default=2, help="How deep; what is deeper becomes text.")
    compress: switch = parameter("Compress", help="Without line ends and blanks.")
    as_array: switch = parameter("AsArray", help="An array also for one object.")

    def end(self, context: Context) -> Iterator[Any]:
        value: Any = self.items if len(self.items) != 1 or self.as_array else self.items[0]
        plain = to_plain(value, self.depth + (1 if isinstance(value, list) else 0))
        shape: dict[str, Any] = {"separators": (",", ":")} if self.compress else {"indent": 4}
        text = json.dumps(plain, ensure_ascii=False, **shape)
        check_string(len(text))
        yield text


class ConvertFromJson(CollectingCmdlet):
    """Turns JSON into objects.

    Example:
        '{"Name": "web-01"}' | ConvertFrom-Json
    """

    name = "ConvertFrom-Json"

    input_object: Any = parameter("InputObject", position=0, pipeline=True, mandatory=False, help="The text.")
    as_hashtable: switch = parameter("AsHashtable", help="Accepted; objects are made.")

    def end(self, context: Context) -> Iterator[Any]:
        text = "\n".join(map(to_text, self.items))
        try:
            found = from_plain(json.loads(text))
        except (ValueError, RecursionError) as err:
            raise ScriptError("The text is not JSON.", cause=str(err)) from err
        yield from found if isinstance(found, list) else [found]


def csv_text(items: list[Any], delimiter: str, *, type_line: bool, header: bool = True) -> str:
    """Objects as CSV; the first object's properties are the columns."""
    if not items:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    names = property_names(items[0])
    if type_line:
        out.write(f"#TYPE {type_name_of(items[0])}\n")
    if header:
        writer.writerow(names)
    for item in items:
        writer.writerow([_csv_cell(get_member(item, n)) for n in names])
    return out.getvalue()


def _csv_cell(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(map(to_text, value))
    return to_text(value)


def csv_objects(text: str, delimiter: str, header: list[str] | None) -> Iterator[PSObject]:
    """The objects of a CSV text."""
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    if lines and lines[0].startswith("#TYPE"):
        lines = lines[1:]
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as err:
        raise ScriptError("The text is not CSV.", cause=str(err)) from err
    rows = [row for row in rows if row]
    if not rows and header is None:
        return
    names = header if header is not None else [n or f"H{i + 1}" for i, n in enumerate(rows.pop(0))]
    for row in rows:
        yield PSObject((n, row[i] if i < len(row) else None) for i, n in enumerate(names))


class ConvertToCsv(CollectingCmdlet):
    """Turns objects into lines of CSV.

    Example:
        Get-Command | Select-Object Name -First 2 | ConvertTo-Csv -NoTypeInformation
    """

    name = "ConvertTo-Csv"

    delimiter: str = parameter("Delimiter", position=0, default=",", help="What stands between values.")
    no_type: switch = parameter("NoTypeInformation", aliases=("NTI",), help="Without the line that names the type.")

    def end(self, context: Context) -> Iterable[Any]:
        return csv_text(self.items, _one(self.delimiter), type_line=not self.no_type).splitlines()


def _one(delimiter: str) -> str:
    if len(delimiter) != 1:
        raise ScriptError("The delimiter must be one character.")
    return delimiter


class ConvertFromCsv(CollectingCmdlet):
    """Turns lines of CSV into objects.

    Example:
        "Name,Memory", "web-01,512" | ConvertFrom-Csv
    """

    name = "ConvertFrom-Csv"

    delimiter: str = parameter("Delimiter", default=",", help="What stands between values.")
    header: list[str] = parameter("Header", help="The columns, when the text does not name them.")

    def end(self, context: Context) -> Iterable[Any]:
        text = "\n".join(map(to_text, self.items))
        return csv_objects(text, _one(self.delimiter), None if self.header is UNSET else self.header)


class ExportCsv(CollectingCmdlet):
    """Writes objects into a CSV file.

    Example:
        Get-Command | Select-Object Name | Export-Csv commands.csv -NoTypeInformation
    """

    name = "Export-Csv"
    aliases = ("epcsv",)

    path: str = parameter("Path", aliases=("LiteralPath",), position=0, mandatory=True, help="The file.")
    delimiter: str = parameter("Delimiter", position=1, default=",", help="What stands between values.")
    no_type: switch = parameter("NoTypeInformation", aliases=("NTI",), help="Without the line that names the type.")
    append: switch = parameter("Append", help="After what is there.")
    force: switch = parameter("Force", help="Accepted.")
    no_clobber: switch = parameter("NoClobber", help="Not over an existing file.")
    encoding: str = parameter("Encoding", default="utf8", help="Accepted; files are UTF-8.")
    culture: switch = parameter("UseCulture", help="Accepted.")

    def begin(self, context: Context) -> Iterable[Any]:
        context.need_files(self.name)
        return super().begin(context)

    def end(self, context: Context) -> Iterable[Any]:
        path = Path(self.path).expanduser()
        old = self.append and path.exists() and path.stat().st_size > 0
        text = csv_text(self.items, _one(self.delimiter), type_line=not self.no_type and not old, header=not old)
        if self.no_clobber and path.exists():
            raise ScriptError(f"The file '{path}' exists already.")
        try:
            with path.open("a" if self.append else "w", encoding="utf-8", newline="") as file:
                file.write(text)
        except OSError as err:
            raise ScriptError(f"The file '{path}' cannot be written.", cause=str(err.strerror or err)) from err
        return ()


class ImportCsv(Cmdlet):
    """Reads objects from a CSV file.

    Example:
        Import-Csv machines.csv
    """

    name = "Import-Csv"
    aliases = ("ipcsv",)

    path: str = parameter("Path", aliases=("LiteralPath",), position=0, mandatory=True, pipeline=True, help="The file.")
    delimiter: str = parameter("Delimiter", position=1, default=",", help="What stands between values.")
    header: list[str] = parameter("Header", help="The columns, when the file does not name them.")
    encoding: str = parameter("Encoding", default="", help="Accepted; it is found by itself.")

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        path = Path(self.path).expanduser()
        try:
            text = decode(path.read_bytes())
        except OSError as err:
            raise ScriptError(f"The file '{path}' cannot be read.", cause=str(err.strerror or err)) from err
        return csv_objects(text, _one(self.delimiter), None if self.header is UNSET else self.header)


class ConvertToHtml(CollectingCmdlet):
    """Turns objects into an HTML table.

    Example:
        Get-Command | Select-Object Name -First 2 | ConvertTo-Html -Title "Commands"
    """

    name = "ConvertTo-Html"

    property: list[Any] = parameter("Property", position=0, help="The columns.")
    head: list[str] = parameter("Head", help="What stands in the head.")
    title: str = parameter("Title", default="HTML TABLE", help="The page's title.")
    body: list[str] = parameter("Body", help="What stands before the table.")
    before: list[str] = parameter("PreContent", help="What stands before the table.")
    after: list[str] = parameter("PostContent", help="What stands after the table.")
    fragment: switch = parameter("Fragment", help="Only the table.")
    layout: str = parameter("As", default="Table", help="Table or List.")

    def end(self, context: Context) -> Iterator[Any]:
        names: list[Any] = (
            self.property if self.property is not UNSET else property_names(self.items[0]) if self.items else []
        )
        columns = columns_of(context, list(names), self.items)
        if not self.fragment:
            head = self.head if self.head is not UNSET else [f"<title>{html.escape(self.title)}</title>"]
            yield from ["<!DOCTYPE html>", "<html>", "<head>", *head, "</head><body>"]
            yield from () if self.body is UNSET else self.body
        yield from () if self.before is UNSET else self.before
        yield "<table>"
        yield "<tr>" + "".join(f"<th>{html.escape(c.label)}</th>" for c in columns) + "</tr>"
        for item in self.items:
            yield "<tr>" + "".join(f"<td>{html.escape(to_text(c.read(item)))}</td>" for c in columns) + "</tr>"
        yield "</table>"
        yield from () if self.after is UNSET else self.after
        if not self.fragment:
            yield "</body></html>"
