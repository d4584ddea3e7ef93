"""Wildcards and regular expressions, both bounded so that no pattern can hold up the process.

A wildcard is matched in time proportional to text times pattern. Regular expressions run in Python's engine, which
backtracks; so a text may have at most `MAX_TEXT` characters, less for each repetition without an upper bound in the
pattern (a pattern with n of them can take time in the order of length to the n), and a pattern with such a repetition
inside another may only see `MAX_NESTED` characters, because its time doubles with each one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vmmconsole.model.errors import BudgetError, ScriptError

from .limits import check_string

MAX_TEXT = 1_000_000
MAX_STEPS = 2e8
MAX_NESTED = 20

_NAMED = re.compile(r"\(\?<([A-Za-z_]\w*)>")
_NAMED_BACK = re.compile(r"\\k<([A-Za-z_]\w*)>")
_FLAGS = re.compile(r"\(\?([a-z]+)\)")


@lru_cache(maxsize=500)
def compiled(pattern: str, *, case_sensitive: bool = False) -> tuple[re.Pattern[str], int]:
    """A .NET pattern for Python, and how many characters of text it may see.

    Raises:
        ScriptError: the pattern is not right.
    """
    source = _NAMED_BACK.sub(r"(?P=\1)", _NAMED.sub(r"(?P<\1>", pattern))
    source = source.replace(r"\z", r"\Z").replace(r"\p{L}", "[^\\W\\d_]").replace(r"\p{Lu}", "[A-Z]")
    flags = 0 if case_sensitive else re.IGNORECASE
    match = _FLAGS.search(source)
    if match and match.start() > 0:
        source = match.group() + source[: match.start()] + source[match.end() :]
    try:
        return re.compile(source, flags), _allowed(source)
    except (re.error, RecursionError, OverflowError) as err:
        raise ScriptError(f"The regular expression '{pattern[:80]}' is not right: {err}.") from err


def _allowed(pattern: str) -> int:
    """How many characters of text a pattern may see, from its repetitions."""
    repeats, nested = _repetitions(pattern)
    if nested:
        return MAX_NESTED
    return min(MAX_TEXT, int(MAX_STEPS ** (1 / (repeats + 1)))) if repeats else MAX_TEXT


def _repetitions(pattern: str) -> tuple[int, bool]:
    """How many unbounded repetitions there are, and whether one holds another or a choice."""
    total, nested = 0, False
    stack = [False]  # whether the open group has a repetition or a choice in it
    at = 0
    loose_before = False
    while at < len(pattern):
        c = pattern[at]
        size = 1
        if c == "\\":
            size, loose_before = 2, False
        elif c == "[":
            size, loose_before = _class_end(pattern, at) - at, False
        elif c == "(":
            stack.append(False)
            loose_before = False
        elif c == ")":
            loose_before = stack.pop() if len(stack) > 1 else False
            stack[-1] = stack[-1] or loose_before
        elif c == "|":
            stack[-1] = True
            loose_before = False
        else:
            size = _quantifier(pattern, at)
            if size:
                total += 1
                nested = nested or loose_before
                stack[-1] = True
            else:
                size = 1
            loose_before = False
        at += size
    return total, nested


def _class_end(pattern: str, at: int) -> int:
    end = at + 2 if pattern[at + 1 : at + 2] in ("]", "^") else at + 1
    while end < len(pattern) and pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return end + 1


def _quantifier(pattern: str, at: int) -> int:
    """The length of a repetition that can go beyond some dozens at `at`; 0 when there is none."""
    if pattern[at] in "*+":
        return 1 if at and pattern[at - 1] != "(" else 0
    match = re.compile(r"\{(\d*),?(\d*)\}").match(pattern, at)
    if match is None:
        return 0
    open_ended = "," in match.group() and not match.group(2)
    most = max(int(match.group(1) or 0), int(match.group(2) or 0))
    return match.end() - at if open_ended or most > 20 else 0


def regex(pattern: str, text: str, *, case_sensitive: bool = False) -> re.Pattern[str]:
    """The pattern, ready for `text`.

    Raises:
        ScriptError: the pattern is not right.
        BudgetError: the text is too long for it.
    """
    found, allowed = compiled(pattern, case_sensitive=case_sensitive)
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
    while at < len(pattern):
        c = pattern[at]
        if c == "`" and at + 1 < len(pattern):
            tokens.append(("is", pattern[at + 1]))
            at += 2
            continue
        if c == "[" and "]" in pattern[at + 1 :]:
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
    tokens = _wildcard_tokens(pattern, case_sensitive=case_sensitive)
    if len(text) * max(len(tokens), 1) > MAX_STEPS:
        raise BudgetError(f"The wildcard '{pattern[:60]}' could take too long on {len(text):,} characters.")
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
