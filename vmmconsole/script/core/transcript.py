"""Start-Transcript and Stop-Transcript."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.dates import format_date, now
from vmmconsole.script.transcript import Transcript

from .text_files import refuse_existing, unwritable


class StartTranscript(Cmdlet):
    """Takes down in a file what the script shows.

    Example:
        Start-Transcript log.txt; "done"; Stop-Transcript
    """

    name = "Start-Transcript"

    path: str = parameter("Path", aliases=("LiteralPath", "PSPath"), position=0, help="The file.")
    folder: str = parameter("OutputDirectory", default=".", help="The folder of a file with a name of its own.")
    append: switch = parameter("Append", help="After what is there.")
    force: switch = parameter("Force", help="Accepted.")
    no_clobber: switch = parameter("NoClobber", help="Not over an existing file.")
    header: switch = parameter("IncludeInvocationHeader", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        session.need_files(self.name)
        if session.runtime.transcript is not None:
            raise ScriptError("A transcript is being written already.", action="End it with Stop-Transcript.")
        name = f"PowerShell_transcript.{format_date(now(), 'yyyyMMddHHmmss')}.txt"
        path = session.path(self.path) if self.path is not UNSET else session.path(self.folder) / name
        if self.no_clobber and not self.append:
            refuse_existing(path)
        try:
            session.runtime.transcript = Transcript(path, append=bool(self.append))
        except OSError as err:
            raise unwritable(path, err) from err
        return [f"Transcript started, output file is {path}"]


class StopTranscript(Cmdlet):
    """Ends the transcript.

    Example:
        Start-Transcript log.txt; "done"; Stop-Transcript
    """

    name = "Stop-Transcript"

    def run(self, session: Context) -> Iterable[Any]:
        transcript = session.runtime.transcript
        if transcript is None:
            raise ScriptError("No transcript is being written.", action="Begin one with Start-Transcript.")
        session.runtime.transcript = None
        transcript.end()
        return [f"Transcript stopped, output file is {transcript.path}"]
