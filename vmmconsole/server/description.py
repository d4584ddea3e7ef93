"""The OpenAPI document: what FastAPI knows of the routes, with what they answer and how they fail.

A route answers with a ready `Response`, so its type says nothing of what is in it; the table here does. A test holds
that every route stands in it, and that ``docs/openapi.json`` is what the server serves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from vmmconsole.cmdlets.session import ServerConnection
from vmmconsole.model import Job
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.job import Change
from vmmconsole.model.sign_in import AccountFacts, EngineVersion, SessionFacts, SignInAnswer, TokenAnswer
from vmmconsole.model.wire import CmdletAnswer, DirectoryEntry, HostCapabilities, PathFacts, ScreenViewer

_REF = "#/components/schemas/{model}"
_SUMMARY = (
    "What the console, the command line and scripts ask of an engine. Every request but those for signing in needs a "
    "bearer token: that of a session, or one for scripts. What a user's roles do not reach is answered as what does "
    "not exist. Errors are problems as in RFC 9457, with the fields of the product's errors in `vmm`."
)


class Problem(BaseModel):
    """An error as RFC 9457 has it."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(description="urn:vmmconsole:error: and the kind of error.")
    title: str
    status: int
    detail: str
    vmm: dict[str, Any] = Field(description="The fields of the product's error: problem, cause, action, and others.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a route does, and what its good answer holds: a type, a schema, or nothing at all."""

    summary: str
    content: Any = None
    media: str = "application/json"
    status: int = 200
    none: str = ""
    """Why there may be no content (204) in place of it."""
    known: bool = True
    """Whether only a user who is known may ask."""


_OBJECT = {"type": "object", "additionalProperties": True, "description": "An object by its product names."}
_LISTING = {
    "type": "object",
    "required": ["Revision", "Properties", "Rows"],
    "properties": {
        "Revision": {"type": "integer", "description": "The change stream goes on after it."},
        "Properties": {"type": "array", "items": {"type": "string"}},
        "Rows": {"type": "array", "items": {"type": "array", "items": {}}},
    },
}
_READY = {"type": "object", "properties": {"Ready": {"type": "boolean"}}}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_BYTES = {"type": "string", "format": "binary"}
_NOTHING: dict[str, Any] = {"type": "object"}
_STREAM = {
    "type": "string",
    "description": "Server-sent events: Op (upsert, remove), Kind, ID, Revision, Row, Changed.",
}

ANSWERS: dict[tuple[str, str], Answer] = {
    ("GET", "/version"): Answer("Tell the versions of product and wire", EngineVersion, known=False),
    ("POST", "/sign-in"): Answer("Begin a session", SignInAnswer, known=False),
    ("POST", "/sign-in/refresh"): Answer("Go on with a session", SignInAnswer, known=False),
    ("POST", "/password"): Answer("Change one's password", status=204, known=False),
    ("POST", "/sign-out"): Answer("End the session", status=204),
    ("GET", "/sessions"): Answer("List sessions and tokens", list[SessionFacts]),
    ("DELETE", "/sessions/{session_id}"): Answer("End a session, or revoke a token", status=204),
    ("POST", "/api-tokens"): Answer("Make a token for scripts, which is shown this once", TokenAnswer),
    ("GET", "/accounts"): Answer("List the accounts of this server", list[AccountFacts]),
    ("POST", "/accounts"): Answer("Add an account", AccountFacts),
    ("POST", "/accounts/{name}/password"): Answer("Give an account a password for one sign-in", status=204),
    ("PATCH", "/accounts/{name}"): Answer("Disable or enable an account", status=204),
    ("DELETE", "/accounts/{name}"): Answer("Remove an account", status=204),
    ("GET", "/objects/{kind}"): Answer("List all objects of a kind as rows", _LISTING),
    ("POST", "/objects/{kind}"): Answer("Read several whole objects", {"type": "array", "items": _OBJECT}),
    ("GET", "/objects/{kind}/{object_id}"): Answer("Read a whole object", _OBJECT),
    ("GET", "/tracking"): Answer("Read the changes of a job or of an object", list[Change]),
    ("GET", "/changes"): Answer("Follow all changes", _STREAM, media="text/event-stream"),
    ("POST", "/jobs"): Answer("Run a script as a job; the same ID again is the same job", Job),
    ("GET", "/jobs/{job_id}"): Answer("Read a job, or wait for news of it", Job),
    ("POST", "/jobs/{job_id}/stop"): Answer("Ask a job to stop at its next safe point", Job),
    ("POST", "/jobs/{job_id}/restart"): Answer("Go on with a job from the step that failed", Job),
    ("POST", "/cmdlets"): Answer("Call one cmdlet; one that changes something becomes a job", CmdletAnswer),
    ("POST", "/ratings"): Answer("Rate hosts for a virtual machine, best first", list[VMHostRating]),
    ("GET", "/machines/{machine_id}/thumbnail"): Answer(
        "Draw a machine's screen", _BYTES, media="image/png", none="It has no screen now."
    ),
    ("POST", "/machines/{machine_id}/viewer"): Answer("Let an external program show a screen", ScreenViewer),
    ("GET", "/machines/{machine_id}/files"): Answer("List what deleting a machine would delete", _TEXTS),
    ("GET", "/scripts/{script_id}/content"): Answer(
        "Read a script of the library", _BYTES, media="application/octet-stream"
    ),
    ("GET", "/hosts/{host_id}/directory"): Answer("List a folder of a host", list[DirectoryEntry]),
    ("GET", "/hosts/{host_id}/path"): Answer("Look whether a path can be used", PathFacts),
    ("GET", "/hosts/{host_id}/capabilities"): Answer("Tell what a host can do", HostCapabilities),
    ("GET", "/server"): Answer("Tell what the engine is, and who asks", ServerConnection),
    ("GET", "/engine/ready"): Answer("Wait until every host was tried once", _READY),
    ("POST", "/engine/stop"): Answer("End the engine", _NOTHING),
    ("PUT", "/secrets/{secret_id}"): Answer("Keep a password, encrypted, for a Run As account", status=204),
}


def describe(app: FastAPI) -> None:
    """Let the app serve the whole document."""
    plain = app.openapi
    made: list[dict[str, Any]] = []

    def whole() -> dict[str, Any]:
        if not made:
            made.append(_whole(plain()))
        return made[0]

    app.openapi = whole  # type: ignore[method-assign]  # FastAPI's own way of extending it


def _whole(document: dict[str, Any]) -> dict[str, Any]:
    document["info"]["description"] = _SUMMARY
    parts = document.setdefault("components", {})
    schemas: dict[str, Any] = parts.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    parts["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    problem = {"application/problem+json": {"schema": _schema(Problem, schemas)}}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            answer = ANSWERS[method.upper(), path.removeprefix("/v1")]
            operation["summary"] = answer.summary
            operation["operationId"] = _name(method, path)
            operation["security"] = [{"bearer": []}] if answer.known else []
            operation["responses"] = {
                str(answer.status): _good(answer, schemas),
                **({"204": {"description": answer.none}} if answer.none else {}),
                "default": {"description": "It did not work.", "content": problem},
            }
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    return document


def _name(method: str, path: str) -> str:
    words = [word.strip("{}") for word in path.removeprefix("/v1/").replace("-", "_").split("/")]
    return "_".join([method, *words])


def _good(answer: Answer, schemas: dict[str, Any]) -> dict[str, Any]:
    if answer.content is None:
        return {"description": "It is done."}
    schema = answer.content if isinstance(answer.content, dict) else _schema(answer.content, schemas)
    return {"description": "The answer.", "content": {answer.media: {"schema": schema}}}


def _schema(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    made = TypeAdapter(kind).json_schema(by_alias=True, mode="serialization", ref_template=_REF)
    schemas.update(made.pop("$defs", {}))
    title = getattr(kind, "__name__", "")
    if title and made.get("type") == "object":
        schemas[title] = made
        return {"$ref": _REF.format(model=title)}
    return made
