"""Files and folders as items: making, copying, moving and deleting them, and the parts of paths."""

from __future__ import annotations

import ntpath
import posixpath
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.values import PSObject

from .files import PathCmdlet, as_path, described


class GetItem(PathCmdlet):
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


class RemoveItem(PathCmdlet):
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


class _TwoPaths(PathCmdlet):
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


class RenameItem(PathCmdlet):
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
