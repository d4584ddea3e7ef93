"""The wire without input and output: what each call sends, and what its answer means. Both clients stand on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import quote
from uuid import UUID, uuid4

import orjson
from pydantic import ValidationError

from vmmconsole.model import Job, Noun
from vmmconsole.model.errors import EngineError, ParameterError, VMMError, from_fields
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.job import Change
from vmmconsole.model.noun import Value
from vmmconsole.model.sign_in import AccountFacts, EngineVersion, SessionFacts, SignInAnswer, TokenAnswer
from vmmconsole.model.wire import CmdletAnswer, DirectoryEntry, HostCapabilities, PathFacts, RatingQuery, ScreenViewer

from .contract import Batch, Event, Listing

T = TypeVar("T")
N = TypeVar("N", bound=Noun)
V = TypeVar("V", bound=Value)
Identity = UUID | str

PORTION = 1_000
"""So many rows of a listing are read at once where the reader has other things to do: some 7 ms."""
REQUEST_SECONDS = 60.0
"""How long an answer may take; whatever takes longer is a job."""


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One request and how to read its answer."""

    method: str
    path: str
    read: Callable[[bytes], T]
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = field(default=None, repr=False)
    timeout_seconds: float = REQUEST_SECONDS

    @property
    def url(self) -> str:
        """The path below the engine's base URL."""
        return f"/v1{self.path}"

    @property
    def content(self) -> bytes | None:
        """The request's body.

        Raises:
            ParameterError: a text in it is none that can be sent.
        """
        try:
            return None if self.body is None else orjson.dumps(self.body)
        except TypeError as err:
            raise ParameterError(
                "A text cannot be sent to the engine.",
                cause="It has half of a character (a lone surrogate), or a number is beyond 64 bits.",
                action="Type the text anew.",
                details=str(err),
            ) from err


def server_facts() -> Question[dict[str, Any]]:
    """Who the engine is, and who is connected to it."""
    return Question("GET", "/server", _json)


def listing(kind: type[Noun]) -> Question[Listing]:
    """All objects of a kind as rows."""
    return Question("GET", f"/objects/{kind.kind}", _listing)


def listing_text(kind: type[Noun]) -> Question[bytes]:
    """The same, for `read_listing` to read in portions."""
    return Question("GET", f"/objects/{kind.kind}", bytes)


def read_listing(text: bytes) -> tuple[Listing, Iterator[list[list[Any]]]]:
    """A listing without its rows, and the rows in portions.

    Raises:
        EngineError: it is no listing.
    """
    head, _, rows = text.partition(b'"Rows":[')
    try:
        content = orjson.loads(head + b'"Rows":[]}')
        rows = rows[: rows.rindex(b"]")]
        listing = Listing(content["Revision"], tuple(content["Properties"]), [])
    except (KeyError, TypeError, ValueError) as err:
        raise _senseless("listing", err) from err
    return listing, _portions(rows)


def _portions(text: bytes) -> Iterator[list[list[Any]]]:
    lines = text.split(b",\n")
    for start in range(0, len(lines), PORTION):
        try:
            yield orjson.loads(b"[" + b",".join(lines[start : start + PORTION]) + b"]")
        except orjson.JSONDecodeError as err:
            raise _senseless("listing", err) from err


def _senseless(what: str, err: Exception) -> EngineError:
    return EngineError(
        f"The engine's answer to {what} makes no sense.",
        cause=f"{type(err).__name__}: {err}",
        action="Use the same version of engine and client.",
    )


def whole_object(kind: type[N], object_id: Identity) -> Question[N]:
    """One whole object."""
    return Question("GET", f"/objects/{kind.kind}/{_id(object_id)}", _value(kind))


def whole_objects(kind: type[N], object_ids: Sequence[UUID]) -> Question[list[N]]:
    """Those whole objects that there are."""
    body = {"IDs": [str(object_id) for object_id in object_ids]}
    return Question("POST", f"/objects/{kind.kind}", _values(kind), body=body)


def tracking(job: Identity | None, obj: Identity | None) -> Question[list[Change]]:
    """Change Tracking of a job or an object.

    Raises:
        ValueError: not exactly one of both is given.
    """
    if (job is None) == (obj is None):
        raise ValueError("either a job or an object")
    query = {"job": _id(job)} if job is not None else {"object": _id(obj or "")}
    return Question("GET", "/tracking", _values(Change), query=query)


def new_job(script: str, *, name: str, job_id: UUID | None, what_if: bool) -> Question[Job]:
    """Run a script."""
    body = {"ID": str(job_id or uuid4()), "Script": script, "Name": name, "WhatIf": what_if}
    return Question("POST", "/jobs", _value(Job), body=body)


def job_news(job_id: Identity, *, wait_seconds: float, after: int | None = None) -> Question[Job]:
    """The job once it is final, or with `after` once its revision is above that; or as it is when the time is over."""
    query = {"wait": f"{wait_seconds:g}"} | ({} if after is None else {"after": str(after)})
    return Question(
        "GET", f"/jobs/{_id(job_id)}", _value(Job), query=query, timeout_seconds=REQUEST_SECONDS + wait_seconds
    )


def stop_job(job_id: Identity) -> Question[Job]:
    """Ask a job to stop."""
    return Question("POST", f"/jobs/{_id(job_id)}/stop", _value(Job), body={})


def restart_job(job_id: Identity, *, skip_failed_step: bool) -> Question[Job]:
    """Go on with a job."""
    return Question("POST", f"/jobs/{_id(job_id)}/restart", _value(Job), body={"SkipFailedStep": skip_failed_step})


def cmdlet_call(
    name: str, arguments: Mapping[str, Any], *, call_id: UUID | None, what_if: bool, run_id: UUID | None = None
) -> Question[CmdletAnswer]:
    """Call one cmdlet."""
    body = {"ID": str(call_id or uuid4()), "Name": name, "Arguments": dict(arguments), "WhatIf": what_if}
    if run_id is not None:
        body["RunID"] = str(run_id)
    return Question("POST", "/cmdlets", _value(CmdletAnswer), body=body, timeout_seconds=600)


def ratings(query: RatingQuery) -> Question[list[VMHostRating]]:
    """Rate hosts."""
    return Question("POST", "/ratings", _values(VMHostRating), body=query.to_wire())


def thumbnail(machine_id: Identity) -> Question[bytes | None]:
    """A machine's screen."""
    return Question("GET", f"/machines/{_id(machine_id)}/thumbnail", lambda body: body or None)


def viewer(machine_id: Identity) -> Question[ScreenViewer]:
    """With what an external program shows a machine's screen."""
    return Question("POST", f"/machines/{_id(machine_id)}/viewer", _value(ScreenViewer))


def files_of(machine_id: Identity) -> Question[list[str]]:
    """The files that deleting a machine would delete."""
    return Question("GET", f"/machines/{_id(machine_id)}/files", lambda body: [str(p) for p in _json(body)])


def script_content(script_id: Identity) -> Question[bytes]:
    """What is in a script of the library."""
    return Question("GET", f"/scripts/{_id(script_id)}/content", bytes)


def directory(host_id: Identity, path: str) -> Question[list[DirectoryEntry]]:
    """What is in a folder of a host."""
    return Question("GET", f"/hosts/{_id(host_id)}/directory", _values(DirectoryEntry), query={"path": path})


def path_facts(host_id: Identity, path: str) -> Question[PathFacts]:
    """What is known of a path on a host."""
    return Question("GET", f"/hosts/{_id(host_id)}/path", _value(PathFacts), query={"path": path})


def capabilities(host_id: Identity) -> Question[HostCapabilities]:
    """What a host's virtualization software can do."""
    return Question("GET", f"/hosts/{_id(host_id)}/capabilities", _value(HostCapabilities))


def engine_ready(wait_seconds: float) -> Question[bool]:
    """Whether the engine has tried every host once since it started, at the latest after that time."""
    return Question(
        "GET",
        "/engine/ready",
        lambda body: bool(_json(body)["Ready"]),
        query={"wait": f"{wait_seconds:g}"},
        timeout_seconds=REQUEST_SECONDS + wait_seconds,
    )


def keep_secret(secret_id: UUID, user_name: str, password: str) -> Question[None]:
    """Give the engine a password to keep, which calls then name by the ID."""
    body = {"UserName": user_name, "Password": password}
    return Question("PUT", f"/secrets/{_id(secret_id)}", lambda _body: None, body=body)


def engine_version() -> Question[EngineVersion]:
    """Which wire the engine speaks; anybody may ask."""
    return Question("GET", "/version", _value(EngineVersion), timeout_seconds=20)


def sign_in(user: str, password: str, client: str) -> Question[SignInAnswer]:
    """Begin a session."""
    body = {"UserName": user, "Password": password, "Client": client}
    return Question("POST", "/sign-in", _value(SignInAnswer), body=body)


def refresh(token: str) -> Question[SignInAnswer]:
    """Go on with a session."""
    return Question("POST", "/sign-in/refresh", _value(SignInAnswer), body={"RefreshToken": token})


def sign_out() -> Question[None]:
    """End the session."""
    return Question("POST", "/sign-out", lambda _body: None, body={}, timeout_seconds=10)


def change_password(user: str, old: str, new: str) -> Question[None]:
    """Change one's own password."""
    body = {"UserName": user, "Password": old, "NewPassword": new}
    return Question("POST", "/password", lambda _body: None, body=body)


def sessions(*, everybody: bool = False) -> Question[list[SessionFacts]]:
    """One's own sessions and tokens, or everybody's."""
    return Question("GET", "/sessions", _values(SessionFacts), query={"everybody": "true"} if everybody else {})


def end_session(session_id: str) -> Question[None]:
    """End a session, or revoke a token."""
    return Question("DELETE", f"/sessions/{_id(session_id)}", lambda _body: None)


def new_api_token(name: str, *, days: int, scope: str) -> Question[TokenAnswer]:
    """Make a token for scripts."""
    return Question("POST", "/api-tokens", _value(TokenAnswer), body={"Name": name, "Days": days, "Scope": scope})


def accounts() -> Question[list[AccountFacts]]:
    """The local accounts."""
    return Question("GET", "/accounts", _values(AccountFacts))


def add_account(name: str, password: str) -> Question[AccountFacts]:
    """Make a local account, whose password has to be changed at its first use."""
    return Question("POST", "/accounts", _value(AccountFacts), body={"UserName": name, "Password": password})


def reset_password(name: str, password: str) -> Question[None]:
    """Give an account another password, to be changed at its first use."""
    body = {"UserName": name, "Password": password}
    return Question("POST", f"/accounts/{quote(name, safe='')}/password", lambda _body: None, body=body)


def disable_account(name: str, *, disabled: bool) -> Question[None]:
    """Keep an account from signing in, or let it again."""
    return Question("PATCH", f"/accounts/{quote(name, safe='')}", lambda _body: None, body={"Disabled": disabled})


def remove_account(name: str) -> Question[None]:
    """Forget an account."""
    return Question("DELETE", f"/accounts/{quote(name, safe='')}", lambda _body: None)


def stop_engine(mode: str) -> Question[None]:
    """End the engine: ``now``, ``when-idle``, or ``stay`` to take the latter back."""
    return Question("POST", "/engine/stop", lambda _body: None, body={"Mode": mode})


def read_answer(question: Question[T], status: int, body: bytes) -> T:
    """What the answer says.

    Raises:
        VMMError: what the engine raised.
        EngineError: it is no answer of an engine of this version.
    """
    if status >= 400:
        raise read_problem(status, body)
    try:
        return question.read(body)
    except (orjson.JSONDecodeError, ValidationError, KeyError, TypeError, ValueError) as err:
        raise _senseless(f"{question.method} {question.url}", err) from err


def read_problem(status: int, body: bytes) -> VMMError:
    """The error that a problem response (RFC 9457) stands for."""
    try:
        problem = orjson.loads(body)
    except orjson.JSONDecodeError:
        problem = {}
    problem = problem if isinstance(problem, dict) else {}
    fields = problem.get("vmm")
    if isinstance(fields, dict):
        return from_fields(fields)
    return EngineError(
        str(problem.get("title") or f"The engine refused the request (HTTP {status})."),
        cause=str(problem.get("detail") or ""),
    )


def read_batch(data: bytes) -> Batch:
    """One data line of the change stream."""
    content = orjson.loads(data)
    events = [
        Event(e["Kind"], e["ID"], e["Revision"], e.get("Row") if e["Op"] == "upsert" else None, tuple(e["Changed"]))
        for e in content["Events"]
    ]
    return Batch(content["Revision"], events)


class DataLines:
    """Cuts the bytes of a server-sent event stream into its data lines, whatever pieces they arrive in.

    Only ``\\n`` ends a line: text inside the JSON may hold other line separators.
    """

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[bytes]:
        """The data lines that `chunk` completes; comments and empty lines are dropped."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        return [line[5:].strip() for line in lines if line.startswith(b"data:")]


def _json(body: bytes) -> Any:
    return orjson.loads(body)


def _listing(body: bytes) -> Listing:
    content = orjson.loads(body)
    return Listing(content["Revision"], tuple(content["Properties"]), content["Rows"])


def _value(kind: type[V]) -> Callable[[bytes], V]:
    return lambda body: kind.model_validate(orjson.loads(body))


def _values(kind: type[V]) -> Callable[[bytes], list[V]]:
    return lambda body: [kind.model_validate(item) for item in orjson.loads(body)]


def _id(identity: Identity) -> str:
    """The ID as text; refuses text that is none, so that no request goes to another path.

    Raises:
        ValueError: not an ID.
    """
    return str(identity if isinstance(identity, UUID) else UUID(identity))
