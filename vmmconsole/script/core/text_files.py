"""Reading and writing text files in the encodings that scripts name."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from pathlib import Path

from vmmconsole.model.errors import ParameterError, ScriptError
from vmmconsole.script.exceptions import RaisedError
from vmmconsole.script.parser import decode

_CODECS: dict[str, tuple[str, bytes]] = {
    "": ("utf-8", b""), "utf8nobom": ("utf-8", b""), "utf8": ("utf-8", codecs.BOM_UTF8),
    "utf8bom": ("utf-8", codecs.BOM_UTF8), "unicode": ("utf-16-le", codecs.BOM_UTF16_LE),
    "string": ("utf-16-le", codecs.BOM_UTF16_LE), "unknown": ("utf-16-le", codecs.BOM_UTF16_LE),
    "bigendianunicode": ("utf-16-be", codecs.BOM_UTF16_BE), "utf32": ("utf-32-le", codecs.BOM_UTF32_LE),
    "utf7": ("utf-7", b""), "ascii": ("ascii", b""), "default": ("cp1252", b""), "ansi": ("cp1252", b""),
    "oem": ("cp437", b""),
}  # fmt: skip
"""By the name in -Encoding: Python's name, and the mark at the start of a new file. Without one files are UTF-8."""


def _codec(name: str) -> tuple[str, bytes]:
    found = _CODECS.get(name.lower().replace("-", ""))
    if found is None:
        raise ParameterError(
            f"There is no encoding '{name}'.", action="Use UTF8, Unicode, ASCII, Default, OEM, UTF7 or UTF32."
        )
    return found


def unreadable(path: Path, err: OSError) -> ScriptError:
    """The error for a file or folder that cannot be read."""
    if isinstance(err, FileNotFoundError):
        return not_there(str(path))
    return ScriptError(
        f"'{path}' cannot be read.", cause=f"{err.strerror or err}.", action="Check the path, and that you may read it."
    )


def not_there(path: str) -> ScriptError:
    """The error for a file or folder that does not exist."""
    return RaisedError(
        f"Cannot find path '{path}' because it does not exist.", action="Check the path.",
        exception="System.Management.Automation.ItemNotFoundException", error_id="PathNotFound",
        category="ObjectNotFound",
    )  # fmt: skip


def unwritable(path: Path, err: OSError) -> ScriptError:
    """The error for a file that cannot be written."""
    return ScriptError(f"'{path}' cannot be written.", cause=str(err.strerror or err))


def read_text(path: Path, encoding: str = "") -> str:
    """The text of a file; without an encoding it is found by the file's own marks.

    Raises:
        ScriptError: it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as err:
        raise unreadable(path, err) from err
    codec = _codec(encoding)[0]
    if not encoding or codec in ("utf-8", "utf-16-le"):
        return decode(data)
    return data.decode(codec, errors="replace").replace("\r\n", "\n")


def write_text(path: Path, pieces: str | Iterable[str], *, append: bool = False, encoding: str = "") -> None:
    """Write text into a file.

    Raises:
        ScriptError: it cannot be written.
    """
    codec, mark = _codec(encoding)
    text = pieces if isinstance(pieces, str) else "".join(pieces)
    try:
        starts = not append or not path.exists() or not path.stat().st_size
        with path.open("ab" if append else "wb") as file:
            file.write((mark if starts else b"") + text.encode(codec, errors="replace"))
    except OSError as err:
        raise unwritable(path, err) from err


def refuse_existing(path: Path) -> None:
    """Raises:
    ScriptError: there is such a file already, for -NoClobber.
    """
    if path.exists():
        raise ScriptError(f"The file '{path}' exists already.", action="Leave -NoClobber out, or name another file.")
