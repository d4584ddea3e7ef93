"""How long a regular expression can take at the worst: bounds counted from its parts, before it runs."""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Iterable
from typing import Any

_PARSER: Any = importlib.import_module("re._parser")
"""Python's own reading of a pattern; reading it a second time by ourselves would miss what Python sees in it."""
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

_CHARACTERS = ("LITERAL", "NOT_LITERAL", "IN", "ANY", "AT")
_GROWTH = (math.inf, 2.0, 1.6181, 1.4656, 1.3803)
"""By how much the number of ways to cut a text into pieces of at least so many characters grows with each one."""

Cost = tuple[float, float]
"""The most steps from one place of the text, and in how many ways the part can match there."""


def most_text(pattern: str, steps: float, most: int) -> int:
    """How many characters a text may have, `most` at most, so that a search in it takes at most `steps` steps.

    Raises:
        re.error: the pattern is not right.
    """
    tree = _PARSER.parse(pattern)
    anchored = len(tree) > 0 and str(tree[0][0]) == "AT" and str(tree[0][1]).startswith("AT_BEGINNING")
    once = anchored and not tree.state.flags & re.MULTILINE

    def fits(length: int) -> bool:
        work = _sequence(tree, length)[0] + 1
        return (length + work if once else (length + 1) * work) <= steps

    if fits(most):
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _sequence(parts: Iterable[Any], length: int) -> Cost:
    """Parts one after another: each is tried in every way in which those before it can match."""
    work, ways = 0.0, 1.0
    for part in parts:
        part_work, part_ways = _part(part, length)
        work += ways * part_work
        ways *= part_ways
    return work, ways


def _part(part: Any, length: int) -> Cost:
    name, argument = str(part[0]), part[1]
    if name in _REPEATS:
        least, most, item = argument
        return _repeated(least, most, item, length)
    if name == "BRANCH":
        return _choice(argument[1], length)
    if name == "GROUPREF_EXISTS":
        return _choice([branch for branch in argument[1:] if branch is not None], length)
    if name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP"):
        return _sequence(argument if name == "ATOMIC_GROUP" else argument[-1], length)
    return (length + 1.0 if name == "GROUPREF" else 1.0), 1.0


def _choice(branches: Iterable[Any], length: int) -> Cost:
    costs = [_sequence(branch, length) for branch in branches]
    return sum(work for work, _ in costs) + 1, sum(ways for _, ways in costs)


def _repeated(least: int, most: Any, item: Any, length: int) -> Cost:
    work, ways = _sequence(item, length)
    width = item.getwidth()[0]
    times = length + 1 if most is _PARSER.MAXREPEAT else int(most)
    if width > 0:
        times = max(min(times, length // width + 1), least)
    if ways <= 1:
        return times * work + 1, times - least + 1.0
    # The sum of ways ** k up to k = times.
    total = _power(ways, times + 1) / (ways - 1)
    item = _without_group(item)
    if width > 0 and _is_separated(item):
        total = min(total, length + 1.0)
    elif width > 0 and _is_plain(item):
        # The ways to cut the text into such items; where the cuts are, each item matches in one way.
        total = min(total, _power(_GROWTH[min(width, len(_GROWTH) - 1)], length + 1))
    return total * work + 1, total


def _without_group(item: Any) -> Any:
    return item[0][1][-1] if len(item) == 1 and str(item[0][0]) == "SUBPATTERN" else item


def _power(base: float, exponent: float) -> float:
    return math.inf if exponent * math.log2(base) > 500 else base**exponent


def _is_plain(item: Any) -> bool:
    """Whether only one part of the item, a repeated character, can be of different lengths."""
    loose = 0
    for part in item:
        name, argument = str(part[0]), part[1]
        if name in _REPEATS:
            least, most, inner = argument
            if least != most or inner.getwidth() != (1, 1):
                loose += 1
            if any(str(p[0]) not in _CHARACTERS for p in inner):
                return False
        elif name not in _CHARACTERS:
            return False
    return loose <= 1


def _is_separated(item: Any) -> bool:
    """Whether the item is a repeated character with a mark beside it that the repetition cannot take, as in
    ``\\.[a-z]+``: then the marks in the text alone say where each item ends."""
    loose = [part[1][2] for part in item if str(part[0]) in _REPEATS]
    marks = [part[1] for part in item if str(part[0]) == "LITERAL"]
    if len(loose) != 1 or len(marks) + 1 != len(item) or len(loose[0]) != 1:
        return False
    return any(not chr(mark).isalnum() and not _takes(loose[0][0], chr(mark)) for mark in marks)


def _takes(part: Any, mark: str) -> bool:
    """Whether a part that is one character matches the mark; so it does where that is not known."""
    name, argument = str(part[0]), part[1]
    if name in ("LITERAL", "NOT_LITERAL"):
        return (argument == ord(mark)) is (name == "LITERAL")
    if name != "IN":
        return True
    negated = str(argument[0][0]) == "NEGATE"
    return any(_has(entry, mark, negated=negated) for entry in argument if str(entry[0]) != "NEGATE") is not negated


def _has(entry: Any, mark: str, *, negated: bool) -> bool:
    name, argument = str(entry[0]), entry[1]
    if name == "LITERAL":
        return bool(argument == ord(mark))
    if name == "RANGE":
        return bool(argument[0] <= ord(mark) <= argument[1])
    known = {"CATEGORY_DIGIT": False, "CATEGORY_WORD": mark == "_", "CATEGORY_SPACE": mark.isspace()}
    return known.get(str(argument), not negated)
