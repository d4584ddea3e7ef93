"""From text to tree: `parse` for running, `check` for all errors at once, `decode` for files."""

from __future__ import annotations

import codecs

from vmmconsole.model.errors import ScriptSyntaxError

from .ast import ScriptBlock
from .limits import ensure_stack
from .statements import Statements

MAX_ERRORS = 11

ensure_stack()  # once, before anybody counts on the old limit


class Parser(Statements):
    """The parser over one text."""

    def script(self) -> ScriptBlock:
        """The whole text.

        Raises:
            ScriptSyntaxError: it is not the language.
        """
        found = self.block_body("")
        if self.char():
            raise self.unexpected("the end of the script")
        return ScriptBlock(self.span(0), found.statements, found.parameters, found.attributes, found.named, self.text)

    def errors(self) -> list[ScriptSyntaxError]:
        """The errors of the whole text, going on at the next line after each."""
        found: list[ScriptSyntaxError] = []
        started = False
        while len(found) < MAX_ERRORS:
            try:
                if not started:
                    started = True
                    self.skip_separators()
                    self.param_block()
                self._rest_of_statements()
            except ScriptSyntaxError as error:
                found.append(error)
                if error.incomplete:
                    return found
                self._go_on_after(error)
            else:
                break
        return found

    def _rest_of_statements(self) -> None:
        self.skip_separators()
        while self.char():
            if self.char() == "}":  # the rest of a block that an error has cut
                self.pos += 1
            elif self.keyword() in ("else", "elseif", "catch", "finally", "until", "begin", "process", "end"):
                self.pos += len(self.keyword())
            else:
                self.end_statement("}", self.statement())
            self.skip_separators()

    def _go_on_after(self, error: ScriptSyntaxError) -> None:
        self.depth = 0
        at = self._lines[error.line - 1] + error.column - 1
        self.pos = at
        while not self.at_line_end():
            self.pos += 1


def parse(text: str, file: str = "") -> ScriptBlock:
    """The syntax tree of a script; `file` is its name for messages.

    Raises:
        ScriptSyntaxError: the first thing that is not the language, with line, column and what was expected.
    """
    return Parser(text.removeprefix("\ufeff"), file).script()


def check(text: str, file: str = "") -> list[ScriptSyntaxError]:
    """The first error of a script and up to ten more; empty when it is right."""
    text = text.removeprefix("\ufeff")
    try:
        Parser(text, file).script()
    except ScriptSyntaxError as first:
        later = Parser(text, file).errors()
        return [first, *(e for e in later if (e.line, e.column) > (first.line, first.column))][:MAX_ERRORS]
    return []


def decode(data: bytes) -> str:
    """The text of a script file: by its byte order mark, else UTF-8, else Windows-1252; line ends become LF."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            break
    else:
        text = _without_mark(data)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_mark(data: bytes) -> str:
    if len(data) >= 4 and data[1::2].count(0) > len(data) * 0.4:
        return data.decode("utf-16-le", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
