"""What is done about sign-in stands in the audit: by whom, from where, and never a password or a token."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.secure_server import ADMIN, PASSWORD, SecureServer, secure_server
from vmmconsole.client import messages
from vmmconsole.client.session import ask_once, change_password, sign_in
from vmmconsole.engine.audit import verify
from vmmconsole.model.errors import AccessError, PasswordChangeError, SignInError

NEW = "another staple altogether"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureServer]:
    with secure_server(tmp_path_factory.mktemp("engine")) as running:
        yield running


@pytest.fixture
def news(server: SecureServer):
    """The records that came since the test began."""
    folder = server.folder / "audit"

    def read() -> list[dict[str, Any]]:
        assert server.engine.audit.wait_written()
        return [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text().splitlines()]

    before = len(read())
    return lambda: read()[before:]


def told(records: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(record["Kind"], record["User"]) for record in records]


def test_a_session_from_its_begin_to_its_end(server, news):
    session = sign_in(server.endpoint, ADMIN.upper(), PASSWORD)
    ask_once(server.endpoint.signed_in(session), messages.sign_out())
    began, ended = news()
    assert told([began, ended]) == [("SignedIn", ADMIN), ("SignedOut", ADMIN)]
    assert began["Origin"] == ended["Origin"] == "127.0.0.1"
    assert began["SessionID"] == ended["SessionID"] == session.id
    assert began["Client"].startswith("vmmconsole ")


def test_failed_attempts_with_the_name_that_was_tried(server, news):
    with pytest.raises(SignInError):
        sign_in(server.endpoint, "nobody", PASSWORD)
    with pytest.raises(SignInError):
        change_password(server.endpoint, ADMIN, "wrong", NEW)
    assert told(news()) == [("SignInFailed", "nobody"), ("SignInFailed", ADMIN)]
    assert {record["Origin"] for record in news()} == {"127.0.0.1"}


def test_accounts_tokens_and_sessions_of_others(server, news):
    admin = server.endpoint.signed_in(sign_in(server.endpoint, ADMIN, PASSWORD))
    ask_once(admin, messages.add_account("Carol", PASSWORD))
    with pytest.raises(PasswordChangeError):
        sign_in(server.endpoint, "carol", PASSWORD)
    change_password(server.endpoint, "carol", PASSWORD, NEW)
    carol = sign_in(server.endpoint, "carol", NEW)
    with pytest.raises(AccessError):
        ask_once(server.endpoint.signed_in(carol), messages.add_account("Dan", PASSWORD))
    ask_once(admin, messages.end_session(carol.id))
    token = ask_once(admin, messages.new_api_token("nightly", days=3, scope="read"))
    ask_once(admin, messages.end_session(token.facts.id))
    ask_once(admin, messages.disable_account("Carol", disabled=True))
    ask_once(admin, messages.disable_account("Carol", disabled=False))
    ask_once(admin, messages.reset_password("Carol", PASSWORD))
    ask_once(admin, messages.remove_account("Carol"))
    found = news()
    assert told(found) == [
        ("SignedIn", ADMIN), ("AccountAdded", ADMIN), ("PasswordChanged", "Carol"), ("SignedIn", "Carol"),
        ("Refused", "Carol"), ("SessionEnded", ADMIN), ("TokenMade", ADMIN), ("TokenRevoked", ADMIN),
        ("AccountDisabled", ADMIN), ("AccountEnabled", ADMIN), ("PasswordReset", ADMIN), ("AccountRemoved", ADMIN),
    ]  # fmt: skip
    assert {record["Name"] for record in found if record["Kind"].startswith(("Account", "PasswordReset"))} == {"Carol"}
    assert next(record["Of"] for record in found if record["Kind"] == "SessionEnded") == "Carol"
    assert next(record["Scope"] for record in found if record["Kind"] == "TokenMade") == "read"
    written = json.dumps(found)
    assert not [secret for secret in (PASSWORD, NEW, token.token, carol.access) if secret in written]
    assert verify(server.folder / "audit")[1] == []
