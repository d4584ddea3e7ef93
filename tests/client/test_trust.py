"""Certificates: each wrong one is refused before any byte of a request, and so of a password or token, is sent."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.secure_server import NotingServer
from tests.vcsim import Authority, fingerprint_of
from vmmconsole.client.change_reader import open_stream
from vmmconsole.client.connection import Client
from vmmconsole.client.endpoint import Endpoint
from vmmconsole.client.known_servers import KnownServers
from vmmconsole.client.session import Session, sign_in
from vmmconsole.client.sync import SyncClient
from vmmconsole.client.trust import Pin, Trust, UntrustedError, pin_of, shown_certificate
from vmmconsole.model.errors import EngineError

SECRET = "canary-secret-7153"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def noting(authority: Authority) -> Iterator[Callable[..., NotingServer]]:
    opened = []

    def start(*names: str, newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3, **options: object) -> NotingServer:
        certificate, key = authority.issue(*(names or ("127.0.0.1",)), **options)
        server = NotingServer(certificate, key, newest=newest)
        opened.append(server)
        return server

    yield start
    for server in opened:
        server.close()


def by_password(endpoint: Endpoint) -> None:
    sign_in(endpoint, "ann", SECRET)


def by_sync_client(endpoint: Endpoint) -> None:
    with SyncClient(endpoint.signed_in(Session("ann", api_token=SECRET))) as client:
        client.server()


def by_async_client(endpoint: Endpoint) -> None:
    async def go() -> None:
        client = Client(endpoint.signed_in(Session("ann", api_token=SECRET)))
        try:
            await client.connect(timeout_seconds=0)
        finally:
            await client.close()

    asyncio.run(go())


def by_stream(endpoint: Endpoint) -> None:
    try:
        open_stream(endpoint.signed_in(Session("ann", api_token=SECRET)), 0).close()
    except ssl.SSLError as err:
        raise UntrustedError("refused") from err


WAYS = [by_password, by_sync_client, by_async_client, by_stream]


def refused(server: NotingServer, trust: Trust | None, way: Callable[[Endpoint], None]) -> UntrustedError:
    with pytest.raises(UntrustedError) as caught:
        way(Endpoint(host="127.0.0.1", port=server.port, secure=True, trust=trust))
    server.close()
    assert server.connections
    assert server.heard == b""
    return caught.value


@pytest.mark.parametrize("way", WAYS)
def test_one_that_nobody_vouches_for(noting, way):
    refused(noting(), Trust(), way)


@pytest.mark.parametrize("way", WAYS)
def test_another_one_than_the_accepted(noting, authority, tmp_path, way):
    accepted, _ = authority.issue("127.0.0.1", title="accepted")
    pin = pin_of(ssl.PEM_cert_to_DER_cert(accepted.read_text()))
    error = refused(noting(), Trust(pin), way)
    if way is not by_stream:
        assert error.accepted == fingerprint_of(accepted)
        assert fingerprint_of(tmp_path / "vcenter.pem") in error.cause
        assert "nothing was sent" in error.problem


@pytest.mark.parametrize("way", WAYS)
def test_one_whose_time_is_over_though_it_was_accepted(noting, tmp_path, way):
    server = noting("127.0.0.1", days=(-9, -1))
    pin = pin_of(ssl.PEM_cert_to_DER_cert((tmp_path / "vcenter.pem").read_text()))
    error = refused(server, Trust(pin), way)
    assert way is by_stream or "expired" in error.cause


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fault", ["expired", "wrong name"])
def test_a_vouched_one_that_is_wrong(noting, authority, monkeypatch, fault, way):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))
    server = noting("127.0.0.1", days=(-9, -1)) if fault == "expired" else noting("vmm.example.org", "192.0.2.1")
    error = refused(server, Trust(), way)
    assert way is by_stream or {"expired": "expired", "wrong name": "IP address mismatch"}[fault] in error.cause


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("pinned", [True, False])
def test_an_older_tls(noting, tmp_path, way, pinned):
    server = noting(newest=ssl.TLSVersion.TLSv1_2)
    pin = pin_of(ssl.PEM_cert_to_DER_cert((tmp_path / "vcenter.pem").read_text()))
    error = refused(server, Trust(pin if pinned else None), way)
    assert way is by_stream or "TLS 1.3" in error.cause


def test_a_right_one_is_let_through(noting, authority, tmp_path, monkeypatch):
    """The same ways reach a server whose certificate is right: what the others saw is no accident."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))
    pin = pin_of(ssl.PEM_cert_to_DER_cert((noting(), tmp_path / "vcenter.pem")[1].read_text()))
    for trust in (Trust(), Trust(pin)):
        server = NotingServer(tmp_path / "vcenter.pem", tmp_path / "vcenter.key")
        open_stream(
            Endpoint(
                host="127.0.0.1", port=server.port, secure=True, trust=trust, session=Session("a", api_token=SECRET)
            ),
            0,
        ).close()
        server.close()
        assert SECRET.encode() in server.heard


def test_a_renewed_one_with_the_same_key_is_the_same_servers(authority, tmp_path):
    certificate, key = authority.issue("127.0.0.1", title="a")
    pin = pin_of(ssl.PEM_cert_to_DER_cert(certificate.read_text()))
    server = NotingServer(certificate, key)
    other = Pin("00:11", pin.key_hash)
    endpoint = Endpoint(host="127.0.0.1", port=server.port, secure=True, trust=Trust(other))
    open_stream(endpoint, 0).close()
    server.close()
    assert b"GET /v1/changes" in server.heard


def test_what_is_shown_is_described(noting):
    server = noting("vmm.example.org", days=(-9, -1))
    shown = shown_certificate("127.0.0.1", server.port)
    assert shown.expired
    assert not shown.names_it
    assert shown.facts.host_names == ["vmm.example.org"]
    assert not shown.facts.trusted
    assert shown_certificate("127.0.0.1", noting("127.0.0.1").port).names_it
    server.close()
    assert server.heard == b""


def test_nobody_there_is_no_question_of_trust():
    with pytest.raises(EngineError, match="no connection") as caught:
        shown_certificate("127.0.0.1", 1)
    assert not isinstance(caught.value, UntrustedError)


def test_known_servers_keep_pins_and_names_and_nothing_else(tmp_path):
    known = KnownServers(tmp_path / "deep/servers.json")
    assert known.trust("VMM:8100").pin is None
    known.accept("VMM:8100", Pin("AA", "bb"))
    known.used("vmm:8100", "ann")
    known.used("other:8100", "bob")
    assert KnownServers(known.path).trust("vmm:8100").pin == Pin("AA", "bb")
    assert [(r.address, r.user) for r in known.recent()] == [("other:8100", "bob"), ("vmm:8100", "ann")]
    known.forget("vmm:8100")
    assert known.trust("vmm:8100").pin is None


def test_a_damaged_list_is_no_empty_one(tmp_path):
    path = tmp_path / "servers.json"
    path.write_text('{"Servers": {')
    with pytest.raises(EngineError, match="cannot be read"):
        KnownServers(path).trust("vmm:8100")
