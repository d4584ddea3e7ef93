"""The connection to one libvirt: opened, watched, and opened again when it is lost."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

import libvirt

from vmmconsole.model.errors import HostUnreachableError, VMMError

from .faults import error_from

_log = logging.getLogger(__name__)
_KEEPALIVE_SECONDS = 5
_KEEPALIVE_COUNT = 3
_FIRST_WAIT_SECONDS = 0.1
_LONGEST_WAIT_SECONDS = 15.0
_REASONS = {
    libvirt.VIR_CONNECT_CLOSE_REASON_ERROR: "The host ended the connection with an error.",
    libvirt.VIR_CONNECT_CLOSE_REASON_EOF: "The host's libvirt daemon stopped or restarted.",
    libvirt.VIR_CONNECT_CLOSE_REASON_KEEPALIVE: "The host does not answer any more.",
}

_loop_lock = threading.Lock()
_loop: threading.Thread | None = None


def _run_events() -> None:
    while True:
        try:
            libvirt.virEventRunDefaultImpl()
        except libvirt.libvirtError:
            _log.exception("libvirt's event loop")


def start_event_loop() -> None:
    """libvirt's event loop, one thread for the whole process; before the first connection is opened."""
    global _loop
    with _loop_lock:
        if _loop is None:
            libvirt.registerErrorHandler(lambda _context, _error: None, None)  # errors travel as exceptions alone
            libvirt.virEventRegisterDefaultImpl()
            _loop = threading.Thread(target=_run_events, name="libvirt-events", daemon=True)
            _loop.start()


class Connection:
    """Keeps one libvirt connection open. `resolve` gives the URI and may start a daemon; `prepare` gets each new
    connection before anybody uses it, to register for events."""

    def __init__(
        self,
        resolve: Callable[[], str],
        prepare: Callable[[libvirt.virConnect], None],
        lost: Callable[[str], None],
        restored: Callable[[], None],
    ) -> None:
        self._resolve = resolve
        self._prepare = prepare
        self._lost = lost
        self._restored = restored
        self._connection: libvirt.virConnect | None = None
        self._newest: libvirt.virConnect | None = None
        self._reason = "Not connected yet."
        self._wake = threading.Event()
        self._closed = False
        self._watcher: threading.Thread | None = None
        self.uri = ""

    def open(self) -> None:
        """Connect for the first time, or again after `close`.

        Raises:
            HostUnreachableError: no connection.
        """
        start_event_loop()
        self._closed = False
        self._wake.clear()
        self._open()
        self._watcher = threading.Thread(target=self._watch, name="libvirt-connection", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """End the connection and its thread."""
        self._closed = True
        self._wake.set()
        if self._watcher is not None and self._watcher is not threading.current_thread():
            self._watcher.join(10)
        self._drop()

    @property
    def handle(self) -> libvirt.virConnect:
        """The connection as it is now.

        Raises:
            HostUnreachableError: it is lost and not restored yet.
        """
        connection = self._connection
        if connection is not None and not _is_alive(connection):
            self._wake.set()  # the notice of its end has not come yet
            connection = None
        if connection is None:
            raise HostUnreachableError("The host is not connected.", cause=self._reason)
        return connection

    def _open(self) -> None:
        self.uri = _without_terminal(self._resolve())
        try:
            connection = libvirt.open(self.uri)
        except libvirt.libvirtError as err:
            found = error_from(f"The host cannot be reached ({self.uri}).", err)
            raise HostUnreachableError(
                found.problem, cause=found.cause, action=found.action, details=found.details
            ) from err
        try:
            self._newest = connection  # it may end before it is in use
            connection.registerCloseCallback(self._closed_by_host, None)
            with contextlib.suppress(libvirt.libvirtError):  # drivers inside the process have no keep-alive
                connection.setKeepAlive(_KEEPALIVE_SECONDS, _KEEPALIVE_COUNT)
            self._prepare(connection)
        except libvirt.libvirtError as err:
            with contextlib.suppress(libvirt.libvirtError):
                connection.close()
            raise error_from("The host answers, but not as a virtual machine host.", err) from err
        self._connection = connection
        if self._closed:  # meanwhile
            self._drop()

    def _closed_by_host(self, connection: libvirt.virConnect, reason: int, _opaque: object) -> None:
        """Called in the event thread, which must not wait: the watcher does the work."""
        if self._closed or connection is not self._newest:
            return
        self._reason = _REASONS.get(reason, "The connection was closed.")
        self._wake.set()

    def _watch(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            if self._closed:
                return
            self._drop()
            self._lost(self._reason)
            if self._reopen():
                self._restored()

    def _reopen(self) -> bool:
        wait = _FIRST_WAIT_SECONDS
        while not self._closed:
            try:
                self._open()
            except VMMError as err:
                self._reason = str(err)
                self._wake.wait(wait)
                wait = min(wait * 2, _LONGEST_WAIT_SECONDS)
            else:
                return True
        return False

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(libvirt.libvirtError):
                connection.unregisterCloseCallback()
            with contextlib.suppress(libvirt.libvirtError):
                connection.close()


def _is_alive(connection: libvirt.virConnect) -> bool:
    """Asks the library only, not the host."""
    try:
        return bool(connection.isAlive())
    except libvirt.libvirtError:
        return False


def _without_terminal(uri: str) -> str:
    """An SSH that wants a password must fail, not wait at a terminal that nobody sees."""
    parts = urlsplit(uri)
    if not parts.scheme.endswith("+ssh") or "no_tty" in parts.query:
        return uri
    query = f"{parts.query}&no_tty=1" if parts.query else "no_tty=1"
    return urlunsplit(parts._replace(query=query))


def is_local(uri: str) -> bool:
    """Whether the files of the host are the files of this machine."""
    parts = urlsplit(uri)
    return not parts.hostname and parts.scheme.partition("+")[2] in {"", "unix"}
