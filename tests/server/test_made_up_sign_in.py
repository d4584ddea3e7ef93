"""Made up requests by nobody, and to the routes of accounts: nobody gets anything, and nothing breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.secure_server import SecureServer, secure_server
from tests.server.made_up import OF_ACCOUNTS, OPERATIONS, everything, is_proper, send, tried

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisDeprecationWarning")
"""The library that makes the requests up uses `random` within strategies."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureServer]:
    with secure_server(tmp_path_factory.mktemp("secure"), machines=2) as running:
        yield running


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_nobody_gets_anything(server: SecureServer, name: str) -> None:
    endpoint = server.endpoint
    transport = httpx.HTTPTransport(verify=endpoint.tls())
    with httpx.Client(transport=transport, base_url=endpoint.base_url) as client:
        before = everything(server.engine)

        def check(case: Any) -> None:
            answer = send(client, case, Authorization="Bearer made-up-token-0123456789")
            is_proper(answer)
            if OPERATIONS[name].definition.raw["security"]:
                assert answer.status_code in {401, 413, 429}, answer.text
            else:
                assert answer.status_code not in range(300) or name.endswith("/version"), answer.text

        tried(OPERATIONS[name], check)
        assert everything(server.engine) == before


@pytest.mark.parametrize("name", sorted(OF_ACCOUNTS - {"DELETE /v1/sessions/{session_id}"}))
def test_routes_of_accounts_as_an_administrator(server: SecureServer, name: str) -> None:
    sessions = server.engine.sign_in.sessions
    _, token = sessions.new_api_token("admin", frozenset(), "made up", "full", 1)
    endpoint = server.endpoint
    transport = httpx.HTTPTransport(verify=endpoint.tls())
    with httpx.Client(transport=transport, base_url=endpoint.base_url) as client:
        tried(OPERATIONS[name], lambda case: is_proper(send(client, case, Authorization=f"Bearer {token}")))
