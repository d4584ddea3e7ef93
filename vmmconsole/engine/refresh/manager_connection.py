"""One virtualization manager's connection: a thread that connects, and writes what the manager tells into the store."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from uuid import UUID

from vmmconsole.model import VirtualMachine
from vmmconsole.model.errors import (
    AccessError,
    CertificateError,
    ConflictError,
    HostUnreachableError,
    NotFoundError,
    VMMError,
)
from vmmconsole.model.status import HostStatus
from vmmconsole.providers.manager import ManagedMachine, Manager, ManagerChanges, ManagerInventory

from .connection import Intervals
from .inventory import Writer, chunks
from .manager_changes import GatheredChanges
from .manager_inventory import ManagerMirror
from .statistics import Poll, Statistics

log = logging.getLogger(__name__)

_NOBODY = Writer()
_REFUSALS = (CertificateError, AccessError, ConflictError, NotFoundError)
"""What trying again does not mend: somebody must accept a certificate, or give another account."""


class ManagerConnection:
    """Keeps one manager with its hosts and machines in the store as they are. Is the manager's `ManagerListener`."""

    def __init__(
        self,
        name: str,
        open_manager: Callable[[], Manager],
        mirror: ManagerMirror,
        intervals: Intervals,
    ) -> None:
        """`open_manager` makes the manager, not connected; that may take a while and may fail."""
        self.tried = threading.Event()
        """Set once the first attempt has ended: the inventory is in the store, or the manager's status says why not."""
        self.mirror = mirror
        self.name = name
        self._open_manager = open_manager
        self._manager: Manager | None = None
        self._intervals = intervals
        self._changed = threading.Condition()
        self._writing = threading.Lock()
        """Held from the fetching of a whole inventory to its end in the store, so that what is told meanwhile comes
        after it."""
        self._connecting = threading.Lock()
        self._found: ManagerInventory | None = None
        self._gathered = GatheredChanges()
        self._again: dict[UUID, float] = {}
        """Machines to look at again, with the time from which on."""
        self._fetching: Counter[UUID] = Counter()
        self._count: set[UUID] = set()
        self._full_at = float("inf")
        self._connected = False
        self._tries_itself = False
        """Whether the manager has lost the connection and makes it again without being asked."""
        self._lost: VMMError | None = None
        self._reason = "The engine has not connected yet."
        self._try_again = False
        self._ending = False
        self._thread: threading.Thread | None = None
        statistics = Statistics(mirror.inventory)
        self.polls = (
            Poll(f"statistics-{name}", lambda: statistics.take(self.manager().stats()),
                 first_seconds=intervals.stats, pause_seconds=intervals.stats),
            Poll(f"tags-{name}", lambda: mirror.put_tags(self.manager().tags()),
                 first_seconds=intervals.look_again, pause_seconds=intervals.full),
        )  # fmt: skip
        """For what no manager tells by itself."""

    # Life

    def start(self) -> None:
        """Connect, unless that is done, and keep the store in step, in a thread."""
        self._thread = threading.Thread(target=self._run, name=f"manager-{self.name}", daemon=True)
        self._thread.start()
        for poll in self.polls:
            poll.start()

    def connect_now(self) -> None:
        """Connect in this thread; what was found is written by `put_found` or by the connection's own thread.

        Raises:
            VMMError: it cannot be connected; see `Manager.connect`.
        """
        with self._connecting:
            if self._connected:
                return
            self._close()
            self._manager = self._open_manager()  # anew each time: the account may have another password by now
            self._manager.set_listener(self)
            found = self._manager.connect()
            with self._changed:
                self._found, self._connected, self._lost = found, True, None
                self._changed.notify_all()

    def put_found(self, writer: Writer) -> None:
        """Write the inventory that connecting has found, in this thread.

        Raises:
            NotFoundError: the manager is not in the store any more.
            ConflictError: another one in the store is the same server.
        """
        with self._writing:
            with self._changed:
                found, self._found = self._found, None
            if found is not None:
                self._put_all(found, writer)
        self.tried.set()

    def ask_to_stop(self) -> None:
        """Let the threads end soon."""
        for poll in self.polls:
            poll.stop()
        with self._changed:
            self._ending = True
            self._changed.notify_all()

    def stop(self, timeout_seconds: float = 5) -> None:
        """Close the connection; a server that hangs is left to itself after that time."""
        self.ask_to_stop()
        self._join(timeout_seconds / 2)
        closer = threading.Thread(target=self._close, name=f"close-{self.name}", daemon=True)
        closer.start()
        closer.join(timeout_seconds)
        self._join(timeout_seconds)

    def _join(self, timeout_seconds: float) -> None:
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_seconds)

    def _close(self) -> None:
        manager, self._manager = self._manager, None
        try:
            if manager is not None:
                manager.close()
        except VMMError as err:
            log.info("Closing the connection to %s: %s", self.name, err)

    # What others ask

    def manager(self) -> Manager:
        """The manager, when it is connected.

        Raises:
            HostUnreachableError: it is not.
        """
        if not self._connected or self._manager is None:
            raise HostUnreachableError(
                f"The virtualization manager '{self.name}' is not connected.",
                cause=self._reason,
                action=f"Refresh-VirtualizationManager '{self.name}' tries again.",
                object_name=self.name,
            )
        return self._manager

    def refresh(self, writer: Writer) -> None:
        """Fetch everything now; connect again where it was refused.

        Raises:
            HostError: the manager does not answer.
        """
        if not self._connected and not self._tries_itself:
            self.connect_now()
            self.put_found(writer)
            return
        with self._writing:
            self._put_all(self.manager().inventory(), writer, connected_anew=False)
        self.tried.set()

    def read_whole(self, machine_ids: Sequence[UUID], writer: Writer = _NOBODY) -> None:
        """Fetch these machines with devices and checkpoints into the store; those that are gone are taken out.

        Raises:
            HostError: the manager does not answer.
        """
        for chunk in chunks(machine_ids):
            with self._asking(chunk):
                found = self.manager().whole(chunk)
                self._look_again(self.mirror.put_whole(found, chunk, writer))

    def machine(
        self, machine_id: UUID, writer: Writer, *, on: str = "", settles: bool = False, takes_over: bool = False
    ) -> VirtualMachine:
        """Fetch one machine into the store, from the host with the key `on`, or wherever it is; see
        `ManagerMirror.put_machine`.

        Raises:
            NotFoundError: it is not there.
            HostError: the manager does not answer.
        """
        with self._asking([machine_id]):
            found: list[ManagedMachine] = self.manager().whole([machine_id])
            if not found or found[0].template or (on and found[0].host != on):
                raise NotFoundError(f"There is no virtual machine with the ID {machine_id} there.")
            return self.mirror.put_machine(found[0], writer, settles=settles, takes_over=takes_over)

    @contextmanager
    def _asking(self, machine_ids: Iterable[UUID]) -> Iterator[None]:
        """What is told of these machines meanwhile may be newer than the answer: they are looked at again then."""
        ids = list(machine_ids)
        with self._changed:
            self._fetching.update(ids)
        try:
            yield
        finally:
            with self._changed:
                self._fetching -= Counter(ids)

    def try_again(self) -> None:
        """What made the manager refuse may be mended: try once more, soon."""
        with self._changed:
            self._try_again = not self._connected and not self._tries_itself
            self._changed.notify_all()

    def count_soon(self, host_id: UUID) -> None:
        """Bring a host's numbers of machines up to date soon."""
        with self._changed:
            self._count.add(host_id)
            self._changed.notify_all()

    # What the manager tells (any thread; must not block)

    def changed(self, changes: ManagerChanges) -> None:
        """Write that soon; while the store is busy, changes gather."""
        with self._changed:
            self._gathered.add(changes)
            told = [*(m.machine.id for m in changes.machines), *changes.removed_machines] if self._fetching else ()
            self._again |= {i: time.monotonic() + self._intervals.debounce for i in told if i in self._fetching}
            self._changed.notify_all()

    def connection_lost(self, reason: str) -> None:
        """The manager does not answer; it tries again by itself."""
        self._no_more(HostUnreachableError(reason or "The connection was lost."), tries_itself=True)

    def connection_refused(self, error: VMMError) -> None:
        """Somebody has to accept a certificate, or give another account."""
        self._no_more(error)

    def _no_more(self, error: VMMError, *, tries_itself: bool = False) -> None:
        with self._changed:
            self._connected, self._tries_itself = False, tries_itself
            self._lost, self._reason = error, f"{error} {error.action}".strip()
            self._changed.notify_all()

    def connection_restored(self, inventory: ManagerInventory) -> None:
        """Write everything as it is now; what was told before is older."""
        with self._changed:
            self._connected, self._lost = True, None
            self._found, self._gathered = inventory, GatheredChanges()
            self._changed.notify_all()

    # The thread

    def _run(self) -> None:
        try:
            if not self._connected and not self._first_connection():
                return
            while self._wait():
                self._work()
        except Exception:
            log.exception("The connection to %s ended", self.name)
            self._guarded(
                lambda: self.mirror.state(
                    HostStatus.NEEDS_ATTENTION, "The engine has an internal error; its log has the details."
                )
            )
        finally:
            self.tried.set()

    def _first_connection(self) -> bool:
        """Try until it answers or refuses; False when the engine stops before that."""
        pause = self._intervals.retry
        while not self._ending:
            error = self._attempt()
            if error is None or isinstance(error, _REFUSALS):
                return not self._ending  # refused: until somebody asks for another attempt
            with self._changed:
                self._changed.wait_for(lambda: self._ending or self._connected, pause)
                if self._connected:
                    return True
            pause = min(pause * 2, self._intervals.retry_longest)
        return False

    def _attempt(self) -> VMMError | None:
        """Connect; what keeps it from that is shown and returned."""
        try:
            self.connect_now()
        except VMMError as err:
            if not self._ending:
                self._no_more(err)
                self._show_lost(err)
                self.tried.set()
            return err
        return None

    def _wait(self) -> bool:
        """Sleep until there is something to do; False when the engine stops."""
        with self._changed:
            while not self._ending:
                now = time.monotonic()
                due = min([*self._again.values(), self._full_at], default=float("inf"))
                news = self._found is not None or self._gathered or self._count
                if self._lost is not None or self._try_again or (self._connected and (news or due <= now)):
                    return True
                self._changed.wait(None if not self._connected or due == float("inf") else due - now)
            return False

    def _work(self) -> None:
        with self._changed:
            lost, self._lost = self._lost, None
            again, self._try_again = self._try_again, False
            full = self._full_at <= time.monotonic()
        if lost is not None and not self._connected:
            self._show_lost(lost)
        elif full:
            self._full_at = float("inf")
            self._guarded(lambda: self.refresh(_NOBODY))
        elif self._connected:
            self._guarded(self._write)
            self._guarded(self._look)
        if again:
            self._attempt()

    def _write(self) -> None:
        """What was found and told, in this order."""
        with self._writing:
            with self._changed:
                found, self._found = self._found, None
                gathered, self._gathered = self._gathered, GatheredChanges()
            if found is not None:
                self._put_all(found, _NOBODY)
                self.tried.set()
            if gathered:
                self._look_again(self.mirror.put_changes(gathered.batch(), _NOBODY))

    def _put_all(self, found: ManagerInventory, writer: Writer, *, connected_anew: bool = True) -> None:
        with self.mirror.inventory.turn:
            self._look_again(self.mirror.put_all(found, writer, connected_anew=connected_anew))

    def _look_again(self, machine_ids: Iterable[UUID]) -> None:
        with self._changed:
            self._again |= dict.fromkeys(machine_ids, time.monotonic() + self._intervals.look_again)
            self._changed.notify_all()

    def _look(self) -> None:
        """At machines that a job worked on when there was news of them, and the hosts that are to be counted."""
        now = time.monotonic()
        with self._changed:
            due = [machine_id for machine_id, at in self._again.items() if at <= now]
            for machine_id in due:
                del self._again[machine_id]
            count, self._count = self._count, set()
        if due:
            self.read_whole(due)
        for host_id in count:
            self._guarded(partial(self.mirror.inventory.count_machines, host_id))

    def _show_lost(self, error: VMMError) -> None:
        denied = isinstance(error, (AccessError, NotFoundError))
        refused = isinstance(error, _REFUSALS)
        state = HostStatus.NEEDS_ATTENTION if refused else HostStatus.NOT_RESPONDING
        reason = f"{error} {error.action}".strip()
        certificate = isinstance(error, CertificateError)
        self._guarded(
            lambda: self.mirror.state(
                HostStatus.ACCESS_DENIED if denied else state, reason, certificate_refused=certificate
            )
        )

    def _guarded(self, action: Callable[[], object]) -> None:
        """Do something with manager and store; what fails is logged, and everything is fetched anew some time later."""
        try:
            action()
        except NotFoundError:
            log.info("%s is no longer in the store", self.name)
        except ConflictError as err:
            log.warning("%s cannot be used: %s", self.name, err)
            self._no_more(err)
            self._close()
        except VMMError as err:
            log.warning("%s failed: %s", self.name, err)
            with self._changed:
                self._full_at = time.monotonic() + self._intervals.retry_longest / 3
