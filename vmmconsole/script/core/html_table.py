"""ConvertTo-Html."""

from __future__ import annotations

import html
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.formatting import Column
from vmmconsole.script.limits import joined, weigh
from vmmconsole.script.members import property_names
from vmmconsole.script.numbers import format_value

from .layout import columns_of

_DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
)


class HtmlLayout(StrEnum):
    """How objects stand in HTML."""

    TABLE = "Table"
    LIST = "List"


class ConvertToHtml(CollectingCmdlet):
    """Turns objects into an HTML table.

    Example:
        Get-Command | Select-Object Name -First 2 | ConvertTo-Html -Title "Commands"
    """

    name = "ConvertTo-Html"

    property: list[Any] = parameter("Property", position=0, help="The columns.")
    head: list[str] = parameter("Head", position=1, sets=("Page",), help="What stands in the head.")
    title: str = parameter("Title", position=2, default="HTML TABLE", sets=("Page",), help="The page's title.")
    body: list[str] = parameter("Body", position=3, sets=("Page",), help="What stands before the table.")
    layout: HtmlLayout = parameter("As", default=HtmlLayout.TABLE, help="Table or List.")
    style: str = parameter("CssUri", aliases=("cu", "uri"), default="", sets=("Page",), help="Where the styles are.")
    before: list[str] = parameter("PreContent", default=(), help="What stands before the table.")
    after: list[str] = parameter("PostContent", default=(), help="What stands after the table.")
    fragment: switch = parameter("Fragment", sets=("Fragment",), help="Only the table.")

    default_set = "Page"

    def end(self, context: Context) -> Iterator[Any]:
        names = property_names(self.items[0]) if self.items else []
        entries: list[Any] = list(self.property) if self.property is not UNSET else list(names)
        columns = columns_of(context, entries, self.items)
        if not self.fragment:
            yield from self._start()
        yield from self.before
        yield from self._list(columns) if self.layout is HtmlLayout.LIST else self._table(columns)
        yield from self.after
        if not self.fragment:
            yield "</body></html>"

    def _start(self) -> Iterator[str]:
        yield _DOCTYPE
        yield '<html xmlns="http://www.w3.org/1999/xhtml">'
        yield "<head>"
        if self.head is UNSET or "title" in self.bound:
            yield f"<title>{html.escape(self.title)}</title>"
        yield from () if self.head is UNSET else self.head
        if self.style:
            yield f'<link rel="stylesheet" type="text/css" href="{html.escape(self.style)}" />'
        yield "</head><body>"
        yield from () if self.body is UNSET else self.body

    def _table(self, columns: list[Column]) -> Iterator[str]:
        yield "<table>"
        yield "<colgroup>" + "<col/>" * len(columns) + "</colgroup>"
        yield "<tr>" + "".join(f"<th>{html.escape(c.label)}</th>" for c in columns) + "</tr>"
        for item in self.items:
            yield "<tr>" + joined(f"<td>{_cell(c, item)}</td>" for c in columns) + "</tr>"
        yield "</table>"

    def _list(self, columns: list[Column]) -> Iterator[str]:
        yield "<table>"
        for at, item in enumerate(self.items):
            if at:
                yield "<tr><td><hr></td></tr>"
            for c in columns:
                yield f"<tr><td>{html.escape(c.label)}:</td><td>{_cell(c, item)}</td></tr>"
        yield "</table>"


def _cell(column: Column, item: Any) -> str:
    value = column.read(item)
    text = to_text(value) if isinstance(value, (list, tuple)) else format_value(value, "")
    weigh(len(text))
    return html.escape(text)
