"""What sessions stand on: the parts of the engine that they reach, and the call that they serve."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from vmmconsole.cmdlets.session import PlacementRequest, ServerConnection
from vmmconsole.model import Job, LibraryScript, LibraryShare, Noun, Ref, VMHost
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.library import LibraryItem
from vmmconsole.providers.contract import Progress
from vmmconsole.script.cmdlet import Cmdlet

from .access import Access
from .credentials import Vault
from .jobs.locks import LockTable
from .quota import Quotas
from .store import Store

if TYPE_CHECKING:
    from .hosts import Hosts
    from .jobs.jobs import Jobs


class Shares(Protocol):
    """What a session needs of the library."""

    def refresh(self, share: LibraryShare, path: str = "") -> None:
        """Read a share, or one folder of it, again."""

    def add_share(
        self, path: Path, *, name: str = "", description: str = "", job: Ref | None = None, by: str = ""
    ) -> LibraryShare:
        """Take a folder as a share."""

    def remove_share(self, share: LibraryShare, *, job: Ref | None = None, by: str = "") -> None:
        """Forget a share and its objects."""

    def delete_item(self, item: LibraryItem, *, job: Ref | None = None, by: str = "") -> None:
        """Delete an object's file and forget the object."""

    def write_script(
        self, share: LibraryShare, path: str, data: bytes, *, overwrite: bool, replaces: str, job: Ref | None = None,
        by: str = "",
    ) -> LibraryScript:  # fmt: skip
        """Write a script into a share."""


@dataclass(slots=True)
class Services:
    """The parts of the engine that sessions reach."""

    store: Store
    access: Access
    quotas: Quotas
    locks: LockTable
    hosts: Hosts
    library: Shares
    vault: Vault
    rate: Callable[[PlacementRequest, Sequence[VMHost]], list[VMHostRating]]
    server: Callable[[str], ServerConnection]
    """Describes the engine to a user."""
    back_up: Callable[[Path, Progress], Path]
    """Writes a backup into a folder."""
    find_command: Callable[[str], type[Cmdlet] | None]
    defaults: dict[str, Any] = field(default_factory=dict)
    """Global settings that were never set, by the parameter name of Set-VMMServer."""
    jobs: Jobs | None = None


class CallContext(Protocol):
    """The call that a session serves: one step of a job, or a read outside of any."""

    index: int
    """The step's place in its job, from 1."""
    progress: Progress

    @property
    def job(self) -> Job | None:
        """The job, None for a read."""

    @property
    def suspending(self) -> bool:
        """Whether the engine stops, so that the call will run again."""

    def check(self) -> None:
        """Raise CancelledError when the job should stop."""

    def targets(self, objects: Iterable[Noun]) -> None:
        """The job changes these objects."""

    def waiting(self, description: str) -> AbstractContextManager[Callable[[str], None]]:
        """Show the call as waiting while the context is open; the value changes what it waits for."""

    def result(self, obj: Noun) -> None:
        """Name the object as the job's result."""

    def warn(self, text: str) -> None:
        """Add a warning to the job."""
