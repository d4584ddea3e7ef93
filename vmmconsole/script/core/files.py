"""Files and paths, where the host allows them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.patterns import like
from vmmconsole.script.values import PSObject

from .text_files import not_there, unreadable


def described(path: Path) -> PSObject:
    """A file or folder as scripts see it."""
    try:
        facts = path.stat()
    except OSError as err:
        raise unreadable(path, err) from err
    is_folder, full = path.is_dir(), path.absolute()
    changed = datetime.fromtimestamp(facts.st_mtime, tz=UTC).astimezone()
    owner = ("Parent", full.parent.name) if is_folder else ("DirectoryName", str(full.parent))
    sizes = [] if is_folder else [("Length", facts.st_size), ("IsReadOnly", not facts.st_mode & 0o200)]
    return PSObject(
        [
            ("Mode", ("d" if is_folder else "-") + ("-----" if is_folder or facts.st_mode & 0o200 else "-r---")),
            ("LastWriteTime", changed), *sizes, ("Name", path.name or str(full)), ("FullName", str(full)), owner,
            ("BaseName", path.name if is_folder else path.stem), ("Extension", path.suffix),
            ("PSIsContainer", is_folder), ("Exists", True), ("CreationTime", _born(facts)),
            ("LastAccessTime", datetime.fromtimestamp(facts.st_atime, tz=UTC).astimezone()),
            ("PSPath", str(full)), ("PSChildName", path.name),
        ],
        "DirectoryInfo" if is_folder else "FileInfo", str(full),
    )  # fmt: skip


def _born(facts: os.stat_result) -> datetime:
    return datetime.fromtimestamp(min(facts.st_ctime, facts.st_mtime), tz=UTC).astimezone()


def expanded(path: Path) -> list[Path]:
    """The paths that a wildcard in the last part means; the path itself without one."""
    if not has_wildcard(path.name):
        return [path]
    try:
        entries = sorted(path.parent.iterdir(), key=lambda p: p.name.lower())
    except OSError as err:
        raise unreadable(path.parent, err) from err
    return [entry for entry in entries if like(entry.name, path.name) and not entry.name.startswith(".")]


def has_wildcard(name: str) -> bool:
    """Whether a name means several."""
    return any(c in name for c in "*?[")


class PathCmdlet(Cmdlet):
    """Works on the files or folders that -Path names."""

    paths: list[str] = parameter(
        "Path", aliases=("LiteralPath", "PSPath", "FullName"), position=0, mandatory=True, pipeline=True,
        pipeline_property=True, help="The files or folders; a wildcard in the last part means several.",
    )  # fmt: skip

    def each(self, session: Context) -> Iterator[Path]:
        """The paths, after a check that the script may touch files."""
        session.need_files(self.name)
        for text in self.paths:
            session.check()
            yield from expanded(session.path(text))


class ItemCmdlet(PathCmdlet):
    """As `PathCmdlet`, with the parameters that choose among the files of a wildcard."""

    filter: str = parameter("Filter", default="*", help="A wildcard for the names.")
    include: list[str] = parameter("Include", help="Only names that fit one of these.")
    exclude: list[str] = parameter("Exclude", help="No names that fit one of these.")
    credential: Any = parameter("Credential", help="Not needed here.")

    def each(self, session: Context) -> Iterator[Path]:
        for path in super().each(session):
            if like(path.name, self.filter) and chosen(path.name, self.include, self.exclude):
                yield path


def chosen(name: str, include: Any, exclude: Any) -> bool:
    """Whether -Include and -Exclude, where given, let a name through."""
    included = include is UNSET or any(like(name, p) for p in include)
    return included and not (exclude is not UNSET and any(like(name, p) for p in exclude))


def only_says(cmdlet: Cmdlet, session: Context, operation: str, target: object) -> bool:
    """With -WhatIf say what would be done, and that nothing is to be done."""
    if cmdlet.what_if:
        session.write("host", f'What if: Performing the operation "{operation}" on target "{target}".\n')
    return cmdlet.what_if


class TestPath(Cmdlet):
    """Says whether a file or folder is there, or a variable after ``variable:``.

    Example:
        Test-Path names.txt

    Example:
        Test-Path variable:size
    """

    name = "Test-Path"

    paths: list[str] = parameter(
        "Path", aliases=("LiteralPath", "PSPath"), position=0, mandatory=True, pipeline=True, pipeline_property=True,
        help="The files or folders.",
    )  # fmt: skip
    path_type: str = parameter("PathType", aliases=("Type",), default="Any", help="Any, Leaf or Container (a folder).")
    filter: str = parameter("Filter", default="*", help="A wildcard for the names.")
    include: list[str] = parameter("Include", help="Only names that fit one of these.")
    exclude: list[str] = parameter("Exclude", help="No names that fit one of these.")
    credential: Any = parameter("Credential", help="Not needed here.")
    only_syntax: switch = parameter("IsValid", help="Only whether it could be a path.")
    newer: datetime = parameter("NewerThan", help="Whether it was changed after that.")
    older: datetime = parameter("OlderThan", help="Whether it was changed before that.")

    def run(self, session: Context) -> Iterator[Any]:
        for text in self.paths:
            drive, _, name = text.partition(":")
            if self.only_syntax:
                yield bool(text.strip()) and "\0" not in text
            elif drive.lower() in ("variable", "function", "env", "alias") and name:
                yield self._is_known(session, drive.lower(), name.lstrip("\\/"))
            else:
                session.need_files(self.name)
                yield self._is_there(session.path(text))

    def _is_known(self, session: Context, drive: str, name: str) -> bool:
        runtime, lowered = session.runtime, name.lower()
        if drive == "variable":
            return runtime.scope.find(lowered) is not None or runtime.automatic(lowered) is not None
        if drive == "function":
            return runtime.scope.find_function(lowered) is not None
        if drive == "alias":
            return lowered in runtime.aliases or runtime.find_core(name) is not None
        return runtime.environment(name) is not None

    def _is_there(self, path: Path) -> bool:
        kind = self.path_type.lower()
        test = {"leaf": Path.is_file, "container": Path.is_dir}.get(kind, Path.exists)
        found = [p for p in (expanded(path) if path.parent.is_dir() else [path]) if test(p)]
        found = [p for p in found if like(p.name, self.filter) and chosen(p.name, self.include, self.exclude)]
        if self.newer is not UNSET or self.older is not UNSET:
            found = [p for p in found if self._in_time(datetime.fromtimestamp(p.stat().st_mtime, tz=UTC))]
        return bool(found)

    def _in_time(self, changed: datetime) -> bool:
        after = self.newer is UNSET or changed > self.newer.astimezone()
        return after and (self.older is UNSET or changed < self.older.astimezone())


class GetChildItem(Cmdlet):
    """Lists the files and folders in a folder.

    Example:
        Get-ChildItem -Filter "*.iso"
    """

    name = "Get-ChildItem"
    aliases = ("dir", "ls", "gci")

    paths: list[str] = parameter(
        "Path", aliases=("LiteralPath", "PSPath", "FullName"), position=0, default=(".",), pipeline=True,
        pipeline_property=True, help="The folders, with a wildcard if you like.",
    )  # fmt: skip
    depth: int = parameter("Depth", minimum=0, help="How many folders deep.")
    filter: str = parameter("Filter", position=1, default="*", help="A wildcard for the names.")
    recurse: switch = parameter("Recurse", aliases=("s",), help="Folders inside too.")
    include: list[str] = parameter("Include", help="Only names that fit one of these.")
    exclude: list[str] = parameter("Exclude", help="No names that fit one of these.")
    force: switch = parameter("Force", help="Hidden ones too.")
    files: switch = parameter("File", help="Only files.")
    directories: switch = parameter("Directory", help="Only folders.")
    names: switch = parameter("Name", help="Only the names.")
    hidden: switch = parameter("Hidden", aliases=("ah", "h"), help="Only hidden ones.")
    read_only: switch = parameter("ReadOnly", aliases=("ar",), help="Only those that cannot be written.")
    system: switch = parameter("System", aliases=("as",), help="Accepted; there are none.")
    attributes: str = parameter("Attributes", default="", help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        for text in self.paths:
            if text.partition(":")[0].lower() + ":" in _DRIVES:
                yield from entries_named(session, self.name, text)
                continue
            session.need_files(self.name)
            path, wildcard = session.path(text), self.filter
            if has_wildcard(path.name):
                path, wildcard = path.parent, path.name
            if path.is_file():
                yield path.name if self.names else described(path)
            else:
                deep = 0 if not self.recurse and self.depth is UNSET else _DEEPEST
                yield from self._inside(session, path, wildcard, deep if self.depth is UNSET else self.depth)

    def _inside(self, session: Context, folder: Path, wildcard: str, deep: int) -> Iterator[Any]:
        try:
            entries = sorted(folder.iterdir(), key=lambda p: (p.is_file(), p.name.lower()))
        except OSError as err:
            raise unreadable(folder, err) from err
        for entry in entries:
            session.check()
            if entry.name.startswith(".") and not (self.force or self.hidden):
                continue
            if self.hidden and not entry.name.startswith("."):
                continue
            if self._wanted(entry, wildcard):
                yield entry.name if self.names else described(entry)
        if deep:
            for entry in entries:
                if entry.is_dir() and not entry.is_symlink() and (self.force or not entry.name.startswith(".")):
                    yield from self._inside(session, entry, wildcard, deep - 1)

    def _wanted(self, entry: Path, wildcard: str) -> bool:
        if self.system or (self.read_only and os.access(entry, os.W_OK)):
            return False
        kind = entry.is_file() if self.files else entry.is_dir() if self.directories else True
        included = self.include is UNSET or any(like(entry.name, p) for p in self.include)
        excluded = self.exclude is not UNSET and any(like(entry.name, p) for p in self.exclude)
        return kind and included and not excluded and like(entry.name, wildcard)


_DRIVES = ("env:", "variable:", "function:", "alias:")


def entries_named(session: Context, cmdlet: str, path: str) -> list[PSObject]:
    """What a path such as ``env:PATH`` or ``variable:v*`` names; all of a drive for the drive alone.

    Raises:
        NotFoundError: there is none of that name.
    """
    drive, _, name = path.partition(":")
    wanted = name.strip("\\/") or "*"
    found = [e for e in _drive_entries(session, cmdlet, drive.lower() + ":") if like(_name_of(e), wanted)]
    if not found and "*" not in wanted and "?" not in wanted:
        raise not_there(path)
    return found


def _name_of(entry: PSObject) -> str:
    return to_text(entry.properties["Name"])


def _drive_entries(session: Context, cmdlet: str, drive: str) -> Iterator[PSObject]:
    if drive == "env:":
        session.need_files(cmdlet)
        own = session.runtime.global_scope.variables
        given = {key[len(drive) :].upper(): variable.value for key, variable in own.items() if key.startswith(drive)}
        known = {**os.environ, **given}
        for name in sorted(known, key=str.lower):
            yield PSObject([("Name", name), ("Key", name), ("Value", known[name])], "DictionaryEntry")
    elif drive == "variable:":
        for _, variable in sorted(session.runtime.scope.all_variables().items()):
            yield PSObject([("Name", variable.name), ("Value", variable.value)], "PSVariable")
    elif drive == "function:":
        for function in session.runtime.scope.all_functions().values():
            yield PSObject([("CommandType", "Function"), ("Name", function.name), ("Definition", "")], "AliasInfo")
    else:
        for name, command in sorted(session.runtime.aliases.items()):
            yield PSObject([("CommandType", "Alias"), ("Name", name), ("Definition", command)], "AliasInfo")


_DEEPEST = 200
"""Folders inside each other, at most."""
