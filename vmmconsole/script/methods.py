"""Methods of instances that scripts may call, by kind of value; anything else is refused."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from vmmconsole.model.errors import ScriptError

from .convert import cast, round_half_even, to_list, to_number, to_text
from .limits import check_items, check_string
from .members import get_member
from .numbers import format_value
from .operators import equals, order
from .types import kind_of, type_name_of
from .values import ArrayList, Char, Credential, ErrorRecord, Hashtable, PSObject, PSType, is_model

Method = Callable[..., Any]


def _number(value: object) -> int:
    return round_half_even(to_number(value))


def _in_text(text: str, start: int, what: str) -> int:
    if not 0 <= start <= len(text):
        raise ScriptError(f"{what} {start} is outside the text of {len(text)} characters.")
    return start


def _substring(text: str, start: object, length: object = None) -> str:
    at = _in_text(text, _number(start), "The start")
    if length is None:
        return text[at:]
    size = _number(length)
    if size < 0 or at + size > len(text):
        raise ScriptError(
            f"Substring({at}, {size}) reaches outside the text of {len(text)} characters.",
            action="Check the text's Length first.",
        )
    return text[at : at + size]


def _characters(values: tuple[Any, ...]) -> str:
    return "".join(to_text(c) for v in values for c in to_list(v))


def _split(text: str, *separators: object) -> list[str]:
    """``Split(char…)``, ``Split(string[], options)``: any of the characters separates."""
    values = list(separators)
    remove_empty = bool(values) and "removeemptyentries" in to_text(values[-1]).lower()
    if len(values) > 1 and (remove_empty or to_text(values[-1]).lower() == "none"):
        values.pop()
    most = 0
    if len(values) > 1 and isinstance(values[-1], int):
        most = _number(values.pop())
    marks = _characters(tuple(values))
    check_items(sum(map(text.count, set(marks))) if marks else len(text))
    parts: list[str] = []
    current: list[str] = []
    for c in text:
        at_mark = c in marks if marks else c.isspace()
        if at_mark and (not most or len(parts) < most - 1):
            parts.append("".join(current))
            current = []
        else:
            current.append(c)
    parts.append("".join(current))
    return [p for p in parts if p] if remove_empty else parts


def _replace(text: str, old: object, new: object) -> str:
    wanted, other = to_text(old), to_text(new)
    if not wanted:
        raise ScriptError("The text to replace is empty.")
    check_string(len(text) + text.count(wanted) * max(len(other) - len(wanted), 0))
    return text.replace(wanted, other)


def _insert(text: str, start: object, other: object) -> str:
    at, added = _in_text(text, _number(start), "The start"), to_text(other)
    check_string(len(text) + len(added))
    return text[:at] + added + text[at:]


def _to_characters(text: str) -> list[Char]:
    check_items(len(text))
    return [Char(c) for c in text]


def _pad(text: str, width: object, mark: object, *, left: bool) -> str:
    size = _number(width)
    check_string(size)
    fill = to_text(mark) or " "
    return text.rjust(size, fill[0]) if left else text.ljust(size, fill[0])


def _fits_case(compare: object) -> bool:
    """Whether a StringComparison argument says that case does not matter."""
    return "ignorecase" in to_text(compare).lower() or compare is True


def _affix(text: str, other: object, compare: object, *, start: bool) -> bool:
    one, two = text, to_text(other)
    if _fits_case(compare):
        one, two = one.casefold(), two.casefold()
    return one.startswith(two) if start else one.endswith(two)


_TEXT: dict[str, Method] = {
    "contains": lambda t, o: to_text(o) in t,
    "endswith": lambda t, o, c=None: _affix(t, o, c, start=False),
    "startswith": lambda t, o, c=None: _affix(t, o, c, start=True),
    "indexof": lambda t, o, s=0: t.find(to_text(o), _in_text(t, _number(s), "The start")),
    "indexofany": lambda t, o: min((i for i in (t.find(c) for c in _characters((o,))) if i >= 0), default=-1),
    "lastindexof": lambda t, o: t.rfind(to_text(o)),
    "insert": _insert,
    "remove": lambda t, i, n=None: _substring(t, 0, i) + (t[_number(i) + _number(n) :] if n is not None else ""),
    "padleft": lambda t, w, c=" ": _pad(t, w, c, left=True),
    "padright": lambda t, w, c=" ": _pad(t, w, c, left=False),
    "replace": _replace,
    "split": _split,
    "substring": _substring,
    "tolower": lambda t: t.lower(),
    "tolowerinvariant": lambda t: t.lower(),
    "toupper": lambda t: t.upper(),
    "toupperinvariant": lambda t: t.upper(),
    "tochararray": _to_characters,
    "trim": lambda t, *c: t.strip(_characters(c) or None),
    "trimstart": lambda t, *c: t.lstrip(_characters(c) or None),
    "trimend": lambda t, *c: t.rstrip(_characters(c) or None),
    "get_length": len,
}


def _months(value: datetime, count: object) -> datetime:
    total = value.year * 12 + value.month - 1 + _number(count)
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        raise ScriptError("The date is outside the years 1 to 9999.")
    day = min(value.day, days_in_month(year, month + 1))
    return value.replace(year=year, month=month + 1, day=day)


def days_in_month(year: int, month: int) -> int:
    """How many days a month has."""
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        raise ScriptError(f"There is no month {month} of the year {year}.")
    following = datetime(year + month // 12, month % 12 + 1, 1)  # noqa: DTZ001  only the calendar matters
    return (following - timedelta(days=1)).day


def _moved(unit: str) -> Method:
    def move(value: datetime, count: object) -> datetime:
        try:
            return value + timedelta(**{unit: float(to_number(count))})
        except OverflowError as err:
            raise ScriptError("The date is outside the years 1 to 9999.") from err

    return move


_DATE: dict[str, Method] = {
    "add": lambda d, s: d + s,
    "adddays": _moved("days"),
    "addhours": _moved("hours"),
    "addminutes": _moved("minutes"),
    "addseconds": _moved("seconds"),
    "addmilliseconds": _moved("milliseconds"),
    "addmonths": _months,
    "addyears": lambda d, n: _months(d, _number(n) * 12),
    "subtract": lambda d, o: d - o,
    "toshortdatestring": lambda d: format_value(d, "d"),
    "tolongdatestring": lambda d: format_value(d, "D"),
    "toshorttimestring": lambda d: format_value(d, "t"),
    "tolongtimestring": lambda d: format_value(d, "T"),
    "touniversaltime": lambda d: d.astimezone(_utc()),
    "tolocaltime": lambda d: d.astimezone(),
    "get_timeofday": lambda d: get_member(d, "TimeOfDay"),
    "get_date": lambda d: get_member(d, "Date"),
}


def _utc() -> Any:
    from datetime import UTC

    return UTC


_SPAN: dict[str, Method] = {
    "add": lambda s, o: s + o,
    "subtract": lambda s, o: s - o,
    "negate": lambda s: -s,
    "duration": abs,
}


def _grow(items: list[Any], value: object) -> int:
    if not isinstance(items, ArrayList):
        raise ScriptError(
            "An array has a fixed size.",
            action="Add with +=, or make a list with New-Object System.Collections.ArrayList.",
        )  # fmt: skip
    check_items(len(items) + 1)
    items.append(value)
    return len(items) - 1


def _position(items: list[Any], value: object) -> int:
    return next((i for i, item in enumerate(items) if equals(item, value, case_sensitive=True)), -1)


def _take_out(items: list[Any], value: object) -> None:
    if not isinstance(items, ArrayList):
        raise ScriptError("An array has a fixed size.", action="Filter it with Where-Object.")
    at = _position(items, value)
    if at >= 0:
        del items[at]


def _extend(items: list[Any], values: object) -> None:
    for value in to_list(values):
        _grow(items, value)


_LIST: dict[str, Method] = {
    "add": _grow,
    "addrange": _extend,
    "clear": lambda items: items.clear(),
    "contains": lambda items, v: _position(items, v) >= 0,
    "indexof": _position,
    "insert": lambda items, i, v: items.insert(_number(i), v) if isinstance(items, ArrayList) else _grow(items, v),
    "remove": _take_out,
    "removeat": lambda items, i: items.pop(_number(i)) if isinstance(items, ArrayList) else _grow(items, i),
    "reverse": lambda items: items.reverse(),
    "toarray": list,
    "getvalue": lambda items, i: items[_number(i)] if 0 <= _number(i) < len(items) else None,
    "getupperbound": lambda items, _=0: len(items) - 1,
    "getlength": lambda items, _=0: len(items),
    "clone": list,
    "join": lambda items, s="": to_text(s).join(map(to_text, items)),
}


def _add_entry(table: Hashtable, key: object, value: object) -> None:
    if key in table:
        raise ScriptError(f"The key '{to_text(key)}' is already in the table.")
    table[key] = value


_TABLE: dict[str, Method] = {
    "add": _add_entry,
    "remove": lambda t, k: t.remove(k),
    "clear": lambda t: t.clear(),
    "contains": lambda t, k: k in t,
    "containskey": lambda t, k: k in t,
    "containsvalue": lambda t, v: any(equals(x, v) for x in t.values()),
    "clone": lambda t: t.copy(),
    "getenumerator": lambda t: [
        PSObject([("Name", k), ("Key", k), ("Value", v)], "DictionaryEntry") for k, v in t.items()
    ],
    "get_item": lambda t, k: t[k],
    "set_item": lambda t, k, v: t.__setitem__(k, v),
}


def _network_credential(credential: Credential) -> PSObject:
    domain, slash, user = credential.user_name.partition("\\")
    return PSObject(
        [
            ("UserName", user if slash else domain), ("Domain", domain if slash else ""),
            ("Password", credential.password.reveal()),
        ],
        "NetworkCredential",
    )  # fmt: skip


_TABLES: dict[str, dict[str, Method]] = {
    "string": _TEXT,
    "char": _TEXT,
    "datetime": _DATE,
    "timespan": _SPAN,
    "array": _LIST,
    "arraylist": _LIST,
    "hashtable": _TABLE,
    "ordered": _TABLE,
    "pscredential": {"getnetworkcredential": _network_credential},
}


def _to_text(value: Any, shape: object = "", _culture: object = None) -> str:
    return format_value(value, to_text(shape))


def _get_type(value: Any) -> PSType | PSObject:
    kind = kind_of(value)
    if is_model(value) or isinstance(value, Enum) or kind == "object":
        name = type_name_of(value)
        return PSObject([("Name", name), ("FullName", name)], "RuntimeType")
    return PSType(kind)


_ANY: dict[str, Method] = {
    "tostring": _to_text,
    "gettype": _get_type,
    "equals": lambda a, b: equals(a, b, case_sensitive=True),
    "compareto": order,
    "gethashcode": lambda v: hash(to_text(v)) & 0x7FFFFFFF,
    "get_count": lambda v: get_member(v, "Count"),
}
_NUMBERS = {"tobyte": "byte", "toint32": "int", "toint64": "long", "todouble": "double"}


def method_names(value: object) -> list[str]:
    """The methods that scripts may call on a value, in lower case."""
    return [*_TABLES.get(kind_of(value), {}), *_ANY]


def call_method(value: Any, name: str, arguments: list[Any]) -> Any:
    """``$value.name(arguments)``.

    Raises:
        ScriptError: the value is null, or scripts may not call that method on it.
    """
    lowered = name.lower()
    if value is None:
        raise ScriptError(
            f"You cannot call the method '{name}' on a null value.", action="Check that the object exists."
        )
    table = _TABLES.get(kind_of(value), {})
    method = table.get(lowered) or _ANY.get(lowered)
    if method is None and lowered in _NUMBERS:
        return cast(value, _NUMBERS[lowered])
    if isinstance(value, list) and lowered not in _LIST and not (lowered in _ANY and lowered != "tostring"):
        return [call_method(item, name, arguments) for item in value]
    if method is None:
        if isinstance(value, ErrorRecord):
            return call_method(value.error, name, arguments)
        raise _no_method(value, name, [*table, *_ANY])
    return _called(method, name, value, arguments)


def _called(method: Method, name: str, value: Any, arguments: list[Any]) -> Any:
    try:
        inspect.signature(method).bind(value, *arguments)
    except TypeError as err:
        raise ScriptError(f"The method '{name}' does not take {len(arguments)} arguments.") from err
    except ValueError:
        pass  # a built-in without a signature
    try:
        return method(value, *arguments)
    except (TypeError, ValueError, OverflowError) as err:
        shown = ", ".join(type_name_of(a) for a in arguments)
        raise ScriptError(f"The method '{name}' cannot work with ({shown}).", cause=str(err)) from err


def _no_method(value: Any, name: str, known: list[str]) -> ScriptError:
    near = difflib.get_close_matches(name.lower(), known, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return ScriptError(f"A {type_name_of(value)} has no method '{name}' that scripts may call.{hint}")


__all__ = ["call_method", "days_in_month", "method_names"]
