"""Signing in over the network: what anybody may ask, what a session and a script's token may, and how it ends."""

from __future__ import annotations

import gzip
import http.client
import json
from collections.abc import Callable, Iterator
from uuid import uuid4

import httpx
import pytest

from tests.secure_server import ADMIN, PASSWORD, SecureServer, secure_server
from vmmconsole.model.sign_in import API_VERSION
from vmmconsole.server.app import create_app
from vmmconsole.server.edge import OPEN_PATHS, Limits
from vmmconsole.server.engine_service import EngineService
from vmmconsole.server.rates import Rate

NEW = "another staple altogether"
Web = Callable[..., httpx.Client]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureServer]:
    with secure_server(tmp_path_factory.mktemp("engine"), machines=400) as running:
        yield running


@pytest.fixture
def web(server: SecureServer) -> Iterator[Web]:
    opened = []

    def client(token: str = "") -> httpx.Client:
        made = httpx.Client(
            base_url=f"https://{server.address}",
            verify=server.endpoint.tls(),
            headers={"Authorization": f"Bearer {token}"} if token else {},
        )
        opened.append(made)
        return made

    yield client
    for made in opened:
        made.close()


def sign_in(web: Web, name: str = ADMIN, password: str = PASSWORD) -> dict[str, str]:
    answer = web().post("/v1/sign-in", json={"UserName": name, "Password": password, "Client": "test"})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def problem(answer: httpx.Response, status: int) -> dict[str, str]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    return dict(answer.json()["vmm"])


def test_without_a_session_every_route_is_closed(server, web):
    paths = create_app(EngineService(server.engine), sign_in=server.engine.sign_in).openapi()["paths"]
    asked = 0
    for path, methods in paths.items():
        if path in OPEN_PATHS:
            continue
        for method in methods:
            for token in ("", "vmms_made-up", "x" * 5000):
                fitting = path.format(**dict.fromkeys(_names(path), str(uuid4())))
                answer = web(token).request(method.upper(), fitting)
                assert problem(answer, 401)["Type"] == "SignInError"
                assert answer.headers["www-authenticate"] == "Bearer"
                asked += 1
    assert asked > 60


def _names(path: str) -> list[str]:
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]


def test_what_anybody_may_ask_tells_nothing_of_the_fabric(web):
    answer = web().get("/v1/version").json()
    assert answer["ApiVersion"] == API_VERSION
    assert set(answer) == {"Product", "ProductVersion", "ApiVersion", "OldestApiVersion", "Features"}


def test_a_session_begins_is_listed_and_ends(web):
    began = sign_in(web, "ADMIN")
    assert began["UserName"] == ADMIN
    mine = web(began["AccessToken"])
    assert mine.get("/v1/server").json()["UserName"] == ADMIN
    (current,) = [facts for facts in mine.get("/v1/sessions").json() if facts["Current"]]
    assert (current["ID"], current["Name"], current["Address"]) == (began["SessionID"], "test", "127.0.0.1")
    assert mine.post("/v1/sign-out").status_code == 204
    problem(mine.get("/v1/server"), 401)
    problem(web().post("/v1/sign-in/refresh", json={"RefreshToken": began["RefreshToken"]}), 401)


def test_a_refresh_goes_on(web):
    began = sign_in(web)
    answer = web().post("/v1/sign-in/refresh", json={"RefreshToken": began["RefreshToken"]}).json()
    assert web(answer["AccessToken"]).get("/v1/server").status_code == 200
    problem(web(began["AccessToken"]).get("/v1/server"), 401)


def test_a_wrong_password_says_the_same_as_a_wrong_name(web):
    answers = [
        problem(web().post("/v1/sign-in", json={"UserName": name, "Password": "wrong"}), 401)
        for name in (ADMIN, "nobody")
    ]
    assert answers[0] == answers[1]


def test_a_new_account_changes_its_password_first_and_may_nothing_without_a_role(web):
    admin = web(sign_in(web)["AccessToken"])
    assert admin.post("/v1/accounts", json={"UserName": "Bob", "Password": PASSWORD}).status_code == 200
    answer = problem(web().post("/v1/sign-in", json={"UserName": "Bob", "Password": PASSWORD}), 403)
    assert answer["Type"] == "PasswordChangeError"
    change = {"UserName": "Bob", "Password": PASSWORD, "NewPassword": NEW}
    assert web().post("/v1/password", json=change).status_code == 204
    bob = web(sign_in(web, "bob", NEW)["AccessToken"])
    assert bob.get("/v1/objects/VM").json()["Rows"] == []
    for method, path, body in (
        ("GET", "/v1/accounts", None),
        ("POST", "/v1/accounts", {"UserName": "Eve", "Password": NEW}),
        ("POST", "/v1/accounts/admin/password", {"UserName": "admin", "Password": NEW}),
        ("PATCH", "/v1/accounts/admin", {"Disabled": True}),
        ("DELETE", "/v1/accounts/admin", None),
        ("GET", "/v1/sessions?everybody=true", None),
        ("DELETE", f"/v1/sessions/{admin.get('/v1/sessions').json()[0]['ID']}", None),
        ("POST", "/v1/engine/stop", {"Mode": "now"}),
    ):
        problem(bob.request(method, path, json=body), 403)
    assert admin.patch("/v1/accounts/bob", json={"Disabled": True}).status_code == 204
    problem(bob.get("/v1/server"), 401)
    problem(web().post("/v1/sign-in", json={"UserName": "Bob", "Password": NEW}), 401)
    assert admin.delete("/v1/accounts/bob").status_code == 204
    assert [account["Name"] for account in admin.get("/v1/accounts").json()] == [ADMIN]


def test_a_token_for_reading_changes_nothing(web, server):
    mine = web(sign_in(web)["AccessToken"])
    made = mine.post("/v1/api-tokens", json={"Name": "report", "Days": 3, "Scope": "read"}).json()
    reading = web(made["Token"])
    machine = reading.get("/v1/objects/VM").json()["Rows"][0]
    call = {"ID": str(uuid4()), "Name": "Get-VM", "Arguments": {}}
    assert reading.post("/v1/cmdlets", json=call).status_code == 200
    before = server.engine.store.revision
    for method, path, body in (
        ("POST", "/v1/cmdlets", {"ID": str(uuid4()), "Name": "Start-VM", "Arguments": {"VM": machine[1]}}),
        ("POST", "/v1/jobs", {"ID": str(uuid4()), "Script": "Get-VM"}),
        ("POST", f"/v1/jobs/{uuid4()}/stop", {}),
        ("POST", f"/v1/jobs/{uuid4()}/restart", {}),
        ("PUT", f"/v1/secrets/{uuid4()}", {"UserName": "u", "Password": "p"}),
        ("POST", "/v1/api-tokens", {"Name": "more", "Days": 300, "Scope": "full"}),
        ("POST", "/v1/accounts", {"UserName": "Eve", "Password": NEW}),
        ("DELETE", f"/v1/sessions/{made['Facts']['ID']}", None),
        ("POST", "/v1/engine/stop", {"Mode": "stay"}),
    ):
        assert "reading only" in problem(reading.request(method, path, json=body), 403)["Cause"]
    assert server.engine.store.revision == before
    assert mine.delete(f"/v1/sessions/{made['Facts']['ID']}").status_code == 204
    problem(reading.get("/v1/server"), 401)


def test_bad_bodies_are_problems_and_no_secret_comes_back(web):
    for body in (b"", b"{", b"[]", b'{"UserName": 5, "Password": "canary-4711"}', b'{"Password": "canary-4711"}'):
        answer = web().post("/v1/sign-in", content=body, headers={"content-type": "application/json"})
        problem(answer, 422)
        assert "canary" not in answer.text
    long = {"UserName": "x" * 300, "Password": "canary-4711" * 200}
    answer = web().post("/v1/sign-in", json=long)
    problem(answer, 422)
    assert "canary" not in answer.text


def test_long_answers_are_compressed_and_the_same(web, server):
    token = sign_in(web)["AccessToken"]
    connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=server.endpoint.tls())
    sizes = {}
    for coding in ("gzip", "identity"):
        headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": coding}
        connection.request("GET", "/v1/objects/VM", headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        sizes[coding] = len(content)
        assert answer.getheader("content-encoding") == ("gzip" if coding == "gzip" else None)
        rows = json.loads(gzip.decompress(content) if coding == "gzip" else content)["Rows"]
        assert len(rows) == 400
    connection.close()
    assert sizes["gzip"] < sizes["identity"] / 4


def test_answers_with_a_secret_are_not_compressed(web):
    answer = web().post("/v1/sign-in", json={"UserName": ADMIN, "Password": PASSWORD})
    assert "content-encoding" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_too_many_requests_are_told_to_wait(web, server):
    server.stop()
    server.limits = Limits(unknown=Rate(0.01, 3), known=Rate(0.01, 5))
    server.start()
    try:
        mine = web(sign_in(web)["AccessToken"])
        assert [mine.get("/v1/server").status_code for _ in range(7)] == [200] * 5 + [429] * 2
        assert int(mine.get("/v1/server").headers["retry-after"]) >= 1
        codes = [web().post("/v1/sign-in", json={"UserName": ADMIN, "Password": "x"}).status_code for _ in range(4)]
        assert codes == [401, 401, 429, 429]
    finally:
        server.stop()
        server.limits = None
        server.start()
