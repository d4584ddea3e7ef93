"""What every request passes first: who is it, is it too much; and the last place an exception can reach."""

from __future__ import annotations

import asyncio
import getpass
import hmac
import os
import socket
import struct
import sys
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vmmconsole.engine.audit.origin import origin
from vmmconsole.engine.signin import Principal
from vmmconsole.model.errors import AccessError, SignInError

from . import problems
from .rates import Rate

MAX_BODY_BYTES = 8 * 1024 * 1024
"""A script of 100,000 lines fits; what is larger is no script."""

BODY_SECONDS = 30.0
"""How long the next piece of a request's body may take."""
OPEN_PATHS = frozenset({"/v1/version", "/v1/sign-in", "/v1/sign-in/refresh", "/v1/password"})
"""What anybody may ask, to become somebody."""

Authenticate = Callable[[Scope], str | Principal | Awaitable[Principal]]
"""Whom a request comes from, or AccessError. No name stands for anybody."""


class Edge:
    """ASGI middleware in front of the app."""

    def __init__(self, app: ASGIApp, authenticate: Authenticate, limits: Limits | None = None) -> None:
        self.app = app
        self.authenticate = authenticate
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_on(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            principal = await self._principal(scope)
            if self.limits is not None and (seconds := self.limits.wait(scope, principal)):
                await problems.too_many(seconds)(scope, receive, send)
                return
            scope["state"] = {**scope.get("state", {}), "user": principal.user, "principal": principal}
            origin.set(_origin_of(scope))
            await self.app(scope, _limited(receive), send_on)
        except AccessError as err:
            await problems.unknown(err)(scope, receive, send)
        except Exception as err:
            # Nothing is above this but the server's own loop, and no traceback may reach a client.
            response = problems.unforeseen(err)
            if not started:
                await response(scope, receive, send)
            else:
                raise

    async def _principal(self, scope: Scope) -> Principal:
        found = self.authenticate(scope)
        if isawaitable(found):
            found = await found
        return found if isinstance(found, Principal) else Principal(str(found))


class Limits:
    """How often other computers may ask: few times without a name, often with one."""

    def __init__(self, *, unknown: Rate | None = None, known: Rate | None = None) -> None:
        self._unknown = unknown or Rate(1, 60)
        self._known = known or Rate(300, 1_500)

    def wait(self, scope: Scope, principal: Principal) -> float:
        """The seconds to wait; 0 when the request may pass, as all of this computer's may."""
        if scope.get("scheme") != "https":
            return 0.0
        if principal.user:
            return self._known.take(principal.user.casefold())
        return self._unknown.take(address_of(scope))


def address_of(scope: Scope) -> str:
    """The address that a request comes from; empty on this computer."""
    return str((scope.get("client") or ("",))[0])


def _origin_of(scope: Scope) -> str:
    """From where a request comes, for jobs and the audit."""
    client = scope.get("client")
    return str(client[0]) if client and client[0] else "local"


def _limited(receive: Receive) -> Receive:
    read, whole = 0, False

    async def limited() -> Message:
        nonlocal read, whole
        if whole:  # what comes now is the end of the connection, however late
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), BODY_SECONDS)
        except TimeoutError:
            raise HTTPException(408, "The request did not arrive in time.") from None
        whole = not message.get("more_body", False)
        read += len(message.get("body", b""))
        if read > MAX_BODY_BYTES:
            # FastAPI lets only its own kind of exception through while it reads a body.
            raise HTTPException(413, f"The request is too large: at most {MAX_BODY_BYTES // 1024 // 1024} MB.")
        return message

    return limited


def local_user() -> str:
    """The name of the user this process runs as."""
    return getpass.getuser()


def peer_uid(connection: socket.socket) -> int:
    """The user ID of the process at the other end of a Unix socket.

    Raises:
        OSError: the system does not say.
    """
    if sys.platform == "darwin":
        answer = connection.getsockopt(0, 1, 76)  # SOL_LOCAL, LOCAL_PEERCRED: struct xucred
        return int(struct.unpack("2I", answer[:8])[1])
    answer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", answer)[1])


def authenticate_peer(scope: Scope) -> str:
    """Admit the engine's own user and root, by what the system says of the socket's other end.

    Raises:
        AccessError: another user, or nobody knows who.
    """
    uid = scope.get("state", {}).get("peer_uid")
    if uid is None or uid not in (os.getuid(), 0):
        raise AccessError(
            "The engine belongs to another user.",
            cause=f"User ID {uid} asked; the engine runs as user ID {os.getuid()}.",
            action="Run the command as the engine's user.",
        )
    return _name_of(uid)


def token_check(token: str) -> Authenticate:
    """Admit whoever knows the token of this run of the engine; it is in a file that only its user can read."""

    def authenticate(scope: Scope) -> str:
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        given = next((value for name, value in headers if name == b"authorization"), b"")
        if not hmac.compare_digest(given, f"Bearer {token}".encode()):
            raise AccessError(
                "The engine does not know you.",
                cause="The request carries no token, or that of an earlier run.",
                action="Name the token's file, engine.token in the data folder, in VMMCONSOLE_TOKEN_FILE.",
            )
        return local_user()

    return authenticate


def bearer(scope: Scope) -> str:
    """The token that a request carries.

    Raises:
        SignInError: it carries none.
    """
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    given = next((value for name, value in headers if name == b"authorization"), b"")
    kind, _, token = given.decode("latin-1").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise SignInError("You are not signed in.", cause="The request carries no token.")
    return token.strip()


def signed_in(principal_of: Callable[[str], Principal]) -> Authenticate:
    """Admit whoever has a session's or a script's token; without one only what leads to it.

    `principal_of` reads the database, and raises SignInError.
    """

    async def authenticate(scope: Scope) -> Principal:
        if scope["path"] in OPEN_PATHS:
            return Principal("")
        return await asyncio.to_thread(principal_of, bearer(scope))

    return authenticate


def by_way(*, secure: Authenticate, token: Authenticate | None) -> Authenticate:
    """Whoever comes over TLS is asked for a session, over a Unix socket the system, over loopback for the token."""

    def authenticate(scope: Scope) -> str | Principal | Awaitable[Principal]:
        if scope["scheme"] == "https":
            return secure(scope)
        if "peer_uid" in scope.get("state", {}) or token is None:
            return authenticate_peer(scope)
        return token(scope)

    return authenticate


def _name_of(uid: int) -> str:
    try:
        import pwd

        return pwd.getpwuid(uid).pw_name
    except (ImportError, KeyError):
        return str(uid)


def state_with_peer(state: dict[str, Any], connection: socket.socket | None) -> dict[str, Any]:
    """The state of a connection, with the peer's user ID where there is one."""
    if connection is None or connection.family != getattr(socket, "AF_UNIX", None):
        return state
    try:
        return {**state, "peer_uid": peer_uid(connection)}
    except OSError:
        return state
