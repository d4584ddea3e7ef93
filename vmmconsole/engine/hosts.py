"""The connections to all hosts: one provider each, connected in the background, kept in step with the store."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

from vmmconsole.model import Ref, Template, VirtualMachine, VMHost
from vmmconsole.model.errors import ConflictError, HostUnreachableError, NotFoundError
from vmmconsole.model.status import ComputerState, HostStatus
from vmmconsole.providers.contract import Progress, Provider
from vmmconsole.providers.registry import open_provider

from .managers import FindLogin, Managers, OpenManager, managed_place, no_login, open_it
from .peek import peek
from .refresh.connection import HostConnection, Intervals
from .refresh.inventory import Inventory, Writer
from .refresh.manager_connection import ManagerConnection
from .store import Store

OpenProvider = Callable[[str, Path], Provider]


def _open(connection: str, state_dir: Path) -> Provider:
    return open_provider(connection, state_dir=state_dir)


class Hosts:
    """All hosts in the store with their connections. A host that does not answer delays nobody else.

    Hosts of a virtualization manager have no connection of their own: they are reached through that of the manager.
    """

    def __init__(
        self,
        store: Store,
        state_dir: Path,
        *,
        in_use: Callable[[UUID], bool],
        intervals: Intervals | None = None,
        open_provider: OpenProvider = _open,
        login: FindLogin = no_login,
        open_manager: OpenManager = open_it,
    ) -> None:
        """`in_use` says whether a job works on a machine; `state_dir` is where providers keep what they need; `login`
        finds the account that a virtualization manager is reached with."""
        self._store = store
        self._state_dir = state_dir
        self._intervals = intervals or Intervals()
        self._open_provider = open_provider
        self._connections: dict[UUID, HostConnection] = {}
        self._aside: dict[UUID, HostConnection] | None = None
        self._lock = threading.Lock()
        self._held: dict[UUID, int] = {}
        self.inventory = Inventory(store, held=self.is_held, in_use=in_use)
        self.managers = Managers(
            store, self.inventory, state_dir, intervals=self._intervals, login=login, open_manager=open_manager
        )

    # Life

    def start(self) -> None:
        """Begin to connect to every host in the store; one that did not answer last time gets another chance."""
        hosts = self._store.find(VMHost)
        lost = [
            host.id for host in hosts if host.overall_state in {HostStatus.NOT_RESPONDING, HostStatus.ACCESS_DENIED}
        ]
        self._store.update_many(VMHost, lost, _connecting)
        self._end_stand_by()
        for host in hosts:
            if managed_place(host) is not None:
                continue
            connection = self._new_connection(host)
            with self._lock:
                self._connections[host.id] = connection
            connection.start()
        self.managers.start()

    def stand_by(self) -> None:
        """Until `start`, connect to a host only when something is asked of it: another engine keeps the store in step
        with it."""
        self._aside = {}

    def _end_stand_by(self) -> None:
        with self._lock:
            aside, self._aside = self._aside or {}, None
        for connection in aside.values():
            threading.Thread(target=connection.stop, name="close-aside", daemon=True).start()

    def stop(self) -> None:
        """Close all connections."""
        self._end_stand_by()
        with self._lock:
            connections = list(self._connections.values())
            self._connections.clear()
        for connection in connections:
            connection.ask_to_stop()
        for connection in connections:
            connection.stop()
        self.managers.stop()

    def wait_connected(self, timeout_seconds: float = 10) -> bool:
        """Whether the first attempt to reach and read each host has ended within that time."""
        deadline = time.monotonic() + timeout_seconds
        return all(tried.wait(max(0.0, deadline - time.monotonic())) for tried in self._attempts())

    @property
    def all_tried(self) -> bool:
        """Whether every host was read or failed."""
        return all(tried.is_set() for tried in self._attempts())

    def _attempts(self) -> list[threading.Event]:
        with self._lock:
            connections = list(self._connections.values())
        return [c.tried for c in connections] + [c.tried for c in self.managers.connections]

    def _new_connection(self, host: VMHost) -> HostConnection:
        def open_it() -> Provider:
            return self._open_provider(host.connection, self._state_dir)

        return HostConnection(host.id, host.name, open_it, self.inventory, self._intervals)

    # Sessions

    def wait_tried(self, host: VMHost, check: Callable[[], None], timeout_seconds: float = 30) -> None:
        """Wait until the first attempt to reach and read the host has ended; `check` may end the wait with an error."""
        place = managed_place(host)
        found: HostConnection | ManagerConnection
        try:
            found = self._connection(host) if place is None else self.managers.connection(place[0])
        except HostUnreachableError:
            return
        deadline = time.monotonic() + timeout_seconds
        while time.monotonic() < deadline and not found.tried.wait(0.1):
            check()

    def provider(self, host: VMHost) -> Provider:
        """The connection to a host.

        Raises:
            HostUnreachableError: there is none now.
        """
        place = managed_place(host)
        if place is None:
            return self._connection(host).provider()
        if self._aside is not None:
            raise HostUnreachableError(
                f"The host '{host.name}' cannot be asked through this engine.",
                cause="This engine stands by; the one that leads is connected with the virtualization manager.",
                action="Connect the console to that engine.",
                object_name=host.name,
            )
        return self.managers.provider(place)

    def refresh_machine(
        self, host: VMHost, machine_id: UUID, *, job: Ref | None = None, by: str = "", settles: bool = False
    ) -> VirtualMachine | None:
        """Fetch one machine from its host into the store; None when it is gone. With `settles` also its status, though
        a job holds it.

        Raises:
            HostUnreachableError: the host does not answer.
        """
        writer = Writer(job, by)
        place = managed_place(host)
        try:
            if place is not None:
                machine = self.managers.connection(place[0]).machine(machine_id, writer, settles=settles)
            else:
                read = partial(self.provider(host).machine, machine_id)
                machine = self.inventory.read_machine(host.id, read, writer, settles=settles)
        except NotFoundError:
            self.inventory.machine_gone(host.id, machine_id, writer)
            return None
        self.count_soon(host)
        return machine

    def refresh_template(
        self, host: VMHost, template_id: UUID, *, job: Ref | None = None, by: str = ""
    ) -> Template | None:
        """Fetch one template from its host into the store; None when it is gone, or is no template.

        Raises:
            HostUnreachableError: the host does not answer.
        """
        place = managed_place(host)
        if place is None:
            return None
        self.managers.connection(place[0]).read_whole([template_id], Writer(job, by))
        self.count_soon(host)
        return peek(self.inventory.store, Template, template_id)

    def take_over(self, host: VMHost, machine_id: UUID, *, job: Ref | None = None, by: str = "") -> VirtualMachine:
        """Let the row of a machine that came from another host go over to this one.

        Raises:
            NotFoundError: the host does not have it.
            HostUnreachableError: the host does not answer.
        """
        writer = Writer(job, by)
        place = managed_place(host)
        if place is not None:
            connection = self.managers.connection(place[0])
            machine = connection.machine(machine_id, writer, on=place[1], takes_over=True)
        else:
            read = partial(self.provider(host).machine, machine_id)
            machine = self.inventory.read_machine(host.id, read, writer, takes_over=True)
        self.count_soon(host)
        return machine

    def count_soon(self, host: VMHost) -> None:
        """Bring a host's number of machines up to date soon."""
        place = managed_place(host)
        try:
            if place is None:
                self._connection(host).count_soon()
            else:
                self.managers.connection(place[0]).count_soon(host.id)
        except HostUnreachableError:
            return  # its next inventory counts them

    def refresh_host(self, host: VMHost, *, job: Ref | None = None, by: str = "") -> VMHost:
        """Fetch a host and all its machines into the store.

        Raises:
            HostUnreachableError: the host does not answer.
        """
        place = managed_place(host)
        if place is None:
            return self._connection(host).refresh(Writer(job, by))
        machines = [machine.id for machine in self._store.browse(VirtualMachine, vm_host=host.ref)]
        self.managers.connection(place[0]).read_whole(machines, Writer(job, by))
        return self._store.get(VMHost, host.id)

    def add_host(
        self,
        host: VMHost,
        progress: Progress,
        *,
        job: Ref | None = None,
        by: str = "",
        accept: Callable[[Provider], None] | None = None,
    ) -> VMHost:
        """Connect to a new host and take it, with its machines, into the store; again for the same host is no error.
        `accept` looks at what was connected, before anything is taken.

        Raises:
            ConflictError: another host has that connection.
            HostError: it cannot be connected.
        """
        with self._lock:
            known = self._connections.get(host.id)
        if known is not None:
            return known.refresh(Writer(job, by))
        other = [h for h in self._store.find(VMHost) if h.connection == host.connection and h.id != host.id]
        if other:
            raise ConflictError(
                f"The host '{host.name}' cannot be added.",
                cause=f"'{other[0].name}' is managed with the same connection already.",
                object_name=host.name,
            )
        connection = self._new_connection(host)
        writer = Writer(job, by)
        try:
            with progress.step("Connect to host"):
                connection.connect_now()
            if accept is not None:
                accept(connection.provider())
            with progress.step("Read host and virtual machines"):
                self._store.save(host, job=job, by=by)
                with self._lock:
                    self._connections[host.id] = connection
                found = connection.refresh(writer)
        except BaseException:
            with self._lock:
                self._connections.pop(host.id, None)
            connection.stop()
            self.inventory.forget_host(host.id, writer)
            raise
        connection.start()
        return found

    def remove_host(self, host: VMHost, *, job: Ref | None = None, by: str = "") -> None:
        """Close the connection to a host and forget it with its machines; nothing changes on the host."""
        with self._lock:
            connection = self._connections.pop(host.id, None)
        if connection is not None:
            connection.ask_to_stop()
            connection.stop()
        self.inventory.forget_host(host.id, Writer(job, by))

    def _connection(self, host: VMHost) -> HostConnection:
        with self._lock:
            found = self._connections.get(host.id)
            aside = self._aside
        if found is None and aside is not None and managed_place(host) is None:
            return self._connect_aside(host, aside)
        if found is None:
            raise HostUnreachableError(
                f"There is no connection to the host '{host.name}'.",
                cause=host.status_reason or "It cannot be opened.",
                object_name=host.name,
            )
        return found

    def _connect_aside(self, host: VMHost, aside: dict[UUID, HostConnection]) -> HostConnection:
        with self._lock:
            connection = aside.setdefault(host.id, self._new_connection(host))
        connection.connect_now()
        return connection

    # Statuses that jobs show

    @contextmanager
    def held(self, machine_id: UUID) -> Iterator[None]:
        """While the context is open, no refresh changes the machine's status."""
        with self._lock:
            self._held[machine_id] = self._held.get(machine_id, 0) + 1
        try:
            yield
        finally:
            with self._lock:
                self._held[machine_id] -= 1
                if not self._held[machine_id]:
                    del self._held[machine_id]

    def is_held(self, machine_id: UUID) -> bool:
        """Whether a job shows a status of its own for the machine."""
        return machine_id in self._held


def _connecting(host: VMHost) -> VMHost:
    host.overall_state, host.computer_state, host.status_reason = HostStatus.CONNECTING, ComputerState.PENDING, ""
    return host
