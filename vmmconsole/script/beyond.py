"""What the language has and scripts here cannot run: it is read as it should be, and refused by name when it runs."""

from __future__ import annotations

import re

from .ast import (
    Assignment,
    Block,
    CommandExpression,
    Pipeline,
    Statement,
    SubExpression,
    Unsupported,
    VariableRef,
)
from .commands import Commands
from .lexer import BLANKS, NEWLINES, QUOTES

WHAT = {
    "class": "Classes", "enum": "Enumerations", "configuration": "Configurations", "using": "'using' statements",
}  # fmt: skip
"""What a statement of each keyword is called."""
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_BEFORE_COMMENT = frozenset(BLANKS + NEWLINES + ";{}(),")


class Beyond(Commands):
    """Reads statements that are not run."""

    workflows = 0
    """How many workflows the position is inside of."""

    def beyond_statement(self, word: str) -> Statement:
        """A statement that begins with a keyword of `WHAT`, or with ``data``, ``parallel`` or ``sequence``."""
        start = self.pos
        self.pos += len(word)
        if word in ("parallel", "sequence"):
            self.skip_lines()
            return self._statements_of(start, self.block())
        self.skip_blank()
        if word == "using":
            return self._using(start)
        if word == "data":
            return self._data(start)
        name = self._name()
        if not name:
            raise self.unexpected(f"the name of the {word}")
        while self.char() and self.char() not in "{\r\n;":  # what a class is derived from
            self.pos += 1
        self.skip_lines()
        self._skip_braces(word)
        return Unsupported(self.span(start), word, name)

    def _name(self) -> str:
        match = _NAME.match(self.text, self.pos)
        if match:
            self.pos = match.end()
        return match.group() if match else ""

    def _using(self, start: int) -> Statement:
        kind = self.keyword()
        if kind not in ("namespace", "module", "assembly", "command", "type"):
            raise self.unexpected("namespace, module or assembly after 'using'")
        self.pos += len(kind)
        self.skip_blank()
        at = self.pos
        while not self.at_line_end() and self.char() != ";":
            self.pos += 1
        return Unsupported(self.span(start), "using", f"{kind} {self.text[at : self.pos].strip()}")

    def _data(self, start: int) -> Statement:
        """``data name -SupportedCommand a, b { … }``: the block's output, for the variable where there is one."""
        name = self._name()
        while self.char() and self.char() not in "{\r\n":
            self.pos += 1
        self.skip_lines()
        value = self._statements_of(start, self.block())
        return Assignment(self.span(start), VariableRef(self.span(start), name), "=", value) if name else value

    def _statements_of(self, start: int, block: Block) -> Pipeline:
        value = SubExpression(self.span(start), block.statements)
        return Pipeline(self.span(start), (CommandExpression(self.span(start), value),))

    def _skip_braces(self, word: str) -> None:
        """Step over ``{ … }`` with all that is nested in it, minding strings and comments."""
        start = self.pos
        self.expect("{", f"to start the body of the {word}")
        depth = 1
        while depth:
            c = self.char()
            if not c:
                raise self.unclosed("}", f"body of the {word}", start)
            if c in QUOTES:
                self.string()
            elif c == "@" and self.char(1) and self.char(1) in QUOTES:
                self.here_string()
            elif (c == "#" and self.text[self.pos - 1] in _BEFORE_COMMENT) or self.looking_at("<#"):
                self.skip_blank()
            elif c == "`":
                self.pos += 2
            else:
                depth += (c == "{") - (c == "}")
                self.pos += 1
