"""Files and paths, where the host allows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.parser import decode
from vmmconsole.script.patterns import like
from vmmconsole.script.values import PSObject


def as_path(text: str) -> Path:
    """A path as a script writes it, with either slash."""
    return Path(text.replace("\\", "/") if "/" not in text and ":" not in text else text).expanduser()


def described(path: Path) -> PSObject:
    """A file or folder as scripts see it."""
    try:
        facts = path.stat()
    except OSError as err:
        raise _unreadable(path, err) from err
    return PSObject(
        [
            ("Name", path.name), ("Length", facts.st_size if path.is_file() else None),
            ("LastWriteTime", datetime.fromtimestamp(facts.st_mtime, tz=UTC).astimezone()),
            ("FullName", str(path.absolute())), ("DirectoryName", str(path.absolute().parent)),
            ("BaseName", path.stem), ("Extension", path.suffix), ("PSIsContainer", path.is_dir()),
        ],
        "DirectoryInfo" if path.is_dir() else "FileInfo",
    )  # fmt: skip


def _unreadable(path: Path, err: OSError) -> ScriptError:
    return ScriptError(
        f"'{path}' cannot be read.", cause=f"{err.strerror or err}.", action="Check the path, and that you may read it."
    )


class PathCmdlet(Cmdlet):
    """Works on the file or folder that -Path names."""

    path: str = parameter(
        "Path", aliases=("LiteralPath", "PSPath", "FullName"), position=0, mandatory=True, pipeline=True,
        pipeline_property=True, help="The file or folder.",
    )  # fmt: skip


class GetContent(PathCmdlet):
    """Reads the lines of a file.

    Example:
        Get-Content names.txt
    """

    name = "Get-Content"
    aliases = ("cat", "gc", "type")

    raw: switch = parameter("Raw", help="As one text.")
    first: int = parameter("TotalCount", aliases=("First", "Head"), minimum=0, help="Only so many lines.")
    last: int = parameter("Tail", aliases=("Last",), minimum=0, help="Only so many from the end.")
    encoding: str = parameter("Encoding", default="", help="Accepted; it is found by itself.")

    def run(self, session: Context) -> Iterator[Any]:
        session.need_files(self.name)
        path = as_path(self.path)
        try:
            text = decode(path.read_bytes())
        except OSError as err:
            raise _unreadable(path, err) from err
        if self.raw:
            yield text
            return
        lines = text.split("\n")
        if lines and not lines[-1]:
            lines.pop()
        if self.first is not UNSET:
            lines = lines[: self.first]
        if self.last is not UNSET:
            lines = lines[-self.last :] if self.last else []
        yield from lines


class SetContent(CollectingCmdlet):
    """Writes lines into a file.

    Example:
        "web-01", "web-02" | Set-Content names.txt
    """

    name = "Set-Content"
    aliases = ("sc",)
    _mode = "w"

    path: str = parameter("Path", aliases=("LiteralPath",), position=0, mandatory=True, help="The file.")
    input_object: Any = parameter("Value", position=1, pipeline=True, help="The lines.")
    encoding: str = parameter("Encoding", default="utf8", help="Accepted; files are UTF-8.")
    force: switch = parameter("Force", help="Accepted.")
    no_newline: switch = parameter("NoNewline", help="Without line ends.")

    def begin(self, context: Context) -> Iterable[Any]:
        context.need_files(self.name)
        return super().begin(context)

    def end(self, context: Context) -> Iterable[Any]:
        path = as_path(self.path)
        end = "" if self.no_newline else "\n"
        try:
            with path.open(self._mode, encoding="utf-8") as file:
                file.writelines(to_text(item) + end for item in self.items)
        except OSError as err:
            raise ScriptError(f"'{path}' cannot be written.", cause=str(err.strerror or err)) from err
        return ()


class AddContent(SetContent):
    """Adds lines at the end of a file.

    Example:
        Add-Content names.txt "web-03"
    """

    name = "Add-Content"
    aliases = ("ac",)
    _mode = "a"


class TestPath(PathCmdlet):
    """Says whether a file or folder is there.

    Example:
        Test-Path names.txt
    """

    name = "Test-Path"

    path_type: str = parameter("PathType", default="Any", help="Any, Leaf (a file) or Container (a folder).")

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        path, kind = as_path(self.path), self.path_type.lower()
        return [path.is_file() if kind == "leaf" else path.is_dir() if kind == "container" else _any_fits(path)]


def _any_fits(path: Path) -> bool:
    if any(c in path.name for c in "*?["):
        return path.parent.is_dir() and any(like(p.name, path.name) for p in path.parent.iterdir())
    return path.exists()


class GetChildItem(Cmdlet):
    """Lists the files and folders in a folder.

    Example:
        Get-ChildItem -Filter "*.iso"
    """

    name = "Get-ChildItem"
    aliases = ("dir", "ls", "gci")

    path: str = parameter(
        "Path",
        aliases=("LiteralPath",),
        position=0,
        default=".",
        pipeline=True,
        help="The folder, with a wildcard if you like.",
    )
    filter: str = parameter("Filter", position=1, default="*", help="A wildcard for the names.")
    recurse: switch = parameter("Recurse", aliases=("s",), help="Folders inside too.")
    include: list[str] = parameter("Include", help="Only names that fit one of these.")
    exclude: list[str] = parameter("Exclude", help="No names that fit one of these.")
    force: switch = parameter("Force", help="Hidden ones too.")
    files: switch = parameter("File", help="Only files.")
    directories: switch = parameter("Directory", help="Only folders.")
    names: switch = parameter("Name", help="Only the names.")

    def run(self, session: Context) -> Iterator[Any]:
        session.need_files(self.name)
        path, wildcard = as_path(self.path), self.filter
        if any(c in path.name for c in "*?["):
            path, wildcard = path.parent, path.name
        if path.is_file():
            yield described(path)
            return
        yield from self._inside(session, path, wildcard)

    def _inside(self, session: Context, folder: Path, wildcard: str) -> Iterator[Any]:
        try:
            entries = sorted(folder.iterdir(), key=lambda p: (p.is_file(), p.name.lower()))
        except OSError as err:
            raise _unreadable(folder, err) from err
        for entry in entries:
            session.check()
            if entry.name.startswith(".") and not self.force:
                continue
            if self._wanted(entry, wildcard):
                yield entry.name if self.names else described(entry)
        if self.recurse:
            for entry in entries:
                if entry.is_dir() and not entry.is_symlink() and (self.force or not entry.name.startswith(".")):
                    yield from self._inside(session, entry, wildcard)

    def _wanted(self, entry: Path, wildcard: str) -> bool:
        kind = entry.is_file() if self.files else entry.is_dir() if self.directories else True
        included = self.include is UNSET or any(like(entry.name, p) for p in self.include)
        excluded = self.exclude is not UNSET and any(like(entry.name, p) for p in self.exclude)
        return kind and included and not excluded and like(entry.name, wildcard)
