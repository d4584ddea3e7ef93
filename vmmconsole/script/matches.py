"""Regular expressions as .NET's ``[regex]`` gives them: matches, replacements and parts."""

from __future__ import annotations

import re
from typing import Any

from . import patterns
from .convert import to_text
from .limits import check_items, check_string
from .net_types import Pattern
from .values import Hashtable, RegexMatch


def as_match(match: re.Match[str]) -> RegexMatch:
    """A match as scripts see it."""
    named = set(match.re.groupindex.values())
    order = enumerate(patterns.group_order(match.re))
    groups = Hashtable((i, match.group(n)) for i, n in order if n not in named)
    for name in match.re.groupindex:
        groups[name] = match.group(name)
    return RegexMatch(match.group(), match.start(), groups)


def pattern_of(pattern: object, options: object = "") -> Pattern:
    """A pattern from its text and options such as ``IgnoreCase``."""
    if isinstance(pattern, Pattern):
        return pattern
    ignore_case = "ignorecase" in to_text(options).lower() or (options == 1 and options is not True)
    return Pattern(to_text(pattern), ignore_case=ignore_case)


def _compiled(pattern: Pattern, text: str) -> re.Pattern[str]:
    return patterns.regex(pattern.text, text, case_sensitive=not pattern.ignore_case)


def all_matches(text: object, pattern: Pattern) -> list[RegexMatch]:
    """Every match."""
    subject = to_text(text)
    found: list[RegexMatch] = []
    for match in _compiled(pattern, subject).finditer(subject):
        patterns.weigh_match()
        found.append(as_match(match))
    return found


def first_match(text: object, pattern: Pattern) -> RegexMatch:
    """The first match; without any one whose Success is false."""
    subject = to_text(text)
    found = _compiled(pattern, subject).search(subject)
    return as_match(found) if found else RegexMatch("", 0, Hashtable(), success=False)


def is_match(text: object, pattern: Pattern) -> bool:
    """Whether there is a match."""
    subject = to_text(text)
    return _compiled(pattern, subject).search(subject) is not None


def parts(text: object, pattern: Pattern) -> list[Any]:
    """What stands between the matches, and their groups."""
    subject = to_text(text)
    found = [part for part in _compiled(pattern, subject).split(subject) if part is not None]
    check_items(len(found))
    return found


def replaced(text: object, pattern: Pattern, new: object) -> str:
    """The text with every match replaced by a text, or by what a MatchEvaluator makes of it."""
    if callable(new):
        subject = to_text(text)
        made = [0]

        def filled(match: re.Match[str]) -> str:
            patterns.weigh_match()
            part = str(new(as_match(match)))
            made[0] += len(part)
            check_string(made[0])
            return part

        return _compiled(pattern, subject).sub(filled, subject)
    return patterns.replace(to_text(text), pattern.text, to_text(new), case_sensitive=not pattern.ignore_case)
