"""One host's connection: a thread that connects, listens, fetches what changed, and polls the statistics."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from vmmconsole.model import VMHost
from vmmconsole.model.errors import AccessError, HostError, HostUnreachableError, NotFoundError, VMMError
from vmmconsole.model.status import HostStatus
from vmmconsole.providers.contract import Provider

from .inventory import Inventory, Writer
from .statistics import Statistics

log = logging.getLogger(__name__)

_NOBODY = Writer()


@dataclass(frozen=True, slots=True)
class Intervals:
    """How often a host is asked, in seconds."""

    debounce: float = 0.04
    """News of the same machine within this time are one."""
    stats: float = 5
    stats_idle: float = 30
    """The longest pause between statistics while nothing changes."""
    full: float = 300
    retry: float = 2
    """The first pause after a connection failed; it doubles."""
    retry_longest: float = 30
    count: float = 0.2
    """A host's machines are counted so long after one of them came, went, started or stopped."""
    look_again: float = 1
    """After that, a machine that is gone but in use by a job is looked at again."""


class HostConnection:
    """Keeps one host and its machines in the store as they are. Is the provider's `Listener`."""

    def __init__(
        self,
        host_id: UUID,
        name: str,
        open_provider: Callable[[], Provider],
        inventory: Inventory,
        intervals: Intervals,
    ) -> None:
        """`open_provider` makes the provider, which may take a while and may fail."""
        self.host_id = host_id
        self.tried = threading.Event()
        """Set once the first attempt has ended: the inventory is in the store, or the host's status says why not."""
        self._name = name
        self._open_provider = open_provider
        self._provider: Provider | None = None
        self._inventory = inventory
        self._intervals = intervals
        self._changed = threading.Condition()
        self._news: dict[UUID, float] = {}
        """Machines to fetch, with the time from which on."""
        self._full_at = float("inf")
        self._stats_at = float("inf")
        self._stats_pause = intervals.stats
        self._count_at = float("inf")
        self._connected = False
        self._lost: str | None = None
        self._reason = "The engine has not connected yet."
        self._ending = False
        self._thread: threading.Thread | None = None
        self._refreshing = threading.Lock()
        self._connecting = threading.Lock()
        self._statistics = Statistics(inventory)

    # Life

    def start(self) -> None:
        """Connect and keep the store in step, in a thread."""
        self._thread = threading.Thread(target=self._run, name=f"host-{self._name}", daemon=True)
        self._thread.start()

    def connect_now(self) -> None:
        """Connect in this thread.

        Raises:
            HostError: it cannot be connected.
            CapabilityError: nothing here speaks its kind of connection.
        """
        with self._connecting:
            if self._connected:
                return
            if self._provider is None:
                self._provider = self._open_provider()
                self._provider.set_listener(self)
            self._provider.connect()
        with self._changed:
            self._connected = True
            self._lost = None
            self._full_at = time.monotonic() + self._intervals.full
            self._stats_at = time.monotonic() + self._intervals.stats

    def ask_to_stop(self) -> None:
        """Let the thread end soon."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()

    def stop(self, timeout_seconds: float = 5) -> None:
        """Close the connection; a host that hangs is left to itself after that time."""
        self.ask_to_stop()
        self._join(timeout_seconds / 2)  # what is under way had better end with the connection it began with
        closer = threading.Thread(target=self._close, name=f"close-{self._name}", daemon=True)
        closer.start()
        closer.join(timeout_seconds)
        self._join(timeout_seconds)

    def _join(self, timeout_seconds: float) -> None:
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_seconds)

    def _close(self) -> None:
        try:
            if self._provider is not None:
                self._provider.close()
        except VMMError as err:
            log.info("Closing the connection to %s: %s", self._name, err)

    # What others ask

    def provider(self) -> Provider:
        """The provider, when it is connected.

        Raises:
            HostUnreachableError: it is not.
        """
        if not self._connected or self._provider is None:
            raise HostUnreachableError(
                f"The host '{self._name}' does not answer.", cause=self._reason, object_name=self._name
            )
        return self._provider

    def refresh(self, writer: Writer) -> VMHost:
        """Fetch everything now.

        Raises:
            HostError: the host does not answer.
        """
        provider = self.provider()
        with self._refreshing:
            read_at = self._inventory.store.revision
            found = provider.inventory()
            with self._inventory.turn:
                host, newer = self._inventory.put_all(self.host_id, found, writer, read_at=read_at)
        for machine_id in newer:
            self._note(machine_id, self._intervals.debounce)
        self.tried.set()
        return host

    def count_soon(self) -> None:
        """Bring the host's number of machines up to date soon, once for all that changes until then."""
        with self._changed:
            if self._count_at == float("inf"):
                self._count_at = time.monotonic() + self._intervals.count
                self._changed.notify_all()

    # What the provider tells (any thread; must not block)

    def machine_changed(self, machine_id: UUID) -> None:
        """Fetch that machine soon."""
        self._note(machine_id, self._intervals.debounce)

    def machine_removed(self, machine_id: UUID) -> None:
        """Look whether it is gone soon."""
        self._note(machine_id, self._intervals.debounce)

    def _note(self, machine_id: UUID, delay: float) -> None:
        with self._changed:
            self._news.setdefault(machine_id, time.monotonic() + delay)
            self._changed.notify_all()

    def host_changed(self) -> None:
        """Fetch everything soon."""
        with self._changed:
            self._full_at = min(self._full_at, time.monotonic() + self._intervals.debounce)
            self._changed.notify_all()

    def connection_lost(self, reason: str) -> None:
        """The host does not answer; the provider tries again by itself."""
        with self._changed:
            self._connected = False
            self._lost = self._reason = reason or "The connection was lost."
            self._changed.notify_all()

    def connection_restored(self) -> None:
        """Fetch everything at once."""
        with self._changed:
            self._connected = True
            self._lost = None
            self._full_at = time.monotonic()
            self._changed.notify_all()

    # The thread

    def _run(self) -> None:
        try:
            if not self._connected and not self._first_connection():
                return
            while self._wait():
                self._work()
        except Exception:
            log.exception("The connection to %s ended", self._name)
            self._show(HostStatus.NEEDS_ATTENTION, "The engine has an internal error; its log has the details.")
        finally:
            self.tried.set()

    def _first_connection(self) -> bool:
        """Try until it answers; False when the engine stops before that."""
        pause = self._intervals.retry
        while not self._ending:
            try:
                self.connect_now()
            except VMMError as err:
                self._reason = str(err)
                if self._ending:
                    break
                denied = isinstance(err, AccessError)
                self._show(
                    HostStatus.ACCESS_DENIED if denied else HostStatus.NOT_RESPONDING, f"{err} {err.action}".strip()
                )
                self._guarded(lambda: self._inventory.machines_unreachable(self.host_id))
                self.tried.set()
            else:
                with self._changed:
                    self._full_at = time.monotonic()
                return True
            with self._changed:
                self._changed.wait_for(lambda: self._ending, pause)
            pause = min(pause * 2, self._intervals.retry_longest)
        return False

    def _wait(self) -> bool:
        """Sleep until there is something to do; False when the engine stops."""
        with self._changed:
            while not self._ending:
                now = time.monotonic()
                of_host = [*self._news.values(), self._full_at, self._stats_at] if self._connected else ()
                due = min([self._count_at, *of_host])
                if self._lost is not None or due <= now:
                    return True
                self._changed.wait(None if due == float("inf") else due - now)
            return False

    def _work(self) -> None:
        now = time.monotonic()
        with self._changed:
            lost, self._lost = self._lost, None
            if lost is not None and self._connected:
                lost = None
            machines = [machine_id for machine_id, due in self._news.items() if due <= now]
            full = self._full_at <= now
            stats = self._stats_at <= now
            count = self._count_at <= now
            if count:
                self._count_at = float("inf")
            if lost is None:
                for machine_id in machines:
                    del self._news[machine_id]
                if full:
                    self._full_at = now + self._intervals.full
        if lost is not None:
            self._unreachable(lost)
        elif full:
            self._guarded(lambda: self.refresh(_NOBODY))
            self.tried.set()
        else:
            for machine_id in machines:
                self._guarded(partial(self._fetch, machine_id))
            if stats:
                self._guarded(self._poll_stats)
            if machines:
                self.count_soon()
            if count:
                self._guarded(lambda: self._inventory.count_machines(self.host_id))

    def _fetch(self, machine_id: UUID) -> None:
        try:
            self._inventory.read_machine(self.host_id, partial(self.provider().machine, machine_id), _NOBODY)
        except NotFoundError:
            if not self._inventory.machine_gone(self.host_id, machine_id, _NOBODY):
                self._note(machine_id, self._intervals.look_again)

    def _poll_stats(self) -> None:
        with self._changed:
            self._stats_at = time.monotonic() + self._stats_pause
        other, fresh = self._statistics.take(self.provider().stats())
        for machine_id in other:
            self._note(machine_id, 0)
        pause = self._intervals.stats if fresh else min(self._stats_pause * 1.5, self._intervals.stats_idle)
        with self._changed:
            self._stats_pause = pause
            self._stats_at = time.monotonic() + pause

    def _show(self, state: HostStatus, reason: str) -> None:
        self._guarded(lambda: self._inventory.host_state(self.host_id, state, reason))

    def _guarded(self, action: Callable[[], object]) -> None:
        """Do something with host and store; what fails is logged and tried again by the next full refresh."""
        try:
            action()
        except NotFoundError:
            log.info("%s is no longer in the store", self._name)
        except VMMError as err:
            if self._ending:  # of a connection that is being closed nothing can be learned
                log.info("%s, while its connection is closed: %s", self._name, err)
            else:
                self._failed(err)

    def _failed(self, err: VMMError) -> None:
        if isinstance(err, HostUnreachableError):
            log.warning("%s does not answer: %s", self._name, err)
            self._unreachable(f"{err} {err.action}".strip())
            return
        log.warning("%s failed: %s", self._name, err)
        if isinstance(err, HostError):
            self._show(HostStatus.NEEDS_ATTENTION, f"{err} {err.action}".strip())
        self._retry_full()

    def _unreachable(self, reason: str) -> None:
        """Show that the host does not answer; a full refresh that succeeds ends that."""
        self._show(HostStatus.NOT_RESPONDING, reason)
        self._guarded(lambda: self._inventory.machines_unreachable(self.host_id))
        self._retry_full()

    def _retry_full(self) -> None:
        with self._changed:
            self._full_at = min(self._full_at, time.monotonic() + self._intervals.retry_longest / 3)
