"""A reader of the change stream that only shows the engine that somebody is here, so that it does not end when idle."""

from __future__ import annotations

import contextlib
import socket
import threading

from .change_reader import open_stream
from .endpoint import Endpoint


class Presence:
    """Reads the change stream on a thread of its own and forgets what it says, while the context is open."""

    def __init__(self, endpoint: Endpoint, revision: int) -> None:
        """`revision` is the one to read from: that of any listing."""
        self._endpoint = endpoint
        self._revision = revision
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Presence:
        try:
            self._socket = open_stream(self._endpoint, self._revision)
        except OSError:
            return self  # the next call says that there is no engine
        self._thread = threading.Thread(target=self._read, args=(self._socket,), name="presence", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            if self._thread is not None:
                self._thread.join()
            self._socket.close()

    @staticmethod
    def _read(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while connection.recv(65536):
                pass
