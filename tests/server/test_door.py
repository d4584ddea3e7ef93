"""Connections that say nothing, or half of something, take nothing from those that work."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import pytest

from tests.secure_server import ADMIN, PASSWORD, SecureServer, secure_server
from vmmconsole.client.session import sign_in
from vmmconsole.client.sync import SyncClient
from vmmconsole.server.door import Door, room_for_connections

CROWD = 3_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureServer]:
    with secure_server(tmp_path_factory.mktemp("door"), hosts=1, machines=3) as running:
        yield running


def restarted(server: SecureServer, greeting_seconds: float) -> SecureServer:
    server.stop()
    server.greeting_seconds = greeting_seconds
    server.start()
    return server


def silent(server: SecureServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def ended(connection: socket.socket) -> bool:
    """Whether the server ended it; waits for that."""
    with contextlib.suppress(ConnectionError):
        return connection.recv(1) == b""
    return True


def test_a_crowd_that_says_nothing_keeps_nobody_out(server):
    restarted(server, 60)
    session = sign_in(server.endpoint, ADMIN, PASSWORD)
    room_for_connections()
    with contextlib.ExitStack() as crowd, SyncClient(server.endpoint.signed_in(session)) as working:
        assert working.server()["UserName"] == ADMIN
        for _ in range(CROWD):
            crowd.enter_context(silent(server))
        assert working.server()["UserName"] == ADMIN
        assert sign_in(server.endpoint, ADMIN, PASSWORD).access
        assert server.door is not None
        assert server.door.silent <= server.door.most_silent
        assert server.door.dismissed >= CROWD - server.door.most_silent - 10


def test_silence_half_a_greeting_and_half_a_request_are_ended_in_time(server):
    restarted(server, 0.3)
    tls = server.endpoint.tls()
    with silent(server) as nothing, silent(server) as half_greeting:
        half_greeting.sendall(b"\x16\x03\x01")
        with tls.wrap_socket(silent(server), server_hostname="127.0.0.1") as half_request:
            half_request.sendall(b"GET /v1/version HTTP/1.1\r\nHost: x\r\n")
            assert ended(half_request)
        assert ended(nothing)
        assert ended(half_greeting)


def test_half_a_second_request_is_ended_too(server):
    restarted(server, 0.3)
    with server.endpoint.tls().wrap_socket(silent(server), server_hostname="127.0.0.1") as connection:
        connection.sendall(b"GET /v1/version HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while b"]}" not in answer:
            answer += connection.recv(65536)
        assert answer.startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET /v1/ver")
        assert ended(connection)


def test_plain_http_is_no_way_in(server):
    restarted(server, 10)
    with silent(server) as connection:
        connection.sendall(b"GET /v1/version HTTP/1.1\r\nHost: x\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            assert b"HTTP" not in connection.recv(65536)


def test_a_huge_head_is_refused(server):
    restarted(server, 10)
    with server.endpoint.tls().wrap_socket(silent(server), server_hostname="127.0.0.1") as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(b"GET /v1/version HTTP/1.1\r\nX: " + b"x" * 100_000)
        with contextlib.suppress(ConnectionError):
            assert b" 200 " not in connection.recv(65536)


def test_the_door_keeps_within_the_limit_of_open_files():
    assert 64 <= Door().most_open <= room_for_connections()
