"""What is in text files: read, written, added to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context, StreamCmdlet
from vmmconsole.script.convert import to_text
from vmmconsole.script.formatting import format_objects
from vmmconsole.script.values import collect, enumerate_value

from .files import ItemCmdlet, only_says
from .text_files import read_text, unreadable, write_text


class GetContent(ItemCmdlet):
    """Reads the lines of a file.

    Example:
        Get-Content names.txt
    """

    name = "Get-Content"
    aliases = ("cat", "gc", "type")

    raw: switch = parameter("Raw", help="As one text.")
    first: int = parameter("TotalCount", aliases=("First", "Head"), minimum=-1, help="Only so many lines.")
    last: int = parameter("Tail", aliases=("Last",), minimum=0, help="Only so many from the end.")
    at_once: int = parameter("ReadCount", help="Accepted; lines come one by one.")
    delimiter: str = parameter("Delimiter", help="What separates the pieces, when it is not the line end.")
    encoding: str = parameter("Encoding", default="", help="The encoding, when the file does not tell it.")
    force: switch = parameter("Force", help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        for path in self.each(session):
            text = read_text(path, self.encoding)
            if self.raw:
                yield text
                continue
            lines = text.split("\n" if self.delimiter is UNSET else self.delimiter or "\n")
            if lines and not lines[-1]:
                lines.pop()
            if self.first is not UNSET and self.first >= 0:
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
    changes = True
    _appends = False

    path: str = parameter("Path", aliases=("LiteralPath", "PSPath"), position=0, mandatory=True, help="The file.")
    input_object: Any = parameter("Value", position=1, pipeline=True, help="The lines.")
    encoding: str = parameter("Encoding", default="", help="The encoding; UTF-8 without a mark when not given.")
    force: switch = parameter("Force", help="Accepted.")
    no_newline: switch = parameter("NoNewline", help="Without line ends.")
    pass_through: switch = parameter("PassThru", help="Write the lines too.")
    filter: str = parameter("Filter", default="*", help="Accepted.")
    include: list[str] = parameter("Include", help="Accepted.")
    exclude: list[str] = parameter("Exclude", help="Accepted.")
    credential: Any = parameter("Credential", help="Not needed here.")

    def begin(self, context: Context) -> Iterable[Any]:
        context.need_files(self.name)
        return super().begin(context)

    def end(self, context: Context) -> Iterable[Any]:
        if only_says(self, context, "Add Content" if self._appends else "Set Content", self.path):
            return ()
        end = "" if self.no_newline else "\n"
        lines = (to_text(line) + end for item in self.items for line in enumerate_value(item))
        write_text(context.path(self.path), lines, append=self._appends, encoding=self.encoding)
        return self.items if self.pass_through else ()


class AddContent(SetContent):
    """Adds lines at the end of a file.

    Example:
        Add-Content names.txt "web-03"
    """

    name = "Add-Content"
    aliases = ("ac",)
    _appends = True


class ClearContent(ItemCmdlet):
    """Empties files.

    Example:
        Clear-Content names.txt
    """

    name = "Clear-Content"
    aliases = ("clc",)
    changes = True

    force: switch = parameter("Force", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        for path in self.each(session):
            if not path.exists():
                raise unreadable(path, FileNotFoundError())
            if not only_says(self, session, "Clear Content", path):
                write_text(path, "")
        return ()


class TeeObject(StreamCmdlet):
    """Keeps the objects in a variable or a file and passes them on.

    Example:
        1, 2 | Tee-Object -Variable kept

    Example:
        1, 2 | Tee-Object -FilePath kept.txt
    """

    name = "Tee-Object"
    aliases = ("tee",)

    path: str = parameter(
        "FilePath", aliases=("LiteralPath", "PSPath"), position=0, mandatory=True, sets=("File",), help="The file."
    )
    variable: str = parameter("Variable", mandatory=True, sets=("Variable",), help="The name of the variable.")
    append: switch = parameter("Append", help="After what is there.")

    default_set = "File"

    def begin(self, context: Context) -> Iterable[Any]:
        if self.path is not UNSET:
            context.need_files(self.name)
            self._kept: list[Any] = []
            return ()
        before = context.runtime.variable(self.variable.lower()) if self.append else None
        self._kept = list(before) if isinstance(before, list) else [] if before is None else [before]
        return ()

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        self._kept.append(item)
        return (item,)

    def end(self, context: Context) -> Iterable[Any]:
        if self.path is UNSET:
            context.runtime.scope.set(self.variable, collect(self._kept))
        else:
            write_text(context.path(self.path), format_objects(self._kept, 120), append=bool(self.append))
        return ()
