"""What every request passes first: who is it, is the body too large; and the last place an exception can reach."""

from __future__ import annotations

import getpass
import hmac
import os
import socket
import struct
import sys
from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vmmconsole.engine.audit.origin import origin
from vmmconsole.model.errors import AccessError

from . import problems

MAX_BODY_BYTES = 8 * 1024 * 1024
"""A script of 100,000 lines fits; what is larger is no script."""

Authenticate = Callable[[Scope], str]
"""The user's name for a connection, or AccessError."""


class Edge:
    """ASGI middleware in front of the app."""

    def __init__(self, app: ASGIApp, authenticate: Authenticate) -> None:
        self.app = app
        self.authenticate = authenticate

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
            user = self.authenticate(scope)
            scope["state"] = {**scope.get("state", {}), "user": user}
            origin.set(_origin_of(scope))
            await self.app(scope, _limited(receive), send_on)
        except AccessError as err:
            await problems.problem(err, 401)(scope, receive, send)
        except Exception as err:
            # Nothing is above this but the server's own loop, and no traceback may reach a client.
            response = problems.unforeseen(err)
            if not started:
                await response(scope, receive, send)
            else:
                raise


def _origin_of(scope: Scope) -> str:
    """From where a request comes, for jobs and the audit."""
    client = scope.get("client")
    return str(client[0]) if client and client[0] else "local"


def _limited(receive: Receive) -> Receive:
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
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
