"""What a client of the engine offers to the console, the shell and scripts.

The wire, all below ``/v1`` of the engine (JSON with product property names, errors as RFC 9457 problems whose extra
member ``vmm`` holds `VMMError.fields`):

    GET  /server                          ServerConnection
    GET  /objects/{kind}                  {"Revision", "Properties", "Rows"}: Properties are Noun.list_properties
    GET  /objects/{kind}/{id}             the whole object
    POST /objects/{kind}                  {"IDs": [...]}, 1,000 at most → those whole objects that there are
    GET  /changes?since=N                 server-sent events; each data line is {"Revision", "Events": [...]}
    GET  /tracking?job=ID | ?object=ID    list of Change
    POST /jobs                            {"ID", "Script", "Name", "WhatIf"} → Job; the same ID again runs nothing
    GET  /jobs/{id}?wait=S&after=N        Job, at the latest after S seconds; sooner when its revision is above N, or
                                          without `after` when it is final
    POST /jobs/{id}/stop, /jobs/{id}/restart {"SkipFailedStep"}
    POST /cmdlets                         {"ID", "Name", "Arguments", "WhatIf"} → {"Job": Job | null, "Output": [...]}
                                          or, for a long list, "Listed": {"ObjectType", "Properties", "Rows"}
    GET  /engine/ready?wait=S             {"Ready"}: whether every host was tried once since the engine started
    POST /engine/stop                     {"Mode": "now" | "when-idle" | "stay"}: idle is no unfinished job and nobody
                                          reading the change stream; "stay" takes "when-idle" back
    PUT  /secrets/{id}                    {"UserName", "Password"}: kept encrypted; New-SCRunAsAccount -Credential takes
                                          the ID. The only request with a secret in it
    POST /ratings                         RatingQuery → list of VMHostRating
    GET  /machines/{id}/thumbnail         image/png, or 204 when it has no screen now
    POST /machines/{id}/viewer            ScreenViewer: with what an external program shows the screen, good once
    GET  /machines/{id}/files             the paths that deleting it would delete
    GET  /scripts/{id}/content            the bytes of a script in the library
    GET  /hosts/{id}/directory?path=      list of DirectoryItem
    GET  /hosts/{id}/path?path=           PathFacts
    GET  /hosts/{id}/capabilities         Capabilities

An event is ``{"Op": "upsert" | "remove", "Kind", "ID", "Revision", "Row": [...], "Changed": [property, ...]}``; Row has
the values of list_properties; an empty Changed means that anything may have. The stream first catches up with
everything after revision `since`, then stays live, at most 20 batches a second.
"""

from __future__ import annotations

import builtins
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import UUID

from vmmconsole.model import Job, Noun
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.job import Change
from vmmconsole.model.wire import CmdletAnswer, DirectoryEntry, HostCapabilities, PathFacts, RatingQuery, ScreenViewer

__all__ = [
    "Batch", "CmdletAnswer", "DirectoryEntry", "EngineClient", "Event", "HostCapabilities", "Listing", "PathFacts",
    "RatingQuery", "ScreenViewer",
]  # fmt: skip

if TYPE_CHECKING:
    from .messages import Question

N = TypeVar("N", bound=Noun)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listing:
    """All objects of a kind as rows of `properties`, at a revision."""

    revision: int
    properties: tuple[str, ...]
    rows: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Event:
    """One object that changed (`row` is its new list row) or went away (`row` is None)."""

    kind: str
    id: str
    revision: int
    row: list[Any] | None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What the change stream yields: events up to a revision, or news of the connection itself."""

    revision: int
    events: Sequence[Event] = field(default=())
    connected: bool = True
    problem: str = ""
    """Why there is no connection, when there is none."""


class EngineClient(Protocol):
    """A connection to an engine; every call may raise what the engine raised, or EngineError without connection."""

    address: str
    """How people name the engine, and scripts its -VMMServer: ``localhost`` when embedded, else ``host:8100``."""
    user: str
    """Who is connected, once connected."""
    server: dict[str, Any]
    """What the engine said of itself, as Get-VMMServer returns it; empty before the first connection."""

    async def server_facts(self) -> dict[str, Any]:
        """Ask again what `server` holds."""

    async def connect(self) -> None:
        """Reach the engine; waits for one that is just starting."""

    async def close(self) -> None:
        """End all requests and streams."""

    async def list(self, kind: type[Noun]) -> Listing:
        """All objects of a kind, as rows."""

    async def get(self, kind: type[N], object_id: UUID | str) -> N:
        """One whole object."""

    def changes(self, since: int) -> AsyncIterator[Batch]:
        """Everything after revision `since`, for as long as it is read.

        A lost connection is reported as a batch that is not connected, and the stream goes on by itself from the last
        revision when the engine is back.

        Raises:
            ConflictError: nobody can resume at `since` any more (the store is another one, or it has forgotten what was
                removed since): list everything again.
        """

    async def tracking(self, *, job: UUID | str | None = None, obj: UUID | str | None = None) -> builtins.list[Change]:
        """Change Tracking of a job or an object."""

    async def run(self, script: str, *, name: str = "", job_id: UUID | None = None, what_if: bool = False) -> Job:
        """Run a script as a job, and return it as soon as it is accepted."""

    async def wait(self, job_id: UUID | str) -> Job:
        """The job once it is final."""

    async def stop_job(self, job_id: UUID | str) -> Job:
        """Ask a job to stop at its next safe point."""

    async def restart_job(self, job_id: UUID | str, *, skip_failed_step: bool = False) -> Job:
        """Go on with a failed or cancelled job."""

    async def keep_secret(self, secret_id: UUID, user_name: str, password: str) -> None:
        """Give the engine a password to keep, for a Run As account: calls and scripts have its ID only."""

    async def call(
        self, name: str, arguments: Mapping[str, Any], *, call_id: UUID | None = None, what_if: bool = False
    ) -> CmdletAnswer:
        """Call one cmdlet: what it wrote, or the job that it became. For reading what no list has."""

    async def rate(self, query: RatingQuery) -> builtins.list[VMHostRating]:
        """Rate hosts, best first."""

    async def ask(self, question: Question[T]) -> T:
        """Send any question of `messages`, and read its answer."""

    async def viewer(self, machine_id: UUID | str) -> ScreenViewer:
        """With what an external program shows a machine's screen."""

    async def thumbnail(self, machine_id: UUID | str) -> bytes | None:
        """A machine's screen as PNG, or None when it has none now."""

    async def files_of(self, machine_id: UUID | str) -> builtins.list[str]:
        """The paths that deleting a machine would delete."""

    async def script_content(self, script_id: UUID | str) -> bytes:
        """What is in a script of the library, as it stands in its file."""

    async def directory(self, host_id: UUID | str, path: str) -> builtins.list[DirectoryEntry]:
        """What is in a folder of a host; an empty path lists the roots."""

    async def path_facts(self, host_id: UUID | str, path: str) -> PathFacts:
        """What is known of a path on a host."""

    async def capabilities(self, host_id: UUID | str) -> HostCapabilities:
        """What a host's virtualization software can do."""
