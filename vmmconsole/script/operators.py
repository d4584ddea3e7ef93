"""Binary and unary operators: the left operand decides the kind of work, an array on the left is filtered."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal, DecimalException
from enum import Enum
from functools import cache, partial
from typing import Any

from vmmconsole.model.errors import BudgetError, ScriptError

from . import patterns
from .casts import cast
from .comparison import equals, order
from .convert import (
    NUMBERS,
    fit_decimal,
    round_half_even,
    shorten,
    text_number,
    to_bool,
    to_date,
    to_list,
    to_number,
    to_span,
    to_text,
)
from .exceptions import divided_by_zero
from .limits import MAX_ITEMS, check_items, check_string, joined, spend, weigh
from .numbers import format_composite
from .types import is_instance, type_name_of
from .values import ArrayList, Char, Hashtable, MemberList, PSType

Operand = Any
_LISTS = (list, tuple, range)


def add(left: Operand, right: Operand) -> Operand:
    """``+``: numbers add, text and arrays are joined, tables are merged."""
    if left is None:
        return right
    if isinstance(left, str) and not isinstance(left, Enum):
        text = to_text(right)
        check_string(len(left) + len(text))
        return left + text
    if isinstance(left, _LISTS):
        extra = list(right) if isinstance(right, _LISTS) else [right]
        check_items(len(left) + len(extra))
        return [*left, *extra]
    if isinstance(left, Hashtable) and isinstance(right, Hashtable):
        return _merged(left, right)
    if isinstance(left, datetime):
        return left + to_span(right)
    if isinstance(left, timedelta):
        return right + left if isinstance(right, datetime) else left + to_span(right)
    return _arithmetic("+", left, right)


def _merged(left: Hashtable, right: Hashtable) -> Hashtable:
    for key in right:
        if key in left:
            raise ScriptError(f"The key '{to_text(key)}' is in both tables.")
    return Hashtable([*left.items(), *right.items()], ordered=left.ordered)


def subtract(left: Operand, right: Operand) -> Operand:
    """``-``."""
    if isinstance(left, datetime):
        if isinstance(right, timedelta):
            return left - right
        other = to_date(right)
        if (left.tzinfo is None) != (other.tzinfo is None):
            left, other = left.replace(tzinfo=None), other.replace(tzinfo=None)
        return left - other
    if isinstance(left, timedelta):
        return left - to_span(right)
    return _arithmetic("-", left, right)


def multiply(left: Operand, right: Operand) -> Operand:
    """``*``: numbers, or text and arrays repeated."""
    if isinstance(left, (str, *_LISTS)) and not isinstance(left, Enum):
        times = round_half_even(to_number(right))
        if times < 0:
            raise ScriptError(f"Cannot repeat something {times} times.")
        if isinstance(left, str):
            check_string(len(left) * times)
            return left * times
        check_items(len(left) * times)
        return list(left) * times
    return _arithmetic("*", left, right)


def divide(left: Operand, right: Operand) -> Operand:
    """``/``: an integer when it comes out even, else a double."""
    return _arithmetic("/", left, right)


def remainder(left: Operand, right: Operand) -> Operand:
    """``%``, with the sign of the left."""
    return _arithmetic("%", left, right)


def _arithmetic(sign: str, left: Operand, right: Operand) -> Operand:
    if not _is_numeric(left):
        raise ScriptError(f"A {type_name_of(left)} cannot stand left of '{sign}'.")
    a, b = _alike(to_number(left), to_number(right))
    try:
        return _fitted(sign, a, b, _COMPUTE[sign](a, b))
    except (ZeroDivisionError, DecimalException):
        if not isinstance(a, float) and not isinstance(b, float):
            raise divided_by_zero() from None
        return math.nan if a == 0 or sign == "%" else math.copysign(math.inf, a)
    except OverflowError:
        return math.inf


def _alike(a: Any, b: Any) -> tuple[Any, Any]:
    """Two numbers of which one is a decimal, in one type: exact, unless the other is a double."""
    if not isinstance(a, Decimal) and not isinstance(b, Decimal):
        return a, b
    if isinstance(a, float) or isinstance(b, float):
        return float(a), float(b)
    return Decimal(a), Decimal(b)


_SMALL = range(-(2**31), 2**31)


def _fitted(sign: str, a: Any, b: Any, result: Any) -> Any:
    """What an integer beyond its type's range becomes: a double."""
    if isinstance(result, Decimal):
        return fit_decimal(result)
    if isinstance(result, int) and result not in _SMALL and sign in "+-*" and a in _SMALL and b in _SMALL:
        return float(result)
    return shorten(result)


def _is_numeric(value: Operand) -> bool:
    return (
        value is None
        or isinstance(value, NUMBERS)
        or (isinstance(value, Enum) and isinstance(getattr(value, "number", value.value), int))
        or (isinstance(value, str) and text_number(value) is not None)
    )


def _divided(a: float, b: float) -> float:
    if isinstance(a, int) and isinstance(b, int) and a % b == 0:
        return a // b
    return a / b


def _remainder(a: float, b: float) -> float:
    if isinstance(a, int) and isinstance(b, int):
        return a - b * (abs(a) // abs(b)) * (1 if (a < 0) == (b < 0) else -1)
    if b == 0:
        raise ZeroDivisionError
    return a % b if isinstance(a, Decimal) else math.fmod(a, b)


_COMPUTE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divided,
    "%": _remainder,
}


def span(left: Operand, right: Operand) -> list[int]:
    """``1..5``."""
    low, high = round_half_even(to_number(left)), round_half_even(to_number(right))
    check_items(abs(high - low) + 1)
    return list(range(low, high + 1)) if low <= high else list(range(low, high - 1, -1))


TEXT_BYTES = 60
"""What a short text takes."""

_COMPARED = 100
"""The work of comparing two values."""


def counted_order(left: Operand, right: Operand) -> int:
    """As `order`, for sorting: what Python sorts it does not let go before the end."""
    spend(_COMPARED)
    return order(left, right)


# --- tests ---


def _like(left: Operand, right: Operand, *, case_sensitive: bool) -> bool:
    return patterns.like(to_text(left), to_text(right), case_sensitive=case_sensitive)


def _matches(left: Operand, right: Operand, *, case_sensitive: bool) -> bool:
    text = to_text(left)
    return patterns.regex(to_text(right), text, case_sensitive=case_sensitive).search(text) is not None


Test = Callable[..., bool]
_TESTS: dict[str, Test] = {
    "eq": equals,
    "ne": lambda a, b, *, case_sensitive: not equals(a, b, case_sensitive=case_sensitive),
    "gt": lambda a, b, *, case_sensitive: order(a, b, case_sensitive=case_sensitive) > 0,
    "ge": lambda a, b, *, case_sensitive: order(a, b, case_sensitive=case_sensitive) >= 0,
    "lt": lambda a, b, *, case_sensitive: order(a, b, case_sensitive=case_sensitive) < 0,
    "le": lambda a, b, *, case_sensitive: order(a, b, case_sensitive=case_sensitive) <= 0,
    "like": _like,
    "notlike": lambda a, b, *, case_sensitive: not _like(a, b, case_sensitive=case_sensitive),
    "match": _matches,
    "notmatch": lambda a, b, *, case_sensitive: not _matches(a, b, case_sensitive=case_sensitive),
}


def _contains(items: Operand, wanted: Operand, *, case_sensitive: bool) -> bool:
    return any(equals(item, wanted, case_sensitive=case_sensitive) for item in to_list(items))


_MEMBERSHIP: dict[str, Test] = {
    "contains": _contains,
    "notcontains": lambda a, b, *, case_sensitive: not _contains(a, b, case_sensitive=case_sensitive),
    "in": lambda a, b, *, case_sensitive: _contains(b, a, case_sensitive=case_sensitive),
    "notin": lambda a, b, *, case_sensitive: not _contains(b, a, case_sensitive=case_sensitive),
}


def _filtered(test: Test, left: Operand, right: Operand, *, case_sensitive: bool) -> Operand:
    if isinstance(left, _LISTS):
        return [item for item in left if test(item, right, case_sensitive=case_sensitive)]
    return test(left, right, case_sensitive=case_sensitive)


# --- text ----------------------------------------------------------------------------------------------------------


def _replace(left: Operand, right: Operand, *, case_sensitive: bool) -> Operand:
    pieces = to_list(right)
    pattern = to_text(pieces[0]) if pieces else ""
    new = to_text(pieces[1]) if len(pieces) > 1 else ""
    if isinstance(left, _LISTS):
        return [patterns.replace(to_text(t), pattern, new, case_sensitive=case_sensitive) for t in left]
    return patterns.replace(to_text(left), pattern, new, case_sensitive=case_sensitive)


def _split(left: Operand, right: Operand, *, case_sensitive: bool) -> list[str]:
    options = to_list(right)
    pattern = to_text(options[0]) if options else r"\s+"
    most = round_half_even(to_number(options[1])) if len(options) > 1 else 0
    if len(options) > 2 and "simplematch" in to_text(options[2]).lower():
        pattern = re.escape(pattern)
    out: list[str] = []
    for text in map(to_text, to_list(left)):
        found = patterns.regex(pattern, text, case_sensitive=case_sensitive)
        if most == 1:
            out.append(text)
        else:
            out.extend(part for part in found.split(text, maxsplit=max(most - 1, 0)) if part is not None)
            weigh(TEXT_BYTES)
        check_items(len(out))
    weigh(len(out) * TEXT_BYTES)
    return out


def join(left: Operand, separator: str) -> str:
    """``-join``."""
    return joined(map(to_text, to_list(left)), separator)


def _type_of(right: Operand) -> PSType:
    return right if isinstance(right, PSType) else PSType(to_text(right))


def _as(left: Operand, right: Operand) -> Operand:
    wanted = _type_of(right)
    try:
        return cast(left, wanted.name, wanted.element)
    except BudgetError:
        raise
    except ScriptError:
        return None


def _bits(compute: Callable[[int, int], int]) -> Callable[[Operand, Operand], Operand]:
    def run(left: Operand, right: Operand) -> Operand:
        value = compute(round_half_even(to_number(left)), round_half_even(to_number(right)))
        value &= 2**64 - 1
        return value - 2**64 if value >= 2**63 else value

    return run


_PLAIN: dict[str, Callable[[Operand, Operand], Operand]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "%": remainder,
    "..": span,
    "-f": lambda a, b: format_composite(to_text(a), b if isinstance(b, _LISTS) else [b]),
    "-join": lambda a, b: join(a, to_text(b)),
    "-is": lambda a, b: is_instance(a, _type_of(b).name),
    "-isnot": lambda a, b: not is_instance(a, _type_of(b).name),
    "-as": _as,
    "-xor": lambda a, b: to_bool(a) != to_bool(b),
    "-band": _bits(operator.and_),
    "-bor": _bits(operator.or_),
    "-bxor": _bits(operator.xor),
    "-shl": _bits(lambda a, b: a << (b & 63)),
    "-shr": _bits(lambda a, b: a >> (b & 63)),
}


def binary(sign: str, left: Operand, right: Operand) -> Operand:
    """The value of ``left sign right``; -and and -or are the evaluator's, because they may skip the right.

    Raises:
        ScriptError: the operands do not fit.
    """
    return operation(sign)(left, right)


@cache
def operation(sign: str) -> Callable[[Operand, Operand], Operand]:
    """What `binary` does for that sign.

    Raises:
        ScriptError: there is no such operator.
    """
    plain = _PLAIN.get(sign)
    if plain:
        return plain
    word = sign[1:]
    case_sensitive = word.startswith("c") and word != "contains"
    if case_sensitive or (word.startswith("i") and word[1:] in _ALL):
        word = word[1:]
    if word in _TESTS:
        return partial(_filtered, _TESTS[word], case_sensitive=case_sensitive)
    if word in _MEMBERSHIP:
        return partial(_MEMBERSHIP[word], case_sensitive=case_sensitive)
    if word == "replace":
        return partial(_replace, case_sensitive=case_sensitive)
    if word == "split":
        return partial(_split, case_sensitive=case_sensitive)
    raise ScriptError(f"There is no operator '{sign}'.")


_ALL = frozenset([*_TESTS, *_MEMBERSHIP, "replace", "split"])


def unary(sign: str, value: Operand) -> Operand:
    """The value of a prefix operator before `value`."""
    if sign in ("!", "-not"):
        return not to_bool(value)
    if sign == "-":
        if isinstance(value, timedelta):
            return -value
        return shorten(-to_number(value))
    if sign == "+":
        return to_number(value)
    if sign == "-bnot":
        return ~round_half_even(to_number(value))
    if sign == "-join":
        return join(value, "")
    if sign == ",":
        return [value]
    if sign in ("-split", "-isplit", "-csplit"):
        parts = [part for text in map(to_text, to_list(value)) for part in text.split(maxsplit=MAX_ITEMS)]
        check_items(len(parts))
        weigh(len(parts) * TEXT_BYTES)
        return parts
    raise ScriptError(f"There is no operator '{sign}'.")


def index(target: Operand, at: Operand) -> Operand:
    """``$target[at]``: an item, a character, a key's value, or several for several indexes; null where none is."""
    if isinstance(target, Hashtable):
        return [target[key] for key in at] if isinstance(at, _LISTS) else _entry(target, at)
    if target is None:
        raise ScriptError("Cannot index into a null value.")
    if isinstance(target, (str, *_LISTS)) and not isinstance(target, Enum):
        if isinstance(at, _LISTS):
            found = [_item(target, i) for i in at]
            return [item for item in found if item is not None]
        return _item(target, at)
    return _item([target], at)


def _entry(target: Hashtable, key: Operand) -> Operand:
    if target.ordered and isinstance(key, int) and key not in target:
        return _item(target.values(), key)
    return target[key]


def _item(target: Any, at: Operand) -> Operand:
    if isinstance(target, MemberList) and isinstance(at, str):
        return target.named(at)
    position = round_half_even(to_number(at))
    if -len(target) <= position < len(target):
        found = target[position]
        return Char(found) if isinstance(target, str) else found
    return None


def assign_index(target: Operand, at: Operand, value: Operand) -> None:
    """``$target[at] = value``.

    Raises:
        ScriptError: outside the array, or the target takes none.
    """
    if isinstance(target, Hashtable):
        target[at] = value
        return
    if isinstance(target, list):
        position = round_half_even(to_number(at))
        if not -len(target) <= position < len(target):
            raise ScriptError(
                f"Index {position} is outside the array of {len(target)} items.", action="Add an item with +=."
            )  # fmt: skip
        target[position] = value
        return
    raise ScriptError(f"Items of a {type_name_of(target)} cannot be set.")


__all__ = ["MAX_ITEMS", "ArrayList", "assign_index", "binary", "equals", "index", "join", "order", "unary"]
