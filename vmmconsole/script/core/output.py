"""What is shown: Write-Output, Write-Host, Out-*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from vmmconsole.model.errors import ParameterError, ScriptError
from vmmconsole.script.casts import to_enum
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context, StreamCmdlet
from vmmconsole.script.convert import to_text
from vmmconsole.script.formatting import format_objects
from vmmconsole.script.host import HostText
from vmmconsole.script.limits import joined
from vmmconsole.script.net_enums import ENUMS
from vmmconsole.script.numbers import format_value
from vmmconsole.script.values import (
    DictionaryEntry,
    Hashtable,
    enumerate_value,
)

from .text_files import refuse_existing, write_text


class OutputMode(StrEnum):
    """How many objects a person may choose in a grid."""

    NONE = "None"
    SINGLE = "Single"
    MULTIPLE = "Multiple"


class WriteOutput(StreamCmdlet):
    """Writes objects to the pipeline.

    Example:
        Write-Output "done"
    """

    name = "Write-Output"
    aliases = ("echo", "write")

    input_object: Any = parameter("InputObject", position=0, pipeline=True, remaining=True, help="The objects.")
    no_enumerate: switch = parameter("NoEnumerate", help="A list goes on as one object.")

    def run(self, session: Context) -> Iterator[Any]:
        if self.input_object is not UNSET:
            yield from [self.input_object] if self.no_enumerate else enumerate_value(self.input_object)

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        return (item,)


class WriteHost(StreamCmdlet):
    """Shows text to the person, beside the pipeline.

    Example:
        Write-Host "Starting" -ForegroundColor Green
    """

    name = "Write-Host"

    input_object: Any = parameter("Object", position=0, pipeline=True, remaining=True, help="What to show.")
    no_newline: switch = parameter("NoNewline", help="Go on in the same line.")
    separator: Any = parameter("Separator", default=" ", help="What stands between several objects.")
    foreground: Any = parameter("ForegroundColor", default="", help="The colour of the text, such as Green.")
    background: Any = parameter("BackgroundColor", default="", help="The colour behind the text.")

    def begin(self, context: Context) -> Iterable[Any]:
        self._colours = tuple(_colour(value, parameter) for value, parameter in (
            (self.foreground, "ForegroundColor"), (self.background, "BackgroundColor")
        ))  # fmt: skip
        return ()

    def run(self, session: Context) -> Iterator[Any]:
        yield from self.begin(session)
        self._show(session, None if self.input_object is UNSET else self.input_object)

    def process(self, context: Context, item: Any) -> Iterable[Any]:
        self._show(context, item)
        return ()

    def _show(self, context: Context, value: Any) -> None:
        is_table = isinstance(value, Hashtable)
        values = [DictionaryEntry(k, v) for k, v in value.items()] if is_table else enumerate_value(value)
        text = joined((_shown(v) for v in values), to_text(self.separator)) + ("" if self.no_newline else "\n")
        context.write("host", HostText(text, *self._colours) if any(self._colours) else text)


def _shown(value: Any) -> str:
    """As text in a string, except that a date is as people read it."""
    if isinstance(value, datetime):
        return format_value(value, "")
    return "System.Collections.DictionaryEntry" if isinstance(value, DictionaryEntry) else to_text(value)


def _colour(value: Any, name: str) -> str:
    """The name of a colour."""
    if value == "":
        return ""
    try:
        return to_text(to_enum(value, ENUMS["consolecolor"], "ConsoleColor"))
    except ScriptError as err:
        raise ParameterError(
            f"The value '{to_text(value)[:40]}' does not fit the parameter -{name}.", cause=err.cause,
            action="Name one of these colours.",
        ) from err  # fmt: skip


class OutNull(StreamCmdlet):
    """Drops what comes.

    Example:
        Get-Date | Out-Null
    """

    name = "Out-Null"


class OutDefault(CollectingCmdlet):
    """Passes objects on to the end, where the host prints them.

    Example:
        1, 2 | Out-Default
    """

    name = "Out-Default"
    aliases: ClassVar[tuple[str, ...]] = ("Out-Host", "oh", "Out-Printer", "lp")

    printer: str = parameter("Name", position=0, help="Accepted; everything is shown here.")
    paging: switch = parameter("Paging", help="Stop after each page, where a person looks at a terminal.")
    transcript: switch = parameter("Transcript", help="Accepted.")

    def end(self, context: Context) -> Iterable[Any]:
        page = getattr(context.host, "page", None) if self.paging and not context.runtime.redirects else None
        if page is not None:
            page(self.items)
            return ()
        for item in self.items:
            context.write("output", item)
        return ()


class More(OutDefault):
    """Shows objects page by page, where a person looks at a terminal.

    Example:
        Get-Command | more
    """

    name = "more"
    aliases = ("more.com",)

    paging: switch = parameter("Paging", default=True, help="Accepted.")


class OutGridView(CollectingCmdlet):
    """Shows objects in a grid; in a terminal as a table.

    Example:
        Get-Command | Select-Object Name -First 3 | Out-GridView -Title "Commands"
    """

    name = "Out-GridView"
    aliases = ("ogv",)

    title: str = parameter("Title", default="", help="The window's title.")
    wait: switch = parameter("Wait", sets=("Wait",), help="Accepted.")
    pass_through: switch = parameter("PassThru", sets=("PassThru",), help="Write the objects that the person chooses.")
    output_mode: OutputMode = parameter(
        "OutputMode", sets=("OutputMode",), default=OutputMode.NONE, help="How many may be chosen."
    )

    default_set = "PassThru"

    def end(self, context: Context) -> Iterable[Any]:
        mode = OutputMode.MULTIPLE if self.pass_through else self.output_mode
        grid = getattr(context.host, "grid", None)
        if grid is None:
            for item in self.items:
                context.write("output", item)
            return () if mode is OutputMode.NONE else self.items
        chosen = grid(self.items, self.title, mode.value)
        return () if mode is OutputMode.NONE else list(chosen)


class OutString(CollectingCmdlet):
    """Turns objects into the text that the shell would print.

    Example:
        Get-Date | Out-String
    """

    name = "Out-String"

    width: int = parameter(
        "Width", minimum=20, maximum=10_000, default=120, unit="characters", help="The width of a line."
    )
    stream: switch = parameter("Stream", help="Each line for itself.")

    def end(self, context: Context) -> Iterable[Any]:
        text = format_objects(self.items, self.width)
        return text.splitlines() if self.stream else [text]


class OutFile(CollectingCmdlet):
    """Writes what the shell would print into a file.

    Example:
        Get-Command | Out-File commands.txt
    """

    name = "Out-File"

    path: str = parameter(
        "FilePath", aliases=("Path", "LiteralPath", "PSPath"), position=0, mandatory=True, help="The file."
    )
    encoding: str = parameter(
        "Encoding", position=1, default="", help="The encoding; UTF-8 without a mark when not given."
    )
    append: switch = parameter("Append", help="After what is there.")
    force: switch = parameter("Force", help="Accepted.")
    no_clobber: switch = parameter("NoClobber", help="Not over an existing file.")
    no_newline: switch = parameter("NoNewline", help="Without line ends between objects.")
    width: int = parameter(
        "Width", minimum=20, maximum=10_000, default=120, unit="characters", help="The width of a line."
    )

    def begin(self, context: Context) -> Iterable[Any]:
        context.need_files(self.name)
        return super().begin(context)

    def end(self, context: Context) -> Iterable[Any]:
        path = context.path(self.path)
        if self.no_clobber:
            refuse_existing(path)
        text = format_objects(self.items, self.width)
        if self.no_newline:
            text = text.replace("\n", "")
        write_text(path, text, append=bool(self.append), encoding=self.encoding)
        return ()


class ClearHost(Cmdlet):
    """Clears the screen, where there is one.

    Example:
        Clear-Host
    """

    name = "Clear-Host"
    aliases = ("cls", "clear")

    def run(self, session: Context) -> Iterable[Any]:
        session.write("host", "\f")
        return ()
