"""The change stream for a thread: it blocks while it reads, and another thread can end it."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

from . import messages
from .contract import Batch
from .endpoint import Endpoint


def open_stream(endpoint: Endpoint, revision: int) -> socket.socket:
    """A connection on which the engine sends its changes after `revision`.

    Not httpx: only a socket of our own can be shut while another thread reads from it.

    Raises:
        OSError: nobody listens there.
    """
    if endpoint.socket_path:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(endpoint.socket_path)
        except OSError:
            connection.close()
            raise
    else:
        connection = _dial(endpoint)
    lines = [f"GET /v1/changes?since={revision} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in endpoint.headers.items()]
    try:
        connection.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    except BaseException:  # the engine ended just now
        connection.close()
        raise
    return connection


def _dial(endpoint: Endpoint) -> socket.socket:
    host = endpoint.host.strip("[]")
    connection = socket.create_connection((host, endpoint.port))
    if not endpoint.secure:
        return connection
    try:
        return endpoint.tls().wrap_socket(connection, server_hostname=host)
    except BaseException:
        connection.close()
        raise


class ChangeReader:
    """Everything after a revision, batch by batch, until the engine or `close` ends it."""

    def __init__(self, endpoint: Endpoint, revision: int) -> None:
        self._endpoint = endpoint
        self._revision = revision
        self._socket: socket.socket | None = None
        self._closed = False
        self.is_resumable = False
        """Whether the engine ended the stream in order, so that another one goes on from the last revision."""

    def close(self) -> None:
        """End the stream from another thread."""
        self._closed = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def batches(self) -> Iterator[Batch]:
        """What the engine sends; ends when the connection does."""
        try:
            self._socket = open_stream(self._endpoint, self._revision)
        except OSError:
            return
        with self._socket as connection:
            if self._closed:
                return
            lines = messages.DataLines()
            try:
                for piece in self._pieces(connection):
                    for line in lines.feed(piece):
                        yield messages.read_batch(line)
            except (OSError, ValueError):  # it broke off
                return

    def _pieces(self, connection: socket.socket) -> Iterator[bytes]:
        """The body of the answer, which comes in chunks; nothing of an answer that is an error."""
        with connection.makefile("rb") as stream:
            if b" 200" not in stream.readline():
                return
            while stream.readline().strip():
                pass
            while size := int(stream.readline().strip() or b"0", 16):
                yield stream.read(size)
                stream.readline()
            self.is_resumable = not self._closed
