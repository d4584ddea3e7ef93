"""Export-Clixml and Import-Clixml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.script.cmdlet import parameter, switch
from vmmconsole.script.context import CollectingCmdlet, Context

from .files import PathCmdlet
from .text_files import read_text, refuse_existing, write_text


class ExportClixml(CollectingCmdlet):
    """Keeps objects in a file, in PowerShell's own format.

    Example:
        @{Name = "web-01"; Memory = 512} | Export-Clixml machine.xml
    """

    name = "Export-Clixml"

    path: str = parameter("Path", aliases=("LiteralPath", "PSPath"), position=0, mandatory=True, help="The file.")
    depth: int = parameter("Depth", minimum=1, maximum=50, default=2, help="How deep; what is deeper becomes text.")
    encoding: str = parameter("Encoding", default="", help="The encoding; UTF-8 without a mark when not given.")
    force: switch = parameter("Force", help="Accepted.")
    no_clobber: switch = parameter("NoClobber", help="Not over an existing file.")

    def begin(self, context: Context) -> Iterable[Any]:
        context.need_files(self.name)
        return super().begin(context)

    def end(self, context: Context) -> Iterable[Any]:
        from vmmconsole.script.clixml import to_clixml  # here, because few scripts read or write such files

        path = context.path(self.path)
        if self.no_clobber:
            refuse_existing(path)
        write_text(path, to_clixml(self.items, self.depth), encoding=self.encoding)
        return ()


class ImportClixml(PathCmdlet):
    """Reads the objects that Export-Clixml has kept.

    Example:
        "a", "b" | Export-Clixml letters.xml; Import-Clixml letters.xml
    """

    name = "Import-Clixml"

    def run(self, session: Context) -> Iterator[Any]:
        from vmmconsole.script.clixml import from_clixml

        for path in self.each(session):
            yield from from_clixml(read_text(path))
