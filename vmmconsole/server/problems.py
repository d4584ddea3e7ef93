"""Errors as RFC 9457 problem responses; what nobody foresaw goes to the log and never to a client."""

from __future__ import annotations

import logging
import re

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from vmmconsole.model.errors import (
    AccessError,
    AmbiguousError,
    CancelledError,
    CapabilityError,
    ConflictError,
    DatabaseAwayError,
    EngineError,
    HostError,
    HostUnreachableError,
    NotFoundError,
    ParameterError,
    PasswordChangeError,
    PlacementError,
    ScriptError,
    SignInError,
    StateError,
    VMMError,
)

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_STATUSES: tuple[tuple[type[VMMError], int], ...] = (
    (NotFoundError, 404),
    (AmbiguousError, 409),
    (ConflictError, 409),
    (StateError, 409),
    (CancelledError, 409),
    (PasswordChangeError, 403),
    (SignInError, 401),
    (AccessError, 403),
    (CapabilityError, 422),
    (PlacementError, 422),
    (ScriptError, 400),
    (HostUnreachableError, 503),
    (HostError, 502),
    (DatabaseAwayError, 503),
    (EngineError, 500),
)


def status_of(error: VMMError) -> int:
    """The HTTP status that fits an error best."""
    return next((status for cls, status in _STATUSES if isinstance(error, cls)), 500)


def problem(error: VMMError, status: int = 0) -> Response:
    """The response that tells a client of an error; its member ``vmm`` holds `VMMError.fields`."""
    status = status or status_of(error)
    words = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__.removesuffix("Error")).lower()
    body = {
        "type": f"urn:vmmconsole:error:{words}",
        "title": error.problem,
        "status": status,
        "detail": str(error),
        "vmm": error.fields(),
    }
    return Response(orjson.dumps(body), status, media_type=MEDIA_TYPE)


def unknown(error: AccessError) -> Response:
    """The answer to whoever is not known; the connection ends with it, so that it holds nothing."""
    response = problem(error, 401)
    response.headers["connection"] = "close"
    response.headers["www-authenticate"] = "Bearer"
    return response


def too_many(seconds: float) -> Response:
    """The answer to whoever asks too often."""
    error = EngineError(
        "The engine takes no more requests from you now.",
        cause="There were too many in a short time.",
        action=f"Try again in {seconds:.0f} s." if seconds >= 1 else "Try again.",
    )
    response = problem(error, 429)
    response.headers["retry-after"] = str(max(1, round(seconds)))
    return response


def install(app: FastAPI) -> None:
    """Make the app answer every error as a problem."""

    async def known(_request: Request, error: Exception) -> Response:
        assert isinstance(error, VMMError)
        return problem(error)

    async def malformed(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        faults = [f"{'.'.join(str(part) for part in e['loc'][1:]) or 'body'}: {e['msg']}" for e in error.errors()]
        action = "Correct what is named, or use the same version of engine and client."
        return problem(ParameterError("The request is malformed.", cause=f"{'; '.join(faults)}.", action=action), 422)

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            return problem(NotFoundError(f"There is nothing at {request.url.path}."))
        return problem(EngineError(str(error.detail)), error.status_code)

    app.add_exception_handler(VMMError, known)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, refused)


def unforeseen(error: Exception) -> Response:
    """Log what nobody foresaw, and tell the client only that it happened."""
    _log.error("A request failed", exc_info=error)
    return problem(
        EngineError(
            "The engine failed on this request.",
            cause=f"An internal error ({type(error).__name__}) that the engine's log describes.",
            action="Try again; if it stays, report it with the engine's log.",
        )
    )
