"""Equality and order of any two values: the right one is turned into the left one's kind."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from vmmconsole.model.errors import ScriptError

from .casts import cast
from .convert import NUMBERS, enum_text, to_bool, to_date, to_number, to_span, to_text
from .limits import spend
from .types import type_name_of
from .values import NetObject, PSType, is_model

Operand = Any


_LONG = 1_000
"""Characters of a text whose comparison is work."""


def _folded(text: str, *, case_sensitive: bool) -> str:
    if len(text) > _LONG:
        spend(len(text))
    return text if case_sensitive else text.casefold()


def text_key(text: str, *, case_sensitive: bool) -> tuple[str, str]:
    """What texts are ordered by: as in a dictionary, and with `case_sensitive` the lower case first: a < A < b."""
    if len(text) > _LONG:
        spend(len(text))
    return text.casefold(), text.swapcase() if case_sensitive else ""


def equals(left: Operand, right: Operand, *, case_sensitive: bool = False) -> bool:
    """Whether two single values are equal; the right one is turned into the left one's kind."""
    if left is None or right is None:
        return left is None and right is None
    if isinstance(left, Enum):
        return _enum_equals(left, right)
    if isinstance(left, str):
        return _folded(left, case_sensitive=case_sensitive) == _folded(to_text(right), case_sensitive=case_sensitive)
    if isinstance(left, bool):
        return left == to_bool(right)
    try:
        if isinstance(left, NUMBERS):
            return bool(left == to_number(right))
        if isinstance(left, datetime):
            return _order_dates(left, to_date(right)) == 0
        if isinstance(left, timedelta):
            return left == to_span(right)
    except ScriptError:
        return False
    return _object_equals(left, right)


def _enum_equals(left: Enum, right: Operand) -> bool:
    if isinstance(right, NUMBERS) and not isinstance(right, Enum):
        return bool(getattr(left, "number", left.value) == right)
    text = enum_text(right) if isinstance(right, Enum) else to_text(right)
    return text.lower() in _enum_names(left)


@cache
def _enum_names(member: Enum) -> frozenset[str]:
    return frozenset((enum_text(member).lower(), member.name.lower(), member.name.replace("_", "").lower()))


def _object_equals(left: Operand, right: Operand) -> bool:
    if isinstance(left, UUID):
        return str(left) == to_text(right).strip().strip("{}").lower()
    if isinstance(left, PSType):
        return isinstance(right, PSType) and left == right
    if isinstance(left, NetObject):
        return _net_pair(left, right) == 0
    if is_model(left):
        if is_model(right):
            one, other = getattr(left, "id", left), getattr(right, "id", right)
            return bool(one == other)
        return isinstance(right, str) and to_text(left).casefold() == right.casefold()
    return left is right or (type(left) is type(right) and bool(left == right))


def _net_pair(left: NetObject, right: Operand) -> int | None:
    """-1, 0 or 1 for an object of .NET and another, or its text; None when they cannot be compared."""
    if isinstance(right, str):
        try:
            right = cast(right, left.net_name)
        except ScriptError:
            return None
    if type(left) is not type(right):
        return None
    one, other = left.net_order(), right.net_order()
    if one is None:
        return 0 if left is right or left.net_text() == right.net_text() != left.net_name else None
    return int(one > other) - int(one < other)


def _order_dates(left: datetime, right: datetime) -> int:
    if (left.tzinfo is None) != (right.tzinfo is None):
        left, right = left.replace(tzinfo=None), right.replace(tzinfo=None)
    return (left > right) - (left < right)


def order(left: Operand, right: Operand, *, case_sensitive: bool = False) -> int:
    """-1, 0 or 1 for two single values, by the left one's kind; null comes before everything.

    Raises:
        ScriptError: they cannot be compared.
    """
    if left is None or right is None:
        if isinstance(left, NUMBERS) or isinstance(right, NUMBERS):
            a, b = to_number(left), to_number(right)
            return (a > b) - (a < b)
        return (left is not None) - (right is not None)
    if isinstance(left, Enum) and isinstance(getattr(left, "number", left.value), int) and not isinstance(right, str):
        left = to_number(left)
    if isinstance(left, (str, UUID)):
        one = text_key(to_text(left), case_sensitive=case_sensitive)
        other = text_key(to_text(right), case_sensitive=case_sensitive)
        return (one > other) - (one < other)
    if isinstance(left, NUMBERS):
        number = to_number(right)
        return (left > number) - (left < number)
    if isinstance(left, datetime):
        return _order_dates(left, to_date(right))
    if isinstance(left, timedelta):
        length = to_span(right)
        return (left > length) - (left < length)
    found = _net_pair(left, right) if isinstance(left, NetObject) else None
    if found is not None:
        return found
    if is_model(left):
        return order(to_text(left), to_text(right), case_sensitive=case_sensitive)
    raise ScriptError(f"A {type_name_of(left)} cannot be compared with -lt, -le, -gt or -ge.")
