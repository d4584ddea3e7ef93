"""The routes by which people become known, and by which accounts, sessions and tokens are looked after."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TypeVar

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from vmmconsole import __version__
from vmmconsole.engine.signin import Principal, SignIn, Tokens
from vmmconsole.engine.signin.accounts import Account
from vmmconsole.engine.signin.sessions import SessionFacts as KeptSession
from vmmconsole.model.errors import AccessError, ConflictError
from vmmconsole.model.noun import Value
from vmmconsole.model.sign_in import (
    AccountChange,
    AccountFacts,
    AccountRequest,
    EngineVersion,
    PasswordRequest,
    RefreshRequest,
    SessionFacts,
    SignInAnswer,
    SignInRequest,
    TokenAnswer,
    TokenRequest,
)

from .edge import address_of

T = TypeVar("T")

_AT_ONCE = 4
_MOST_WAITING = 100
"""So many sign-ins wait for a thread; more are asked to come again, so that nobody can fill the memory with them."""


class SignInDesk:
    """Checks passwords on threads of its own: that is slow on purpose, and must not take those of other requests."""

    def __init__(self, sign_in: SignIn) -> None:
        self.sign_in = sign_in
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="sign-in")
        self._waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Do it when a thread is free.

        Raises:
            ConflictError: too many wait already.
        """
        if self._waiting >= _MOST_WAITING:
            raise ConflictError("Too many people sign in at this moment.", action="Try again in some seconds.")
        self._waiting += 1
        try:
            # With the context, which has for the audit where the request comes from.
            return await asyncio.get_running_loop().run_in_executor(self._pool, contextvars.copy_context().run, work)
        finally:
            self._waiting -= 1


def sign_in_routes(sign_in: SignIn, check_administrator: Callable[[str], None]) -> APIRouter:
    """The routes; `check_administrator` raises AccessError for whoever may not look after accounts."""
    router = APIRouter()
    _becoming_known(router, SignInDesk(sign_in))
    _own_session(router, sign_in, check_administrator)
    _accounts(router, SignInDesk(sign_in), check_administrator)
    return router


def version_route() -> APIRouter:
    """What anybody may know of an engine."""
    router = APIRouter()

    @router.get("/version")
    async def version() -> Response:
        return _value(EngineVersion(product_version=__version__))

    return router


def _becoming_known(router: APIRouter, desk: SignInDesk) -> None:
    sign_in = desk.sign_in

    @router.post("/sign-in")
    async def begin(asked: SignInRequest, request: Request) -> Response:
        address = address_of(request.scope)
        tokens = await desk.run(
            lambda: sign_in.sign_in(asked.user_name, asked.password, client=asked.client, address=address)
        )
        return _value(_answer(tokens))

    @router.post("/sign-in/refresh")
    def refresh(asked: RefreshRequest) -> Response:
        return _value(_answer(sign_in.sessions.refresh(asked.refresh_token)))

    @router.post("/password")
    async def change(asked: PasswordRequest) -> Response:
        await desk.run(lambda: sign_in.change_password(asked.user_name, asked.password, asked.new_password))
        return Response(status_code=204)


def _own_session(router: APIRouter, sign_in: SignIn, check_administrator: Callable[[str], None]) -> None:
    sessions = sign_in.sessions

    @router.post("/sign-out")
    def end(request: Request) -> Response:
        principal = _principal(request)
        if principal.session_id:
            sessions.end(principal.session_id)
            sign_in.record("SignedOut", principal.user, SessionID=principal.session_id)
        return Response(status_code=204)

    @router.get("/sessions")
    def open_sessions(request: Request, everybody: bool = False) -> Response:
        principal = _principal(request)
        if everybody:
            check_administrator(principal.user)
        found = sessions.all("" if everybody else principal.user)
        return _values([_session(facts, principal) for facts in found])

    @router.delete("/sessions/{session_id}")
    def end_one(session_id: str, request: Request) -> Response:
        principal = _may_change(request)
        own = {facts.id: facts for facts in sessions.all(principal.user)}
        if session_id not in own:
            check_administrator(principal.user)
        of = own.get(session_id) or next((facts for facts in sessions.all() if facts.id == session_id), None)
        sessions.end(session_id)
        if of is not None:
            kind = "TokenRevoked" if of.kind == "token" else "SessionEnded"
            sign_in.record(kind, principal.user, SessionID=session_id, Of=of.user, Name=of.name)
        return Response(status_code=204)

    @router.post("/api-tokens")
    def new_token(asked: TokenRequest, request: Request) -> Response:
        principal = _may_change(request)
        facts, token = sessions.new_api_token(
            principal.user, sessions.groups_of(principal.user), asked.name, asked.scope, asked.days
        )
        sign_in.record(
            "TokenMade", principal.user, SessionID=facts.id, Name=facts.name, Scope=facts.scope, ExpiresAt=facts.until
        )
        return _value(TokenAnswer(token=token, facts=_session(facts, principal)))


def _accounts(router: APIRouter, desk: SignInDesk, check_administrator: Callable[[str], None]) -> None:
    sign_in = desk.sign_in

    def check(request: Request) -> str:
        user = _may_change(request).user
        check_administrator(user)
        return user

    @router.get("/accounts")
    def accounts(request: Request) -> Response:
        check_administrator(_principal(request).user)
        return _values([_account(account) for account in sign_in.accounts.all()])

    @router.post("/accounts")
    async def add(asked: AccountRequest, request: Request) -> Response:
        by = await asyncio.to_thread(check, request)
        account = await desk.run(lambda: sign_in.accounts.add(asked.user_name, asked.password))
        sign_in.record("AccountAdded", by, Name=account.name)
        return _value(_account(account))

    @router.post("/accounts/{name}/password")
    async def reset(name: str, asked: AccountRequest, request: Request) -> Response:
        by = await asyncio.to_thread(check, request)
        await desk.run(lambda: sign_in.accounts.reset(name, asked.password))
        await asyncio.to_thread(sign_in.end_account, name)
        sign_in.record("PasswordReset", by, Name=name)
        return Response(status_code=204)

    @router.patch("/accounts/{name}")
    def disable(name: str, asked: AccountChange, request: Request) -> Response:
        by = check(request)
        sign_in.accounts.disable(name, disabled=asked.disabled)
        if asked.disabled:
            sign_in.end_account(name)
        sign_in.record("AccountDisabled" if asked.disabled else "AccountEnabled", by, Name=name)
        return Response(status_code=204)

    @router.delete("/accounts/{name}")
    def remove(name: str, request: Request) -> Response:
        by = check(request)
        sign_in.accounts.remove(name)
        sign_in.end_account(name)
        sign_in.record("AccountRemoved", by, Name=name)
        return Response(status_code=204)


def _principal(request: Request) -> Principal:
    principal = request.state.principal
    assert isinstance(principal, Principal)
    return principal


def _may_change(request: Request) -> Principal:
    principal = _principal(request)
    check_may_change(principal)
    return principal


def check_may_change(principal: Principal) -> None:
    """Let a session pass, or a token that is for changing.

    Raises:
        AccessError: with this token things can only be read.
    """
    if principal.scope == "read":
        raise AccessError(
            f"{principal.user} may not do that with this token.",
            cause="It was made for reading only.",
            action="Make a token with the scope 'full'.",
        )


def _answer(tokens: Tokens) -> SignInAnswer:
    return SignInAnswer(
        user_name=tokens.user,
        session_id=tokens.session_id,
        access_token=tokens.access,
        expires_in=max(0, round((tokens.access_until - datetime.now(UTC)).total_seconds())),
        refresh_token=tokens.refresh,
    )


def _session(facts: KeptSession, principal: Principal) -> SessionFacts:
    return SessionFacts.model_validate(
        {
            "ID": facts.id, "Type": facts.kind, "UserName": facts.user, "Name": facts.name, "Address": facts.address,
            "Scope": facts.scope, "CreatedAt": facts.created_at, "UsedAt": facts.used_at, "ExpiresAt": facts.until,
            "Current": facts.id == principal.session_id,
        }
    )  # fmt: skip


def _account(account: Account) -> AccountFacts:
    return AccountFacts(
        name=account.name,
        must_change_password=account.must_change,
        disabled=account.disabled,
        locked=account.locked,
        created_at=account.created_at,
        password_changed_at=account.changed_at,
    )


def _value(value: Value) -> Response:
    return Response(value.model_dump_json(by_alias=True), media_type="application/json", headers=_NO_STORE)


def _values(values: list[SessionFacts] | list[AccountFacts]) -> Response:
    content = orjson.dumps([value.to_wire() for value in values])
    return Response(content, media_type="application/json", headers=_NO_STORE)


_NO_STORE = {"cache-control": "no-store"}
__all__ = ["SignInDesk", "check_may_change", "sign_in_routes", "version_route"]
