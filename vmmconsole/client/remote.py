"""The way to an engine that is named rather than started: addresses, the accepted certificates, a session."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from .connection import Client
from .endpoint import Endpoint, parse_endpoints, token_of_environment
from .known_servers import KnownServers
from .session import Session, check_version


def endpoints_at(addresses: str, known: KnownServers | None = None) -> list[Endpoint]:
    """The endpoints of ``unix:PATH`` or ``HOST[:PORT],…``, each with the certificate that was accepted for it.

    Raises:
        EngineError: one is not an address, or the list of known servers cannot be read.
    """
    found = parse_endpoints(addresses)
    if not any(endpoint.secure for endpoint in found):
        return found
    known = known or KnownServers()
    return [replace(endpoint, trust=known.trust(str(endpoint))) if endpoint.secure else endpoint for endpoint in found]


def session_of_environment(endpoints: Iterable[Endpoint]) -> Session | None:
    """A session with the token of scripts that the environment names (`token_of_environment`); None without one.

    Raises:
        EngineError: the file cannot be read, or others can read it too.
    """
    if not any(endpoint.secure for endpoint in endpoints):
        return None
    token = token_of_environment()
    return Session(api_token=token) if token else None


async def connect_to(
    addresses: str, *, session: Session | None = None, known: KnownServers | None = None, timeout_seconds: float = 5
) -> Client:
    """A connected client to the engine at one of the addresses.

    Raises:
        EngineError: nobody answers there, or what answers speaks another version of the wire.
        UntrustedError: it shows a certificate that nobody has accepted; nothing was sent.
        SignInError: nobody is signed in there.
    """
    endpoints = await asyncio.to_thread(endpoints_at, addresses, known)
    session = session or session_of_environment(endpoints)
    secure = [endpoint for endpoint in endpoints if endpoint.secure]
    if len(secure) == 1:
        await asyncio.to_thread(check_version, secure[0])
    first = endpoints[0]
    client = Client(
        *(endpoint.signed_in(session) if endpoint.secure else endpoint for endpoint in endpoints),
        address=str(first) if first.secure else "localhost",
    )
    try:
        await client.connect(timeout_seconds=timeout_seconds)
    except BaseException:
        await client.close()
        raise
    return client
