"""Static members that scripts may use, by type: ``[math]::Round``, ``[guid]::NewGuid``, ``[datetime]::Now``."""

from __future__ import annotations

import base64
import binascii
import inspect
import math
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import ScriptError

from . import patterns
from .convert import cast, round_half_even, to_date, to_guid, to_list, to_number, to_span, to_text
from .dates import now
from .limits import check_string
from .members import ticks
from .methods import days_in_month
from .numbers import format_composite
from .operators import equals, join, multiply, order
from .sources import SOURCES
from .types import canonical, require
from .values import Hashtable, RegexMatch

Static = Callable[..., Any]
_INTS = {"int": (-(2**31), 2**31 - 1), "long": (-(2**63), 2**63 - 1), "byte": (0, 255)}


def _round(value: object, digits: object = 0, mode: object = "ToEven") -> float:
    if isinstance(digits, str) and not digits.isdigit():
        digits, mode = 0, digits
    rule = ROUND_HALF_UP if to_text(mode).lower() == "awayfromzero" else ROUND_HALF_EVEN
    number = to_number(value)
    if isinstance(number, float) and not math.isfinite(number):
        return number
    places = round_half_even(to_number(digits))
    if not 0 <= places <= 15:
        raise ScriptError("Rounding takes 0 to 15 digits.")
    return float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), rounding=rule))


def _escaped(value: object) -> str:
    text = re.escape(to_text(value))
    check_string(len(text))
    return text


def _whole(compute: Callable[[float], int]) -> Static:
    return lambda v: float(compute(to_number(v)))


def _real(compute: Callable[..., float]) -> Static:
    def run(*values: object) -> float:
        try:
            return float(compute(*map(to_number, values)))
        except (ValueError, OverflowError):
            return math.nan

    return run


def _sign(value: object) -> int:
    number = to_number(value)
    return (number > 0) - (number < 0)


def _to_integer(name: str) -> Static:
    def run(value: object, radix: object = None) -> int:
        if radix is None:
            return int(cast(value, name))
        try:
            return int(cast(int(to_text(value), round_half_even(to_number(radix))), name))
        except (ValueError, OverflowError) as err:
            raise ScriptError(f"'{to_text(value)[:40]}' is not a number to the base {to_text(radix)}.") from err

    return run


def _convert_text(value: object, radix: object = 10) -> str:
    number, letters = round_half_even(to_number(value)), {2: "b", 8: "o", 10: "d", 16: "x"}
    if radix not in letters:
        return to_text(value)
    return format(number & 0xFFFFFFFF if number < 0 and radix != 10 else number, letters[radix])


def _from_base64(text: object) -> list[int]:
    try:
        return list(base64.b64decode(to_text(text), validate=True))
    except binascii.Error as err:
        raise ScriptError("The text is not Base64.") from err


def _try(compute: Static) -> Static:
    def run(*values: object) -> bool:
        try:
            compute(values[0])
        except ScriptError:
            return False
        return True

    return run


def as_match(match: re.Match[str]) -> RegexMatch:
    """A match as scripts see it."""
    groups = Hashtable((i, match.group(n)) for i, n in enumerate(patterns.group_order(match.re)))
    for name in match.re.groupindex:
        groups[name] = match.group(name)
    return RegexMatch(match.group(), match.start(), groups)


def _regex_matches(text: object, pattern: object) -> list[RegexMatch]:
    subject = to_text(text)
    return [as_match(m) for m in patterns.regex(to_text(pattern), subject, case_sensitive=True).finditer(subject)]


def _regex_match(text: object, pattern: object) -> RegexMatch | None:
    return next(iter(_regex_matches(text, pattern)), None)


def _regex_split(text: object, pattern: object) -> list[str]:
    subject = to_text(text)
    return patterns.regex(to_text(pattern), subject, case_sensitive=True).split(subject)


def _index_of(items: object, value: object) -> int:
    return next((i for i, item in enumerate(to_list(items)) if equals(item, value, case_sensitive=True)), -1)


def _reverse(items: object) -> None:
    if isinstance(items, list):
        items.reverse()


def _sort(items: object) -> None:
    from functools import cmp_to_key

    if isinstance(items, list):
        items.sort(key=cmp_to_key(order))


def _join(separator: object, *items: object) -> str:
    values = to_list(items[0]) if len(items) == 1 else list(items)
    return join(values, to_text(separator))


_MATH: dict[str, Static] = {
    "round": _round, "abs": lambda v: abs(to_number(v)), "ceiling": _whole(math.ceil), "floor": _whole(math.floor),
    "truncate": _whole(math.trunc), "max": lambda a, b: max(to_number(a), to_number(b)),
    "min": lambda a, b: min(to_number(a), to_number(b)), "pow": _real(math.pow), "sqrt": _real(math.sqrt),
    "log": _real(math.log), "log10": _real(math.log10), "exp": _real(math.exp), "sign": _sign,
    "sin": _real(math.sin), "cos": _real(math.cos), "tan": _real(math.tan),
}  # fmt: skip
_STRING: dict[str, Static] = {
    "join": _join, "isnullorempty": lambda v: to_text(v) == "",
    "isnullorwhitespace": lambda v: not to_text(v).strip(),
    "format": lambda f, *v: format_composite(to_text(f), v),
    "concat": lambda *v: join([x for item in v for x in to_list(item)], ""),
    "compare": lambda a, b, ignore=False: order(to_text(a), to_text(b), case_sensitive=not ignore),
    "equals": lambda a, b: to_text(a) == to_text(b), "new": lambda c, n=1: multiply(to_text(c), n),
}  # fmt: skip
_DATE: dict[str, Static] = {
    "parse": to_date, "compare": order, "daysinmonth": lambda y, m: days_in_month(int(to_number(y)), int(to_number(m))),
    "isleapyear": lambda y: days_in_month(int(to_number(y)), 2) == 29, "tryparse": _try(to_date),
    "fromfiletime": lambda n: datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=to_number(n) / 10),
    "parseexact": lambda v, *_: to_date(v),
}  # fmt: skip
_CONVERT: dict[str, Static] = {
    "toint32": _to_integer("int"), "toint64": _to_integer("long"), "toint16": _to_integer("int"),
    "tobyte": _to_integer("byte"), "todouble": lambda v: cast(v, "double"), "toboolean": lambda v: cast(v, "bool"),
    "todatetime": to_date, "tostring": _convert_text, "frombase64string": _from_base64,
    "tobase64string": lambda v: base64.b64encode(bytes(int(b) & 255 for b in to_list(v))).decode("ascii"),
    "tochar": lambda v: cast(v, "char"),
}  # fmt: skip
_METHODS: dict[str, dict[str, Static]] = {
    "math": _MATH,
    "string": _STRING,
    "datetime": _DATE,
    "convert": _CONVERT,
    "guid": {"newguid": lambda: SOURCES.get().new_guid(), "parse": to_guid, "new": to_guid, "tryparse": _try(to_guid)},
    "timespan": {
        "fromdays": lambda v: timedelta(days=to_number(v)), "fromhours": lambda v: timedelta(hours=to_number(v)),
        "fromminutes": lambda v: timedelta(minutes=to_number(v)),
        "fromseconds": lambda v: timedelta(seconds=to_number(v)), "parse": to_span,
        "frommilliseconds": lambda v: timedelta(milliseconds=to_number(v)),
    },
    "regex": {
        "escape": _escaped, "matches": _regex_matches, "match": _regex_match,
        "ismatch": lambda t, p: bool(_regex_matches(t, p)), "split": _regex_split,
        "replace": lambda t, p, r: patterns.replace(to_text(t), to_text(p), to_text(r), case_sensitive=True),
    },
    "array": {"indexof": _index_of, "reverse": _reverse, "sort": _sort},
    "char": {
        "isdigit": lambda c: to_text(c).isdigit(), "isletter": lambda c: to_text(c).isalpha(),
        "isupper": lambda c: to_text(c).isupper(), "islower": lambda c: to_text(c).islower(),
        "iswhitespace": lambda c: to_text(c).isspace(), "toupper": lambda c: to_text(c).upper(),
        "tolower": lambda c: to_text(c).lower(), "isletterordigit": lambda c: to_text(c).isalnum(),
    },
    "ipaddress": {"parse": to_text},
}  # fmt: skip
_PROPERTIES: dict[str, dict[str, Callable[[], Any]]] = {
    "datetime": {
        "now": now, "utcnow": lambda: SOURCES.get().utc_now(),
        "today": lambda: now().replace(hour=0, minute=0, second=0, microsecond=0),
        "minvalue": lambda: datetime(1, 1, 1),  # noqa: DTZ001  the original's has no zone
        "maxvalue": lambda: datetime(9999, 12, 31, 23, 59, 59),  # noqa: DTZ001
    },
    "guid": {"empty": lambda: UUID(int=0)},
    "string": {"empty": str},
    "math": {"pi": lambda: math.pi, "e": lambda: math.e},
    "environment": {"newline": lambda: "\n"},
    "timespan": {"zero": timedelta},
    "double": {
        "nan": lambda: math.nan, "maxvalue": lambda: sys.float_info.max, "minvalue": lambda: -sys.float_info.max
    },
    "cultureinfo": {"invariantculture": lambda: "", "currentculture": lambda: ""},
    "stringsplitoptions": {"removeemptyentries": lambda: "RemoveEmptyEntries", "none": lambda: "None"},
    "midpointrounding": {"awayfromzero": lambda: "AwayFromZero", "toeven": lambda: "ToEven"},
}  # fmt: skip


def static_names(type_name: str) -> tuple[list[str], list[str]]:
    """The static properties and the static methods of a type that scripts may use, in lower case."""
    kind = canonical(type_name)
    properties = [*_PROPERTIES.get(kind, {}), *(("minvalue", "maxvalue") if kind in _INTS else ())]
    parsing = ("parse", "tryparse") if kind in ("int", "long", "double", "bool", "byte") else ()
    return properties, [*_METHODS.get(kind, {}), *parsing]


def static_member(type_name: str, name: str) -> Any:
    """``[type]::name``.

    Raises:
        ScriptError: scripts may not use it.
    """
    if type_name.lower().rpartition(".")[2] == "consolecolor":
        return name
    kind = canonical(type_name)
    if kind in _INTS and name.lower() in ("minvalue", "maxvalue"):
        return _INTS[kind][name.lower() == "maxvalue"]
    found = _PROPERTIES.get(require(type_name), {}).get(name.lower())
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
    found = _METHODS.get(kind, {}).get(lowered)
    if found is None and lowered in ("parse", "tryparse") and kind in ("int", "long", "double", "bool", "byte"):
        found = (lambda v, *_: cast(v, kind)) if lowered == "parse" else _try(lambda v: cast(v, kind))
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


def _refused(type_name: str, name: str, what: str) -> ScriptError:
    return ScriptError(
        f"The {what} [{type_name}]::{name} is not supported in scripts here.",
        action="Use a cmdlet or an operator instead.",
    )


__all__ = ["as_match", "static_call", "static_member", "static_names", "ticks"]
