"""Static members that scripts may use, by type: ``[math]::Round``, ``[guid]::NewGuid``, ``[datetime]::Now``."""

from __future__ import annotations

import inspect
import math
import re
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import ScriptError

from . import matches
from .casts import cast, integer_range, parse_bool
from .conversions import BIT_CONVERTER, CONVERT, tried
from .convert import round_half_even, to_date, to_guid, to_list, to_number, to_span, to_text
from .date_methods import days_in_month, from_file_time, from_ole
from .dates import now, parse_exact
from .limits import check_string
from .matches import as_match
from .math_calls import MATH, MATH_NUMBERS
from .members import ticks
from .net_enums import ENUMS, member_of
from .net_types import ENCODINGS, Address, Stopwatch, Version
from .numbers import format_composite
from .operators import counted_order, equals, join, multiply, order
from .path_calls import PATH, PATH_CHARACTERS
from .sources import SOURCES
from .text_methods import compare_text
from .types import canonical, require
from .values import NO_CREDENTIAL, PSType
from .wmi_dates import from_dmtf, to_dmtf

Static = Callable[..., Any]


_ESCAPES = {
    **{c: "\\" + c for c in "\\*+?|{[()^$.# "}, "\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f"
}  # fmt: skip


def _escaped(value: object) -> str:
    text = to_text(value)
    check_string(len(text) + sum(map(text.count, _ESCAPES)))
    return text.translate({ord(c): escaped for c, escaped in _ESCAPES.items()})


def _index_of(items: object, value: object) -> int:
    return next((i for i, item in enumerate(to_list(items)) if equals(item, value, case_sensitive=True)), -1)


def _reverse(items: object) -> None:
    if isinstance(items, list):
        items.reverse()


def _sort(items: object) -> None:
    from functools import cmp_to_key

    if isinstance(items, list):
        items.sort(key=cmp_to_key(counted_order))


def _join(separator: object, *items: object) -> str:
    values = to_list(items[0]) if len(items) == 1 else list(items)
    return join(values, to_text(separator))


def _compare(one: object, other: object, ignore: object = False) -> int:
    ignores = ignore is True or "ignorecase" in to_text(ignore).lower()
    return order(to_text(one), to_text(other)) if ignores else compare_text(one, other)


def _equal(one: object, other: object, compare: object = "") -> bool:
    first, second = to_text(one), to_text(other)
    return first.casefold() == second.casefold() if "ignorecase" in to_text(compare).lower() else first == second


_STRING: dict[str, Static] = {
    "join": _join, "isnullorempty": lambda v: to_text(v) == "",
    "isnullorwhitespace": lambda v: not to_text(v).strip(),
    "format": lambda f, *v: format_composite(to_text(f), v[0] if len(v) == 1 and isinstance(v[0], list) else v),
    "concat": lambda *v: join([x for item in v for x in to_list(item)], ""),
    "compare": _compare, "compareordinal": lambda a, b: order(to_text(a), to_text(b), case_sensitive=True),
    "equals": _equal, "new": lambda c, n=1: multiply(join(to_list(c), ""), n), "copy": to_text,
}  # fmt: skip
_DATE: dict[str, Static] = {
    "parse": lambda v, *_: to_date(v), "compare": order, "equals": lambda a, b: equals(a, b),
    "daysinmonth": lambda y, m: days_in_month(int(to_number(y)), int(to_number(m))),
    "isleapyear": lambda y: days_in_month(int(to_number(y)), 2) == 29, "tryparse": tried(to_date),
    "fromfiletime": lambda n: from_file_time(to_number(n)), "fromfiletimeutc": lambda n: from_file_time(to_number(n)),
    "fromoadate": lambda n: from_ole(to_number(n)), "specifykind": lambda d, _: d,
    "parseexact": lambda v, f, *_: _exact(v, f),
    "tryparseexact": lambda v, f, *rest: tried(lambda text: _exact(text, f))(v, *rest),
}  # fmt: skip


def _exact(value: object, formats: object) -> datetime:
    """By the first of the formats that fits."""
    shapes = to_list(formats)
    for shape in shapes[:-1]:
        try:
            return parse_exact(to_text(value), to_text(shape))
        except ScriptError:
            continue
    return parse_exact(to_text(value), to_text(shapes[-1] if shapes else "G"))


def _span_of(unit: str) -> Static:
    return lambda v: timedelta(**{unit: float(to_number(v))})


def _started() -> Stopwatch:
    watch = Stopwatch()
    watch.start()
    return watch


def _enum_type(kind: object) -> type[Enum]:
    name = kind.name if isinstance(kind, PSType) else to_text(kind)
    found = ENUMS.get(canonical(name))
    if found is None:
        raise ScriptError(f"[{name}] is not an enumeration that scripts know.")
    return found


def _regex(work: Callable[..., Any]) -> Static:
    return lambda text, pattern, options="": work(text, matches.pattern_of(pattern, options))


_CHAR: dict[str, Static] = {
    "isdigit": lambda c: to_text(c).isdigit(), "isnumber": lambda c: to_text(c).isnumeric(),
    "isletter": lambda c: to_text(c).isalpha(), "isletterordigit": lambda c: to_text(c).isalnum(),
    "isupper": lambda c: to_text(c).isupper(), "islower": lambda c: to_text(c).islower(),
    "iswhitespace": lambda c: to_text(c).isspace(), "toupper": lambda c: to_text(c).upper(),
    "tolower": lambda c: to_text(c).lower(),
    "ispunctuation": lambda c: to_text(c).isprintable() and not to_text(c).isalnum() and not to_text(c).isspace(),
    "convertfromutf32": lambda n: chr(int(to_number(n))),
}  # fmt: skip
_METHODS: dict[str, dict[str, Static]] = {
    "math": MATH,
    "string": _STRING,
    "datetime": _DATE,
    "convert": CONVERT,
    "bitconverter": BIT_CONVERTER,
    "path": PATH,
    "char": _CHAR,
    "guid": {
        "newguid": lambda: SOURCES.get().new_guid(), "parse": to_guid, "new": to_guid, "tryparse": tried(to_guid)
    },
    "timespan": {
        **{f"from{unit}": _span_of(unit) for unit in ("days", "hours", "minutes", "seconds", "milliseconds")},
        "parse": to_span, "tryparse": tried(to_span), "fromticks": to_span,
    },
    "regex": {
        "escape": _escaped, "unescape": lambda t: re.sub(r"\\(.)", r"\1", to_text(t)),
        "matches": _regex(matches.all_matches), "match": _regex(matches.first_match),
        "ismatch": _regex(matches.is_match), "split": _regex(matches.parts),
        "replace": lambda t, p, new, options="": matches.replaced(t, matches.pattern_of(p, options), new),
    },
    # Scripts load what they use of .NET; what there is of it is there without loading.
    "assembly": {name: lambda _: None for name in ("loadwithpartialname", "load", "loadfrom", "loadfile")},
    "array": {"indexof": _index_of, "reverse": _reverse, "sort": _sort},
    "ipaddress": {"parse": lambda t: Address(to_text(t)), "tryparse": tried(lambda t: Address(to_text(t)))},
    "version": {
        "parse": lambda t: Version.parse(to_text(t)), "tryparse": tried(lambda t: Version.parse(to_text(t))),
    },
    "uri": {"escapedatastring": lambda t: _quoted(t), "unescapedatastring": lambda t: _unquoted(t)},
    "stopwatch": {"startnew": _started},
    "enum": {
        "getnames": lambda k: [m.name for m in _enum_type(k)], "getvalues": lambda k: list(_enum_type(k)),
        "parse": lambda k, t, *_: cast(t, _enum_type(k).__name__),
        "isdefined": lambda k, t: member_of(_enum_type(k), to_text(t)) is not None,
    },
    "wmidate": {"todatetime": from_dmtf, "todmtfdatetime": to_dmtf},
    "encoding": {"getencoding": lambda n: ENCODINGS.get(to_text(n).lower().replace("-", ""), ENCODINGS["utf8"])},
    "cultureinfo": {"getcultureinfo": to_text, "new": lambda *_: "", "createspecificculture": to_text},
}  # fmt: skip


def _quoted(text: object) -> str:
    from urllib.parse import quote

    given = to_text(text)
    check_string(3 * len(given.encode("utf-8", "surrogatepass")))
    return quote(given, safe="-_.~", errors="replace")


def _unquoted(text: object) -> str:
    from urllib.parse import unquote

    return unquote(to_text(text))


_PROPERTIES: dict[str, dict[str, Callable[[], Any]]] = {
    "datetime": {
        "now": now, "utcnow": lambda: SOURCES.get().utc_now(),
        "today": lambda: now().replace(hour=0, minute=0, second=0, microsecond=0),
        "minvalue": lambda: datetime(1, 1, 1),  # noqa: DTZ001  the original's has no zone
        "maxvalue": lambda: datetime(9999, 12, 31, 23, 59, 59),  # noqa: DTZ001
    },
    "guid": {"empty": lambda: UUID(int=0)},
    "pscredential": {"empty": lambda: NO_CREDENTIAL},
    "string": {"empty": str},
    "math": MATH_NUMBERS,
    "environment": {
        "newline": lambda: "\n", "tickcount": lambda: int(SOURCES.get().utc_now().timestamp() * 1000) % 2**31,
    },
    "timespan": {
        "zero": timedelta, "maxvalue": lambda: timedelta.max, "minvalue": lambda: timedelta.min,
        "ticksperday": lambda: 864_000_000_000, "tickspersecond": lambda: 10_000_000,
    },
    "double": {
        "nan": lambda: math.nan, "maxvalue": lambda: sys.float_info.max, "minvalue": lambda: -sys.float_info.max,
        "positiveinfinity": lambda: math.inf, "negativeinfinity": lambda: -math.inf, "epsilon": lambda: 5e-324,
    },
    "decimal": {
        "maxvalue": lambda: cast("79228162514264337593543950335", "decimal"), "zero": lambda: cast(0, "decimal"),
        "minvalue": lambda: cast("-79228162514264337593543950335", "decimal"), "one": lambda: cast(1, "decimal"),
    },
    "cultureinfo": {
        "invariantculture": lambda: "", "currentculture": lambda: "en-US", "currentuiculture": lambda: "en-US"
    },
    "path": PATH_CHARACTERS,
    "encoding": {name: (lambda e: lambda: e)(encoding) for name, encoding in ENCODINGS.items()},
    "ipaddress": {"loopback": lambda: Address("127.0.0.1"), "any": lambda: Address("0.0.0.0")},  # noqa: S104  a value
    "char": {"maxvalue": lambda: cast(0xFFFF, "char"), "minvalue": lambda: cast(0, "char")},
    "bool": {"truestring": lambda: "True", "falsestring": lambda: "False"},
}  # fmt: skip


def static_names(type_name: str) -> tuple[list[str], list[str]]:
    """The static properties and the static methods of a type that scripts may use, in lower case."""
    kind = canonical(type_name)
    properties = [*_PROPERTIES.get(kind, {}), *(("minvalue", "maxvalue") if integer_range(type_name) else ())]
    members = [m.name.lower() for m in ENUMS[kind]] if kind in ENUMS else []
    parsing = [n for n in ("parse", "tryparse") if _parsing(kind, n, type_name)]
    return [*properties, *members], [*_METHODS.get(kind, {}), *parsing]


def static_member(type_name: str, name: str) -> Any:
    """``[type]::name``.

    Raises:
        ScriptError: scripts may not use it.
    """
    limits = integer_range(type_name)
    if limits is not None and name.lower() in ("minvalue", "maxvalue"):
        return limits[name.lower() == "maxvalue"]
    kind = require(type_name)
    if kind in ENUMS:
        member = member_of(ENUMS[kind], name)
        if member is not None:
            return member
    found = _PROPERTIES.get(kind, {}).get(name.lower())
    if found is None:
        raise _refused(type_name, name, "property")
    return found()


def static_call(type_name: str, name: str, arguments: list[Any]) -> Any:
    """``[type]::name(arguments)``.

    Raises:
        ScriptError: scripts may not call it, or the arguments do not fit.
    """
    kind = require(type_name)
    lowered = name.lower()
    found = _METHODS.get(kind, {}).get(lowered) or _parsing(kind, lowered, type_name)
    if found is None and lowered == "new":
        from .construct import construct

        return construct(type_name, arguments)
    if found is None:
        raise _refused(type_name, name, "method")
    try:
        inspect.signature(found).bind(*arguments)
    except TypeError as err:
        raise ScriptError(f"[{type_name}]::{name} does not take {len(arguments)} arguments.") from err
    except ValueError:
        pass  # a built-in without a signature
    try:
        return found(*arguments)
    except (TypeError, ValueError, OverflowError) as err:
        raise ScriptError(f"[{type_name}]::{name} cannot work with these values.", cause=str(err)) from err


def _parsing(kind: str, name: str, type_name: str) -> Static | None:
    """``Parse`` and ``TryParse`` of numbers and truth."""
    if kind not in ("int", "long", "double", "decimal", "bool", "byte", "char"):
        return None
    if name == "parse":
        return lambda v, *_: parse_bool(to_text(v)) if kind == "bool" else cast(to_text(v), type_name)
    if name == "tryparse":
        return tried(lambda v: _strict(v, type_name))
    if name in ("isnan", "isinfinity") and kind == "double":
        return (lambda v: math.isnan(to_number(v))) if name == "isnan" else (lambda v: math.isinf(to_number(v)))
    return None


def _strict(value: object, type_name: str) -> Any:
    """As `cast`, but an empty text is no number."""
    if not to_text(value).strip():
        raise ScriptError("The text is empty.")
    if canonical(type_name) == "bool":
        return parse_bool(value)
    if integer_range(type_name) is not None:
        number = to_number(value)
        if number != round_half_even(number):
            raise ScriptError("The number has a fraction.")
    return cast(value, type_name)


def _refused(type_name: str, name: str, what: str) -> ScriptError:
    return ScriptError(
        f"The {what} [{type_name}]::{name} is not supported in scripts here.",
        action="Use a cmdlet or an operator instead.",
    )


__all__ = ["as_match", "static_call", "static_member", "static_names", "ticks", "to_dmtf"]
