"""The way into an engine elsewhere: what has to be judged first, what is kept of it, and what is said when it fails."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.secure_server import ADMIN, PASSWORD, NotingServer, SecureServer, secure_server
from vmmconsole.client.entrance import Entrance, canonical, is_remote
from vmmconsole.client.known_servers import KnownServers
from vmmconsole.client.threads import on_thread
from vmmconsole.client.trust import UntrustedError
from vmmconsole.model.errors import EngineError, PasswordChangeError, SignInError
from vmmconsole.server.certificates import Certificates


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureServer]:
    with secure_server(tmp_path_factory.mktemp("engine")) as running:
        yield running


@pytest.fixture
def known(tmp_path: Path) -> KnownServers:
    return KnownServers(tmp_path / "servers.json")


@pytest.fixture
def impostor(tmp_path: Path) -> Iterator[NotingServer]:
    """Something else that speaks TLS."""
    certificates = Certificates(tmp_path / "tls", names=["impostor"])
    certificates.open()
    running = NotingServer(certificates.files.certificate, certificates.files.key)
    yield running
    running.close()


def test_a_first_certificate_is_judged_then_kept(server, known):
    entrance = Entrance(server.address, known)
    (doubt,) = entrance.reach()
    assert doubt.accepted is None
    assert not doubt.shown.expired
    assert entrance.reached is None
    entrance.accept(doubt)
    assert entrance.reach() == []
    assert entrance.version is not None
    assert entrance.version.product == "vmmconsole"
    kept = known.accepted(server.address)
    assert kept is not None
    assert (kept.fingerprint, kept.subject) == (doubt.shown.facts.fingerprint, doubt.shown.facts.subject)
    assert kept.valid_to == doubt.shown.facts.valid_to
    assert kept.accepted_at is not None
    assert entrance.sign_in(ADMIN, PASSWORD).user == ADMIN


def test_a_changed_one_is_judged_against_what_was_accepted(impostor, server, known):
    other = server.endpoint.trust
    assert other is not None
    assert other.pin is not None
    known.accept(f"127.0.0.1:{impostor.port}", other.pin)
    entrance = Entrance(f"127.0.0.1:{impostor.port}", known)
    (doubt,) = entrance.reach()
    assert doubt.accepted is not None
    assert doubt.accepted.fingerprint == other.pin.fingerprint != doubt.shown.facts.fingerprint
    assert impostor.heard == b""


def test_of_several_engines_each_that_is_unknown_is_judged_and_the_first_that_answers_is_used(server, impostor, known):
    addresses = f"127.0.0.1:1, {server.address},127.0.0.1:{impostor.port}"
    entrance = Entrance(addresses, known)
    assert entrance.addresses == canonical(addresses) == addresses.replace(" ", "")
    assert {doubt.endpoint.port for doubt in entrance.reach()} == {server.port, impostor.port}
    known.accept(server.address, pin_of_server(server))
    assert [doubt.endpoint.port for doubt in entrance.reach()] == [impostor.port]
    assert entrance.reached is not None
    assert entrance.reached.port == server.port


def pin_of_server(server):
    trust = server.endpoint.trust
    assert trust is not None
    assert trust.pin is not None
    return trust.pin


def test_nobody_there_and_no_engine_are_said(known):
    with pytest.raises(EngineError, match="no connection to the engine at"):
        Entrance("127.0.0.1:1", known).reach()
    with pytest.raises(EngineError, match="not the address of an engine elsewhere"):
        Entrance("unix:/tmp/x", known)
    with pytest.raises(EngineError, match="is not the address"):
        Entrance("no/thing", known)


def test_what_speaks_no_tls_is_said(known):
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def answer() -> None:
            for _ in range(2):
                connection, _ = plain.accept()
                with contextlib.suppress(OSError), connection:
                    connection.recv(1)
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(1024):
                        pass

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        with pytest.raises(UntrustedError) as caught:
            Entrance(f"127.0.0.1:{plain.getsockname()[1]}", known).reach()
        assert "does not speak TLS 1.3" in caught.value.cause
        thread.join(10)


def test_passwords_on_the_way(server, known):
    server.engine.sign_in.accounts.add("carol", PASSWORD)
    known.accept(server.address, pin_of_server(server))
    entrance = Entrance(server.address, known)
    entrance.reach()
    with pytest.raises(SignInError, match="not signed in"):
        entrance.sign_in("carol", "wrong")
    with pytest.raises(PasswordChangeError):
        entrance.sign_in("carol", PASSWORD)
    entrance.change_password("carol", PASSWORD, "another staple altogether")
    session = entrance.sign_in("carol", "another staple altogether")
    before = session.id
    again = entrance.sign_in("carol", "another staple altogether", session)
    assert again is session
    assert session.id != before


@pytest.mark.parametrize(("addresses", "remote"), [("unix:/tmp/e", False), ("vmm.example.org", True), ("a,b:1", True)])
def test_which_engines_people_sign_in_to(addresses, remote):
    assert is_remote(addresses) is remote


async def test_waiting_on_a_thread_gives_results_and_errors():
    assert await on_thread(lambda: 5) == 5
    with pytest.raises(ZeroDivisionError):
        await on_thread(lambda: 1 / 0)
