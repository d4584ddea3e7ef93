"""Who is let in, how much is taken, and where an engine listens."""

from __future__ import annotations

import asyncio
import os
import socket
import stat

import httpx
import pytest
from fastapi import FastAPI, Request

from vmmconsole.model.errors import EngineError, ScriptSyntaxError, VMMError
from vmmconsole.server import edge, problems
from vmmconsole.server.edge import Edge, authenticate_peer, local_user, token_check
from vmmconsole.server.listening import listen


def app_with(authenticate):
    app = FastAPI()

    @app.post("/echo")
    async def echo(request: Request):
        return {"user": request.state.user, "size": len(await request.body())}

    @app.get("/fails")
    def fails():
        raise ScriptSyntaxError("No good.", file="a.ps1", line=3, column=5, action="Mend it.")

    @app.get("/breaks")
    def breaks():
        raise KeyError("inner thing")

    app.add_middleware(Edge, authenticate=authenticate)
    problems.install(app)
    return app


@pytest.fixture
def ask():
    def ask(method, path, authenticate=lambda scope: "ann", **options):
        async def go():
            transport = httpx.ASGITransport(app=app_with(authenticate))
            async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
                return await client.request(method, path, **options)

        return asyncio.run(go())

    return ask


def test_a_known_user_reaches_the_app(ask):
    assert ask("POST", "/echo", content=b"12345").json() == {"user": "ann", "size": 5}


def test_a_peer_of_another_user_is_refused(ask):
    stranger = os.getuid() + 12345

    def authenticate(scope):
        return authenticate_peer({**scope, "state": {"peer_uid": stranger}})

    answer = ask("POST", "/echo", authenticate)
    assert answer.status_code == 401
    assert answer.json()["vmm"]["Type"] == "AccessError"
    assert str(stranger) in answer.json()["detail"]


def test_a_connection_that_nobody_knows_is_refused(ask):
    assert ask("POST", "/echo", authenticate_peer).status_code == 401


@pytest.mark.parametrize(
    ("header", "status"), [("Bearer right", 200), ("Bearer wrong", 401), ("right", 401), ("", 401)]
)
def test_only_the_token_of_this_run_counts(ask, header, status):
    headers = {"Authorization": header} if header else {}
    answer = ask("POST", "/echo", token_check("right"), headers=headers)
    assert answer.status_code == status
    if status == 200:
        assert answer.json()["user"] == local_user()


def test_a_body_beyond_the_limit_is_refused(ask, monkeypatch):
    monkeypatch.setattr(edge, "MAX_BODY_BYTES", 1000)
    answer = ask("POST", "/echo", content=b"x" * 1001)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == problems.MEDIA_TYPE


def test_an_error_is_a_problem_with_all_its_fields(ask):
    answer = ask("GET", "/fails")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == "urn:vmmconsole:error:script-syntax"
    assert (body["title"], body["status"]) == ("No good.", 400)
    assert body["vmm"] | {"Line": 3, "Column": 5, "File": "a.ps1", "RecommendedAction": "Mend it."} == body["vmm"]


def test_what_nobody_foresaw_shows_nothing_of_the_inside(ask):
    answer = ask("GET", "/breaks")
    assert answer.status_code == 500
    assert "inner thing" not in answer.text
    assert "Traceback" not in answer.text


def test_an_unknown_path_is_a_problem_too(ask):
    answer = ask("GET", "/nowhere")
    assert answer.status_code == 404
    assert answer.json()["vmm"]["Type"] == "NotFoundError"


def test_every_error_of_the_tree_has_a_status():
    kinds, waiting = set(), [VMMError]
    while waiting:
        kind = waiting.pop()
        kinds.add(kind)
        waiting += kind.__subclasses__()
    for kind in kinds:
        assert 400 <= problems.status_of(kind("x")) < 600


def test_a_socket_is_for_its_owner_alone(tmp_path):
    listener = listen(f"unix:{tmp_path}/deep/er/e.sock", data_dir=tmp_path)
    path = tmp_path / "deep" / "er" / "e.sock"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    listener.close()
    assert not path.exists()


def test_a_folder_that_others_can_write_is_refused(tmp_path):
    tmp_path.chmod(0o777)
    with pytest.raises(EngineError, match="not this user's alone"):
        listen(f"unix:{tmp_path}/e.sock", data_dir=tmp_path)


def test_a_dead_socket_is_replaced_and_a_live_one_is_not(tmp_path):
    address = f"unix:{tmp_path}/e.sock"
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(f"{tmp_path}/e.sock")
    dead.close()
    listener = listen(address, data_dir=tmp_path)
    with pytest.raises(EngineError, match="Another process listens there"):
        listen(address, data_dir=tmp_path)
    listener.close()


def test_a_path_that_is_too_long_says_so(tmp_path):
    with pytest.raises(EngineError, match="100 bytes"):
        listen(f"unix:{tmp_path}/{'x' * 100}.sock", data_dir=tmp_path)


def test_a_port_of_the_network_speaks_tls(tmp_path):
    listener = listen("127.0.0.1:0", data_dir=tmp_path)
    assert listener.secure
    assert not listener.token
    assert not (tmp_path / "engine.token").exists()
    with pytest.raises(EngineError, match="cannot listen"):
        listen(listener.address, data_dir=tmp_path)
    listener.close()


def test_both_families_are_listened_at_with_one_port(tmp_path):
    fourth = listen("0.0.0.0:0", data_dir=tmp_path)
    sixth = listen(f"[::]:{fourth.sock.getsockname()[1]}", data_dir=tmp_path)
    assert sixth.address == f"[::]:{fourth.sock.getsockname()[1]}"
    sixth.close()
    fourth.close()


def test_a_loopback_port_has_a_private_token(tmp_path):
    listener = listen("loopback:0", data_dir=tmp_path)
    token = tmp_path / "engine.token"
    assert token.read_text() == listener.token
    assert len(listener.token) > 30
    assert stat.S_IMODE(token.stat().st_mode) == 0o600
    assert listener.sock.getsockname()[0] == "127.0.0.1"
    with pytest.raises(EngineError, match="cannot listen"):
        listen(listener.address, data_dir=tmp_path)
    listener.close()


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:x", "127.0.0.1:99999", "8100", "::1:8100"])
def test_what_is_no_address_is_refused(tmp_path, address):
    with pytest.raises(EngineError, match="is not an address"):
        listen(address, data_dir=tmp_path)
