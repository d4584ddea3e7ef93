"""The tags of a vCenter's machines. Only its REST interface has them, and tells of no change by itself."""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from vmmconsole.model.errors import HostError

from .faults import faults
from .session import VCenterSession

_SESSION = "/rest/com/vmware/cis/session"
_TAGGING = "/rest/com/vmware/cis/tagging"
_PROBLEM = "The tags could not be read."
_TOKEN = "vmware-api-session-id"  # noqa: S105  the name of a header, not a secret
_NO_SUCH = frozenset({404, 405, 501})


class _NoTagsError(Exception):
    """The server has no such interface."""


def read_tags(session: VCenterSession) -> dict[str, tuple[str, ...]]:
    """``Category: Tag`` of each machine that has tags, sorted, by the machine's key; empty where a server has none. The
    number of calls grows with the number of tags, not of machines.

    Raises:
        HostUnreachableError: the connection failed.
        HostError: the server refused.
    """
    try:
        with _signed_in(session) as ask:
            return _tags(ask)
    except _NoTagsError:
        return {}


def _tags(ask: Any) -> dict[str, tuple[str, ...]]:
    ids: list[str] = ask("GET", f"{_TAGGING}/tag") or []
    if not ids:
        return {}
    attached = ask("POST", f"{_TAGGING}/tag-association?~action=list-attached-objects-on-tags", {"tag_ids": ids})
    names: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for each in attached or []:
        keys = [o["id"] for o in each.get("object_ids") or [] if o.get("type") == "VirtualMachine"]
        if not keys:
            continue
        tag = ask("GET", f"{_TAGGING}/tag/id:{each['tag_id']}")
        category = str(tag["category_id"])
        if category not in names:
            names[category] = str(ask("GET", f"{_TAGGING}/category/id:{category}")["name"])
        for key in keys:
            found.setdefault(key, []).append(f"{names[category]}: {tag['name']}")
    return {key: tuple(sorted(texts)) for key, texts in found.items()}


@contextmanager
def _signed_in(session: VCenterSession) -> Iterator[Any]:
    with closing(session.open_connection()) as connection:

        def ask(verb: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> Any:
            sent = {"Content-Type": "application/json", **(headers or {_TOKEN: token})}
            with faults(_PROBLEM, session.address):
                connection.request(verb, path, None if body is None else json.dumps(body), sent)
                answer = connection.getresponse()
                text = answer.read()
            return _value(answer, text)

        token = ""
        login = f"{session.login.user_name}:{session.login.password}".encode()
        token = ask("POST", _SESSION, headers={"Authorization": f"Basic {base64.b64encode(login).decode()}"})
        try:
            yield ask
        finally:
            ask("DELETE", _SESSION)


def _value(answer: http.client.HTTPResponse, text: bytes) -> Any:
    if answer.status in _NO_SUCH:
        raise _NoTagsError
    if answer.status >= 400:
        raise HostError(_PROBLEM, cause=f"The server said {answer.status} {answer.reason}.")
    try:
        return json.loads(text)["value"] if text else None
    except (ValueError, KeyError, TypeError) as err:
        raise HostError(_PROBLEM, cause="The server's answer is not what was expected.", details=str(err)) from err
