"""Filtering and choosing: Where-Object, ForEach-Object, Select-Object, Sort-Object, Group-Object and their kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.model.errors import ParameterError, ScriptError
from vmmconsole.script import operators
from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.conditions import condition_of
from vmmconsole.script.context import Context, StreamCmdlet
from vmmconsole.script.convert import to_bool, to_text
from vmmconsole.script.members import get_member, has_property, property_names, written_name
from vmmconsole.script.methods import call_method
from vmmconsole.script.patterns import like
from vmmconsole.script.signals import StopPipeline
from vmmconsole.script.types import type_name_of
from vmmconsole.script.values import Hashtable, PSObject, PSType, ScriptBlockValue, collect, enumerate_value


class WhereObject(StreamCmdlet):
    """Lets through the objects for which a condition holds.

    The condition is a script block in which $_ is the object, or a property, an operator and a value.

    Example:
        1..5 | Where-Object {$_ -gt 3}

    Example:
        Get-Command | Where-Object Name -like "Get-*"
    """

    name = "Where-Object"
    aliases = ("where", "?")

    filter_script: ScriptBlockValue = parameter(
        "FilterScript", position=0, sets=("Block",), mandatory=True, help="The condition."
    )
    property: str = parameter(
        "Property", position=0, sets=("Property",), mandatory=True, help="The property to compare."
    )
    value: Any = parameter("Value", position=1, sets=("Property",), help="What to compare it with.")
    eq: switch = parameter("EQ", aliases=("IEQ",), sets=("Property",), help="Equal.")
    ne: switch = parameter("NE", aliases=("INE",), sets=("Property",), help="Not equal.")
    gt: switch = parameter("GT", aliases=("IGT",), sets=("Property",), help="Greater.")
    ge: switch = parameter("GE", aliases=("IGE",), sets=("Property",), help="Greater or equal.")
    lt: switch = parameter("LT", aliases=("ILT",), sets=("Property",), help="Less.")
    le: switch = parameter("LE", aliases=("ILE",), sets=("Property",), help="Less or equal.")
    like: switch = parameter("Like", aliases=("ILike",), sets=("Property",), help="Fits the wildcard.")
    not_like: switch = parameter(
        "NotLike", aliases=("INotLike",), sets=("Property",), help="Does not fit the wildcard."
    )
    match: switch = parameter("Match", aliases=("IMatch",), sets=("Property",), help="Fits the regular expression.")
    not_match: switch = parameter(
        "NotMatch", aliases=("INotMatch",), sets=("Property",), help="Does not fit the regular expression."
    )
    contains: switch = parameter(
        "Contains", aliases=("IContains",), sets=("Property",), help="The property holds the value."
    )
    not_contains: switch = parameter(
        "NotContains", aliases=("INotContains",), sets=("Property",), help="The property does not hold the value."
    )
    in_: switch = parameter("In", aliases=("IIn",), sets=("Property",), help="The property is one of the values.")
    not_in: switch = parameter(
        "NotIn", aliases=("INotIn",), sets=("Property",), help="The property is none of the values."
    )
    is_: switch = parameter("Is", sets=("Property",), help="The property is of the type.")
    is_not: switch = parameter("IsNot", sets=("Property",), help="The property is not of the type.")
    not_: switch = parameter("Not", sets=("Property",), help="The property is false.")
    ceq: switch = parameter("CEQ", sets=("Property",), help="Equal, case too.")
    cne: switch = parameter("CNE", sets=("Property",), help="Not equal, case too.")
    cgt: switch = parameter("CGT", sets=("Property",), help="Greater, case too.")
    cge: switch = parameter("CGE", sets=("Property",), help="Greater or equal, case too.")
    clt: switch = parameter("CLT", sets=("Property",), help="Less, case too.")
    cle: switch = parameter("CLE", sets=("Property",), help="Less or equal, case too.")
    clike: switch = parameter("CLike", sets=("Property",), help="Fits the wildcard, case too.")
    cnotlike: switch = parameter("CNotLike", sets=("Property",), help="Does not fit the wildcard, case too.")
    cmatch: switch = parameter("CMatch", sets=("Property",), help="Fits the regular expression, case too.")
    cnotmatch: switch = parameter(
        "CNotMatch", sets=("Property",), help="Does not fit the regular expression, case too."
    )
    ccontains: switch = parameter("CContains", sets=("Property",), help="The property holds the value, case too.")
    cnotcontains: switch = parameter(
        "CNotContains", sets=("Property",), help="The property does not hold the value, case too."
    )
    cin: switch = parameter("CIn", sets=("Property",), help="The property is one of the values, case too.")
    cnotin: switch = parameter("CNotIn", sets=("Property",), help="The property is none of the values, case too.")

    _PLAIN = frozenset(("filter_script", "property", "value", "not_", "input_object"))

    def begin(self, context: Context) -> Iterable[Any]:
        given = [
            "-" + p.name.lower()
            for p in type(self).parameters
            if p.attribute not in self._PLAIN and getattr(self, p.attribute)
        ]
        if len(given) > 1:
            raise ParameterError(f"Where-Object takes one operator, not {' and '.join(given)}.")
        self._sign = given[0] if given else ""
        self._test = None if self.filter_script is UNSET else condition_of(context.runtime, self.filter_script)
        return ()

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        if self.filter_script is not UNSET:
            return (item,) if self._holds(context, item) else ()
        found = get_member(item, self.property)
        if self.not_:
            holds = not to_bool(found)
        elif self._sign:
            value = None if self.value is UNSET else self.value
            if self._sign in ("-is", "-isnot") and isinstance(value, str):
                value = PSType(value.strip("[]"))
            holds = to_bool(operators.binary(self._sign, found, value))
        elif self.value is not UNSET:
            holds = operators.equals(found, self.value)
        else:
            holds = to_bool(found)
        return (item,) if holds else ()

    def _holds(self, context: Context, item: Any) -> bool:
        """Whether the script block's condition does."""
        if self._test is not None:
            try:
                value = self._test(item)
            except Exception:  # noqa: BLE001  the block itself says what is wrong
                value = context.invoke(self.filter_script, item)
            if value is True or value is False:
                return value
            return to_bool(collect(list(enumerate_value(value))))
        return to_bool(collect(context.invoke(self.filter_script, item)))


class ForEachObject(StreamCmdlet):
    """Runs a script block for each object, or reads a property or calls a method of it.

    Example:
        1..3 | ForEach-Object {$_ * 2}

    Example:
        "a", "b" | ForEach-Object Length
    """

    name = "ForEach-Object"
    aliases = ("foreach", "%")

    blocks: list[ScriptBlockValue] = parameter(
        "Process",
        position=0,
        sets=("Block",),
        mandatory=True,
        remaining=True,
        help="What to do with each object in $_.",
    )
    first: ScriptBlockValue = parameter("Begin", sets=("Block",), help="What to do before the first object.")
    last: ScriptBlockValue = parameter("End", sets=("Block",), help="What to do after the last object.")
    member: str = parameter("MemberName", position=0, sets=("Member",), mandatory=True, help="A property or method.")
    arguments: list[Any] = parameter(
        "ArgumentList", aliases=("Args",), position=1, remaining=True, sets=("Member",), help="The method's arguments."
    )

    def begin(self, context: Context) -> Iterable[Any]:
        self._parts: tuple[ScriptBlockValue | None, ScriptBlockValue | None, ScriptBlockValue | None] = (
            None,
            None,
            None,
        )
        if self.blocks is not UNSET:
            self._parts = self._roles()
        return self._run(context, self._parts[0])

    def _roles(self) -> tuple[ScriptBlockValue | None, ScriptBlockValue | None, ScriptBlockValue | None]:
        """Of several blocks without names the first is -Begin and the last -End."""
        blocks = list(self.blocks)
        begin = self.first if self.first is not UNSET else None
        end = self.last if self.last is not UNSET else None
        if len(blocks) > 1 and begin is None:
            begin = blocks.pop(0)
        if len(blocks) > 1 and end is None:
            end = blocks.pop()
        return begin, blocks[0] if blocks else None, end

    def _run(self, context: Context, block: ScriptBlockValue | None) -> Iterable[Any]:
        return context.runtime.invoke_block(block) if block is not None else ()

    def process(self, context: Context, item: Any) -> Iterator[Any]:
        if self.blocks is not UNSET:
            if self._parts[1] is not None:
                yield from context.invoke(self._parts[1], item)
        elif has_property(item, self.member) or (isinstance(item, Hashtable) and self.arguments is UNSET):
            yield from enumerate_value(get_member(item, self.member))
        elif self.arguments is not UNSET or not isinstance(item, (PSObject, Hashtable)):
            arguments = [] if self.arguments is UNSET else self.arguments
            try:
                runtime = context.runtime
                made = runtime.compute(runtime.node, call_method, item, self.member, arguments)
                yield from enumerate_value(made)
            except ScriptError:
                if self.arguments is not UNSET:
                    raise

    def end(self, context: Context) -> Iterable[Any]:
        return self._run(context, self._parts[2])


def calculated(entry: Any) -> tuple[str, Any]:
    """Name and selector of a property: its name, or ``@{Name=…; Expression=…}`` with any beginnings of these keys."""
    if not isinstance(entry, Hashtable):
        return (entry.block.text.strip() if isinstance(entry, ScriptBlockValue) else to_text(entry)), entry
    name, expression = "", None
    for key, value in entry.items():
        lowered = to_text(key).lower()
        if lowered and ("name".startswith(lowered) or "label".startswith(lowered)):
            name = to_text(value)
        elif lowered and "expression".startswith(lowered):
            expression = value
    if expression is None:
        raise ParameterError("A calculated property needs an Expression.", action="Write @{Name='…'; Expression={…}}.")
    return name or calculated(expression)[0], expression


class SelectObject(StreamCmdlet):
    """Chooses properties of objects, or some of the objects.

    Example:
        Get-Command | Select-Object Name -First 3

    Example:
        1..10 | Select-Object -Last 2
    """

    name = "Select-Object"
    aliases = ("select",)

    property: list[Any] = parameter("Property", position=0, help="Names, wildcards or calculated properties.")
    exclude: list[str] = parameter("ExcludeProperty", help="Properties to leave out.")
    expand: str = parameter("ExpandProperty", help="The property whose values are written.")
    first: int = parameter("First", minimum=0, help="How many from the start.")
    last: int = parameter("Last", minimum=0, help="How many from the end.")
    skip: int = parameter("Skip", minimum=0, default=0, help="How many to leave out.")
    skip_last: int = parameter("SkipLast", minimum=0, default=0, help="How many to leave out at the end.")
    index: list[int] = parameter("Index", help="Which ones, counted from 0.")
    unique: switch = parameter("Unique", help="Each only once.")
    wait: switch = parameter("Wait", help="Accepted; the pipeline ends as soon as it can.")

    def begin(self, context: Context) -> Iterable[Any]:
        self._seen = 0
        self._kept: list[Any] = []
        entries = ["*"] if self.property is UNSET else self.property
        self._entries = [(entry, *calculated(entry)) for entry in entries]
        self._takes_all = not self.skip and self.index is UNSET and self.first is UNSET
        self._done: dict[str, list[Any]] = {}
        """What -Unique has let through, by its text, which equal objects have in common."""
        return ()

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        position = self._seen
        self._seen += 1
        if self.last is not UNSET or self.skip_last:
            return self._held(context, item, position)
        if self._takes_all:
            return self._shaped(context, item)
        return self._some(context, item, position)

    def _some(self, context: Context, item: Any, position: int) -> Iterator[Any]:
        if position < self.skip or (self.index is not UNSET and position not in self.index):
            return
        if self.first is not UNSET and position >= self.first + self.skip:
            return
        yield from self._shaped(context, item)
        if context.has_input and self.first is not UNSET and position + 1 >= self.first + self.skip:
            raise StopPipeline(context.stage)

    def _held(self, context: Context, item: Any, position: int) -> Iterator[Any]:
        """With -Last or -SkipLast objects wait until it is known that enough follow."""
        self._kept.append(item)
        if self.last is UNSET:
            if len(self._kept) > self.skip_last:
                yield from self._shaped(context, self._kept.pop(0))
            return
        if len(self._kept) > self.last + self.skip:
            self._kept.pop(0)
        if self.first is not UNSET and position < self.first:
            yield from self._shaped(context, item)

    def end(self, context: Context) -> Iterator[Any]:
        if self.last is not UNSET:
            kept = self._kept[: len(self._kept) - self.skip] if self.skip else self._kept
            beyond = max(0, len(kept) - (self._seen - self.first)) if self.first is not UNSET else 0
            for item in kept[max(beyond, len(kept) - self.last) :] if self.last else []:
                yield from self._shaped(context, item)

    def _shaped(self, context: Context, item: Any) -> tuple[Any, ...]:
        made = self._made(context, item)
        return tuple(value for value in made if self._is_new(value)) if self.unique else tuple(made)

    def _is_new(self, value: Any) -> bool:
        alike = self._done.setdefault(to_text(value), [])
        if any(same(value, known, case_sensitive=True) for known in alike):
            return False
        alike.append(value)
        return True

    def _made(self, context: Context, item: Any) -> Iterable[Any]:
        if self.expand is not UNSET:
            return self._expanded(context, item)
        if self.property is UNSET and self.exclude is UNSET:
            return (item,)
        result = PSObject(type_name="Selected." + type_name_of(item).removeprefix("Selected."))
        self._choose(context, item, result)
        return (result,)

    def _choose(self, context: Context, item: Any, result: PSObject) -> None:
        """Give `result` the properties that -Property names."""
        for entry, name, selector in self._entries:
            if isinstance(selector, ScriptBlockValue) or selector is not entry or not _is_wildcard(name):
                chosen = written_name(item, name) if selector is entry else name
                if not self._excluded(chosen):
                    result.properties[chosen] = context.value(selector, item)
                continue
            for actual in property_names(item):
                if like(actual, name) and not self._excluded(actual):
                    result.properties[actual] = get_member(item, actual)

    def _excluded(self, name: str) -> bool:
        return self.exclude is not UNSET and any(like(name, pattern) for pattern in self.exclude)

    def _expanded(self, context: Context, item: Any) -> Iterable[Any]:
        if not has_property(item, self.expand) and get_member(item, self.expand) is None:
            raise ScriptError(
                f'Property "{self.expand}" cannot be found.',
                cause=f"The object has: {', '.join(property_names(item)[:20])}.",
            )
        found = get_member(item, self.expand)
        values = () if found is None else enumerate_value(found)
        return [self._with_notes(context, item, value) for value in values] if self.property is not UNSET else values

    def _with_notes(self, context: Context, item: Any, value: Any) -> Any:
        """The expanded value with the other properties added, where it can hold any."""
        if not isinstance(value, PSObject):
            return value
        made = value.copy()
        self._choose(context, item, made)
        return made


def _is_wildcard(name: str) -> bool:
    return "*" in name or "?" in name


def same(one: Any, other: Any, *, case_sensitive: bool = False) -> bool:
    """Whether two objects have equal values: by their properties when a script made them."""
    if isinstance(one, PSObject) and isinstance(other, PSObject):
        names = property_names(one)
        return names == property_names(other) and all(
            same(get_member(one, n), get_member(other, n), case_sensitive=case_sensitive) for n in names
        )
    return operators.equals(one, other, case_sensitive=case_sensitive)
