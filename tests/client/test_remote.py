"""Clients of an engine over TLS: sessions that are renewed, ended and begun again while work goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.secure_server import ADMIN, PASSWORD, SecureServer, secure_server
from vmmconsole.client import session as session_module
from vmmconsole.client.change_reader import ChangeReader
from vmmconsole.client.connection import Client
from vmmconsole.client.endpoint import Endpoint
from vmmconsole.client.known_servers import KnownServers
from vmmconsole.client.remote import connect_to
from vmmconsole.client.session import change_password, check_version, sign_in
from vmmconsole.client.sync import SyncClient
from vmmconsole.model import Job, VirtualMachine
from vmmconsole.model.errors import EngineError, PasswordChangeError, SignInError


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureServer]:
    with secure_server(tmp_path_factory.mktemp("engine")) as running:
        yield running


@pytest.fixture
def known(server: SecureServer, tmp_path: Path) -> KnownServers:
    servers = KnownServers(tmp_path / "servers.json")
    trust = server.endpoint.trust
    assert trust is not None
    assert trust.pin is not None
    servers.accept(server.address, trust.pin)
    return servers


@pytest.fixture
def expiring(server: SecureServer, monkeypatch: pytest.MonkeyPatch):
    """Makes all access tokens that there are good no more; sessions stay."""

    def expire() -> None:
        from sqlalchemy import update

        from vmmconsole.engine.store.encoding import time_text
        from vmmconsole.engine.store.schema import sessions

        past = time_text(datetime.now(UTC) - timedelta(seconds=1))
        with server.engine.store.records("", writing=True) as connection:
            connection.execute(update(sessions).values(access_until=past))
        with server.engine.sign_in.sessions._lock:
            server.engine.sign_in.sessions._known.clear()

    return expire


def test_a_blocking_client_goes_on_with_a_new_token(server, expiring):
    session = sign_in(server.endpoint, ADMIN, PASSWORD)
    with SyncClient(server.endpoint.signed_in(session)) as client:
        before = session.access
        expiring()
        assert client.server()["UserName"] == ADMIN
        assert session.access != before
        client.sign_out()
        with pytest.raises(SignInError):
            client.server()
        with pytest.raises(SignInError):
            client.server()


async def test_many_calls_at_once_renew_the_session_once(server, expiring):
    session = await asyncio.to_thread(sign_in, server.endpoint, ADMIN, PASSWORD)
    client = Client(server.endpoint.signed_in(session))
    await client.connect()
    expiring()
    listings = await asyncio.gather(*(client.list(VirtualMachine) for _ in range(20)))
    assert {len(listing.rows) for listing in listings} == {20}
    assert len(server.engine.sign_in.sessions.all(ADMIN)) >= 1
    await client.close()


async def test_a_session_that_ended_lets_the_person_sign_in_and_the_call_goes_on(server, known):
    session = await asyncio.to_thread(sign_in, server.endpoint, ADMIN, PASSWORD)
    client = await connect_to(server.address, session=session, known=known)
    asked = []

    async def again() -> bool:
        asked.append(True)
        await asyncio.to_thread(sign_in, server.endpoint, ADMIN, PASSWORD, session=session)
        return True

    client.sign_in_again = again
    await asyncio.to_thread(server.engine.sign_in.sessions.end_all, ADMIN)
    assert (await client.server_facts())["UserName"] == ADMIN
    assert asked == [True]
    client.sign_in_again = None
    await asyncio.to_thread(server.engine.sign_in.sessions.end_all, ADMIN)
    with pytest.raises(SignInError):
        await client.server_facts()
    await client.close()


async def test_the_stream_goes_on_over_a_restart_and_an_old_token(server, known, expiring):
    session = await asyncio.to_thread(sign_in, server.endpoint, ADMIN, PASSWORD)
    client = await connect_to(server.address, session=session, known=known)
    stream = client.changes(server.engine.store.revision)
    async with asyncio.timeout(30):
        assert (await anext(stream)).connected
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(expiring)
        job = await asyncio.to_thread(server.engine.store.save, Job(name="while nobody listened"))
        await asyncio.to_thread(server.start)
        found = False
        async for batch in stream:
            found = any(event.id == str(job.id) for event in batch.events)
            if found:
                break
        assert found
    await client.close()


async def test_another_address_of_the_list_is_used_when_one_does_not_answer(server, known):
    session = await asyncio.to_thread(sign_in, server.endpoint, ADMIN, PASSWORD)
    client = await connect_to(f"127.0.0.1:1,{server.address}", session=session, known=known)
    assert client.address == server.address
    assert client.user == ADMIN
    await client.close()


async def test_without_a_session_nobody_is_let_in(server, known):
    with pytest.raises(SignInError):
        await connect_to(server.address, known=known)


def test_the_changes_are_read_by_threads_too(server):
    session = sign_in(server.endpoint, ADMIN, PASSWORD)
    reader = ChangeReader(server.endpoint.signed_in(session), 0)
    first = next(iter(reader.batches()))
    assert first.events
    reader.close()


def test_a_password_for_one_use_is_changed_on_the_way(server):
    server.engine.sign_in.accounts.add("carol", PASSWORD)
    with pytest.raises(PasswordChangeError):
        sign_in(server.endpoint, "carol", PASSWORD)
    change_password(server.endpoint, "carol", PASSWORD, "another staple altogether")
    assert sign_in(server.endpoint, "carol", "another staple altogether").user == "carol"


@pytest.mark.parametrize(("ours", "words"), [(0, "Update this program"), (99, "Update the engine")])
def test_another_version_of_the_wire_is_said(server, monkeypatch, ours, words):
    monkeypatch.setattr(session_module, "API_VERSION", ours)
    with pytest.raises(EngineError, match="do not understand each other") as caught:
        check_version(server.endpoint)
    assert words in caught.value.action
    assert "API 1 to 1" in caught.value.cause


def test_an_endpoint_shows_no_token(server):
    session = sign_in(server.endpoint, ADMIN, PASSWORD)
    endpoint = server.endpoint.signed_in(session)
    assert session.access not in f"{endpoint!r} {endpoint} {session!r}"
    assert isinstance(endpoint, Endpoint)
