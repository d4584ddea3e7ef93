"""Data formats: JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import BudgetError, ParameterError, ScriptError
from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.dates import span_text
from vmmconsole.script.limits import MAX_STRING, check_items, check_string, joined, spend, weigh
from vmmconsole.script.members import get_member, property_names
from vmmconsole.script.numbers import format_value
from vmmconsole.script.types import type_name_of
from vmmconsole.script.values import Hashtable, PSObject, is_model

from .files import PathCmdlet
from .text_files import read_text, refuse_existing, write_text

MAX_JSON_VALUES = 500_000
_READ_BYTES = 200
"""What a value takes that is read from JSON or CSV, about."""
_EXACT = 10**15
"""Whole numbers below are written without a point, as .NET does."""
_OLD_DATE = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/")


class _Plain:
    """Turns values into JSON's kinds, and counts them, because shared objects are written each time they are met."""

    def __init__(self) -> None:
        self.count = 0
        self.length = 0

    def of(self, value: Any, depth: int) -> Any:
        self.count += 1
        if self.count > MAX_JSON_VALUES:
            raise BudgetError(
                f"The JSON would hold more than {MAX_JSON_VALUES:,} values.", action="Give a smaller -Depth."
            )
        if isinstance(value, str) and not isinstance(value, Enum):
            return self._text(value)
        if isinstance(value, Enum):
            return to_text(value)
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
            return int(value)
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, timedelta):
            return span_text(value)
        if depth <= 0 or isinstance(value, UUID):
            return self._text(to_text(value))
        return self._inside(value, depth - 1)

    def _text(self, text: str) -> str:
        """A text, with all those before it not too long; one and the same may come many times."""
        self.length += len(text)
        if self.length > MAX_STRING:
            check_string(self.length)
        return text

    def _inside(self, value: Any, depth: int) -> Any:
        if isinstance(value, (list, tuple)):
            return [self.of(item, depth) for item in value]
        if isinstance(value, Hashtable):
            return {self._text(to_text(k)): self.of(v, depth) for k, v in value.items()}
        if isinstance(value, PSObject) or is_model(value):
            return {self._text(n): self.of(get_member(value, n), depth) for n in property_names(value)}
        return self._text(to_text(value))


def to_plain(value: Any, depth: int) -> Any:
    """A value as JSON's kinds; deeper than `depth` it is text.

    Raises:
        BudgetError: there are too many values.
    """
    return _Plain().of(value, depth)


def from_plain(value: Any) -> Any:
    """JSON's kinds as the language's."""
    weigh(_READ_BYTES)
    if isinstance(value, dict):
        return PSObject((k, from_plain(v)) for k, v in value.items())
    if isinstance(value, list):
        return [from_plain(v) for v in value]
    if isinstance(value, str) and (match := _OLD_DATE.fullmatch(value)):
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(match.group(1)))).astimezone()
    return value


def _tables(value: Any) -> Any:
    """JSON's kinds with tables instead of objects."""
    weigh(_READ_BYTES)
    if isinstance(value, dict):
        return Hashtable(((k, _tables(v)) for k, v in value.items()), ordered=True)
    return [_tables(v) for v in value] if isinstance(value, list) else from_plain(value)


class ConvertToJson(CollectingCmdlet):
    """Turns objects into JSON.

    Example:
        @{Name = "web-01"; Memory = 512} | ConvertTo-Json
    """

    name = "ConvertTo-Json"

    input_object: Any = parameter("InputObject", position=0, pipeline=True, help="The objects.")
    depth: int = parameter("Depth", minimum=0, maximum=50, default=2, help="How deep; what is deeper becomes text.")
    compress: switch = parameter("Compress", help="Without line ends and blanks.")
    as_array: switch = parameter("AsArray", help="An array also for one object.")

    def run(self, session: Context) -> Iterator[Any]:
        # What -InputObject gives is one value, also when it is a list.
        yield from self.begin(session)
        self.items.append(None if self.input_object is UNSET else self.input_object)
        yield from self.end(session)

    def end(self, context: Context) -> Iterator[Any]:
        value: Any = self.items if len(self.items) != 1 or self.as_array else self.items[0]
        plain = to_plain(value, self.depth + 1)
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
    terminating = True

    input_object: Any = parameter("InputObject", position=0, pipeline=True, mandatory=False, help="The text.")
    depth: int = parameter("Depth", help="Accepted; all is read.")
    as_hashtable: switch = parameter("AsHashtable", help="Tables instead of objects.")

    def end(self, context: Context) -> Iterator[Any]:
        text = joined(map(to_text, self.items), "\n")
        spend(20 * len(text))
        try:
            found = (_tables if self.as_hashtable else from_plain)(json.loads(text))
        except (ValueError, OverflowError, RecursionError) as err:
            raise ScriptError("The text is not JSON.", cause=str(err)) from err
        yield from found if isinstance(found, list) else [found]


def csv_text(items: list[Any], delimiter: str, *, type_line: bool, names: list[str] | None = None) -> str:
    """Objects as CSV. The first one's properties are the columns, unless `names` has those of a file that goes on."""
    if not items:
        return ""
    first = items[0]
    header = names is None
    columns = property_names(first) if names is None else names
    lines = [f"#TYPE {_type_line(first)}"] if type_line and header else []
    if header:
        lines.append(delimiter.join(map(_quoted, columns)))
    rows = (joined((_csv_cell(get_member(item, n)) for n in columns), delimiter) for item in items)
    return joined(chain(lines, rows, [""]), "\n")


def _type_line(item: Any) -> str:
    name = type_name_of(item)
    return name.replace("PSCustomObject", "System.Management.Automation.PSCustomObject")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _csv_cell(value: Any) -> str:
    """Null is nothing at all, everything else stands in quotes."""
    if value is None:
        return ""
    return _quoted(joined(map(to_text, value), " ") if isinstance(value, (list, tuple)) else format_value(value, ""))


def _delimiter(given: str, *, culture: bool = False) -> str:
    """Raises:
    ParameterError: it is not one character.
    """
    found = "," if culture else given
    if len(found) != 1:
        raise ParameterError("The delimiter must be one character.")
    return found


def csv_objects(text: str, delimiter: str, header: list[str] | None) -> Iterator[PSObject]:
    """The objects of a CSV text."""
    text = text.lstrip("\ufeff")
    if text.startswith("#TYPE"):
        text = text.partition("\n")[2]
    names = header
    try:
        for row in csv.reader(_bounded(io.StringIO(text), delimiter), delimiter=delimiter):
            if not row:
                continue
            if names is None:
                names = [n or f"H{i + 1}" for i, n in enumerate(row)]
            else:
                weigh(_READ_BYTES * len(names))
                yield PSObject((n, row[i] if i < len(row) else None) for i, n in enumerate(names))
    except csv.Error as err:
        raise ScriptError("The text is not CSV.", cause=str(err)) from err


def _bounded(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """The lines, none with more values than an array may have items."""
    for line in lines:
        check_items(line.count(delimiter))
        yield line


class ConvertToCsv(CollectingCmdlet):
    """Turns objects into lines of CSV.

    Example:
        Get-Command | Select-Object Name -First 2 | ConvertTo-Csv -NoTypeInformation
    """

    name = "ConvertTo-Csv"

    delimiter: str = parameter("Delimiter", position=0, default=",", help="What stands between values.")
    no_type: switch = parameter("NoTypeInformation", aliases=("NTI",), help="Without the line that names the type.")
    culture: switch = parameter("UseCulture", help="The delimiter of the culture, which is a comma.")

    def end(self, context: Context) -> Iterable[Any]:
        text = csv_text(self.items, _delimiter(self.delimiter, culture=bool(self.culture)), type_line=not self.no_type)
        return _records(text)


def _records(text: str) -> list[str]:
    """The records of a CSV text; a quoted value may hold line ends."""
    found: list[str] = []
    lines: list[str] = []
    open_quotes = False
    for line in text.split("\n")[:-1]:
        lines.append(line)
        open_quotes ^= line.count('"') % 2 == 1
        if not open_quotes:
            found.append("\n".join(lines))
            lines.clear()
    return [*found, "\n".join(lines)] if lines else found


class ConvertFromCsv(CollectingCmdlet):
    """Turns lines of CSV into objects.

    Example:
        "Name,Memory", "web-01,512" | ConvertFrom-Csv
    """

    name = "ConvertFrom-Csv"

    delimiter: str = parameter("Delimiter", default=",", help="What stands between values.")
    header: list[str] = parameter("Header", help="The columns, when the text does not name them.")

    def end(self, context: Context) -> Iterable[Any]:
        text = joined(map(to_text, self.items), "\n")
        return csv_objects(text, _delimiter(self.delimiter), None if self.header is UNSET else self.header)


class ConvertFromStringData(CollectingCmdlet):
    """Turns lines of the form name=value into a table.

    Example:
        "Name = web-01" | ConvertFrom-StringData
    """

    name = "ConvertFrom-StringData"

    input_object: Any = parameter("StringData", position=0, pipeline=True, help="The lines.")

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        table = Hashtable()
        for line in to_text(item).splitlines():
            key, sign, value = line.partition("=")
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if not sign or key.strip() in table:
                raise ScriptError(f"The line '{line[:60]}' is not name=value, or its name is there already.")
            table[key.strip()] = value.strip().replace("\\\\", "\\").replace("\\n", "\n").replace("\\t", "\t")
        return (table,)


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
    encoding: str = parameter("Encoding", default="", help="The encoding; UTF-8 without a mark when not given.")
    culture: switch = parameter("UseCulture", help="The delimiter of the culture, which is a comma.")

    def begin(self, context: Context) -> Iterable[Any]:
        context.need_files(self.name)
        return super().begin(context)

    def end(self, context: Context) -> Iterable[Any]:
        path = context.path(self.path)
        if self.no_clobber and not self.append:
            refuse_existing(path)
        delimiter = _delimiter(self.delimiter, culture=bool(self.culture))
        known = self._columns(path, delimiter) if self.append else None
        if known is not None and self.items and not self.force:
            self._check(known, property_names(self.items[0]))
        text = csv_text(self.items, delimiter, type_line=not self.no_type, names=known)
        write_text(path, text, append=known is not None, encoding=self.encoding)
        return ()

    @staticmethod
    def _columns(path: Path, delimiter: str) -> list[str] | None:
        """The columns of a file that goes on; None where it begins."""
        if not path.exists() or not path.stat().st_size:
            return None
        first = next(csv_objects(read_text(path), delimiter, None), None)
        return None if first is None else property_names(first)

    @staticmethod
    def _check(known: list[str], names: list[str]) -> None:
        has = {name.lower() for name in names}
        missing = [name for name in known if name.lower() not in has]
        if missing:
            raise ScriptError(
                f"The objects have no property '{missing[0]}', which is a column of the file.",
                action="Append the same kind of objects, or use -Force.",
            )


class ImportCsv(PathCmdlet):
    """Reads objects from a CSV file.

    Example:
        Import-Csv machines.csv
    """

    name = "Import-Csv"
    aliases = ("ipcsv",)

    delimiter: str = parameter("Delimiter", position=1, default=",", help="What stands between values.")
    header: list[str] = parameter("Header", help="The columns, when the file does not name them.")
    culture: switch = parameter("UseCulture", help="The delimiter of the culture, which is a comma.")
    encoding: str = parameter("Encoding", default="", help="The encoding, when the file does not tell it.")

    def run(self, session: Context) -> Iterator[Any]:
        delimiter = _delimiter(self.delimiter, culture=bool(self.culture))
        for path in self.each(session):
            header = None if self.header is UNSET else self.header
            yield from csv_objects(read_text(path, self.encoding), delimiter, header)
