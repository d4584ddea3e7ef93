"""Wildcards and regular expressions, both bounded so that no pattern can hold up the process.

A wildcard is matched in time proportional to text times pattern. Regular expressions run in Python's engine, which
backtracks and cannot be interrupted; so the most steps that a pattern can take are counted from its parts, and a text
may have only as many characters as keep them below `MAX_STEPS`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vmmconsole.model.errors import BudgetError, ScriptError

from .limits import check_string, spend, weigh
from .regex_cost import most_text

MAX_TEXT = 1_000_000
MAX_STEPS = 2e8
MAX_WILDCARD_STEPS = 1e7
MAX_WILDCARD = 1_000_000
_KEPT_WILDCARD = 1_000
"""Longer wildcards are read each time, so that those kept take little memory."""
MAX_PATTERN = 10_000
"""Characters of a regular expression."""

_NAMED = re.compile(r"\(\?<([A-Za-z_]\w*)>")
_NAMED_BACK = re.compile(r"\\k<([A-Za-z_]\w*)>")
_FLAGS = re.compile(r"\(\?([a-z]+)\)")


@lru_cache(maxsize=500)
def compiled(pattern: str, *, case_sensitive: bool = False) -> tuple[re.Pattern[str], int]:
    """A .NET pattern for Python, and how many characters of text it may see.

    Raises:
        ScriptError: the pattern is not right.
    """
    if len(pattern) > MAX_PATTERN:
        raise ScriptError(
            f"The regular expression has {len(pattern):,} characters.", cause=f"At most {MAX_PATTERN:,} are allowed."
        )
    source = _NAMED_BACK.sub(r"(?P=\1)", _NAMED.sub(r"(?P<\1>", pattern))
    source = source.replace(r"\z", r"\Z").replace(r"\p{L}", "[^\\W\\d_]").replace(r"\p{Lu}", "[A-Z]")
    flags = 0 if case_sensitive else re.IGNORECASE
    match = _FLAGS.search(source)
    if match and match.start() > 0:
        source = match.group() + source[: match.start()] + source[match.end() :]
    try:
        return re.compile(source, flags), most_text(source, MAX_STEPS, MAX_TEXT)
    except (re.error, RecursionError, OverflowError) as err:
        raise ScriptError(f"The regular expression '{pattern[:80]}' is not right: {err}.") from err


def regex(pattern: str, text: str, *, case_sensitive: bool = False) -> re.Pattern[str]:
    """The pattern, ready for `text`.

    Raises:
        ScriptError: the pattern is not right.
        BudgetError: the text is too long for it.
    """
    found, allowed = compiled(pattern, case_sensitive=case_sensitive)
    spend(MAX_STEPS * len(text) / max(allowed, 1))
    if len(text) > allowed:
        raise BudgetError(
            f"The regular expression '{pattern[:80]}' could take too long on a text of {len(text):,} characters.",
            cause=f"With its repetitions it may see {allowed:,} characters.",
            action="Use a pattern without a repetition inside a repetition, or -like, or a shorter text.",
        )
    return found


Token = tuple[str, str]


@lru_cache(maxsize=500)
def _wildcard_tokens(pattern: str, *, case_sensitive: bool) -> tuple[Token, ...]:
    if not case_sensitive:
        pattern = pattern.lower()
    tokens: list[Token] = []
    at = 0
    last = pattern.rfind("]")
    while at < len(pattern):
        c = pattern[at]
        if c == "`" and at + 1 < len(pattern):
            tokens.append(("is", pattern[at + 1]))
            at += 2
            continue
        if c == "[" and at < last:
            end = pattern.index("]", at + 1)
            tokens.append(("in", pattern[at + 1 : end]))
            at = end + 1
            continue
        if c == "*":
            if not tokens or tokens[-1][0] != "any":
                tokens.append(("any", ""))
        else:
            tokens.append(("one", "") if c == "?" else ("is", c))
        at += 1
    return tuple(tokens)


def _in_set(c: str, members: str) -> bool:
    at = 0
    while at < len(members):
        if at + 2 < len(members) and members[at + 1] == "-":
            if members[at] <= c <= members[at + 2]:
                return True
            at += 3
        else:
            if members[at] == c:
                return True
            at += 1
    return False


def like(text: str, pattern: str, *, case_sensitive: bool = False) -> bool:
    """Whether `text` matches a wildcard pattern with ``*``, ``?`` and ``[a-z]``, the whole of it."""
    if (len(text) + 1) * (len(pattern) + 1) > MAX_WILDCARD_STEPS:
        raise BudgetError(f"The wildcard '{pattern[:60]}' could take too long on {len(text):,} characters.")
    if len(pattern) > MAX_WILDCARD:
        raise BudgetError(f"The wildcard '{pattern[:60]}' has {len(pattern):,} characters.")
    spend((len(text) + 1) * (len(pattern) + 1))
    read = _wildcard_tokens if len(pattern) <= _KEPT_WILDCARD else _wildcard_tokens.__wrapped__
    tokens = read(pattern, case_sensitive=case_sensitive)
    if not case_sensitive:
        text = text.lower()
    at = token = 0
    star, retry = -1, 0
    while at < len(text):
        if token < len(tokens) and tokens[token][0] == "any":
            star, retry = token, at
            token += 1
        elif token < len(tokens) and _fits(text[at], tokens[token]):
            at += 1
            token += 1
        elif star >= 0:
            retry += 1
            at, token = retry, star + 1
        else:
            return False
    return all(kind == "any" for kind, _ in tokens[token:])


def _fits(c: str, token: Token) -> bool:
    kind, what = token
    return kind == "one" or (kind == "is" and c == what) or (kind == "in" and _in_set(c, what))


MATCH_BYTES = 1_000
"""What a match takes, about."""


def weigh_match() -> None:
    """Count one more match."""
    weigh(MATCH_BYTES)


def group_order(pattern: re.Pattern[str]) -> list[int]:
    """Python's group numbers in the order of .NET: the whole, groups without a name, then those with one."""
    named = set(pattern.groupindex.values())
    numbers = range(1, pattern.groups + 1)
    return [0, *(n for n in numbers if n not in named), *(n for n in numbers if n in named)]


_REPLACEMENT = re.compile(r"\$(?:(\d+)|\{(\w+)\}|([$&]))")


def replace(text: str, pattern: str, replacement: str, *, case_sensitive: bool = False) -> str:
    """``-replace`` with ``$1``, ``${name}``, ``$&`` and ``$$`` in the replacement."""
    found = regex(pattern, text, case_sensitive=case_sensitive)
    numbers = group_order(found)
    made = len(text)

    def fill(match: re.Match[str]) -> str:
        nonlocal made

        def part(reference: re.Match[str]) -> str:
            number, name, sign = reference.groups()
            if sign:
                return "$" if sign == "$" else match.group()
            try:
                if name and not name.isdigit():
                    return match.group(name) or ""
                return match.group(numbers[int(number or name)]) or ""
            except IndexError:
                return reference.group()

        filled = _REPLACEMENT.sub(part, replacement)
        made += len(filled)
        check_string(made)
        return filled

    return found.sub(fill, text)
