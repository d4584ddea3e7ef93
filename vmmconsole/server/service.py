"""What the routes ask of an engine. All calls block, may come from many threads, and raise VMMError."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from vmmconsole.cmdlets.session import ServerConnection
from vmmconsole.engine.store import Event
from vmmconsole.model import Job
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.job import Change
from vmmconsole.model.wire import (
    CmdletAnswer,
    CmdletRequest,
    DirectoryEntry,
    HostCapabilities,
    JobRequest,
    PathFacts,
    RatingQuery,
    ScreenViewer,
    SecretRequest,
)

from .stream import Lens


class Service(Protocol):
    """An engine for people on the network; `user` is who asks."""

    def server(self, user: str) -> ServerConnection:
        """The engine, and who is connected."""

    def list_json(self, user: str, kind: str) -> bytes:
        """All objects of a kind the user may see, as the wire lists them."""

    def object_json(self, user: str, kind: str, object_id: UUID) -> bytes:
        """One whole object."""

    def objects_json(self, user: str, kind: str, object_ids: Sequence[UUID]) -> bytes:
        """Those of the whole objects that there are, as a JSON array."""

    def check_revision(self, user: str, revision: int) -> None:
        """Refuse a revision that nobody can resume at.

        Raises:
            ConflictError: the store does not have it yet, or has forgotten what was removed since.
        """

    def events_since(self, user: str, revision: int) -> Sequence[Event]:
        """What changed after a revision, in order, as far as the user may know of it."""

    def lens(self, user: str) -> Lens:
        """What the user hears of fresh events; made before the revision is checked, so that no change of the user's
        roles falls between."""

    def tracking(self, user: str, *, job: UUID | None, obj: UUID | None) -> Sequence[Change]:
        """Change Tracking."""

    def run(self, user: str, request: JobRequest) -> Job:
        """Start a job, or answer with the one of that ID."""

    def job(self, user: str, job_id: UUID) -> Job:
        """A job as it is now."""

    def stop_job(self, user: str, job_id: UUID) -> Job:
        """Ask a job to stop."""

    def restart_job(self, user: str, job_id: UUID, *, skip_failed_step: bool) -> Job:
        """Go on with a job."""

    def changes(self, name: str) -> bool:
        """Whether a cmdlet of that name would change something."""

    def call(self, user: str, request: CmdletRequest) -> CmdletAnswer:
        """Call one cmdlet: run a reading one, make a changing one a job."""

    def keep_secret(self, user: str, secret_id: UUID, request: SecretRequest) -> None:
        """Keep a password, encrypted, until a Run As account takes it; the same again is no error."""

    def rate(self, user: str, query: RatingQuery) -> Sequence[VMHostRating]:
        """Rate hosts."""

    def thumbnail(self, user: str, machine_id: UUID) -> bytes | None:
        """A machine's screen."""

    def viewer(self, user: str, machine_id: UUID) -> ScreenViewer:
        """With what an external program shows a machine's screen."""

    def files_of(self, user: str, machine_id: UUID) -> list[str]:
        """What deleting a machine would delete."""

    def script_content(self, user: str, script_id: UUID) -> bytes:
        """What is in a script of the library, as it stands in its file."""

    def directory(self, user: str, host_id: UUID, path: str) -> Sequence[DirectoryEntry]:
        """What is in a folder of a host."""

    def path_facts(self, user: str, host_id: UUID, path: str) -> PathFacts:
        """What is known of a path on a host."""

    def capabilities(self, user: str, host_id: UUID) -> HostCapabilities:
        """What a host's virtualization software can do."""

    def wait_ready(self, timeout_seconds: float) -> bool:
        """Whether every host was tried once, and so what is known of it is there, within that time."""

    def unfinished_jobs(self) -> int:
        """How many jobs are not final."""

    def check_may_stop(self, user: str) -> None:
        """Whether the user may end the engine.

        Raises:
            AccessError: no.
        """

    def check_may_manage_accounts(self, user: str) -> None:
        """Whether the user may look after accounts, and after others' sessions.

        Raises:
            AccessError: no.
        """
