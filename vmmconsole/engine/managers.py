"""The connections to all virtualization managers, and through them to the hosts that they manage."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import UUID

from vmmconsole.model import RunAsAccount, VirtualizationManager, VirtualMachine, VMHost
from vmmconsole.model.errors import CertificateError, ConflictError, HostUnreachableError, NotFoundError
from vmmconsole.model.status import HostStatus
from vmmconsole.model.virtualization_manager import ClientCertificate
from vmmconsole.providers.contract import Progress, Provider
from vmmconsole.providers.manager import Login, Manager
from vmmconsole.providers.registry import open_manager, server_certificate

from .limited_provider import LimitedPlace
from .limits import UnitQueue
from .refresh.connection import Intervals
from .refresh.inventory import Inventory, Writer
from .refresh.manager_connection import ManagerConnection
from .refresh.manager_inventory import ManagerMirror
from .store import Event, Store

KIND = "vcenter"
"""The only kind of virtualization manager so far, and the scheme of its hosts' connections."""

_PLACE = re.compile(KIND + r":([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(.+)")

OpenManager = Callable[[VirtualizationManager, Login, Path], Manager]
FindLogin = Callable[[str], Login]
"""The login of the Run As account of that name."""


def open_it(manager: VirtualizationManager, login: Login, state_dir: Path) -> Manager:
    """The connection that the manager's properties tell of, not yet connected."""
    return open_manager(
        KIND, manager.address, manager.port, login, fingerprint=manager.fingerprint, state_dir=state_dir
    )


def no_login(name: str) -> Login:
    """Where nobody keeps accounts."""
    raise NotFoundError(f"There is no Run As account '{name}'.")


def managed_place(host: VMHost) -> tuple[UUID, str] | None:
    """The manager that a host is reached through, and what the manager calls it; None for one with a connection of its
    own."""
    found = _PLACE.fullmatch(host.connection)
    return (UUID(found[1]), found[2]) if found is not None else None


class Managers:
    """All virtualization managers in the store with their connections. One that does not answer delays nobody else."""

    def __init__(
        self,
        store: Store,
        inventory: Inventory,
        state_dir: Path,
        *,
        intervals: Intervals,
        login: FindLogin = no_login,
        open_manager: OpenManager = open_it,
    ) -> None:
        self._store = store
        self._inventory = inventory
        self._state_dir = state_dir
        self._intervals = intervals
        self._login = login
        self._open_manager = open_manager
        self._connections: dict[UUID, ManagerConnection] = {}
        self.queue = UnitQueue()
        self._unsubscribe: Callable[[], None] | None = None
        self._lock = threading.Lock()

    # Life

    def start(self) -> None:
        """Begin to connect to every manager in the store."""
        managers = self._store.find(VirtualizationManager)
        update = {"status": HostStatus.CONNECTING, "status_reason": ""}
        self._store.update_many(
            VirtualizationManager, [manager.id for manager in managers], lambda m: m.model_copy(update=update)
        )
        for manager in managers:
            connection = self._new_connection(manager)
            with self._lock:
                self._connections[manager.id] = connection
            connection.start()
        self._unsubscribe = self._store.subscribe(self._account_changed)

    def _account_changed(self, events: list[Event]) -> None:
        """An account that was refused may have another password now, or be enabled."""
        changed = {event.id for event in events if event.kind == RunAsAccount.kind and event.row is not None}
        if changed and self._connections:
            names = {account.name.casefold() for account in self._store.several(RunAsAccount, changed)}
            for manager in self._store.find(VirtualizationManager, status=HostStatus.ACCESS_DENIED):
                connection = self._connections.get(manager.id)
                if connection is not None and manager.credential.casefold() in names:
                    connection.try_again()

    def stop(self) -> None:
        """Close all connections."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        connections = self.connections
        with self._lock:
            self._connections.clear()
        for connection in connections:
            connection.ask_to_stop()
        for connection in connections:
            connection.stop()

    @property
    def connections(self) -> list[ManagerConnection]:
        """The connections that there are now."""
        with self._lock:
            return list(self._connections.values())

    def _new_connection(self, manager: VirtualizationManager) -> ManagerConnection:
        def open_now() -> Manager:
            return self._open_manager(manager, self._login(manager.credential), self._state_dir)

        return ManagerConnection(manager.name, open_now, ManagerMirror(manager.id, self._inventory), self._intervals)

    # Hosts and machines

    def connection(self, manager_id: UUID) -> ManagerConnection:
        """The connection to a manager.

        Raises:
            HostUnreachableError: there is none.
        """
        with self._lock:
            found = self._connections.get(manager_id)
        if found is None:
            raise HostUnreachableError("There is no connection to the virtualization manager.")
        return found

    def provider(self, place: tuple[UUID, str]) -> Provider:
        """What works on the machines of a host.

        Raises:
            HostUnreachableError: the manager is not connected.
        """
        manager_id, key = place
        return self.connection(manager_id).manager().host(key)

    def limits(self, host: VMHost) -> LimitedPlace | None:
        """What may go on at once on a host; None where nobody limits it.

        Raises:
            HostUnreachableError: the manager is not connected.
        """
        place = managed_place(host)
        if place is None:
            return None
        connection = self.connection(place[0])
        return LimitedPlace(host.id, host.name, place[0], connection.name, connection.manager().limits())

    def read_whole(self, machine_ids: Iterable[UUID]) -> None:
        """Read the devices and checkpoints of those machines of which they are not known, in one call for many.

        Raises:
            HostError: a manager does not answer.
        """
        if not self._connections:
            return
        light = [m for m in self._store.several(VirtualMachine, machine_ids) if m.is_light and m.vm_host is not None]
        hosts = {h.id: h for h in self._store.several(VMHost, {m.vm_host.id for m in light if m.vm_host is not None})}
        wanted: dict[UUID, list[UUID]] = {}
        for machine in light:
            host = hosts.get(machine.vm_host.id) if machine.vm_host is not None else None
            place = managed_place(host) if host is not None else None
            if place is not None:
                wanted.setdefault(place[0], []).append(machine.id)
        for manager_id, ids in wanted.items():
            self.connection(manager_id).read_whole(ids)

    # Managers

    @staticmethod
    def certificate(address: str, port: int) -> ClientCertificate:
        """The certificate that a manager shows now.

        Raises:
            HostError: nothing answers there, or it does not speak TLS.
        """
        shown = server_certificate(KIND, address, port)
        names = ("subject", "issuer", "fingerprint", "valid_from", "valid_to", "trusted", "reason")
        facts = {name: getattr(shown, name) for name in names}
        return ClientCertificate(computer_name=address, tcp_port=port, host_names=list(shown.host_names), **facts)

    def add(self, manager: VirtualizationManager, progress: Progress, writer: Writer) -> None:
        """Connect to a new manager and take it, with its hosts and machines, into the store; again for the same one is
        no error.

        Raises:
            ConflictError: it is managed already.
            HostError: it cannot be connected.
        """
        with self._lock:
            known = self._connections.get(manager.id)
        if known is not None:
            known.refresh(writer)
            return
        self._refuse_known(manager)
        connection = self._new_connection(manager)
        try:
            self._connect(connection, manager, progress)
            progress.check()
            with progress.step("Read hosts and virtual machines"):
                self._store.save(manager, job=writer.job, by=writer.by)
                connection.put_found(writer)
                progress.check()
                with self._lock:
                    self._connections[manager.id] = connection
        except BaseException:
            connection.stop()
            if self._store.known(VirtualizationManager, [manager.id]):
                connection.mirror.forget(writer)
            raise
        connection.start()

    def _refuse_known(self, manager: VirtualizationManager) -> None:
        for other in self._store.find(VirtualizationManager):
            same = (other.address.casefold(), other.port) == (manager.address.casefold(), manager.port)
            if same and other.id != manager.id:
                raise ConflictError(
                    f"The virtualization manager '{manager.name}' cannot be added.",
                    cause=f"It is there already, as '{other.name}'.",
                    action=f"Refresh '{other.name}', or remove it first.",
                    object_name=other.name,
                )

    @staticmethod
    def _connect(connection: ManagerConnection, manager: VirtualizationManager, progress: Progress) -> None:
        with progress.step("Connect to virtualization manager"):
            try:
                connection.connect_now()
            except CertificateError as err:
                raise CertificateError(
                    err.problem,
                    cause=err.cause,
                    action=f'Look at it with: Get-Certificate -ComputerName "{manager.address}" -TCPPort '
                    f"{manager.port}. When it is the right one, give its fingerprint with -Certificate.",
                    details=err.details,
                    object_name=manager.name,
                ) from err

    def change(self, manager: VirtualizationManager, progress: Progress, writer: Writer) -> None:
        """Reach a manager in another way, given in its changed properties; where that fails, all stays as it was.

        Raises:
            HostError: it cannot be connected in that way.
            ConflictError: what is found there is another manager's server.
        """
        self._refuse_known(manager)
        connection = self._new_connection(manager)
        try:
            self._connect(connection, manager, progress)
        except BaseException:
            connection.stop()
            raise
        with progress.step("Read hosts and virtual machines"):
            with self._lock:
                old = self._connections.get(manager.id)
                self._connections[manager.id] = connection
            if old is not None:
                old.stop()
            names = ("address", "port", "credential", "fingerprint")
            update = {name: getattr(manager, name) for name in names}
            self._store.update(
                VirtualizationManager, manager.id, lambda m: m.model_copy(update=update), job=writer.job, by=writer.by
            )
            try:
                connection.put_found(writer)
            finally:
                connection.start()

    def remove(self, manager: VirtualizationManager, writer: Writer) -> None:
        """Close the connection to a manager and forget it with its hosts and machines; nothing changes on it."""
        with self._lock:
            connection = self._connections.pop(manager.id, None)
        if connection is not None:
            connection.stop()
        if self._store.known(VirtualizationManager, [manager.id]):
            ManagerMirror(manager.id, self._inventory).forget(writer)
