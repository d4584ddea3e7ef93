"""Where the server listens: a private Unix socket, or a loopback port with a token of this run."""

from __future__ import annotations

import os
import secrets
import socket
import stat
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from vmmconsole.model.errors import EngineError
from vmmconsole.model.wire import TOKEN_FILE

MAX_SOCKET_PATH = 100
"""Bytes; systems differ between 104 and 108."""


@dataclass(slots=True)
class Listener:
    """A bound socket; `token` is empty for a Unix socket, whose other end the system vouches for."""

    sock: socket.socket
    address: str
    """``unix:PATH`` or ``HOST:PORT``."""
    token: str = ""
    path: Path | None = None
    """The socket's own file."""

    def close(self) -> None:
        """Stop listening and remove the socket's file."""
        self.sock.close()
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def listen(address: str, *, data_dir: Path) -> Listener:
    """Listen at ``unix:PATH`` or ``HOST:PORT`` (port 0 takes a free one); a token goes into the data folder.

    Raises:
        EngineError: the address is no such thing, not on loopback, in use, or its folder is open to others.
    """
    if address.startswith("unix:"):
        return _listen_unix(Path(address.removeprefix("unix:")))
    host, separator, port = address.rpartition(":")
    if not separator or not port.isdecimal() or int(port) > 65535:
        raise EngineError(
            f"{address!r} is not an address to listen at.",
            action="Give unix:PATH, or HOST:PORT such as 127.0.0.1:8100.",
        )
    return _listen_tcp(host.strip("[]"), int(port), data_dir)


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
            sock.listen(128)
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


def _listen_tcp(host: str, port: int, data_dir: Path) -> Listener:
    name = "127.0.0.1" if host == "localhost" else host
    try:
        loopback = ip_address(name).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise EngineError(
            f"The engine does not listen at {host or 'all addresses'}:{port}.",
            cause="Whoever reaches the engine governs the virtual machines. So far it has neither TLS nor sign-in: "
            "remote mode comes with the server release.",
            action="Use a loopback address such as 127.0.0.1:8100, or unix:PATH, and reach it through ssh.",
        )
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    try:
        sock = socket.create_server((name, port), family=family, backlog=128)
    except OSError as err:
        raise _in_the_way(f"{name}:{port}", err) from err
    sock.setblocking(False)
    token = secrets.token_urlsafe(32)
    _write_private(data_dir / TOKEN_FILE, token)
    shown = f"[{name}]" if family == socket.AF_INET6 else name
    return Listener(sock, f"{shown}:{sock.getsockname()[1]}", token=token)


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
