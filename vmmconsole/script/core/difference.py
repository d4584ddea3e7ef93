"""What lists have in common: Compare-Object, Get-Unique."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.model.errors import ParameterError
from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context, StreamCmdlet
from vmmconsole.script.convert import to_text
from vmmconsole.script.members import get_member, property_names
from vmmconsole.script.types import type_name_of
from vmmconsole.script.values import PSObject, is_model, take_notes

from .select import calculated


class CompareObject(CollectingCmdlet):
    """Compares two lists and shows which objects are in only one of them.

    Example:
        Compare-Object (1, 2) (2, 3)
    """

    name = "Compare-Object"
    aliases = ("compare", "diff")

    reference: list[Any] = parameter("ReferenceObject", position=0, mandatory=True, help="The first list.")
    input_object: Any = parameter("DifferenceObject", position=1, pipeline=True, help="The second list.")
    property: list[Any] = parameter("Property", position=2, help="The properties to compare.")
    include_equal: switch = parameter("IncludeEqual", help="Show equal objects too.")
    exclude_different: switch = parameter("ExcludeDifferent", help="Show only equal objects.")
    pass_through: switch = parameter("PassThru", help="Write the objects themselves.")
    case_sensitive: switch = parameter("CaseSensitive", help="Upper and lower case differ.")
    window: int = parameter("SyncWindow", minimum=0, help="How far apart equal objects may stand; all when not given.")
    culture: str = parameter("Culture", help="Accepted; values are the same everywhere.")

    def end(self, context: Context) -> Iterator[Any]:
        if not self.items and self.input_object is UNSET and not context.has_input:
            raise ParameterError("Compare-Object needs -DifferenceObject.", action="Give the second list.")
        left = [(self._key(context, item), item) for item in self.reference if item is not None]
        right = [(self._key(context, item), item) for item in self.items if item is not None]
        both, right_left = self._matched(left, right)
        parts = [(both, "==")] if self.include_equal or self.exclude_different else []
        if not self.exclude_different:
            parts += [([item for _, item in right], "=>"), (right_left, "<=")]
        for items, side in parts:
            for item in items:
                yield self._passed(item, side) if self.pass_through else self._shown(context, item, side)

    def _matched(self, left: list[Any], right: list[Any]) -> tuple[list[Any], list[Any]]:
        """What is in both, and what only the left has; `right` keeps what only it has."""
        both: list[Any] = []
        only: list[Any] = []
        gone: set[int] = set()
        places: dict[Any, deque[int]] = {}
        for at, (key, _) in enumerate(right):
            places.setdefault(key, deque()).append(at)
        reach = len(left) + len(right) if self.window is UNSET else self.window
        for at, (key, item) in enumerate(left):
            free = places.get(key)
            while free and free[0] < at - reach:
                free.popleft()  # nothing that follows reaches back so far either
            if free and free[0] <= at + reach:
                gone.add(free.popleft())
                both.append(item)
            else:
                only.append(item)
        right[:] = [pair for at, pair in enumerate(right) if at not in gone]
        return both, only

    def _key(self, context: Context, item: Any) -> Any:
        """What two equal objects have in common."""
        if self.property is not UNSET:
            values: list[Any] = [context.value(calculated(p)[1], item) for p in self.property]
        elif isinstance(item, PSObject):
            values = [get_member(item, n) for n in property_names(item)]
        else:
            values = [item]
        texts = tuple(to_text(v) for v in values)
        return texts if self.case_sensitive else tuple(t.casefold() for t in texts)

    def _passed(self, item: Any, side: str) -> Any:
        if isinstance(item, PSObject):
            item = item.copy()
            item.properties["SideIndicator"] = side
        elif is_model(item):
            take_notes(item)["SideIndicator"] = side
        return item

    def _shown(self, context: Context, item: Any, side: str) -> PSObject:
        entries = [] if self.property is UNSET else [calculated(p) for p in self.property]
        pairs = [(n, context.value(selector, item)) for n, selector in entries] or [("InputObject", item)]
        return PSObject([*pairs, ("SideIndicator", side)])


class GetUnique(StreamCmdlet):
    """Leaves out objects that equal the one before.

    Example:
        1, 1, 2 | Get-Unique
    """

    name = "Get-Unique"
    aliases = ("gu",)

    as_string: switch = parameter("AsString", help="Compare as text, case too.")
    on_type: switch = parameter("OnType", help="One of each type.")

    def begin(self, context: Context) -> Iterable[Any]:
        self._before: list[Any] = []
        return ()

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        shown = type_name_of(item) if self.on_type else to_text(item)
        known = self._before == [shown]
        self._before = [shown]
        return () if known else (item,)
