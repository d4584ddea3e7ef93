"""Signing in to an engine elsewhere from a terminal: its certificate, then the name and the password."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from vmmconsole.client import keyring_store
from vmmconsole.client.known_servers import KnownServers
from vmmconsole.client.remote import endpoints_at, session_of_environment
from vmmconsole.client.session import Session, change_password, check_version, sign_in
from vmmconsole.client.trust import Shown, Trust, UntrustedError, shown_certificate
from vmmconsole.model.errors import EngineError, ParameterError, PasswordChangeError, SignInError, VMMError

from .options import Options

if TYPE_CHECKING:
    from vmmconsole.client.endpoint import Endpoint

_TRIES = 3


def sign_in_at(options: Options, session: Session | None = None) -> Endpoint:
    """The endpoint of the first engine of ``--server`` that answers, with a session.

    On a terminal the person is asked for what is not known; else it has to be there.

    Raises:
        EngineError: none answers.
        UntrustedError: an engine shows a certificate that nobody accepts.
        SignInError: nobody is signed in.
    """
    known = KnownServers()
    endpoints = endpoints_at(options.server, known)
    endpoint = _first_that_answers(endpoints, known, options.fingerprint)
    session = session or session_of_environment(endpoints) or _new_session(endpoint, options, known)
    return _with_others(endpoint, endpoints, known, options.fingerprint).signed_in(session)


def _with_others(endpoint: Endpoint, all_: Sequence[Endpoint], known: KnownServers, fingerprint: str) -> Endpoint:
    """The endpoint with those to go on at when its engine is away: their certificates are looked at now, as far as
    they answer, and not when nobody is there to ask."""
    others = []
    for other in all_:
        if other != endpoint:
            with suppress(EngineError):
                other = _checked(other, known, fingerprint)
            others.append(other)
    return replace(endpoint, others=tuple(others))


def _first_that_answers(endpoints: Sequence[Endpoint], known: KnownServers, fingerprint: str) -> Endpoint:
    problem: VMMError | None = None
    for endpoint in endpoints:
        try:
            return _checked(endpoint, known, fingerprint)
        except UntrustedError:
            raise
        except EngineError as err:
            problem = problem or err
    assert problem is not None
    raise problem


def _checked(endpoint: Endpoint, known: KnownServers, fingerprint: str) -> Endpoint:
    """The endpoint once it shows a certificate that is accepted, and speaks our wire."""
    try:
        check_version(endpoint)
    except UntrustedError as err:
        shown = shown_certificate(endpoint.host, endpoint.port)
        if shown.expired or not _accepts(endpoint, shown, err.accepted, fingerprint):
            raise _with_fingerprints(err, shown) from err
        known.accept(str(endpoint), shown.pin, shown.facts)
        endpoint = replace(endpoint, trust=Trust(shown.pin))
        check_version(endpoint)
    return endpoint


def _with_fingerprints(err: UntrustedError, shown: Shown) -> UntrustedError:
    now = f"It shows {shown.facts.fingerprint}"
    before = f"; accepted was {err.accepted}" if err.accepted else ""
    action = "The certificate's time is over: ask the engine's administrator." if shown.expired else (
        "Compare the fingerprint with the one that the engine's administrator names. When it is the same, run the "
        "command in a terminal and accept it, or give it as --fingerprint."
    )  # fmt: skip
    return UntrustedError(
        err.problem, cause=f"{err.cause} {now}{before}.", action=action, address=err.address, accepted=err.accepted
    )


def _accepts(endpoint: Endpoint, shown: Shown, accepted: str, fingerprint: str) -> bool:
    """Whether the person accepts a certificate, by --fingerprint or when asked."""
    if fingerprint:
        return _plain(fingerprint) == _plain(shown.facts.fingerprint)
    if not _is_terminal():
        return False
    facts = shown.facts
    changed = (
        "shows ANOTHER certificate than before. Somebody may be listening in."
        if accepted
        else "shows a certificate that nobody has accepted yet."
    )
    lines = [
        f"The engine at {endpoint} {changed}",
        f"  Issued to    {facts.subject}",
        f"  Issued by    {facts.issuer}",
        f"  Valid until  {facts.valid_to:%Y-%m-%d}",
        f"  SHA-256      {facts.fingerprint}",
    ]
    if accepted:
        lines.append(f"  Accepted was {accepted}")
    if not shown.names_it:
        lines.append(f"  It is not for {endpoint.host}, but for {', '.join(facts.host_names) or 'no name'}.")
    _say("\n".join(lines))
    return _ask("Is that the fingerprint that the engine's administrator names? (yes/no) ").strip().lower() == "yes"


def _plain(fingerprint: str) -> str:
    return fingerprint.replace(":", "").replace(" ", "").strip().upper()


def _new_session(endpoint: Endpoint, options: Options, known: KnownServers) -> Session:
    address = str(endpoint)
    user = options.user or next((server.user for server in known.recent() if server.address == address), "")
    kept = keyring_store.remembered(address, user) if user else ""
    if kept:
        try:
            return sign_in(endpoint, user, kept)
        except PasswordChangeError:
            raise
        except SignInError:
            keyring_store.forget(address, user)
    if not _is_terminal():
        raise SignInError(
            "You are not signed in.",
            cause="There is no terminal to ask for a password, and no token.",
            action="Name a file with a token for scripts in VMMCONSOLE_TOKEN_FILE: vmmconsole token new makes one.",
        )
    user = user or _ask(f"User name at {address}: ").strip()
    session = _ask_password(endpoint, user)
    known.used(address, session.user)
    return session


def _ask_password(endpoint: Endpoint, user: str) -> Session:
    for left in reversed(range(_TRIES)):
        password = getpass.getpass(f"Password of {user}: ")
        try:
            return sign_in(endpoint, user, password)
        except PasswordChangeError:
            return _with_new_password(endpoint, user, password)
        except SignInError as err:
            if not left:
                raise
            _say(str(err))
    raise AssertionError


def _with_new_password(endpoint: Endpoint, user: str, old: str) -> Session:
    _say("The password has to be changed.")
    while True:
        new = getpass.getpass("New password: ")
        if getpass.getpass("The same again: ") != new:
            _say("They differ.")
            continue
        try:
            change_password(endpoint, user, old, new)
        except ParameterError as err:
            _say(str(err))
            continue
        return sign_in(endpoint, user, new)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _ask(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline()
