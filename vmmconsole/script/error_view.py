"""An error as the shell shows it: what failed, the line with the place underlined, its category and ID."""

from __future__ import annotations

from vmmconsole.model.errors import ScriptError, VMMError

from .convert import to_text
from .members import get_member
from .values import ErrorRecord

_WIDEST = 200
"""A source line that is longer is shown around the place only."""


def error_view(error: ErrorRecord | VMMError, source: str = "", file: str = "") -> str:
    """The text of an error; `source` is the script of the name `file` that ran, for the line that it happened in."""
    record = error if isinstance(error, ErrorRecord) else _record_of(error)
    failure = record.error
    lines = [f"{record.command} : {failure}" if record.command else str(failure)]
    if record.line:
        lines.append(f"At {record.file or 'line'}:{record.line} char:{record.column}")
        lines += [f"+ {line}" for line in underlined(record, source if record.file == file else "")]
    elif record.text:
        lines.append("+ " + record.text.strip().split("\n")[0])
    if failure.action:
        lines.append(f"    Recommended action: {failure.action}")
    lines.append(f"    + CategoryInfo          : {_category(record)}")
    lines.append(f"    + FullyQualifiedErrorId : {to_text(get_member(record, 'FullyQualifiedErrorId'))}")
    return "\n".join(lines)


def _record_of(error: VMMError) -> ErrorRecord:
    if isinstance(error, ScriptError):
        return ErrorRecord(error, error.line, error.column, file=error.file)
    return ErrorRecord(error)


def _category(record: ErrorRecord) -> str:
    info = get_member(record, "CategoryInfo")
    category, reason, name, kind = (
        to_text(get_member(info, part)) for part in ("Category", "Reason", "TargetName", "TargetType")
    )
    return f"{category}: ({name}{':' * bool(kind)}{kind}) [{record.command}], {reason}"


def underlined(record: ErrorRecord, source: str) -> list[str]:
    """The source line, and below it a wave under what the error is about; nothing where the line is not known."""
    column = max(record.column - 1, 0)
    lines = source.split("\n")
    text = lines[record.line - 1] if record.line <= len(lines) else ""
    first = record.text.split("\n")[0].rstrip()
    if not text or not text.startswith(first, column):
        if not first:
            return []
        text, column = first, 0
    width = len(first) if first else _word_at(text, column)
    text = text.replace("\t", " ")
    if len(text) > _WIDEST:
        cut = max(0, column - 40)
        text, column = "... " * (cut > 0) + text[cut : cut + _WIDEST], column - cut + 4 * (cut > 0)
        width = min(width, len(text) - column)
    more = " ..." if "\n" in record.text.strip() else ""
    return [f"{text.rstrip()}{more}", f"{' ' * column}{'~' * max(width, 1)}"]


def _word_at(text: str, column: int) -> int:
    length = 0
    while column + length < len(text) and (text[column + length].isalnum() or text[column + length] in "-_$"):
        length += 1
    return max(length, 1)
