"""Quoted strings, here-strings and words: everything that becomes text, with variables and subexpressions in it."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from .ast import Constant, Expandable, Expression, SubExpression, VariableRef
from .lexer import BLANKS, DOUBLE_QUOTES, ESCAPES, NEWLINES, QUOTES, SINGLE_QUOTES, TERMINATORS, Cursor, number_value


class Strings(Cursor):
    """Reads text and variables."""

    def variable(self) -> VariableRef:
        """``$name``, ``$scope:name``, ``${any name}``, ``$?``, ``$$``, ``$^``; or ``@name`` for a splat."""
        start = self.pos
        splat = self.char() == "@"
        if self.char(1) == "{":
            return self._braced_variable(start)
        match = self.variable_match()
        if match:
            self.pos = match.end()
            return VariableRef(self.span(start), match.group(2), (match.group(1) or "").lower(), splat)
        if self.char(1) and self.char(1) in "$^":
            self.pos += 2
            return VariableRef(self.span(start), self.text[start + 1])
        raise self.unexpected("the name of a variable after '$'", at=self.pos + 1)

    def _braced_variable(self, start: int) -> VariableRef:
        self.pos += 2
        name = ""
        while self.char() != "}":
            if self.char() in ("", "\r", "\n"):
                raise self.unexpected("'}' after the name of the variable")
            if self.char() == "`":
                self.pos += 1
            name += self.char()
            self.pos += 1
        self.pos += 1
        if not name:
            raise self.error("A variable in braces has no name.", at=start, expected="a name")
        scope, colon, rest = name.partition(":")
        if colon and scope.isalnum() and rest:
            return VariableRef(self.span(start), rest, scope.lower())
        return VariableRef(self.span(start), name)

    def subexpression(self) -> SubExpression:
        """``$( statements )``."""
        start = self.pos
        self.pos += 2
        body = self.statements_until(")")
        return SubExpression(self.span(start), body)

    def string(self) -> Expression:
        """A quoted string, of any of the quotes."""
        return self._verbatim() if self.char() in SINGLE_QUOTES else self._expandable()

    def _verbatim(self) -> Constant:
        start = self.pos
        value = self.verbatim_body()
        return Constant(self.span(start), value, self.text[start : self.pos])

    def verbatim_body(self) -> str:
        """The text of a string in single quotes, stepped over."""
        start = self.pos
        self.pos += 1
        out: list[str] = []
        while True:
            at = self.pos
            while self.pos < len(self.text) and self.text[self.pos] not in SINGLE_QUOTES:
                self.pos += 1
            out.append(self.text[at : self.pos])
            if self.pos >= len(self.text):
                raise self.unclosed(self.text[start], "string", start)
            if self.char(1) and self.char(1) in SINGLE_QUOTES:
                out.append(self.char(1))
                self.pos += 2
                continue
            self.pos += 1
            return "".join(out)

    def _expandable(self) -> Expression:
        start = self.pos
        parts = self.expandable_body()
        return self._text_node(start, parts)

    def _text_node(self, start: int, parts: list[str | Expression], *, bare: bool = False) -> Expression:
        merged = _merge(parts)
        if all(isinstance(part, str) for part in merged):
            text = "".join(part for part in merged if isinstance(part, str))
            return Constant(self.span(start), text, self.text[start : self.pos], bare)
        return Expandable(self.span(start), tuple(merged), bare)

    def expandable_body(self) -> list[str | Expression]:
        """The parts of a string in double quotes, stepped over."""
        start = self.pos
        self.pos += 1
        parts: list[str | Expression] = []
        while True:
            c = self.char()
            if not c:
                raise self.unclosed(self.text[start], "string", start)
            if c in DOUBLE_QUOTES:
                if self.char(1) and self.char(1) in DOUBLE_QUOTES:
                    parts.append(self.char(1))
                    self.pos += 2
                    continue
                self.pos += 1
                return parts
            self._expandable_piece(parts)

    def _expandable_piece(self, parts: list[str | Expression]) -> None:
        """One escape, variable, subexpression or run of plain characters."""
        c = self.char()
        if c == "`" and self.char(1):
            parts.append(ESCAPES.get(self.char(1), self.char(1)))
            self.pos += 2
        elif c == "$" and self.char(1) == "(":
            parts.append(self.subexpression())
        elif c == "$" and (self.char(1) == "{" or self.char(1) == "$" or self.variable_match()):
            parts.append(self._variable_in_text())
        elif c in "`$":
            parts.append(c)
            self.pos += 1
        else:
            start = self.pos
            while self.pos < len(self.text) and self.text[self.pos] not in STOPS:
                self.pos += 1
            if self.pos == start:
                self.pos += 1
            parts.append(self.text[start : self.pos])

    def _variable_in_text(self) -> VariableRef:
        found = self.variable()
        if self.char() == ":" and self.char(1) != ":" and not found.scope and self.text[self.pos - 1] != "}":
            raise self.error(
                f"The colon after '${found.name}' is not followed by a name.", expected="the name of a variable",
                action=f"Write ${{{found.name}}}: when the colon belongs to the text.",
            )  # fmt: skip
        return found

    def here_string(self) -> Expression:
        """``@" … "@`` or ``@' … '@``."""
        start = self.pos
        expands = self.char(1) in DOUBLE_QUOTES
        closers = DOUBLE_QUOTES if expands else SINGLE_QUOTES
        self.pos += 2
        self.skip_only_blanks()
        if not self.at_line_end():
            raise self.unexpected("a new line after the start of the here-string")
        self._line_end()
        parts: list[str | Expression] = []
        if not self._here_end(closers):
            while True:
                if not self.char():
                    raise self.unclosed(f"{closers[0]}@", "here-string", start)
                if self.char() in NEWLINES:
                    at = self.pos
                    self._line_end()
                    if self._here_end(closers):
                        break
                    parts.append(self.text[at : self.pos])
                elif expands:
                    self._expandable_piece(parts)
                else:
                    parts.append(self.char())
                    self.pos += 1
        return self._text_node(start, parts)

    def _here_end(self, closers: str) -> bool:
        if self.char() and self.char() in closers and self.char(1) == "@":
            self.pos += 2
            return True
        return False

    def skip_only_blanks(self) -> None:
        while self.char() and self.char() in BLANKS:
            self.pos += 1

    def _line_end(self) -> None:
        self.pos += 2 if self.looking_at("\r\n") else 1

    def bareword(self) -> Expression:
        """A word in a command: plain characters, with quotes, escapes and variables inside."""
        start = self.pos
        parts: list[str | Expression] = []
        plain = True
        while self.char() and self.char() not in BLANKS + NEWLINES + TERMINATORS:
            c = self.char()
            if c in SINGLE_QUOTES:
                parts.append(self.verbatim_body())
                plain = False
            elif c in DOUBLE_QUOTES:
                parts.extend(self.expandable_body())
                plain = False
            elif c == "`" and self.char(1) and self.char(1) in NEWLINES:
                break
            elif c in "`$":
                self._expandable_piece(parts)
                plain = False
            else:
                at = self.pos
                while self.char() and self.char() not in WORD_STOPS:
                    self.pos += 1
                parts.append(self.text[at : self.pos])
        if plain:
            source = self.text[start : self.pos]
            number = _signed_number(source)
            if number is not None:
                return Constant(self.span(start), number, source, bare=True)
        return self._text_node(start, parts, bare=True)


STOPS = frozenset("`$" + DOUBLE_QUOTES + NEWLINES)
WORD_STOPS = frozenset(BLANKS + NEWLINES + TERMINATORS + QUOTES + "`$")


def _signed_number(source: str) -> int | float | Decimal | None:
    if source[:1] in "-+\u2013\u2014\u2015" and len(source) > 1:
        value = number_value(source[1:])
        return value if value is None or source[0] == "+" else -value
    return number_value(source)


def _merge(parts: list[str | Expression]) -> list[str | Expression]:
    merged: list[str | Expression] = []
    for is_text, run in groupby(parts, lambda part: isinstance(part, str)):
        if is_text:
            merged.append("".join(part for part in run if isinstance(part, str)))
        else:
            merged.extend(run)
    return merged
