"""Requests made up from the OpenAPI document, right and wrong ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, reject, settings
from jsonschema_rs import validator_for

from tools.openapi import document
from vmmconsole.engine.engine import Engine
from vmmconsole.model import NOUNS, Job

EXAMPLES = 5
SENT_ELSEWHERE = {"/v1/changes", "/v1/engine/stop"}
"""The one never ends, and the other ends the engine; both have tests of their own."""

SCHEMA = schemathesis.openapi.from_dict(document())
OPERATIONS = {
    f"{found.method.upper()} {found.path}": found
    for found in (result.ok() for result in SCHEMA.get_all_operations())
    if found.path not in SENT_ELSEWHERE
}
OF_ACCOUNTS = {
    name for name in OPERATIONS
    if any(word in name for word in ("sign-", "/accounts", "/sessions", "/api-tokens", "/password"))
}  # fmt: skip
"""Routes of a server with sign-in."""
PROBLEM = validator_for(document()["components"]["schemas"]["Problem"])


_OURS = {"user-agent", "authorization"}


def send(client: httpx.Client, case: Any, **headers: str) -> httpx.Response:
    """Send a case as it is, however odd."""
    words = case.as_transport_kwargs(base_url="http://x")
    content = words.get("data")
    sent = {name: value for name, value in dict(words["headers"]).items() if name.lower() not in _OURS}
    if words.get("json") is not None:
        content, sent["Content-Type"] = json.dumps(words["json"]), "application/json"
    request = client.build_request(
        words["method"], words["url"].removeprefix("http://x"), params=words.get("params"), content=content,
        headers={**sent, **headers},
    )  # fmt: skip
    try:
        return client.send(request)
    except httpx.LocalProtocolError:  # no client sends that
        reject()


def is_proper(answer: httpx.Response) -> None:
    """An answer that was meant, and where it is an error, one as promised."""
    # Nobody answers for a host that is away or has no screen (503), and a simulated one has no viewer.
    assert answer.status_code < 500 or answer.status_code == 503, answer.text
    assert "Traceback" not in answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert PROBLEM.is_valid(answer.json()), answer.text


def tried(operation: Any, check: Callable[[Any], None]) -> None:
    @settings(
        max_examples=EXAMPLES, database=None, phases=[Phase.generate, Phase.shrink], deadline=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def run(case: Any) -> None:
        check(case)

    run()


def everything(engine: Engine) -> dict[str, Any]:
    """Which objects there are, but jobs that only read, and all that somebody has changed."""
    ids = {kind: sorted(obj.id for obj in engine.store.find(noun)) for kind, noun in NOUNS.items() if noun is not Job}
    return {**ids, "changes": engine.store.changes()}
