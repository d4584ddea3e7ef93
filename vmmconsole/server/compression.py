"""Answers to other computers are compressed; a local client would only wait for it."""

from __future__ import annotations

import asyncio
import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEAST_BYTES = 1_500
"""What fits into one packet is sent as it is."""
LEVEL = 4
"""A listing of 25,000 machines shrinks to a twelfth with it; higher levels take twice the time for a twentieth less."""
_TYPES = ("application/json", "application/problem+json", "text/plain")
_SECRETS = ("/v1/sign-in", "/v1/api-tokens")
"""Answers with a secret beside what somebody else may choose: their length must not tell of it."""


class Compression:
    """ASGI middleware: gzip for answers that are sent whole. Streams pass as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if not _wanted(scope):
            await self.app(scope, receive, send)
            return
        start: Message | None = None

        async def send_on(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start is not None:
                begun, start = start, None
                if message["type"] == "http.response.body" and not message.get("more_body", False):
                    message = await _compressed(begun, message)
                await send(begun)
            await send(message)

        await self.app(scope, receive, send_on)


def _wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["scheme"] != "https" or scope["path"].startswith(_SECRETS):
        return False
    return "gzip" in Headers(scope=scope).get("accept-encoding", "")


async def _compressed(start: Message, message: Message) -> Message:
    """The body compressed, and the headers of `start` to match, where that is worth it."""
    headers = MutableHeaders(raw=start["headers"])
    body = message.get("body", b"")
    kind = headers.get("content-type", "").partition(";")[0]
    if len(body) < LEAST_BYTES or kind not in _TYPES or "content-encoding" in headers:
        return message
    small = await asyncio.to_thread(gzip.compress, body, LEVEL)
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(small))
    headers.add_vary_header("accept-encoding")
    start["headers"] = headers.raw
    return {**message, "body": small}
