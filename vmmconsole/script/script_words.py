"""Words for people from a script: its comment-based help, and labels from the names of parameters."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")
_HELP = re.compile(r"^[ \t]*#?[ \t]*\.([A-Za-z]+)(?:[ \t]+(\w+))?[ \t]*$", re.MULTILINE)
_COMMENTS = re.compile(r"<#.*?#>|(?:^[ \t]*#(?!>)[^\n]*\n?)+", re.DOTALL | re.MULTILINE)


def comment_help(text: str) -> dict[str, str]:
    """Comment-based help: ``synopsis``, ``description``, ``parameter name`` → text."""
    found: dict[str, str] = {}
    for comment in _COMMENTS.finditer(text):
        body = comment.group().removeprefix("<#").removesuffix("#>")
        marks = [m for m in _HELP.finditer(body) if m.group(1).isupper()]
        for number, mark in enumerate(marks):
            end = marks[number + 1].start() if number + 1 < len(marks) else len(body)
            lines = [line.strip().lstrip("#").strip() for line in body[mark.end() : end].splitlines()]
            key = " ".join(part.lower() for part in mark.groups() if part)
            found.setdefault(key, " ".join(line for line in lines if line))
    return found


def label_of(name: str) -> str:
    """``MemoryMB`` → ``Memory MB``, ``VMHostName`` → ``VM host name``."""
    words = _WORDS.findall(name) or [name]
    shown = [word if word[:2].isupper() and len(word) > 1 else word.lower() for word in words]
    return " ".join([shown[0][:1].upper() + shown[0][1:], *shown[1:]])
