"""From libvirt's events to the listener: one call per machine and moment, from a thread of our own."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import libvirt

from vmmconsole.model.errors import VMMError
from vmmconsole.providers.contract import Listener

_log = logging.getLogger(__name__)
_GATHER_SECONDS = 0.025


class Events:
    """Registers for events, forgets what they make stale, and tells the listener.

    `exists` answers whether a machine is still on the host; it may raise libvirt's error when that cannot be told.
    """

    def __init__(self, forget: Callable[[UUID], None], exists: Callable[[UUID], bool]) -> None:
        self._forget = forget
        self._exists = exists
        self._listener: Listener | None = None
        self._condition = threading.Condition()
        self._machines: set[UUID] = set()
        self._host = False
        self._messages: list[Callable[[Listener], None]] = []
        self._count: dict[UUID, int] = {}
        self._stopped = False
        self._thread: threading.Thread | None = None
        self.started_at: dict[UUID, datetime] = {}
        """When each machine was seen to start."""

    def set_listener(self, listener: Listener) -> None:
        """Who hears of changes."""
        self._listener = listener

    def start(self) -> None:
        """Begin to deliver."""
        self._stopped = False
        self._thread = threading.Thread(target=self._deliver, name="libvirt-listener", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Deliver no more, and end the thread."""
        with self._condition:
            self._stopped = True
            self._condition.notify_all()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(5)

    def register(self, connection: libvirt.virConnect) -> None:
        """Ask a new connection for all events of interest; what its driver does not have is left out."""
        for event, callback in (
            (libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE, self._on_lifecycle),
            *((event, self._on_machine) for event in _MACHINE_EVENTS),
        ):
            _try(connection.domainEventRegisterAny, None, event, callback, None)
        _try(connection.networkEventRegisterAny, None, libvirt.VIR_NETWORK_EVENT_ID_LIFECYCLE, self._on_host, None)
        _try(
            connection.storagePoolEventRegisterAny,
            None,
            libvirt.VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE,
            self._on_host,
            None,
        )

    def machine_changed(self, machine_id: UUID) -> None:
        """Something about the machine changed: by an event or by a verb of ours that sends none."""
        self._forget(machine_id)
        with self._condition:
            self._machines.add(machine_id)
            self._count[machine_id] = self._count.get(machine_id, 0) + 1
            self._condition.notify_all()

    def host_changed(self) -> None:
        """Something about the host changed."""
        with self._condition:
            self._host = True
            self._condition.notify_all()

    def connection_lost(self, reason: str) -> None:
        """Tell that the connection is gone."""
        self._send(lambda listener: listener.connection_lost(reason))

    def connection_restored(self) -> None:
        """Tell that the connection is back."""
        self._send(lambda listener: listener.connection_restored())

    def wait_for(
        self, machine_id: UUID, done: Callable[[], bool], seconds: float, check: Callable[[], None] | None = None
    ) -> bool:
        """Wait until `done` says so; it is asked again at each event of the machine and twice a second. `check` may
        raise to give up. Returns whether it was done in time."""
        deadline = time.monotonic() + seconds
        while True:
            with self._condition:
                seen = self._count.get(machine_id, 0)
            if done():
                return True
            if check is not None:
                check()
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            with self._condition:
                if self._count.get(machine_id, 0) == seen:
                    self._condition.wait(min(left, 0.5))

    def _send(self, message: Callable[[Listener], None]) -> None:
        with self._condition:
            self._messages.append(message)
            self._condition.notify_all()

    def _on_lifecycle(
        self, _connection: libvirt.virConnect, domain: libvirt.virDomain, event: int, detail: int, _opaque: object
    ) -> None:
        machine_id = UUID(domain.UUIDString())
        if event == libvirt.VIR_DOMAIN_EVENT_STARTED:
            self.started_at[machine_id] = datetime.now(UTC)
        elif event == libvirt.VIR_DOMAIN_EVENT_STOPPED:
            self.started_at.pop(machine_id, None)
        self.machine_changed(machine_id)

    def _on_machine(self, _connection: libvirt.virConnect, domain: libvirt.virDomain, *_details: object) -> None:
        self.machine_changed(UUID(domain.UUIDString()))

    def _on_host(self, *_details: object) -> None:
        self.host_changed()

    def _deliver(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._stopped or self._machines or self._host or self._messages)
                if self._stopped:
                    return
                self._condition.wait_for(lambda: self._stopped, _GATHER_SECONDS)  # more of the same may come
                machines, self._machines = self._machines, set()
                messages, self._messages = self._messages, []
                host, self._host = self._host, False
            listener = self._listener
            if listener is not None:
                self._tell(listener, machines, messages, host=host)

    def _tell(
        self, listener: Listener, machines: set[UUID], messages: list[Callable[[Listener], None]], *, host: bool
    ) -> None:
        try:
            for message in messages:
                message(listener)
            for machine_id in machines:
                self._tell_machine(listener, machine_id)
            if host:
                listener.host_changed()
        except Exception:  # noqa: BLE001  the listener's fault must not end the delivery to it
            _log.exception("A listener of the libvirt provider failed")

    def _tell_machine(self, listener: Listener, machine_id: UUID) -> None:
        try:
            exists = self._exists(machine_id)
        except (libvirt.libvirtError, VMMError):
            return  # the connection is gone; all is fetched again when it is back
        if exists:
            listener.machine_changed(machine_id)
        else:
            self._count.pop(machine_id, None)
            listener.machine_removed(machine_id)


_MACHINE_EVENTS = tuple(
    getattr(libvirt, f"VIR_DOMAIN_EVENT_ID_{name}")
    for name in (
        "REBOOT", "DEVICE_ADDED", "DEVICE_REMOVED", "METADATA_CHANGE", "AGENT_LIFECYCLE", "BALLOON_CHANGE",
        "TRAY_CHANGE", "IO_ERROR_REASON", "DISK_CHANGE", "PMSUSPEND", "PMWAKEUP",
    )
    if hasattr(libvirt, f"VIR_DOMAIN_EVENT_ID_{name}")
)  # fmt: skip


def _try(register: Callable[..., object], *arguments: object) -> None:
    with contextlib.suppress(libvirt.libvirtError, AttributeError):
        register(*arguments)
