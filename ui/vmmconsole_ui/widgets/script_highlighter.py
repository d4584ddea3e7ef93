"""Colours of the script language in a Qt text document."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from vmmconsole_ui.theme import look

TOKENS = {
    "comment": "syntax_comment", "string": "syntax_string", "variable": "syntax_variable", "cmdlet": "syntax_cmdlet",
    "parameter": "syntax_parameter", "number": "syntax_number", "keyword": "syntax_cmdlet",
    "operator": "syntax_operator", "type": "syntax_number", "error": "error",
}  # fmt: skip


def plain_text(document: QTextDocument) -> str:
    """The document's text as typed; Qt's own toPlainText turns no-break spaces into blanks."""
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


class ScriptHighlighter(QSyntaxHighlighter):
    """Colours a document by `vmmconsole.script.highlight.spans`, read once for each state of the text."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._revision = -1
        self._starts: list[int] = []
        self._pieces: list[tuple[int, int, str]] = []
        self._formats: dict[str, QTextCharFormat] = {}
        look().changed.connect(self._recolour)

    def _recolour(self) -> None:
        self._formats.clear()
        self.rehighlight()

    def _format(self, kind: str) -> QTextCharFormat:
        known = self._formats.get(kind)
        if known is None:
            known = QTextCharFormat()
            known.setForeground(look().color(TOKENS.get(kind, "text")))
            if kind == "cmdlet":
                known.setFontWeight(QFont.Weight.DemiBold)
            self._formats[kind] = known
        return known

    def _read(self) -> None:
        document = self.document()
        if self._revision == document.revision() and self._starts:
            return
        from vmmconsole.script.highlight import spans  # not needed before the first script is shown

        self._revision = document.revision()
        text = plain_text(document)
        offset = _utf16_offsets(text)
        self._pieces = [(offset(start), offset(end), kind) for start, end, kind in spans(text)]
        self._starts = [piece[0] for piece in self._pieces]

    def highlightBlock(self, _text: str) -> None:
        """Colour one line; called by Qt."""
        self._read()
        begin = self.currentBlock().position()
        end = begin + self.currentBlock().length()
        first = max(0, bisect_right(self._starts, begin) - 1)
        for start, stop, kind in self._pieces[first:]:
            if start >= end:
                break
            if stop > begin:
                self.setFormat(max(0, start - begin), min(stop, end) - max(start, begin), self._format(kind))


class _Offsets:
    """From positions in a Python string to those in Qt's UTF-16."""

    def __init__(self, text: str) -> None:
        self._wide = [i for i, c in enumerate(text) if ord(c) > 0xFFFF]

    def __call__(self, position: int) -> int:
        return position + bisect_right(self._wide, position - 1)


def _utf16_offsets(text: str) -> _Offsets:
    return _Offsets(text)
