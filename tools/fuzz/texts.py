"""Texts for the parser: right scripts, cut, spliced, doubled, nested and overwritten."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

MAX_LENGTH = 20_000
_PIECES = (
    "$",
    "$(",
    "@(",
    "@{",
    "${",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    '"',
    "'",
    '@"\n',
    '\n"@\n',
    "@'\n",
    "\n'@\n",
    "`",
    "`\n",
    "#",
    "<#",
    "#>",
    "|",
    ";",
    ",",
    "&",
    ".",
    "..",
    "::",
    "-",
    "--",
    "--%",
    "–",
    "—",
    "“",
    "”",
    "‘",
    "’",
    "\n",
    "\r\n",
    "\t",
    "\x00",
    "\ufeff",
    "\u200b",
    "\u2028",
    "\u202e",
    "\udc80",
    "😀",
    "=",
    "+=",
    "++",
    "-eq",
    "-f",
    "-split",
    ">",
    ">>",
    "2>&1",
    "*>",
    "<",
    "&&",
    "||",
    "if",
    "else",
    "elseif",
    "foreach",
    "for",
    "while",
    "do",
    "until",
    "switch",
    "function",
    "filter",
    "param",
    "begin",
    "process",
    "end",
    "try",
    "catch",
    "finally",
    "trap",
    "return",
    "throw",
    "break",
    "continue",
    "exit",
    "in",
    "default",
    "[int]",
    "[Parameter()]",
    "$_",
    "$null",
    "$x:",
    "$a.b()",
    "1gb",
    "0x",
    "1e999",
    "9" * 40,
    "1.2.3",
    "-",
    "%",
    "?",
    "!",
    "~",
    "\\",
    "/",
    "*",
    ":",
    ":label",
    "class",
    "enum",
    "workflow",
)
_NESTED = (
    ("(", ")"),
    ("$(", ")"),
    ("@(", ")"),
    ("{", "}"),
    ("if (1) {", "}"),
    ("@{a=", "}"),
    ('"$(', ')"'),
    ("[", "]"),
    ("-not ", ""),
    ("!", ""),
    ("- ", ""),
    (",", ""),
    ("$a[", "]"),
    ("f (", ")"),
    ("try {", "} catch {}"),
    ("[int]", ""),
    ("function f {", "}"),
    ("switch (1) { 1 {", "}}"),
    ("1 + (", ")"),
    ("$a.b(", ")"),
    ("& {", "}"),
    ("$x = ", "1"),
    ("a | ", "b"),
    ("1 -eq ", "1"),
    ("", ".b"),
    ("", "[0]"),
    ("", "::c"),
    ("x ", ""),
)


def _place(chance: random.Random, text: str) -> int:
    return chance.randint(0, len(text))


def _cut(chance: random.Random, text: str, other: str) -> str:
    del other
    a, b = sorted((_place(chance, text), _place(chance, text)))
    return text[:a] + text[b:]


def _keep(chance: random.Random, text: str, other: str) -> str:
    del other
    a, b = sorted((_place(chance, text), _place(chance, text)))
    return text[a:b]


def _splice(chance: random.Random, text: str, other: str) -> str:
    return text[: _place(chance, text)] + other[_place(chance, other) :]


def _double(chance: random.Random, text: str, other: str) -> str:
    del other
    a, b = sorted((_place(chance, text), _place(chance, text)))
    return text[:b] + text[a:b] * chance.choice((1, 1, 2, 10)) + text[b:]


def _overwrite(chance: random.Random, text: str, other: str) -> str:
    del other
    for _ in range(chance.randint(1, 6)):
        at = _place(chance, text)
        text = text[:at] + chance.choice(_PIECES) + text[at + chance.choice((0, 0, 1, 3)) :]
    return text


def _odd(chance: random.Random, text: str, other: str) -> str:
    del other
    at = _place(chance, text)
    return text[:at] + "".join(chr(chance.choice((chance.randrange(128), chance.randrange(0x3000)))) for _ in range(8))


def _nest(chance: random.Random, text: str, other: str) -> str:
    del other
    opening, closing = chance.choice(_NESTED)
    depth = chance.choice((3, 30, 199, 200, 201, 1000, 3000))
    at = _place(chance, text) if chance.random() < 0.5 else 0
    inner = chance.choice(("", "1", "$a", "x"))
    whole = opening * depth + inner + closing * (depth if chance.random() < 0.8 else depth - 1)
    return text[:at] + whole + (text[at:] if chance.random() < 0.5 else "")


_WAYS: tuple[Callable[[random.Random, str, str], str], ...] = (
    _cut,
    _cut,
    _keep,
    _splice,
    _double,
    _overwrite,
    _overwrite,
    _overwrite,
    _odd,
    _nest,
)


def broken(chance: random.Random, sources: Sequence[str]) -> str:
    """One text made from right ones."""
    text, other = chance.choice(sources), chance.choice(sources)
    for _ in range(chance.choice((1, 1, 2, 3))):
        text = chance.choice(_WAYS)(chance, text, other)
    return text[:MAX_LENGTH]


def junk(chance: random.Random) -> bytes:
    """Bytes of a file that is none of a script."""
    return bytes(chance.randrange(256) for _ in range(chance.choice((0, 1, 2, 3, 50, 500))))
