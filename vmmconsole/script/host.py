"""What the interpreter needs from whoever runs it: where commands come from, where streams go, when to stop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from .cmdlet import Cmdlet


class HostText(str):  # noqa: SLOT000  texts cannot have slots that may be set
    """What Write-Host shows, with the colours it asks for, named as in `ConsoleColor`; empty for the usual ones."""

    def __new__(cls, text: str, foreground: str = "", background: str = "") -> HostText:
        made = super().__new__(cls, text)
        made.foreground, made.background = foreground, background
        return made

    foreground: str
    background: str


class Host(Protocol):
    """The world behind a running script. An engine job, ``vmmconsole run`` and the shell each are one."""

    def find_command(self, name: str) -> type[Cmdlet] | None:
        """The host's own cmdlet of that name or alias (any case), or None; core cmdlets are not asked for here."""

    def command_names(self) -> Iterable[str]:
        """All names that `find_command` knows, for Get-Command, completion and suggestions in errors."""

    def resolve(self, kind: Any, value: object) -> object:
        """Turn `value`, a name or an ID as text, into an object of the host's class `kind` for a parameter.

        Raises:
            vmmconsole.model.errors.VMMError: there is none, or more than one.
        """

    def invoke(self, cmdlet: Cmdlet, line: int, text: str) -> Sequence[object]:
        """Run one bound cmdlet of the host's and return what it writes to the pipeline.

        `line` is the line of the call and `text` its source, for the job's step.
        """

    def check(self) -> None:
        """Called before each statement and at each turn of a loop; raises to stop the script (cancelled, budget)."""

    def write(self, stream: str, value: object) -> None:
        """One record on `stream`: output, error, warning, verbose, debug, information, host or progress.

        Values on ``host`` are text, a `HostText` where Write-Host asks for colours, on ``output`` objects, on ``error``
        ErrorRecords.
        """

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        """Ask the person, for Read-Host and Get-Credential.

        Raises:
            vmmconsole.model.errors.VMMError: nobody is there to ask.
        """

    @property
    def allows_files(self) -> bool:
        """Whether file cmdlets may touch this computer (`run` and `shell`: yes; an engine job: no)."""
