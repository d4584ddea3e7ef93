"""Paths: their parts, and where the script is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.net_types import Folder
from vmmconsole.script.path_calls import flavour
from vmmconsole.script.patterns import like
from vmmconsole.script.values import PSObject

from .files import PathCmdlet, expanded
from .text_files import not_there


class SplitPath(Cmdlet):
    """Takes a part of a path; the file need not exist.

    Example:
        Split-Path "\\\\lib\\share\\web.iso" -Leaf
    """

    name = "Split-Path"

    paths: list[str] = parameter(
        "Path", aliases=("LiteralPath", "PSPath"), position=0, mandatory=True, pipeline=True, pipeline_property=True,
        help="The paths.",
    )  # fmt: skip
    leaf: switch = parameter("Leaf", help="The last part.")
    parent: switch = parameter("Parent", help="All but the last part, which is the default.")
    leaf_base: switch = parameter("LeafBase", help="The last part without its extension.")
    extension: switch = parameter("Extension", help="The extension with its dot.")
    qualifier: switch = parameter("Qualifier", help="The drive.")
    no_qualifier: switch = parameter("NoQualifier", help="All but the drive.")
    is_absolute: switch = parameter("IsAbsolute", help="Whether it starts at a root.")
    resolve: switch = parameter("Resolve", help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        for text in self.paths:
            yield self._part(text)

    def _part(self, path: str) -> Any:
        at = flavour(path)
        text = path.rstrip("\\/") or path
        head, tail = at.split(text)
        if self.leaf:
            return tail or text
        if self.leaf_base or self.extension:
            return at.splitext(tail)[0 if self.leaf_base else 1]
        if self.is_absolute:
            return path.startswith(("/", "\\")) or path[1:2] == ":"
        if self.qualifier or self.no_qualifier:
            drive, rest = at.splitdrive(text)
            if self.qualifier and not drive:
                raise ScriptError(f"Cannot parse path '{path}': it names no drive.")
            return drive if self.qualifier else rest
        return head


class JoinPath(Cmdlet):
    """Puts a path together; the file need not exist.

    Example:
        Join-Path "/srv/vms" "web-01"
    """

    name = "Join-Path"

    paths: list[str] = parameter(
        "Path", aliases=("PSPath",), position=0, mandatory=True, pipeline=True, pipeline_property=True,
        help="The first part.",
    )  # fmt: skip
    child: str = parameter("ChildPath", position=1, mandatory=True, help="The second part.")
    more: list[str] = parameter("AdditionalChildPath", position=2, remaining=True, help="Further parts.")
    resolve: switch = parameter("Resolve", help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        parts = [self.child, *([] if self.more is UNSET else self.more)]
        for path in self.paths:
            mark = "\\" if "\\" in flavour(path).sep else "/"
            text = path
            for part in parts:
                text = text.rstrip("\\/") + mark + part.strip("\\/") if text.strip("\\/") else text + part.lstrip("\\/")
            yield text


class ResolvePath(PathCmdlet):
    """Gives the full path of files and folders that are there.

    Example:
        Resolve-Path names.txt
    """

    name = "Resolve-Path"
    aliases = ("rvpa",)

    relative: switch = parameter("Relative", help="Seen from where the script is.")

    def run(self, session: Context) -> Iterator[Any]:
        for path in self.each(session):
            if not path.exists():
                raise not_there(str(path))
            if self.relative:
                yield "./" + str(path.relative_to(session.path("."))) if path.is_absolute() else f"./{path}"
            else:
                yield Folder(str(path.absolute()))


class ConvertPath(PathCmdlet):
    """Gives the full path of files and folders as text.

    Example:
        Convert-Path names.txt
    """

    name = "Convert-Path"
    aliases = ("cvpa",)

    def run(self, session: Context) -> Iterator[Any]:
        for path in self.each(session):
            if not path.exists():
                raise not_there(str(path))
            yield str(path.absolute())


def _here(session: Context) -> Folder:
    return Folder(str(session.runtime.location or Path.cwd()))


class GetLocation(Cmdlet):
    """Shows the folder where the script works.

    Example:
        Get-Location
    """

    name = "Get-Location"
    aliases = ("pwd", "gl")

    drive: list[str] = parameter("PSDrive", help="Accepted.")
    stack: switch = parameter("Stack", help="The folders that Push-Location has kept.")

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        if self.stack:
            return [Folder(str(p)) for p in reversed(session.runtime.location_stack)]
        return [_here(session)]


class SetLocation(Cmdlet):
    """Goes to another folder.

    Example:
        Set-Location .
    """

    name = "Set-Location"
    aliases = ("cd", "chdir", "sl")

    path: str = parameter(
        "Path", aliases=("LiteralPath", "PSPath"), position=0, default="~", pipeline=True, help="The folder."
    )
    pass_through: switch = parameter("PassThru", help="Write the folder.")

    def run(self, session: Context) -> Iterable[Any]:
        go_to(session, self.name, self.path)
        return [_here(session)] if self.pass_through else ()


def go_to(session: Context, cmdlet: str, text: str) -> None:
    """Make a folder the one where the script works.

    Raises:
        ScriptError: there is no such folder.
    """
    session.need_files(cmdlet)
    found = expanded(session.path(text))
    if len(found) != 1 or not found[0].is_dir():
        raise not_there(str(text))
    session.runtime.location = found[0].absolute().resolve()


class PushLocation(Cmdlet):
    """Remembers the folder where the script works, and goes to another.

    Example:
        Push-Location .; Pop-Location
    """

    name = "Push-Location"
    aliases = ("pushd",)

    path: str = parameter("Path", aliases=("LiteralPath",), position=0, default=".", pipeline=True, help="The folder.")
    stack: str = parameter("StackName", default="", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        before = session.runtime.location or Path.cwd()
        go_to(session, self.name, self.path)
        session.runtime.location_stack.append(before)
        return ()


class PopLocation(Cmdlet):
    """Goes back to the folder that Push-Location has kept.

    Example:
        Push-Location .; Pop-Location
    """

    name = "Pop-Location"
    aliases = ("popd",)

    stack: str = parameter("StackName", default="", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        if session.runtime.location_stack:
            session.runtime.location = session.runtime.location_stack.pop()
        return ()


class GetDrive(Cmdlet):
    """Shows the drives that scripts have.

    Example:
        Get-PSDrive
    """

    name = "Get-PSDrive"
    aliases = ("gdr",)

    names: list[str] = parameter("Name", position=0, default=("*",), pipeline=True, help="Names or wildcards.")
    provider: list[str] = parameter("PSProvider", default=("*",), help="Only drives of this kind.")
    scope: str = parameter("Scope", default="", help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        drives = [("Alias", "Alias", ""), ("Env", "Environment", ""), ("Function", "Function", "")]
        if session.host.allows_files:
            drives.append(("/", "FileSystem", "/"))
        drives.append(("Variable", "Variable", ""))
        for name, provider, root in drives:
            if any(like(name, n) for n in self.names) and any(like(provider, p) for p in self.provider):
                yield PSObject([("Name", name), ("Provider", provider), ("Root", root)], "PSDriveInfo")
