"""What a run of a job's script is given from around it, and how it ends early."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from vmmconsole.model.errors import VMMError
from vmmconsole.script.cmdlet import Cmdlet

if TYPE_CHECKING:
    from .plan import Planner


class Stop(BaseException):
    """Ends a script from the outside. No ``catch`` of the script sees it, and no step is recorded for it."""

    def __init__(self, error: VMMError, *, suspended: bool = False) -> None:
        self.error = error
        self.suspended = suspended
        super().__init__(str(error))


class Diverged(Exception):  # noqa: N818  an outcome of a replay
    """A script that was run again came to another call than its record has."""


class Steps(Protocol):
    """Where the run takes its steps from: the durable record, or nowhere."""

    def step(self, name: str, perform: Callable[[], bytes]) -> bytes:
        """The recorded outcome of the next step, or what `perform` gives now.

        Raises:
            Diverged: the record has another step here.
        """


class Commands(Protocol):
    """The engine's cmdlets."""

    def find(self, name: str) -> type[Cmdlet] | None:
        """The cmdlet of that name or alias, in any case."""

    def names(self) -> Iterable[str]:
        """All names."""

    def relations(self, read: Callable[[Cmdlet], Sequence[object]]) -> Any:
        """Follows properties that lead to other objects, which `read` reads."""

    def server_names(self, server: Callable[[], Any], warn: Callable[[str], None]) -> Any:
        """What one script calls this engine, which `server` describes."""


Reading = Callable[[Cmdlet, "Planner | None"], Sequence[object]]
"""Runs a reading cmdlet that is no step, on what was planned when there is a plan."""
