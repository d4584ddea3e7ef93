"""Files and folders as items: making, copying, moving and deleting them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vmmconsole.model.errors import ParameterError, ScriptError
from vmmconsole.script.cmdlet import Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.values import PSObject

from .files import ItemCmdlet, described, entries_named, only_says
from .text_files import not_there


class GetItem(ItemCmdlet):
    """Shows files or folders, or a variable after ``variable:``.

    Example:
        Get-Item names.txt
    """

    name = "Get-Item"
    aliases = ("gi",)

    force: switch = parameter("Force", help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        drives = [text for text in self.paths if text.partition(":")[0].lower() in ("env", "variable")]
        for text in drives:
            yield from entries_named(session, self.name, text)
        self.paths = [text for text in self.paths if text not in drives]
        for path in self.each(session) if self.paths else ():
            yield described(path)


class NewItem(Cmdlet):
    """Makes a file or folder.

    Example:
        New-Item -ItemType Directory -Path reports
    """

    name = "New-Item"
    aliases = ("ni",)
    changes = True
    _kind = "file"

    paths: list[str] = parameter("Path", position=0, default=("",), pipeline_property=True, help="Where.")
    item_name: str = parameter("Name", default="", pipeline_property=True, help="Its name, below -Path.")
    item_type: str = parameter("ItemType", aliases=("Type",), default="", help="File or Directory.")
    value: Any = parameter("Value", aliases=("Target",), default="", pipeline=True, help="What the file holds.")
    credential: Any = parameter("Credential", help="Not needed here.")
    force: switch = parameter("Force", help="Over an existing file, and with the folders above.")

    def run(self, session: Context) -> Iterator[Any]:
        session.need_files(self.name)
        for text in self.paths:
            if not text and not self.item_name:
                raise ParameterError("New-Item needs -Path or -Name.", action="Say what to make.")
            path = session.path(text) if text else session.path(".")
            path = path / self.item_name if self.item_name else path
            if not only_says(self, session, "Create Item", path):
                yield self._made(path)

    def _made(self, path: Path) -> PSObject:
        kind = self.item_type.lower() or self._kind
        if kind not in ("file", "directory", "d", "f") and not "directory".startswith(kind):
            raise ParameterError(f"Items of type '{self.item_type}' cannot be made.", action="Use File or Directory.")
        try:
            if "directory".startswith(kind):
                path.mkdir(parents=True, exist_ok=bool(self.force))
            else:
                if self.force:
                    path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("w" if self.force else "x", encoding="utf-8") as file:
                    file.write(to_text(self.value))
        except FileExistsError as err:
            raise ScriptError(f"'{path}' exists already.", action="Replace it with -Force.") from err
        except OSError as err:
            raise ScriptError(f"'{path}' cannot be made.", cause=str(err.strerror or err)) from err
        return described(path)


class MakeFolder(NewItem):
    """Makes a folder, with those above it.

    Example:
        mkdir reports
    """

    name = "mkdir"
    aliases = ("md",)
    _kind = "directory"


class RemoveItem(ItemCmdlet):
    """Deletes files or folders.

    Example:
        Remove-Item names.txt
    """

    name = "Remove-Item"
    aliases = ("del", "rm", "ri", "erase", "rd", "rmdir")
    changes = True

    recurse: switch = parameter("Recurse", help="Folders with all that is in them.")
    force: switch = parameter("Force", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        for path in self.each(session):
            if not only_says(self, session, "Remove Directory" if path.is_dir() else "Remove File", path):
                self._delete(path)
        return ()

    def _delete(self, path: Path) -> None:
        if not path.exists() and not path.is_symlink():
            raise not_there(str(path))
        try:
            if path.is_dir() and not path.is_symlink():
                if any(path.iterdir()) and not self.recurse:
                    raise ScriptError(f"The folder '{path}' is not empty.", action="Delete it with -Recurse.")
                shutil.rmtree(path)
            else:
                path.unlink()
        except OSError as err:
            raise ScriptError(f"'{path}' cannot be deleted.", cause=str(err.strerror or err)) from err


class _TwoPaths(ItemCmdlet):
    target: str = parameter("Destination", position=1, default=".", help="Where to.")
    force: switch = parameter("Force", help="Over an existing file.")
    pass_through: switch = parameter("PassThru", help="Write the new file or folder.")

    changes = True
    _keeps_existing = True
    _operation = "Move File"

    def _do(self, source: Path, target: Path) -> None:
        raise NotImplementedError

    def run(self, session: Context) -> Iterator[Any]:
        for source in self.each(session):
            if not source.exists():
                raise not_there(str(source))
            target = session.path(self.target)
            if target.is_dir():
                target = target / source.name
            if self._keeps_existing and target.exists() and not self.force:
                raise ScriptError(f"'{target}' exists already.", action="Replace it with -Force.")
            if only_says(self, session, self._operation, f"Item: {source} Destination: {target}"):
                continue
            try:
                self._do(source, target)
            except OSError as err:
                raise ScriptError(f"'{source}' cannot be put at '{target}'.", cause=str(err.strerror or err)) from err
            if self.pass_through:
                yield described(target)


class CopyItem(_TwoPaths):
    """Copies files or folders.

    Example:
        Copy-Item names.txt backup.txt
    """

    name = "Copy-Item"
    aliases = ("copy", "cp", "cpi")
    _operation = "Copy File"
    _keeps_existing = False

    recurse: switch = parameter("Recurse", help="Folders with all that is in them.")
    container: switch = parameter("Container", help="Accepted.")

    def _do(self, source: Path, target: Path) -> None:
        if not source.is_dir():
            shutil.copy2(source, target)
        elif self.recurse:
            shutil.copytree(source, target, dirs_exist_ok=bool(self.force))
        else:
            target.mkdir(exist_ok=bool(self.force))


class MoveItem(_TwoPaths):
    """Moves files or folders.

    Example:
        Move-Item names.txt old-names.txt
    """

    name = "Move-Item"
    aliases = ("move", "mv", "mi")

    def _do(self, source: Path, target: Path) -> None:
        shutil.move(source, target)


class RenameItem(ItemCmdlet):
    """Gives a file or folder another name.

    Example:
        Rename-Item names.txt machines.txt
    """

    name = "Rename-Item"
    aliases = ("ren", "rni")
    changes = True

    new_name: str = parameter("NewName", position=1, mandatory=True, pipeline_property=True, help="The new name.")
    force: switch = parameter("Force", help="Accepted.")
    pass_through: switch = parameter("PassThru", help="Write the file or folder.")

    def run(self, session: Context) -> Iterator[Any]:
        for path in self.each(session):
            target = path.with_name(self.new_name.replace("\\", "/").rpartition("/")[2])
            if target.exists():
                raise ScriptError(f"'{target}' exists already.")
            if only_says(self, session, "Rename File", f"Item: {path} Destination: {target}"):
                continue
            try:
                path.rename(target)
            except OSError as err:
                raise ScriptError(f"'{path}' cannot be renamed.", cause=str(err.strerror or err)) from err
            if self.pass_through:
                yield described(target)
