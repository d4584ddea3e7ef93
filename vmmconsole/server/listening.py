"""Where the server listens: a private Unix socket, a port with TLS, or a loopback port with a token of this run."""

from __future__ import annotations

import os
import secrets
import socket
import stat
from dataclasses import dataclass
from pathlib import Path

from vmmconsole.model.errors import EngineError
from vmmconsole.model.wire import TOKEN_FILE

MAX_SOCKET_PATH = 100
"""Bytes; systems differ between 104 and 108."""
_BACKLOG = 1024
_LOOPBACK = "127.0.0.1"


@dataclass(slots=True)
class Listener:
    """A bound socket; `token` is empty for a Unix socket, whose other end the system vouches for."""

    sock: socket.socket
    address: str
    """``unix:PATH``, ``HOST:PORT`` or ``loopback:PORT``."""
    token: str = ""
    path: Path | None = None
    """The socket's own file."""
    secure: bool = False
    """Whether TLS is spoken and people sign in."""

    def close(self) -> None:
        """Stop listening and remove the socket's file."""
        self.sock.close()
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def listen(address: str, *, data_dir: Path) -> Listener:
    """Listen at ``unix:PATH``, at ``HOST:PORT`` with TLS (port 0 takes a free one), or at ``loopback:PORT``: plain, on
    this computer only, with a token in the data folder, for embedded engines where there are no Unix sockets.

    Raises:
        EngineError: the address is no such thing, in use, or its folder is open to others.
    """
    if address.startswith("unix:"):
        return _listen_unix(Path(address.removeprefix("unix:")))
    host, separator, port = address.rpartition(":")
    if not separator or not port.isdecimal() or int(port) > 65535 or (":" in host and not host.startswith("[")):
        raise EngineError(
            f"{address!r} is not an address to listen at.",
            action="Give unix:PATH, or HOST:PORT such as 0.0.0.0:8100 or [::]:8100.",
        )
    if host == "loopback":
        return _listen_loopback(int(port), data_dir)
    sock = _bind(host.strip("[]"), int(port))
    shown = f"[{host.strip('[]')}]" if sock.family == socket.AF_INET6 else host
    return Listener(sock, f"{shown}:{sock.getsockname()[1]}", secure=True)


def _listen_unix(path: Path) -> Listener:
    if not path.is_absolute():
        path = Path.cwd() / path
    if len(os.fsencode(path)) > MAX_SOCKET_PATH:
        raise EngineError(
            f"The engine cannot listen at {path}.",
            cause=f"The path of a socket can have {MAX_SOCKET_PATH} bytes.",
            action="Choose a shorter path, for example below /run or /tmp.",
        )
    try:
        _private_folder(path.parent)
        _remove_dead_socket(path)
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            before = os.umask(0o177)
            try:
                sock.bind(str(path))
            finally:
                os.umask(before)
            sock.listen(_BACKLOG)
        except OSError:
            sock.close()
            raise
    except OSError as err:
        raise _in_the_way(str(path), err) from err
    sock.setblocking(False)
    return Listener(sock, f"unix:{path}", path=path)


def _private_folder(folder: Path) -> None:
    """Make the socket's folder, for nobody else; an existing one must belong to us and not be open to others.

    Raises:
        EngineError: somebody else could put another socket there.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.getuid() or facts.st_mode & 0o022:
        raise EngineError(
            f"The engine does not listen in {folder}.",
            cause="The folder is not this user's alone: somebody else could put another socket there.",
            action=f"Choose another folder, or run: chmod 700 '{folder}'.",
        )


def _remove_dead_socket(path: Path) -> None:
    if not path.is_socket():
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
            return
    raise EngineError(
        f"The engine cannot listen at {path}.",
        cause="Another process listens there.",
        action="Choose another address, or end the other engine.",
    )


def _listen_loopback(port: int, data_dir: Path) -> Listener:
    sock = _bind(_LOOPBACK, port)
    token = secrets.token_urlsafe(32)
    _write_private(data_dir / TOKEN_FILE, token)
    return Listener(sock, f"loopback:{sock.getsockname()[1]}", token=token)


def _bind(host: str, port: int) -> socket.socket:
    """A listening socket on one address; an IPv6 one takes no IPv4, so that both can be listened at."""
    where = f"{host or 'all addresses'}:{port}"
    try:
        found = socket.getaddrinfo(
            host or None,
            port,
            type=socket.SOCK_STREAM,
            flags=socket.AI_PASSIVE,
        )
        family, _, _, _, name = found[0]
        sock = socket.create_server(name[:2] if family == socket.AF_INET else name, family=family, backlog=_BACKLOG)
    except OSError as err:
        raise _in_the_way(where, err) from err
    sock.setblocking(False)
    return sock


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text)


def _in_the_way(where: str, err: OSError) -> EngineError:
    return EngineError(
        f"The engine cannot listen at {where}.",
        cause=(err.strerror or str(err)) + ".",
        action="Choose another address with --listen, or end what is using this one.",
        details=str(err),
    )
