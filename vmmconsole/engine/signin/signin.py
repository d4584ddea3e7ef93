"""Signing in: a name and a password against local accounts or a directory, and what comes of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from vmmconsole.engine.seed import ADMINISTRATOR_ID
from vmmconsole.engine.store import Store
from vmmconsole.model import UserRole
from vmmconsole.model.errors import PasswordChangeError, SignInError

from .accounts import Accounts
from .passwords import one_time_password
from .principal import Tokens
from .sessions import Sessions

log = logging.getLogger(__name__)

ADMINISTRATOR = "Administrator"
"""The account of the first start in server mode."""


class Directory(Protocol):
    """A directory of users and groups elsewhere."""

    def knows(self, name: str) -> bool:
        """Whether a name is one of the directory's rather than a local account's."""

    def sign_in(self, name: str, password: str) -> tuple[str, frozenset[str]]:
        """``DOMAIN\\name`` and groups of a user whose password is right; SignInError when it is not."""


class Record(Protocol):
    """Writes into the audit: what kind of thing was done, by whom, and facts of it."""

    def __call__(self, kind: str, user: str, **facts: Any) -> None: ...


def _now() -> datetime:
    return datetime.now(UTC)


def _no_record(kind: str, user: str, **facts: Any) -> None:
    """Where there is no audit."""
    del kind, user, facts


class SignIn:
    """The one place where somebody becomes known."""

    def __init__(
        self, store: Store, *, directory: Directory | None = None, clock: Callable[[], datetime] = _now
    ) -> None:
        self._store = store
        self.directory = directory
        self.accounts = Accounts(store, clock)
        self.sessions = Sessions(store, clock)
        self.password_changed: Callable[[str], None] = lambda _user: None
        """Told whose password was changed by its owner."""
        self.record: Record = _no_record
        """Where what is done about sign-in is noted."""

    def sign_in(self, name: str, password: str, *, client: str, address: str) -> Tokens:
        """Begin a session.

        Raises:
            SignInError: name or password is wrong, or the account is locked or disabled.
            PasswordChangeError: the password has to be changed first.
        """
        groups: frozenset[str] = frozenset()
        try:
            if self.directory is not None and self.directory.knows(name):
                user, groups = self.directory.sign_in(name, password)
            else:
                user = self.accounts.check(name, password)
        except PasswordChangeError:
            raise
        except SignInError:
            log.warning("Sign-in of %r from %s failed", name[:80], address or "this computer")
            self.record("SignInFailed", name[:80], Client=client)
            raise
        log.info("%s signed in from %s with %s", user, address or "this computer", client or "an unnamed client")
        tokens = self.sessions.open(user, groups, client=client, address=address)
        self.record("SignedIn", user, Client=client, SessionID=tokens.session_id)
        return tokens

    def change_password(self, name: str, old: str, new: str) -> None:
        """Change one's own password; all sessions and tokens of the account end.

        Raises:
            SignInError: the old one is wrong.
            ParameterError: the new one is too weak.
        """
        try:
            user = self.accounts.change_password(name, old, new)
        except SignInError:
            self.record("SignInFailed", name[:80], Client="password change")
            raise
        self.sessions.end_all(user)
        self.record("PasswordChanged", user)
        self.password_changed(user)
        log.info("%s changed the password", user)

    def first_administrator(self) -> str:
        """Make the first account, a member of the Administrator role, where there is none at all.

        Returns the password for its first sign-in, empty where there are accounts.
        """
        if self.accounts.all():
            return ""
        password = one_time_password()
        self.accounts.add(ADMINISTRATOR, password, must_change=True)
        role = self._store.get(UserRole, ADMINISTRATOR_ID)
        if ADMINISTRATOR.casefold() not in {member.casefold() for member in role.members}:
            members = [*role.members, ADMINISTRATOR]
            self._store.save(role.model_copy(update={"members": members}), by=ADMINISTRATOR)
        log.info("The account %s was made for the first sign-in", ADMINISTRATOR)
        self.record("AccountAdded", "", Name=ADMINISTRATOR)
        return password

    def end_account(self, name: str) -> None:
        """End what a disabled or removed account has open."""
        self.sessions.end_all(name)
