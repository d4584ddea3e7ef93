"""Where an engine listens: a Unix socket, or a loopback port with the token of its present run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from vmmconsole.model.errors import EngineError

TOKEN_FILE_VARIABLE = "VMMCONSOLE_TOKEN_FILE"  # noqa: S105  the name of a variable, not a secret
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One way to reach an engine; exactly one of `socket_path` and `host` is set."""

    socket_path: str = ""
    host: str = ""
    port: int = 0
    token: str = ""

    def __str__(self) -> str:
        return f"unix:{self.socket_path}" if self.socket_path else f"{self.host}:{self.port}"

    def __repr__(self) -> str:  # the token is a secret and must not reach a log
        return f"Endpoint({str(self)!r})"

    @property
    def base_url(self) -> str:
        """The URL that requests start with; over a Unix socket its host says nothing."""
        return "http://localhost" if self.socket_path else f"http://{self.host}:{self.port}"

    @property
    def headers(self) -> dict[str, str]:
        """What each request carries."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


def parse_endpoint(address: str, *, token: str = "") -> Endpoint:
    """``unix:PATH`` or ``HOST:PORT`` as an endpoint; VMMCONSOLE_TOKEN_FILE may name the file with the token.

    Raises:
        EngineError: not an address, or one that is not on this computer.
    """
    if address.startswith("unix:"):
        path = address.removeprefix("unix:")
        if not path:
            raise _bad(address, "the path of the socket is missing")
        return Endpoint(socket_path=path)
    host, separator, port = address.removeprefix("http://").rstrip("/").rpartition(":")
    if not separator or not port.isdecimal() or not 0 < int(port) < 65536 or not host:
        raise _bad(address, "it is neither unix:PATH nor HOST:PORT")
    if host not in _LOOPBACK:
        raise EngineError(
            f"The engine at {address} cannot be reached.",
            cause="Only engines on this computer can be reached so far; connections to others need TLS and sign-in, "
            "which come with the server release.",
            action="Start the engine on this computer, or run the command on the other one, for example through ssh.",
        )
    return Endpoint(host=host, port=int(port), token=token or _token_from_file())


def _token_from_file() -> str:
    name = os.environ.get(TOKEN_FILE_VARIABLE, "")
    if not name:
        return ""
    try:
        return Path(name).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as err:
        raise EngineError(
            "The token of the engine cannot be read.",
            cause=f"{TOKEN_FILE_VARIABLE} names {name!r}: {err}.",
            action="Name the file engine.token in the data folder of the running engine.",
        ) from err


def _bad(address: str, why: str) -> EngineError:
    return EngineError(
        f"{address!r} is not the address of an engine: {why}.",
        action="Give unix:PATH, or HOST:PORT such as 127.0.0.1:8100.",
    )
