"""What the editor does to lines: comment, indent, and which bracket belongs to which. No Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

INDENT = "    "
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_BRACKETS = re.compile(r"[()\[\]{}]")
_FARTHEST = 20_000
"""How many characters a bracket's partner is looked for."""
_BLANKS = re.compile(r"[ \t]*")


def toggle_comments(lines: Sequence[str]) -> list[str]:
    """Comment all lines, or where every line that is not empty is a comment already, uncomment them."""
    told = [line for line in lines if line.strip()]
    if told and all(line.lstrip().startswith("#") for line in told):
        return [re.sub(r"^([ \t]*)# ?", r"\1", line, count=1) for line in lines]
    depth = min((_depth(line) for line in told), default=0)
    return [f"{line[:depth]}# {line[depth:]}" if line.strip() else line for line in lines]


def shift(lines: Sequence[str], *, back: bool) -> list[str]:
    """Indent lines by one step, or take one step away."""
    if back:
        return [re.sub(r"^(\t| {1,4})", "", line, count=1) for line in lines]
    return [INDENT + line if line.strip() else line for line in lines]


def new_line(before: str, after: str) -> tuple[str, str]:
    """What Enter puts between the parts of a line: text before the cursor, and text behind it.

    The indentation is kept and grows behind an opening bracket; a closing one that stands next goes to a line of its
    own.
    """
    found = _BLANKS.match(before)
    indent = found.group() if found else ""
    opener = before.rstrip()[-1:]
    if opener and opener in _PAIRS:
        closes = after.lstrip()[:1] == _PAIRS[opener]
        return f"\n{indent}{INDENT}", f"\n{indent}" if closes else ""
    return f"\n{indent}", ""


def matching(text: str, position: int, is_code: Callable[[int], bool]) -> tuple[int, int] | None:
    """The bracket at or before the cursor, and its partner's place, or -1 for it where it has none; None where no
    bracket is. `is_code` says whether a place is neither in a string nor in a comment."""
    for at in (position, position - 1):
        if 0 <= at < len(text) and text[at] in "()[]{}" and is_code(at):
            return at, _partner(text, at, is_code)
    return None


def _partner(text: str, at: int, is_code: Callable[[int], bool]) -> int:
    bracket = text[at]
    if bracket in _PAIRS:
        part, base = text[at : at + _FARTHEST], at
        places = [base + m.start() for m in _BRACKETS.finditer(part)]
        ups = _PAIRS
    else:
        base = max(0, at + 1 - _FARTHEST)
        places = [base + m.start() for m in _BRACKETS.finditer(text[base : at + 1])][::-1]
        ups = _CLOSERS
    waiting: list[str] = []
    for place in places:
        c = text[place]
        if not is_code(place):
            continue
        if c in ups:
            waiting.append(ups[c])
        elif waiting and waiting.pop() != c:
            return -1
        if not waiting:
            return place
    return -1


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
