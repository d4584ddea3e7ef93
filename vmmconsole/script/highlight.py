"""Colours for a script: which piece of the text is what. It never fails, whatever the text, and never runs anything."""

from __future__ import annotations

import re
from typing import Literal

from .expressions import OPERATORS, UNARY_WORDS
from .lexer import BLANKS, DASHES, DOUBLE_QUOTES, SINGLE_QUOTES
from .statements import KEYWORDS

Kind = Literal[
    "comment", "string", "variable", "cmdlet", "parameter", "number", "keyword", "operator", "type", "error"
]  # fmt: skip
Piece = tuple[int, int, Kind]

START, COMMAND, EXPRESSION = range(3)
_PLAIN: dict[str, Kind] = {"variable": "variable", "number": "number"}
_WORDS_INSIDE = frozenset(("in", "else", "elseif", "catch", "finally", "until", "while"))

_PIECE = re.compile(
    rf"""
    (?P<blank>[{BLANKS}]+|`(?:\r\n|\r|\n))
  | (?P<line>\r\n|\r|\n)
  | (?P<comment><\#.*?(?:\#>|\Z)|\#[^\r\n]*)
  | (?P<here>@[{DOUBLE_QUOTES}][{BLANKS}]*(?=[\r\n])|@[{SINGLE_QUOTES}][{BLANKS}]*(?=[\r\n]))
  | (?P<double>[{DOUBLE_QUOTES}])
  | (?P<single>[{SINGLE_QUOTES}](?:[^{SINGLE_QUOTES}]|[{SINGLE_QUOTES}]{{2}})*(?P<closed>[{SINGLE_QUOTES}])?)
  | (?P<variable>[$@](?:\w+:(?!:)(?=[\w?]))?[\w?]+|\$\{{[^}}\r\n]*\}}|\$[$^])
  | (?P<type>\[[A-Za-z_][\w.,\[\] ]*\])
  | (?P<number>(?<![\w.$])(?:0[xX][0-9a-fA-F]+|[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
       [lLdD]?(?:[kKmMgGtTpP][bB])?(?![\w-]|\.[0-9]))
  | (?P<dashed>[{DASHES}][A-Za-z_?][\w?]*:?)
  | (?P<open>\$\(|@\(|@\{{|[({{])
  | (?P<close>[)}}])
  | (?P<ends>[;|])
  | (?P<sign>\+\+|--|::|\.\.|[+*/%]?=|[{DASHES}+*/%!=,.&\[\]]|[0-9]?>>?(?:&1)?|<)
  | (?P<word>[^\s{{}}();,|&<>"'$`\[\]]+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_TEXT = re.compile(
    rf"(?P<escape>`.)|(?P<sub>\$\()|(?P<variable>\$(?:\w+:(?!:)(?=[\w?]))?[\w?]+|\$\{{[^}}\r\n]*\}})"
    rf"|(?P<pair>[{DOUBLE_QUOTES}]{{2}})|(?P<end>[{DOUBLE_QUOTES}])",
    re.DOTALL,
)


class _Painter:
    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[Piece] = []
        self.mode = START
        self.stack: list[tuple[str, int]] = []

    def paint(self, pos: int, *, inside: bool = False) -> int:
        """Paint from `pos` to the end, or when `inside` a string's subexpression, to its closing bracket."""
        depth = len(self.stack)
        while pos < len(self.text):
            match = _PIECE.match(self.text, pos)
            assert match is not None  # the last branch takes any character
            kind = match.lastgroup if match.lastgroup != "closed" else "single"
            start, pos = pos, match.end()
            if kind == "double":
                pos = self._text(start, pos, here=False)
            elif kind == "here":
                pos = self._here(start, pos)
            elif kind == "close":
                self._close(start)
                if inside and len(self.stack) < depth:
                    return pos
            else:
                self._piece(kind or "other", start, match)
        return pos

    def _piece(self, kind: str, start: int, match: re.Match[str]) -> None:
        end, piece = match.end(), match.group()
        plain = _PLAIN.get(kind)
        if plain is not None:
            self.value(start, end, plain)
        elif kind in ("line", "ends"):
            self.mode = START
            if kind == "ends":
                self.add(start, end, "operator")
        elif kind == "comment":
            self.add(start, end, "error" if piece.startswith("<#") and not piece.endswith("#>") else "comment")
        elif kind == "single":
            self.value(start, end, "string" if match.group("closed") else "error")
        elif kind == "type" and self.mode != COMMAND:
            self.value(start, end, "type")
        elif kind == "open":
            self._open(piece)
        elif kind in ("dashed", "sign", "word"):
            {"dashed": self._dashed, "sign": self._sign, "word": self._word}[kind](start, end, piece)

    def add(self, start: int, end: int, kind: Kind) -> None:
        if end > start:
            self.pieces.append((start, end, kind))

    def value(self, start: int, end: int, kind: Kind) -> None:
        self.add(start, end, kind)
        if self.mode == START:
            self.mode = EXPRESSION

    def _dashed(self, start: int, end: int, piece: str) -> None:
        word = piece[1:].rstrip(":").lower()
        if self.mode == COMMAND:
            self.add(start, end, "parameter")
        elif word in OPERATORS or word in UNARY_WORDS:
            self.add(start, end, "operator")
            self.mode = EXPRESSION
        else:
            self.add(start, end, "parameter" if self.mode == START else "error")

    def _open(self, piece: str) -> None:
        self.stack.append(("}" if piece.endswith("{") else ")", self.mode))
        self.mode = EXPRESSION if piece == "@{" else START

    def _close(self, start: int) -> None:
        if not self.stack or self.stack[-1][0] != self.text[start]:
            self.add(start, start + 1, "error")
            return
        _, before = self.stack.pop()
        # After a block a new statement may begin; after a value the expression goes on.
        self.mode = START if self.text[start] == "}" and before == START else (before or EXPRESSION)

    def _sign(self, start: int, end: int, piece: str) -> None:
        if piece in "[],.":
            return
        if self.mode != COMMAND or piece[-1] in ">1":
            self.add(start, end, "operator")
        if (piece.endswith("=") and self.mode != COMMAND) or piece == "&":
            self.mode = START

    def _word(self, start: int, end: int, piece: str) -> None:
        lowered = piece.lower()
        before = self.text[start - 1 : start]
        if before in (".", ":") and self.mode == EXPRESSION:
            return
        if (self.mode == START and piece.startswith("%")) or lowered == "?":
            self.add(start, end, "cmdlet")
            self.mode = COMMAND
        elif lowered in KEYWORDS and (self.mode == START or (lowered in _WORDS_INSIDE and self.mode == EXPRESSION)):
            self.add(start, end, "keyword")
            self.mode = EXPRESSION if lowered == "switch" else START
        elif self.mode == START:
            rest = self.text[end : end + 40].lstrip(BLANKS)
            if rest.startswith("=") and self.stack and self.stack[-1][0] == "}":
                self.mode = EXPRESSION  # a key of a table
                return
            self.add(start, end, "cmdlet")
            self.mode = COMMAND

    def _here(self, start: int, pos: int) -> int:
        if self.text[start + 1] in DOUBLE_QUOTES:
            return self._text(start, pos, here=True)
        closer = re.compile(rf"[\r\n][{SINGLE_QUOTES}]@").search(self.text, pos)
        self.value(start, closer.end() if closer else len(self.text), "string" if closer else "error")
        return closer.end() if closer else len(self.text)

    def _text(self, start: int, pos: int, *, here: bool) -> int:
        """Paint a string in double quotes with the variables in it."""
        at = start
        first = len(self.pieces)
        while True:
            match = _IN_TEXT.search(self.text, pos)
            if match is None:
                del self.pieces[first:]
                self.value(start, len(self.text), "error")
                return len(self.text)
            pos = match.end()
            if match.group("variable"):
                self.value(at, match.start(), "string")
                self.add(match.start(), pos, "variable")
                at = pos
            elif match.group("sub"):
                self.value(at, match.start(), "string")
                pos = at = self._inner(pos)
            elif self._ends(match, here=here):
                pos += 1 if here else 0
                self.value(at, pos, "string")
                return pos

    def _ends(self, match: re.Match[str], *, here: bool) -> bool:
        if here:
            at = match.start()
            found = match.group("end") and self.text[at - 1] in "\r\n" and self.text[at + 1 : at + 2] == "@"
            return bool(found)
        return match.group("end") is not None

    def _inner(self, pos: int) -> int:
        if len(self.stack) > 50:  # too deep to be worth colours
            return pos
        before = self.mode
        self.stack.append((")", EXPRESSION))
        self.mode = START
        pos = self.paint(pos, inside=True)
        self.mode = before
        return pos


def spans(text: str) -> list[Piece]:
    """The coloured pieces as (start, end, kind), in order and not overlapping; the rest of the text is plain."""
    painter = _Painter(text)
    painter.paint(0)
    return painter.pieces
