"""Script files: which encoding and line ends a file has, and writing it back the same way. No Qt."""

from __future__ import annotations

import codecs
import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 8 * 1024 * 1024
"""A larger file is no script that anybody has written."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE", "cp1252": "Windows-1252",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileFormat:
    """How text stands in a file: Python's name of the encoding, the byte order mark, the line ends."""

    encoding: str = "utf-8"
    has_mark: bool = True
    line_end: str = "\r\n"

    @property
    def encoding_text(self) -> str:
        """``UTF-8 with BOM``."""
        return _NAMES[self.encoding] + (" with BOM" if self.has_mark else "")

    @property
    def line_end_text(self) -> str:
        """``CRLF``."""
        return {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}[self.line_end]


STANDARD = FileFormat()
"""What Windows PowerShell reads without doubt: UTF-8 with a byte order mark, and CRLF."""


def read_bytes(data: bytes) -> tuple[str, FileFormat]:
    """The text with LF, and how it stood in the file.

    Without a mark it is UTF-8 where it can be, else Windows-1252, as `vmmconsole.script.parser.decode` has it. Of
    mixed line ends the most frequent one counts.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return _unified(text), FileFormat(encoding, has_mark=True, line_end=_line_end(text))
    encoding = _guessed(data)
    text = data.decode(encoding, errors="replace")
    return _unified(text), FileFormat(encoding, has_mark=False, line_end=_line_end(text))


def to_bytes(text: str, form: FileFormat) -> tuple[bytes, FileFormat]:
    """The file's bytes, and the format they really have: text that the encoding cannot hold becomes UTF-8 with mark."""
    ended = text if form.line_end == "\n" else text.replace("\n", form.line_end)
    try:
        data = ended.encode(form.encoding)
    except UnicodeEncodeError:
        form = FileFormat("utf-8", has_mark=True, line_end=form.line_end)
        data = ended.encode("utf-8", "replace")
    if form.has_mark:
        data = next(mark for mark, encoding in _MARKS if encoding == form.encoding) + data
    elif form.encoding != "utf-8" and read_bytes(data)[1].encoding != form.encoding:
        # Without a mark nobody could tell it from UTF-8 any more.
        return to_bytes(text, FileFormat("utf-8", has_mark=True, line_end=form.line_end))
    return data, form


def load(path: Path) -> tuple[str, FileFormat]:
    """The text of a file with LF, and its format.

    Raises:
        OSError: it cannot be read, or is too large.
    """
    if path.stat().st_size > MAX_BYTES:
        raise OSError(None, f"It is larger than {MAX_BYTES // 1024**2} MB, which is no script")
    return read_bytes(path.read_bytes())


def save(path: Path, data: bytes) -> None:
    """Write a file at once or not at all; a link stays one, and the file keeps its permissions.

    Raises:
        OSError: it cannot be written; the old file is as it was.
    """
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _guessed(data: bytes) -> str:
    if len(data) >= 4 and data[1::2].count(0) > len(data) * 0.4:
        return "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _line_end(text: str) -> str:
    windows = text.count("\r\n")
    unix, old = text.count("\n") - windows, text.count("\r") - windows
    if not (windows or unix or old):
        return "\r\n"
    return max((("\r\n", windows), ("\n", unix), ("\r", old)), key=lambda pair: pair[1])[0]


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
