"""Groups and sums: Group-Object, Measure-Object."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cmp_to_key
from typing import Any

from vmmconsole.model.errors import ParameterError, ScriptError
from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context
from vmmconsole.script.convert import to_number, to_text
from vmmconsole.script.members import get_member, has_property, property_names
from vmmconsole.script.patterns import like
from vmmconsole.script.values import Hashtable, PSObject, collect

from .order import compare
from .select import calculated


class GroupObject(CollectingCmdlet):
    """Groups objects that have the same value.

    Example:
        "a", "b", "a" | Group-Object
    """

    name = "Group-Object"
    aliases = ("group",)

    property: list[Any] = parameter("Property", position=0, help="What to group by.")
    no_element: switch = parameter("NoElement", help="Without the objects themselves.")
    as_hash_table: switch = parameter("AsHashTable", aliases=("AHT",), help="As a table by value.")
    as_string: switch = parameter("AsString", help="The table's keys are text.")
    case_sensitive: switch = parameter("CaseSensitive", help="Upper and lower case differ.")
    culture: str = parameter("Culture", help="Accepted; values are the same everywhere.")

    def end(self, context: Context) -> Iterator[Any]:
        groups: dict[str, tuple[list[Any], list[Any]]] = {}
        selectors = [] if self.property is UNSET else [calculated(p)[1] for p in self.property]
        for item in self.items:
            values = [context.value(s, item) for s in selectors] or [item]
            text = ", ".join(map(to_text, values))
            key = text if self.case_sensitive else text.casefold()
            groups.setdefault(key, (values, []))[1].append(item)
        if self.as_hash_table:
            pairs = ((_key_of(v, as_string=bool(self.as_string)), items) for v, items in groups.values())
            yield Hashtable(pairs)
            return
        for values, items in groups.values():
            made = PSObject([("Values", values), ("Count", len(items))], _GROUP_TYPES[bool(self.no_element)])
            made.properties["Group"] = [] if self.no_element else items
            made.properties["Name"] = ", ".join(map(to_text, values))
            yield made


_GROUP_TYPES = ("GroupInfo", "GroupInfoNoElement")


def _key_of(values: list[Any], *, as_string: bool) -> Any:
    if as_string:
        return ", ".join(map(to_text, values))
    return values[0] if len(values) == 1 else collect(values)


class MeasureObject(CollectingCmdlet):
    """Counts objects, or adds up a property of them.

    Example:
        1..4 | Measure-Object -Sum -Average
    """

    name = "Measure-Object"
    aliases = ("measure",)

    property: list[str] = parameter("Property", position=0, help="The property to measure.")
    sum: switch = parameter("Sum", sets=("Numbers",), help="The sum.")
    average: switch = parameter("Average", sets=("Numbers",), help="The average.")
    maximum: switch = parameter("Maximum", sets=("Numbers",), help="The greatest.")
    minimum: switch = parameter("Minimum", sets=("Numbers",), help="The least.")
    line: switch = parameter("Line", sets=("Text",), help="Lines of text.")
    word: switch = parameter("Word", sets=("Text",), help="Words of text.")
    character: switch = parameter("Character", sets=("Text",), help="Characters of text.")
    no_blanks: switch = parameter("IgnoreWhiteSpace", sets=("Text",), help="Do not count blanks.")

    default_set = "Numbers"

    def end(self, context: Context) -> Iterator[Any]:
        for name in [""] if self.property is UNSET else self._names():
            values = self.items if not name else [get_member(i, name) for i in self.items if has_property(i, name)]
            if name and self.items and not values:
                context.error(
                    ParameterError(f'The property "{name}" cannot be found in the input for any objects.'), None
                )
                continue
            found = [v for v in values if v is not None]
            if self.line or self.word or self.character:
                yield self._texts([to_text(v) for v in found], name)
            else:
                yield self._measured(context, found, name)

    def _names(self) -> list[str]:
        known = property_names(self.items[0]) if self.items else []
        return [n for name in self.property for n in (_fitting(known, name) if "*" in name else [name])]

    def _texts(self, texts: list[str], name: str) -> PSObject:
        characters = _characters(texts, blanks=not self.no_blanks)
        return PSObject(
            [
                ("Lines", sum(len(t.splitlines()) for t in texts) if self.line else None),
                ("Words", sum(len(t.split()) for t in texts) if self.word else None),
                ("Characters", characters if self.character else None), ("Property", name or None),
            ],
            "TextMeasureInfo",
        )  # fmt: skip

    def _measured(self, context: Context, values: list[Any], name: str) -> PSObject:
        numbers = self._numbers(context, values) if self.sum or self.average else []
        total = math.fsum(map(float, numbers))
        found = sorted(values, key=cmp_to_key(compare)) if self.maximum or self.minimum else []
        return PSObject(
            [
                ("Count", len(values)), ("Average", total / len(numbers) if self.average and numbers else None),
                ("Sum", total if self.sum else None), ("Maximum", found[-1] if self.maximum and found else None),
                ("Minimum", found[0] if self.minimum and found else None), ("Property", name or None),
            ],
            "MeasureInfo",
        )  # fmt: skip

    def _numbers(self, context: Context, values: list[Any]) -> list[Any]:
        numbers = []
        for value in values:
            try:
                numbers.append(to_number(value))
            except ScriptError:
                context.error(ParameterError(f'Input object "{to_text(value)[:60]}" is not numeric.'), value)
        return numbers


def _characters(texts: list[str], *, blanks: bool) -> int:
    return sum(len(t if blanks else "".join(t.split())) for t in texts)


def _fitting(names: list[str], pattern: str) -> list[str]:
    return [n for n in names if like(n, pattern)]
