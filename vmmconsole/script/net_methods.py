"""Methods of text builders and of patterns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import matches
from .convert import round_half_even, to_number, to_text
from .limits import check_string
from .net_types import StringBuilder
from .numbers import format_composite

Method = Callable[..., Any]


def _whole(value: object) -> int:
    return round_half_even(to_number(value))


def _append(builder: StringBuilder, value: object, times: object = 1) -> StringBuilder:
    text = to_text(value)
    check_string(len(text) * _whole(times))
    return builder.append(text * _whole(times))


def _insert(builder: StringBuilder, at: object, value: object) -> StringBuilder:
    text, place = builder.net_text(), _whole(at)
    return builder.become(text[:place] + to_text(value) + text[place:])


def _remove(builder: StringBuilder, at: object, count: object) -> StringBuilder:
    text, place = builder.net_text(), _whole(at)
    return builder.become(text[:place] + text[place + _whole(count) :])


def _replace(builder: StringBuilder, old: object, new: object) -> StringBuilder:
    from .text_methods import TEXT

    return builder.become(TEXT["replace"](builder.net_text(), old, new))


BUILDER: dict[str, Method] = {
    "append": _append,
    "appendline": lambda b, v="": b.append(to_text(v) + "\n"),
    "appendformat": lambda b, f, *v: b.append(format_composite(to_text(f), v)),
    "clear": lambda b: b.become(""),
    "insert": _insert,
    "remove": _remove,
    "replace": _replace,
}
PATTERN: dict[str, Method] = {
    "match": lambda p, t: matches.first_match(t, p),
    "matches": lambda p, t: matches.all_matches(t, p),
    "ismatch": lambda p, t: matches.is_match(t, p),
    "replace": lambda p, t, new: matches.replaced(t, p, new),
    "split": lambda p, t: matches.parts(t, p),
}
