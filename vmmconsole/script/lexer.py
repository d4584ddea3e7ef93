"""The text under the parser: a cursor with the rules of blanks, comments, numbers, words and typographic characters.

The language has no single stream of tokens: what a character means depends on whether a command or an expression is
being read. So the parser pulls from this cursor, and each of its two modes asks for what may come next.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from decimal import Decimal

from vmmconsole.model.errors import ScriptSyntaxError

from .ast import Span, Statement
from .limits import MAX_NESTING

DASHES = "-\u2013\u2014\u2015"
SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f'
QUOTES = SINGLE_QUOTES + DOUBLE_QUOTES
NEWLINES = "\r\n"
BLANKS = " \t\f\v\u00a0\u0085\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
TERMINATORS = "{}();,|&<>"
"""Characters that end a word in a command, besides blanks and line ends."""
ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}

_NUMBER = re.compile(
    r"(0[xX][0-9a-fA-F]+|[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)([lLdD]?)([kKmMgGtTpP][bB])?"
)
_SUFFIX = {"": 1, "kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30, "tb": 1 << 40, "pb": 1 << 50}
_MOST_DECIMAL = 29
"""Characters of a decimal number that is kept exactly."""
_VARIABLE = re.compile(r"[$@](?:(\w+):(?!:)(?=[\w?]))?([\w?]+)")
_WORD = re.compile(r"[A-Za-z_]\w*")
_BLANKS = re.compile(f"[{BLANKS}]+")
_COMMENT = re.compile(r"#[^\r\n]*")
_LINE_END = re.compile(r"\r\n|\r|\n")


def number_value(text: str) -> int | float | Decimal | None:
    """The value of a number as written, such as ``4GB``, ``0x1F`` or ``1.5e3``; None when it is not one."""
    match = _NUMBER.fullmatch(text)
    return None if match is None else _value(match)


def _value(match: re.Match[str]) -> int | float | Decimal:
    digits, kind, suffix = match.group(1), match.group(2).lower(), (match.group(3) or "").lower()
    value: int | float
    if kind == "d" and digits[:2] not in ("0x", "0X") and len(digits) <= _MOST_DECIMAL:
        exact = Decimal(digits) * _SUFFIX[suffix]
        return exact if abs(exact) < 2**96 else float(exact)
    if digits[:2] in ("0x", "0X"):
        value = int(digits, 16)
    elif any(c in digits for c in ".eE"):
        value = float(digits)
    else:
        value = int(digits) if len(digits) < 30 else float(digits)
    value = value * _SUFFIX[suffix]
    if isinstance(value, int) and value > 2**64:
        return float(value) if value.bit_length() <= 1023 else math.inf
    return value


class Cursor:
    """A position in the text, and what can be read from there."""

    def __init__(self, text: str, file: str = "") -> None:
        self.text = text
        self.file = file
        self.pos = 0
        self.depth = 0
        self._lines = [0, *(m.end() for m in _LINE_END.finditer(text))]

    # --- where we are ---

    def char(self, ahead: int = 0) -> str:
        """The character `ahead` of the position, or an empty string past the end."""
        at = self.pos + ahead
        return self.text[at] if at < len(self.text) else ""

    def looking_at(self, text: str) -> bool:
        return self.text.startswith(text, self.pos)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def span(self, start: int) -> Span:
        """From `start` to the position."""
        return Span(start, self.pos, *self.place(start))

    def at_line_end(self) -> bool:
        return self.char() in ("", "\r", "\n")

    # --- errors ---

    def error(
        self, problem: str, *, at: int | None = None, expected: str = "", action: str = "", incomplete: bool = False
    ) -> ScriptSyntaxError:  # fmt: skip
        """An error at offset `at` (default: the position); it counts as incomplete when that is the end."""
        offset = self.pos if at is None else at
        line, column = self.place(min(offset, len(self.text)))
        return ScriptSyntaxError(
            problem, file=self.file, line=line, column=column, expected=expected, action=action,
            offending=self.token_at(offset), incomplete=incomplete or offset >= len(self.text),
        )  # fmt: skip

    def unexpected(self, expected: str, *, at: int | None = None) -> ScriptSyntaxError:
        """An error that says what is there and what should be."""
        offset = self.pos if at is None else at
        while at is None and self.text[offset : offset + 1] in tuple(BLANKS):
            offset += 1
        if offset >= len(self.text):
            return self.error(f"The script ends too early. Expected {expected}.", at=offset, expected=expected)
        token = self.token_at(offset)
        shown = "the end of the line" if token in ("\r", "\n", "\r\n") else f"'{token}'"
        return self.error(f"Unexpected {shown}. Expected {expected}.", at=offset, expected=expected)

    def unclosed(self, closer: str, what: str, opened: int) -> ScriptSyntaxError:
        """An error for something that the text does not close: people look for it where it opens."""
        expected = f"'{closer}'"
        return self.error(
            f"The {what} is never closed. Expected {expected}.", at=opened, expected=expected, incomplete=True
        )

    def token_at(self, offset: int) -> str:
        """The word or character at an offset, for messages."""
        match = re.compile(r"\r\n|[\w$-]+|.", re.DOTALL).match(self.text, offset)
        return match.group()[:40] if match else ""

    def deeper(self) -> None:
        """Count one more bracket; the caller takes it off again with ``self.depth -= 1``."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise self.error(
                f"Brackets and blocks stand more than {MAX_NESTING} deep inside each other.",
                action="Split the script into functions.",
            )

    # --- blanks ---

    def skip_blank(self) -> None:
        """Blanks, comments and continued lines, but not line ends."""
        while True:
            match = _BLANKS.match(self.text, self.pos)
            if match:
                self.pos = match.end()
            c = self.char()
            if c == "#":
                comment = _COMMENT.match(self.text, self.pos)
                assert comment is not None
                self.pos = comment.end()
            elif c == "<" and self.char(1) == "#":
                self._block_comment()
            elif c == "`" and self.char(1) in NEWLINES and self.char(1):
                self.pos += 3 if self.text.startswith("\r\n", self.pos + 1) else 2
            else:
                return

    def _block_comment(self) -> None:
        end = self.text.find("#>", self.pos + 2)
        if end < 0:
            start = self.pos
            self.pos = len(self.text)
            raise self.unclosed("#>", "comment", start)
        self.pos = end + 2

    def skip_lines(self) -> None:
        """Blanks, comments and line ends."""
        self.skip_blank()
        while self.char() and self.char() in NEWLINES:
            self.pos += 1
            self.skip_blank()

    def skip_separators(self) -> None:
        """Blanks, comments, line ends and semicolons."""
        self.skip_lines()
        while self.char() == ";":
            self.pos += 1
            self.skip_lines()

    # --- pieces ---

    def take(self, text: str) -> bool:
        """Step over `text` when it is next."""
        if self.text.startswith(text, self.pos):
            self.pos += len(text)
            return True
        return False

    def expect(self, text: str, why: str = "") -> None:
        """Step over `text`.

        Raises:
            ScriptSyntaxError: something else is there.
        """
        if self.take(text):
            return
        expected = f"'{text}'{' ' + why if why else ''}"
        end = len(self.text[: self.pos].rstrip(BLANKS + NEWLINES))
        if text in ")]" and "\n" in self.text[end : self.pos].replace("\r", "\n"):
            # It is missing where the line ends, not where something else begins later.
            raise self.error(
                f"Missing {expected}.", at=end, expected=expected, incomplete=self.pos >= len(self.text)
            )  # fmt: skip
        raise self.unexpected(expected)

    def word(self) -> str:
        """The identifier at the position, not stepped over; empty when there is none."""
        match = _WORD.match(self.text, self.pos)
        return match.group() if match else ""

    def keyword(self) -> str:
        """The word at the position in lower case when it stands alone, as a keyword must."""
        word = self.word()
        after = self.char(len(word))
        return word.lower() if word and (not after or after in BLANKS + NEWLINES + QUOTES + "(){};|&$#@[,") else ""

    def take_keyword(self, word: str) -> bool:
        if self.keyword() == word:
            self.pos += len(word)
            return True
        return False

    def number(self) -> tuple[int | float | Decimal, str] | None:
        """Read a number that ends where it should; None, and nothing read, when a word goes on after it."""
        match = _NUMBER.match(self.text, self.pos)
        if match is None:
            return None
        after = self.text[match.end() : match.end() + 1]
        if after.isalnum() or after == "_":
            return None
        self.pos = match.end()
        return _value(match), match.group()

    def dash_word(self) -> str:
        """The operator word after a dash at the position, such as ``eq``, in lower case; empty when there is none."""
        if self.char() not in DASHES or not self.char():
            return ""
        match = _WORD.match(self.text, self.pos + 1)
        return match.group().lower() if match else ""

    def variable_match(self) -> re.Match[str] | None:
        return _VARIABLE.match(self.text, self.pos)

    # --- what the parser above gives ---

    def statements_until(self, closer: str) -> tuple[Statement, ...]:
        """Statements up to and over `closer`."""
        raise NotImplementedError
