"""Files and paths, where the host allows them."""

from __future__ import annotations

import ntpath
import posixpath
import shutil
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
    return ScriptError(f"'{path}' cannot be read.", cause=str(err.strerror or err))


class _PathCmdlet(Cmdlet):
    path: str = parameter(
        "Path", aliases=("LiteralPath", "PSPath", "FullName"), position=0, mandatory=True, pipeline=True,
        pipeline_property=True, help="The file or folder.",
    )  # fmt: skip


class GetContent(_PathCmdlet):
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


class TestPath(_PathCmdlet):
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


class GetItem(_PathCmdlet):
    """Shows one file or folder.

    Example:
        Get-Item names.txt
    """

    name = "Get-Item"
    aliases = ("gi",)

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        return [described(as_path(self.path))]


class NewItem(Cmdlet):
    """Makes a file or folder.

    Example:
        New-Item -ItemType Directory -Path reports
    """

    name = "New-Item"
    aliases = ("ni", "md", "mkdir")

    path: str = parameter("Path", position=0, mandatory=True, help="Where.")
    item_name: str = parameter("Name", default="", help="Its name, when the path is only the folder.")
    item_type: str = parameter("ItemType", aliases=("Type",), default="File", help="File or Directory.")
    value: Any = parameter("Value", default="", help="What the file holds.")
    force: switch = parameter("Force", help="Over an existing file, and with the folders above.")

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        path = as_path(self.path) / self.item_name if self.item_name else as_path(self.path)
        try:
            if self.item_type.lower().startswith("d"):
                path.mkdir(parents=True, exist_ok=bool(self.force))
            else:
                if self.force:
                    path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("w" if self.force else "x", encoding="utf-8") as file:
                    file.write(to_text(self.value))
        except OSError as err:
            raise ScriptError(f"'{path}' cannot be made.", cause=str(err.strerror or err)) from err
        return [described(path)]


class RemoveItem(_PathCmdlet):
    """Deletes a file or folder.

    Example:
        Remove-Item names.txt
    """

    name = "Remove-Item"
    aliases = ("del", "rm", "ri", "erase")

    recurse: switch = parameter("Recurse", help="Folders with all that is in them.")
    force: switch = parameter("Force", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        path = as_path(self.path)
        try:
            if path.is_dir() and not path.is_symlink():
                if any(path.iterdir()) and not self.recurse:
                    raise ScriptError(f"The folder '{path}' is not empty.", action="Delete it with -Recurse.")
                shutil.rmtree(path)
            else:
                path.unlink()
        except OSError as err:
            raise ScriptError(f"'{path}' cannot be deleted.", cause=str(err.strerror or err)) from err
        return ()


class _TwoPaths(_PathCmdlet):
    target: str = parameter("Destination", position=1, mandatory=True, help="Where to.")
    force: switch = parameter("Force", help="Over an existing file.")

    def _do(self, source: Path, target: Path) -> None:
        raise NotImplementedError

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        source, target = as_path(self.path), as_path(self.target)
        if target.is_dir():
            target = target / source.name
        if target.exists() and not self.force and type(self) is not CopyItem:
            raise ScriptError(f"'{target}' exists already.", action="Replace it with -Force.")
        try:
            self._do(source, target)
        except OSError as err:
            raise ScriptError(f"'{source}' cannot be put at '{target}'.", cause=str(err.strerror or err)) from err
        return ()


class CopyItem(_TwoPaths):
    """Copies a file or folder.

    Example:
        Copy-Item names.txt backup.txt
    """

    name = "Copy-Item"
    aliases = ("copy", "cp", "cpi")

    recurse: switch = parameter("Recurse", help="Folders with all that is in them.")

    def _do(self, source: Path, target: Path) -> None:
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=bool(self.force))
        else:
            shutil.copy2(source, target)


class MoveItem(_TwoPaths):
    """Moves a file or folder.

    Example:
        Move-Item names.txt old-names.txt
    """

    name = "Move-Item"
    aliases = ("move", "mv", "mi")

    def _do(self, source: Path, target: Path) -> None:
        shutil.move(source, target)


class RenameItem(_PathCmdlet):
    """Gives a file or folder another name.

    Example:
        Rename-Item names.txt machines.txt
    """

    name = "Rename-Item"
    aliases = ("ren", "rni")

    new_name: str = parameter("NewName", position=1, mandatory=True, help="The new name.")

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        path = as_path(self.path)
        target = path.with_name(as_path(self.new_name).name)
        if target.exists():
            raise ScriptError(f"'{target}' exists already.")
        try:
            path.rename(target)
        except OSError as err:
            raise ScriptError(f"'{path}' cannot be renamed.", cause=str(err.strerror or err)) from err
        return ()


def _flavour(text: str) -> Any:
    return ntpath if "\\" in text or text[1:2] == ":" else posixpath


class SplitPath(Cmdlet):
    """Takes a part of a path; the file need not exist.

    Example:
        Split-Path "\\\\lib\\share\\web.iso" -Leaf
    """

    name = "Split-Path"

    path: str = parameter("Path", position=0, mandatory=True, pipeline=True, help="The path.")
    leaf: switch = parameter("Leaf", help="The last part.")
    parent: switch = parameter("Parent", help="All but the last part, which is the default.")
    leaf_base: switch = parameter("LeafBase", help="The last part without its extension.")
    extension: switch = parameter("Extension", help="The extension with its dot.")
    qualifier: switch = parameter("Qualifier", help="The drive.")
    no_qualifier: switch = parameter("NoQualifier", help="All but the drive.")

    def run(self, session: Context) -> Iterable[Any]:
        flavour = _flavour(self.path)
        text = self.path.rstrip("\\/") or self.path
        head, tail = flavour.split(text)
        if self.leaf:
            return [tail]
        if self.leaf_base:
            return [flavour.splitext(tail)[0]]
        if self.extension:
            return [flavour.splitext(tail)[1]]
        if self.qualifier or self.no_qualifier:
            return [flavour.splitdrive(text)[0 if self.qualifier else 1]]
        return [head]


class JoinPath(Cmdlet):
    """Puts a path together; the file need not exist.

    Example:
        Join-Path "/srv/vms" "web-01"
    """

    name = "Join-Path"

    path: str = parameter("Path", position=0, mandatory=True, pipeline=True, help="The first part.")
    child: str = parameter("ChildPath", position=1, mandatory=True, help="The second part.")
    more: list[str] = parameter("AdditionalChildPath", position=2, remaining=True, help="Further parts.")

    def run(self, session: Context) -> Iterable[Any]:
        mark = "\\" if _flavour(self.path) is ntpath else "/"
        parts = [self.child, *([] if self.more is UNSET else self.more)]
        text = self.path
        for part in parts:
            text = text.rstrip("\\/") + mark + part.strip("\\/") if text.strip("\\/") else text + part.lstrip("\\/")
        return [text]


class GetLocation(Cmdlet):
    """Shows the folder where the script works.

    Example:
        Get-Location
    """

    name = "Get-Location"
    aliases = ("pwd", "gl")

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        return [PSObject([("Path", str(Path.cwd()))], "PathInfo")]
