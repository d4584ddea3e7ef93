"""Methods of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import Enum
from typing import Any

from vmmconsole.model.errors import BudgetError, ScriptError

from .convert import round_half_even, to_list, to_number, to_text
from .limits import check_items, check_string, joined, spend, weigh
from .operators import TEXT_BYTES, order
from .patterns import MAX_STEPS
from .values import Char

Method = Callable[..., Any]
MAX_SEPARATORS = 10_000
"""Characters of the words that Split may take."""
_LOOK = 5
"""The work of looking at one character."""


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
    return joined(to_text(c) for v in values for c in to_list(v))


def _trimmed(text: str, marks: str, *, start: bool = True, end: bool = True) -> str:
    """Without the characters at its ends; without any, blanks."""
    known = frozenset(marks)
    first, last = 0, len(text)
    while start and first < last and (text[first] in known if marks else text[first].isspace()):
        first += 1
    while end and last > first and (text[last - 1] in known if marks else text[last - 1].isspace()):
        last -= 1
    spend(_LOOK * (len(text) - (last - first)))
    return text[first:last]


def _first_of(text: str, marks: frozenset[str]) -> int:
    return next((i for i, c in enumerate(text) if c in marks), -1)


def _last_of(text: str, marks: frozenset[str]) -> int:
    found = _first_of(text[::-1], marks)
    return -1 if found < 0 else len(text) - 1 - found


def _last_index(text: str, other: object) -> int:
    """The other way round, because Python's search from the end can take length times length."""
    wanted = to_text(other)
    found = text[::-1].find(wanted[::-1])
    return -1 if found < 0 else len(text) - len(wanted) - found


def _removes_empty(option: object) -> bool:
    return to_text(option).lower() == "removeemptyentries" or (option == 1 and not isinstance(option, str))


def _split_words(text: str, words: list[str], most: int, *, remove_empty: bool) -> list[str]:
    """``Split(string[], options)``: the words separate, not their characters."""
    size = sum(map(len, words))
    if size > MAX_SEPARATORS or size * len(text) > MAX_STEPS:
        raise BudgetError(f"Split with {len(words):,} words could take too long on {len(text):,} characters.")
    pattern = "|".join(re.escape(word) for word in words if word)
    check_items(sum(text.count(word) for word in words if word))
    parts = re.split(pattern, text, maxsplit=max(most - 1, 0)) if pattern else [text]
    weigh(len(parts) * TEXT_BYTES)
    return [p for p in parts if p] if remove_empty else parts


def _split(text: str, *separators: object) -> list[str]:
    """``Split(char…)``, ``Split(string[], options)``: any of the characters separates."""
    values = list(separators)
    remove_empty = len(values) > 1 and _removes_empty(values[-1])
    if len(values) > 1 and (remove_empty or to_text(values[-1]).lower() in ("none", "0")):
        values.pop()
    most = 0
    if len(values) > 1 and isinstance(values[-1], int):
        most = _number(values.pop())
    words = [to_text(v) for v in to_list(values[0])] if values else []
    if words and isinstance(values[0], (list, tuple)) and all(len(word) != 1 for word in words):
        return _split_words(text, words, most, remove_empty=remove_empty)
    marks = frozenset(_characters(tuple(values)))
    spend(_LOOK * len(text))
    check_items(sum(c in marks for c in text) if marks else len(text))
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
    weigh(len(parts) * TEXT_BYTES)
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


def _remove(text: str, start: object, count: object = None) -> str:
    at = _in_text(text, _number(start), "The start")
    if count is None:
        return text[:at]
    return text[:at] + text[at + len(_substring(text, at, count)) :]


def _folded(text: str, compare: object) -> str:
    return text.casefold() if _fits_case(compare) else text


def _index_of(text: str, other: object, start: object = 0, count: object = None, compare: object = None) -> int:
    if isinstance(start, (str, Enum)):  # IndexOf(text, comparison)
        start, compare = 0, start
    elif isinstance(count, (str, Enum)):
        count, compare = None, count
    at = _in_text(text, _number(start), "The start")
    end = len(text) if count is None else at + _number(count)
    return _folded(text, compare).find(_folded(to_text(other), compare), at, end)


def _to_characters(text: str) -> list[Char]:
    check_items(len(text))
    weigh(len(text) * TEXT_BYTES)
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


def compare_text(one: object, other: object) -> int:
    """-1, 0 or 1 as .NET's culture-sensitive comparison: by letters first, then lower case before upper case."""
    first, second = to_text(one), to_text(other)
    found = order(first, second)
    return found if found or first == second else -1 if first.swapcase() < second.swapcase() else 1


TEXT: dict[str, Method] = {
    "contains": lambda t, o: to_text(o) in t,
    "endswith": lambda t, o, c=None: _affix(t, o, c, start=False),
    "startswith": lambda t, o, c=None: _affix(t, o, c, start=True),
    "chars": lambda t, i: Char(_substring(t, i, 1)),
    "clone": lambda t: t,
    "getenumerator": _to_characters,
    "gettypecode": lambda _: "String",
    "normalize": lambda t: unicodedata.normalize("NFC", t),
    "indexof": _index_of,
    "indexofany": lambda t, o: _first_of(t, frozenset(_characters((o,)))),
    "lastindexof": _last_index,
    "lastindexofany": lambda t, o: _last_of(t, frozenset(_characters((o,)))),
    "insert": _insert,
    "remove": _remove,
    "equals": lambda t, o, c=None: _folded(t, c) == _folded(to_text(o), c),
    "compareto": compare_text,
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
    "trim": lambda t, *c: _trimmed(t, _characters(c)),
    "trimstart": lambda t, *c: _trimmed(t, _characters(c), end=False),
    "trimend": lambda t, *c: _trimmed(t, _characters(c), start=False),
    "get_length": len,
}
