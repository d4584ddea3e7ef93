"""The names of the engine's objects, kept up by the change stream, for completion to answer at once."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from typing import Any

from vmmconsole.model import NOUNS, Noun
from vmmconsole.model.errors import VMMError
from vmmconsole.script.completion.names import SortedNames

from .change_reader import ChangeReader
from .contract import Batch
from .embedded import listens
from .endpoint import Endpoint
from .sync import SyncClient

KINDS: tuple[str, ...] = (
    "VMHostGroup", "VMHost", "VM", "LibraryServer", "LibraryShare", "ISO", "VirtualHardDisk", "VirtualFloppyDisk",
    "Script", "AnswerFile", "HardwareProfile", "OperatingSystem", "CPUType", "UserRole",
)  # fmt: skip
_RETRY_SECONDS = 2.0
FIRST_WAIT_SECONDS = 0.5
"""How long the first completion waits for names that are just being read."""


class FollowedNames:
    """Implements `vmmconsole.script.completion.ObjectNames` over the engine's lists and changes.

    The names are read on a thread of its own; `matching` only looks at what is there.
    """

    def __init__(self) -> None:
        self._names: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        self._sorted: dict[str, SortedNames] = {kind: SortedNames() for kind in KINDS}
        self._loaded = threading.Event()
        self._thread: threading.Thread | None = None
        self._reader: ChangeReader | None = None
        self._closing = threading.Event()

    # --- what completion asks ---

    def matching(self, kind: Any, beginning: str) -> Sequence[str]:
        """Names of a class's objects that begin so."""
        name = getattr(kind, "kind", "")
        if name not in self._sorted:
            return ["localhost"] if kind.__name__ == "ServerConnection" and "localhost".startswith(beginning) else []
        if self._thread is not None:
            self._loaded.wait(FIRST_WAIT_SECONDS)
        return self._sorted[name].matching(beginning)

    def class_of(self, type_name: str) -> type | None:
        """The class of objects of a kind."""
        return NOUNS.get(type_name)

    # --- following ---

    def follow(self, endpoint: Endpoint) -> None:
        """Read all names from an engine and keep them up, in the background, until `close`."""
        self.close()
        self._closing.clear()
        self._loaded.clear()
        self._thread = threading.Thread(target=self._run, args=(endpoint,), name="object names", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop following; what is known stays."""
        self._closing.set()
        reader, thread = self._reader, self._thread
        self._thread = None
        if reader is not None:
            reader.close()
        if thread is not None:
            thread.join()

    def wait_loaded(self, seconds: float) -> bool:
        """Whether the names have been read, within that time."""
        return self._loaded.wait(seconds)

    def _run(self, endpoint: Endpoint) -> None:
        while not self._closing.is_set():
            if listens(str(endpoint)):  # httpx would leave a socket open that could not connect
                with contextlib.suppress(VMMError):  # without a connection there are the names of before
                    self._follow(endpoint)
            self._loaded.set()
            self._closing.wait(_RETRY_SECONDS)

    def _follow(self, endpoint: Endpoint) -> None:
        """Read all names and keep them up, until the connection breaks."""
        revision = self._read_all(endpoint)
        self._loaded.set()
        while not self._closing.is_set():
            self._reader = ChangeReader(endpoint, revision)
            if self._closing.is_set():  # `close` may have missed this one
                return
            for batch in self._reader.batches():
                self.take(batch)
                revision = max(revision, batch.revision)
            if not self._reader.is_resumable:
                return

    def _read_all(self, endpoint: Endpoint) -> int:
        oldest: int | None = None
        with SyncClient(endpoint) as client:
            for kind in KINDS:
                if self._closing.is_set():
                    break
                listing = client.list(NOUNS[kind])
                self._fill(NOUNS[kind], listing.rows)
                oldest = listing.revision if oldest is None else min(oldest, listing.revision)
        return oldest or 0

    def _fill(self, kind: type[Noun], rows: Sequence[list[Any]]) -> None:
        names = {str(row[0]): str(row[1]) for row in rows}
        self._names[kind.kind] = names
        self._sorted[kind.kind] = SortedNames(list(names.values()))

    def take(self, batch: Batch) -> None:
        """Take what has changed."""
        for event in batch.events:
            names, ordered = self._names.get(event.kind), self._sorted.get(event.kind)
            if names is None or ordered is None:
                continue
            before = names.get(event.id)
            now = str(event.row[1]) if event.row is not None else None
            if before == now:
                continue
            if before is not None:
                ordered.remove(before)
                del names[event.id]
            if now is not None:
                ordered.add(now)
                names[event.id] = now
