"""Where connections come in. Those that say nothing are few and are sent away soon, so that thousands of them take
nothing from those that work."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import ssl
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)

GREETING_SECONDS = 10.0
"""How long a connection has for TLS and its first request."""
MOST_SILENT = 1_000
"""So many may be that have not asked anything yet; one more ends the oldest of whoever has most of them."""
MOST_OPEN = 8_000
_SPARE_FILES = 512
"""Files that the engine needs beside connections: databases, hosts, library."""
_FULL = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}


class Guest:
    """One connection, from when it was accepted."""

    def __init__(self, door: Door, connection: socket.socket, address: str) -> None:
        self.door = door
        self.connection = connection
        self.address = address
        self.transport: asyncio.Transport | None = None
        self.task: asyncio.Task[None] | None = None
        self.begun = False
        """Whether the task runs already: one that is cancelled before never does, and closes nothing."""
        loop = asyncio.get_running_loop()
        self.timer = loop.call_later(door.greeting_seconds, self.dismiss)

    def spoke(self) -> None:
        """It has sent a whole request: it is no silent one any more."""
        self.timer.cancel()
        self.door.heard(self)

    def gone(self) -> None:
        """The connection has ended."""
        self.timer.cancel()
        self.door.left(self)

    def dismiss(self) -> None:
        """End it now."""
        self.gone()
        if self.transport is not None:
            self.transport.abort()
        elif self.task is not None:
            self.task.cancel()
            if not self.begun:
                self.connection.close()


MakeProtocol = Callable[[Guest], asyncio.Protocol]


class Door:
    """Accepts connections. Lives on the server's loop."""

    def __init__(
        self,
        *,
        greeting_seconds: float = GREETING_SECONDS,
        most_silent: int = MOST_SILENT,
        most_open: int = 0,
    ) -> None:
        self.greeting_seconds = greeting_seconds
        self.most_silent = most_silent
        self.most_open = most_open or room_for_connections()
        self.dismissed = 0
        """How many were sent away because there were too many."""
        self._silent: dict[str, dict[Guest, None]] = {}
        self._counts: Counter[str] = Counter()
        self._open: set[Guest] = set()
        self._accepting: list[asyncio.Task[None]] = []

    @property
    def silent(self) -> int:
        """How many connections have not asked anything yet."""
        return self._counts.total()

    @property
    def open(self) -> int:
        """How many connections there are."""
        return len(self._open)

    def begin(self, sock: socket.socket, make: MakeProtocol, tls: ssl.SSLContext | None) -> None:
        """Accept at a listening socket from now on."""
        loop = asyncio.get_running_loop()
        self._accepting.append(loop.create_task(self._accept(sock, make, tls)))

    async def end(self) -> None:
        """Accept nothing more, and send away who has not asked anything."""
        for task in self._accepting:
            task.cancel()
        await asyncio.gather(*self._accepting, return_exceptions=True)
        self._accepting.clear()
        for guests in list(self._silent.values()):
            for guest in list(guests):
                guest.dismiss()

    def heard(self, guest: Guest) -> None:
        """A connection asks something."""
        guests = self._silent.get(guest.address)
        if guests is not None and guest in guests:
            del guests[guest]
            self._counts[guest.address] -= 1
            if not guests:
                del self._silent[guest.address], self._counts[guest.address]

    def left(self, guest: Guest) -> None:
        """A connection is over."""
        self.heard(guest)
        self._open.discard(guest)

    async def _accept(self, sock: socket.socket, make: MakeProtocol, tls: ssl.SSLContext | None) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, peer = await loop.sock_accept(sock)
            except OSError as err:
                if err.errno not in _FULL:
                    if sock.fileno() < 0:
                        return
                    continue  # the other end was gone before we took it
                if not self._make_room():
                    await asyncio.sleep(0.1)
                continue
            self._admit(connection, peer, make, tls)

    def _admit(self, connection: socket.socket, peer: Any, make: MakeProtocol, tls: ssl.SSLContext | None) -> None:
        connection.setblocking(False)
        address = str(peer[0]) if isinstance(peer, tuple) and peer else ""
        if self.silent >= self.most_silent or self.open >= self.most_open:
            self._make_room()
        if self.open >= self.most_open:
            self.dismissed += 1
            connection.close()
            return
        guest = Guest(self, connection, address)
        self._open.add(guest)
        self._silent.setdefault(address, {})[guest] = None
        self._counts[address] += 1
        guest.task = asyncio.get_running_loop().create_task(self._greet(guest, make, tls))

    async def _greet(self, guest: Guest, make: MakeProtocol, tls: ssl.SSLContext | None) -> None:
        guest.begun = True
        loop = asyncio.get_running_loop()
        limits: dict[str, Any] = {}
        if tls is not None:
            limits = {"ssl_handshake_timeout": self.greeting_seconds, "ssl_shutdown_timeout": 3.0}
        try:
            guest.transport, _ = await loop.connect_accepted_socket(
                lambda: make(guest), guest.connection, ssl=tls, **limits
            )
        except (OSError, ssl.SSLError, asyncio.CancelledError):
            guest.gone()
            guest.connection.close()

    def _make_room(self) -> bool:
        """End the oldest silent connection of the address that has most of them."""
        if not self._counts:
            return False
        address = max(self._counts, key=self._counts.__getitem__)
        next(iter(self._silent[address])).dismiss()
        self.dismissed += 1
        return True


def room_for_connections() -> int:
    """How many connections this process may have; its limit of open files is raised as far as it may."""
    if sys.platform == "win32":
        return MOST_OPEN
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_OPEN + _SPARE_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_OPEN + _SPARE_FILES)
    if soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
        except (OSError, ValueError) as err:
            log.warning("The limit of open files stays at %s: %s", soft, err)
    return max(64, min(MOST_OPEN, soft - _SPARE_FILES))
