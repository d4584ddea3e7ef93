"""What scripts of users use of System.IO to read and write text files; scripts in jobs have none of it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.convert import to_bool, to_list, to_text
from vmmconsole.script.net_types import Encoding
from vmmconsole.script.runtime import Runtime
from vmmconsole.script.values import NetObject

from .text_files import read_text, unreadable, unwritable, write_text

_KEPT = 65_536
"""So many characters wait in a writer before they go into the file."""
_NAMES = {"utf-8": "UTF8", "utf-16-le": "Unicode", "utf-16-be": "BigEndianUnicode", "ascii": "ASCII",
          "utf-32-le": "UTF32", "utf-7": "UTF7", "cp1252": "Default"}  # fmt: skip


def _encoding(value: Any) -> str:
    """An encoding's name as -Encoding has it; empty for UTF-8 without a mark, which is .NET's usual one."""
    return _NAMES.get(value.codec, "") if isinstance(value, Encoding) else ""


class StreamWriter(NetObject):
    """``System.IO.StreamWriter``."""

    __slots__ = ("encoding", "kept", "open", "path", "size")
    net_name = "System.IO.StreamWriter"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"AutoFlush": lambda _: False}
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "write": lambda w, value="", *more: w.write(_formatted(value, more)),
        "writeline": lambda w, value="", *more: w.write(_formatted(value, more) + "\n"),
        "flush": lambda w: w.flush(),
        "close": lambda w: w.close(),
        "dispose": lambda w: w.close(),
    }
    net_setters: ClassVar[Mapping[str, Callable[[Any, Any], None]]] = {"autoflush": lambda *_: None}

    def __init__(self, path: Path, append: Any = False, encoding: Any = None) -> None:
        self.path, self.encoding = path, _encoding(encoding)
        self.kept: list[str] = []
        self.size, self.open = 0, True
        write_text(path, "", append=to_bool(append), encoding=self.encoding)

    def write(self, text: str) -> None:
        """Add text.

        Raises:
            ScriptError: the writer is closed, or the file cannot be written.
        """
        if not self.open:
            raise ScriptError("Cannot write to a closed TextWriter.")
        self.kept.append(text)
        self.size += len(text)
        if self.size > _KEPT:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self.kept:
            write_text(self.path, self.kept, append=True, encoding=self.encoding)
            self.kept, self.size = [], 0

    def close(self) -> None:
        """Write what waits, and take no more."""
        self.flush()
        self.open = False


def _formatted(value: Any, more: tuple[Any, ...]) -> str:
    from vmmconsole.script import operators

    return to_text(operators.binary("-f", value, list(more)) if more else value)


class StreamReader(NetObject):
    """``System.IO.StreamReader``; the file is read when it is opened."""

    __slots__ = ("text",)
    net_name = "System.IO.StreamReader"
    net_properties: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"EndOfStream": lambda r: r.peek() < 0}
    net_methods: ClassVar[Mapping[str, Callable[..., Any]]] = {
        "readline": lambda r: r.read_line(),
        "readtoend": lambda r: r.text.read(),
        "peek": lambda r: r.peek(),
        "close": lambda r: r.text.close(),
        "dispose": lambda r: r.text.close(),
    }

    def __init__(self, path: Path, encoding: Any = None) -> None:
        self.text = io.StringIO(read_text(path, _encoding(encoding)))

    def read_line(self) -> str | None:
        """The next line; null at the end."""
        line = self.text.readline()
        return line.removesuffix("\n") if line else None

    def peek(self) -> int:
        """The next character's number; -1 at the end."""
        at = self.text.tell()
        found = self.text.read(1)
        self.text.seek(at)
        return ord(found) if found else -1


def _lines(path: Path, *encoding: Any) -> list[str]:
    return read_text(path, *map(_encoding, encoding)).removesuffix("\n").split("\n")


def _put(path: Path, text: Any, *encoding: Any, append: bool = False) -> None:
    write_text(path, to_text(text), append=append, encoding=_encoding(encoding[0]) if encoding else "")


def _put_lines(path: Path, lines: Any, *encoding: Any) -> None:
    _put(path, "".join(to_text(line) + "\n" for line in to_list(lines)), *encoding)


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)


def _copy(path: Path, to: Path, overwrite: Any = False) -> None:
    if to.exists() and not to_bool(overwrite):
        raise ScriptError(f"The file '{to}' exists already.")
    shutil.copyfile(path, to)


def _inside(path: Path, pattern: str, wanted: Callable[[Path], bool]) -> list[str]:
    return [str(found) for found in sorted(path.glob(pattern)) if wanted(found)]


_FILE: dict[str, Callable[..., Any]] = {
    "exists": lambda p: p.is_file(),
    "readalltext": lambda p, *e: read_text(p, *map(_encoding, e)),
    "readalllines": _lines,
    "readlines": _lines,
    "writealltext": _put,
    "writealllines": _put_lines,
    "appendalltext": lambda p, text, *e: _put(p, text, *e, append=True),
    "delete": _delete,
    "copy": _copy,
    "move": lambda p, to: shutil.move(p, to) and None,
    "createtext": lambda p: StreamWriter(p),
    "appendtext": lambda p: StreamWriter(p, append=True),
    "opentext": lambda p: StreamReader(p),
}
_FOLDER: dict[str, Callable[..., Any]] = {
    "exists": lambda p: p.is_dir(),
    "getfiles": lambda p, pattern="*", *_: _inside(p, to_text(pattern), Path.is_file),
    "getdirectories": lambda p, pattern="*", *_: _inside(p, to_text(pattern), Path.is_dir),
    "createdirectory": lambda p: p.mkdir(parents=True, exist_ok=True),
}
_TABLES: dict[str, dict[str, Callable[..., Any]]] = {
    "io.file": _FILE,
    "io.directory": _FOLDER,
    "io.streamwriter": {"new": StreamWriter},
    "io.streamreader": {"new": StreamReader},
}
_TWO_PATHS = frozenset({("io.file", "copy"), ("io.file", "move")})


def file_call(type_name: str, name: str, runtime: Runtime) -> Callable[..., Any] | None:
    """What a static method of System.IO does for a user's script; ``new`` makes an object. None where it is none."""
    kind = type_name.lower().removeprefix("system.")
    found = _TABLES.get(kind, {}).get(name.lower())
    if found is None:
        return None
    paths = 2 if (kind, name.lower()) in _TWO_PATHS else 1

    def call(*arguments: Any) -> Any:
        seen = [runtime.full_path(to_text(value)) for value in arguments[:paths]]
        try:
            return found(*seen, *arguments[paths:])
        except FileNotFoundError as err:
            raise unreadable(seen[0], err) from err
        except OSError as err:
            raise unwritable(seen[0], err) from err
        except TypeError as err:
            raise ScriptError(f"[{type_name}]::{name} does not take {len(arguments)} arguments.") from err

    return call
