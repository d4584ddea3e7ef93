"""Where an engine listens: a Unix socket, a port with TLS, or a loopback port with the token of its present run."""

from __future__ import annotations

import os
import re
import shlex
import ssl
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vmmconsole.model.errors import EngineError
from vmmconsole.model.sign_in import API_HEADER, API_VERSION

if TYPE_CHECKING:
    from .session import Session
    from .trust import Trust

TOKEN_VARIABLE = "VMMCONSOLE_TOKEN"  # noqa: S105  the name of a variable, not a secret
TOKEN_FILE_VARIABLE = "VMMCONSOLE_TOKEN_FILE"  # noqa: S105  as above
DEFAULT_PORT = 8100
_HERE = "127.0.0.1"
_HOST = re.compile(r"\[[0-9A-Fa-f:.%]+\]|[\w.\-]+")
_TOKEN = re.compile(r"[\w\-.~+/=]{16,200}", re.ASCII)
"""What can be in a header; whatever was kept in that place by mistake is not sent to anybody."""
_ACTION = "Give unix:PATH, or HOST or HOST:PORT such as vmm.example.org:8100."


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One way to reach an engine; exactly one of `socket_path` and `host` is set."""

    socket_path: str = ""
    host: str = ""
    port: int = 0
    token: str = ""
    """That of the engine's present run, on a loopback port."""
    secure: bool = False
    """Whether TLS is spoken; then a session says who asks."""
    trust: Trust | None = field(default=None, compare=False)
    """Which certificate it must show; None for one that this computer trusts."""
    session: Session | None = field(default=None, compare=False)
    others: tuple[Endpoint, ...] = field(default=(), compare=False)
    """Those of other engines on the same database."""

    def __str__(self) -> str:
        if self.socket_path:
            return f"unix:{self.socket_path}"
        return f"{self.host}:{self.port}" if self.secure else f"loopback:{self.port}"

    def __repr__(self) -> str:  # the token is a secret and must not reach a log
        return f"Endpoint({str(self)!r})"

    @property
    def base_url(self) -> str:
        """The URL that requests start with; over a Unix socket its host says nothing."""
        if self.socket_path:
            return "http://localhost"
        return f"{'https' if self.secure else 'http'}://{self.host}:{self.port}"

    @property
    def headers(self) -> dict[str, str]:
        """What each request carries now."""
        carried = {API_HEADER: str(API_VERSION)}
        token = self.session.access if self.session is not None else self.token
        if token:
            carried["Authorization"] = f"Bearer {token}"
        return carried

    def tls(self) -> ssl.SSLContext:
        """The context that connections use; without TLS one that nothing uses, because the usual one loads all
        certificates of the system, which takes 20 ms."""
        if not self.secure:
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        from .trust import trusting_context

        return self.trust.context() if self.trust is not None else trusting_context()

    def elsewhere(self) -> Endpoint | None:
        """That of the next engine on the same database, for the same session; None where this is the only one."""
        if not self.others:
            return None
        following, *rest = self.others
        here = replace(self, others=(), session=None)
        return replace(following, session=self.session, others=(*rest, here))

    def signed_in(self, session: Session | None) -> Endpoint:
        """The same for somebody's session."""
        return replace(self, session=session)


def parse_endpoint(address: str, *, token: str = "") -> Endpoint:
    """``unix:PATH``, ``HOST[:PORT]`` or ``loopback:PORT`` as an endpoint, of which the last needs a token; the variable
    VMMCONSOLE_TOKEN_FILE may name the file that has it.

    Raises:
        EngineError: not an address.
    """
    if address.startswith("unix:"):
        path = address.removeprefix("unix:")
        if not path:
            raise _bad(address, "the path of the socket is missing")
        return Endpoint(socket_path=path)
    bare = address.removeprefix("https://").rstrip("/")
    host, separator, port = bare.rpartition(":")
    if not separator or bare.endswith("]"):
        host, port = bare, str(DEFAULT_PORT)
    if not _HOST.fullmatch(host):
        raise _bad(address, "it is neither unix:PATH nor HOST[:PORT]")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise _bad(address, f"{port!r} is no port")
    if host == "loopback":
        return Endpoint(host=_HERE, port=int(port), token=token or token_of_environment())
    return Endpoint(host=host.lower(), port=int(port), secure=True)


def parse_endpoints(addresses: str) -> list[Endpoint]:
    """Addresses of engines on one database, with commas between them, in the order in which they are tried.

    Raises:
        EngineError: one is not an address, or there is none.
    """
    found = [parse_endpoint(address.strip()) for address in addresses.split(",") if address.strip()]
    if not found:
        raise _bad(addresses, "it is empty")
    return found


def token_of_environment() -> str:
    """The token that VMMCONSOLE_TOKEN holds, or the file that VMMCONSOLE_TOKEN_FILE names; empty for none. It is never
    taken from a command line, which every user of a computer can read.

    Raises:
        EngineError: it is no token, or the file cannot be read, or others can read it too.
    """
    token = os.environ.get(TOKEN_VARIABLE, "").strip()
    if token:
        if not _TOKEN.fullmatch(token):
            raise _no_token(f"What {TOKEN_VARIABLE} holds is no token.")
        return token
    name = os.environ.get(TOKEN_FILE_VARIABLE, "")
    if not name:
        return ""
    named = f"{TOKEN_FILE_VARIABLE} names {name!r}"
    try:
        if os.name == "posix" and Path(name).stat().st_mode & 0o077:
            raise EngineError(
                "The token of the engine is not used.",
                cause=f"{named}, which other users may read or write.",
                action=f"Run: chmod 600 {shlex.quote(name)}. Revoke the token when others can have read it.",
            )
        token = Path(name).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as err:
        cause = getattr(err, "strerror", None) or "It is no text of plain letters"
        raise _no_token(f"{named}: {cause}.") from err
    if not _TOKEN.fullmatch(token):
        raise _no_token(f"{named}, and what is in it is no token.")
    return token


def _no_token(cause: str) -> EngineError:
    return EngineError(
        "The token of the engine cannot be read.",
        cause=cause,
        action="Name a file with a token for scripts (vmmconsole token new makes one), or engine.token in the data "
        "folder of the running engine.",
    )


def _bad(address: str, why: str) -> EngineError:
    return EngineError(f"{address!r} is not the address of an engine: {why}.", action=_ACTION)
