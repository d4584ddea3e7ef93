"""Local accounts: a name and a password that this engine keeps itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from vmmconsole.engine.store import Store
from vmmconsole.engine.store.encoding import name_key, time_text
from vmmconsole.engine.store.schema import accounts
from vmmconsole.model.errors import ConflictError, NotFoundError, ParameterError, PasswordChangeError, SignInError

from .passwords import check_new, hash_password, is_outdated, is_right

MOST_FAILURES = 5
"""So many wrong passwords in a row lock an account."""
LOCKED = timedelta(minutes=15)
_LONGEST_NAME = 64
_NEVER = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A local account as people see it."""

    name: str
    must_change: bool
    disabled: bool
    locked: bool
    created_at: str
    changed_at: str


class Accounts:
    """The local accounts in the store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def check(self, name: str, password: str) -> str:
        """The account's name as it is written, when the password is right.

        Raises:
            SignInError: name or password is wrong, or the account is locked or disabled: which of it is not told.
            PasswordChangeError: it is right, but has to be changed.
        """
        row = self._row(name)
        right = is_right(row.password_hash if row is not None else "", password)
        if row is None:
            raise wrong()
        now = self._clock()
        if row.disabled or row.locked_until > time_text(now):
            raise wrong()
        if not right:
            self._failed(row.name_key, now)
            raise wrong()
        changed: dict[str, Any] = {}
        if row.failures or row.locked_until:
            changed |= {"failures": 0, "locked_until": _NEVER}
        if is_outdated(row.password_hash):
            changed["password_hash"] = hash_password(password)
        if changed:
            self._change(row.name_key, **changed)
        if row.must_change:
            raise PasswordChangeError(
                f"The password of {row.name} has to be changed.",
                cause="It was given for one use.",
                object_name=row.name,
            )
        return str(row.name)

    def _failed(self, key: str, now: datetime) -> None:
        """Count in the database: several attempts at once are all counted."""
        with self._store.records("The account cannot be locked.", writing=True) as connection:
            connection.execute(
                update(accounts).where(accounts.c.name_key == key).values(failures=accounts.c.failures + 1)
            )
            connection.execute(
                update(accounts)
                .where(accounts.c.name_key == key, accounts.c.failures >= MOST_FAILURES)
                .values(failures=0, locked_until=time_text(now + LOCKED))
            )

    def change_password(self, name: str, old: str, new: str) -> str:
        """Change one's own password, and return the account's name.

        Raises:
            SignInError: the old one is wrong.
            ParameterError: the new one is too weak, or the old one again.
        """
        try:
            written = self.check(name, old)
        except PasswordChangeError as err:
            written = err.object_name
        check_new(new, written)
        if new == old:
            raise ParameterError("The new password is the old one.", action="Choose another one.")
        self._set(name_key(written), new, must_change=False)
        return written

    def add(self, name: str, password: str, *, must_change: bool = True) -> Account:
        """Make an account.

        Raises:
            ParameterError: the name cannot be one, or the password is too weak.
            ConflictError: there is one of that name.
        """
        name = name.strip()
        if not name or len(name) > _LONGEST_NAME or not name.isprintable() or set(name) & set('\\/@"<>|'):
            raise ParameterError(
                f"{name[:80]!r} cannot be the name of an account.",
                cause=f'A name has 1 to {_LONGEST_NAME} characters, and none of \\ / @ " < > |.',
                action="Choose another name.",
            )
        check_new(password, name)
        if self._row(name) is not None:
            raise ConflictError(f"There is an account named '{name}'.", action="Choose another name.", object_name=name)
        now = time_text(self._clock())
        with self._store.records("The account cannot be made.", writing=True) as connection:
            connection.execute(
                insert(accounts).values(
                    name_key=name_key(name), name=name, password_hash=hash_password(password),
                    must_change=must_change, disabled=False, failures=0, locked_until=_NEVER,
                    created_at=now, changed_at=now,
                )
            )  # fmt: skip
        return self.get(name)

    def reset(self, name: str, password: str) -> None:
        """Give an account another password, to be changed at its next use; a locked one is unlocked.

        Raises:
            NotFoundError: there is no such account.
            ParameterError: the password is too weak.
        """
        account = self.get(name)
        check_new(password, account.name)
        self._set(name_key(account.name), password, must_change=True)

    def disable(self, name: str, *, disabled: bool) -> None:
        """Keep an account from signing in, or let it again.

        Raises:
            NotFoundError: there is no such account.
        """
        self._change(name_key(self.get(name).name), disabled=disabled, failures=0, locked_until=_NEVER)

    def remove(self, name: str) -> None:
        """Forget an account.

        Raises:
            NotFoundError: there is no such account.
        """
        key = name_key(self.get(name).name)
        with self._store.records("The account cannot be removed.", writing=True) as connection:
            connection.execute(delete(accounts).where(accounts.c.name_key == key))

    def get(self, name: str) -> Account:
        """An account.

        Raises:
            NotFoundError: there is no such account.
        """
        row = self._row(name)
        if row is None:
            raise NotFoundError(f"There is no account named '{name[:80]}'.", object_name=name[:80])
        return self._account(row)

    def all(self) -> list[Account]:
        """All of them, by name."""
        with self._store.records("The accounts cannot be read.") as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.name_key)).all()
        return [self._account(row) for row in rows]

    def _account(self, row: Any) -> Account:
        locked = bool(row.locked_until) and row.locked_until > time_text(self._clock())
        return Account(row.name, row.must_change, row.disabled, locked, row.created_at, row.changed_at)

    def _row(self, name: str) -> Any:
        with self._store.records("The account cannot be read.") as connection:
            return connection.execute(select(accounts).where(accounts.c.name_key == name_key(name.strip()))).first()

    def _set(self, key: str, password: str, *, must_change: bool) -> None:
        self._change(
            key, password_hash=hash_password(password), must_change=must_change, failures=0, locked_until=_NEVER,
            changed_at=time_text(self._clock()),
        )  # fmt: skip

    def _change(self, key: str, **values: Any) -> None:
        with self._store.records("The account cannot be changed.", writing=True) as connection:
            connection.execute(update(accounts).where(accounts.c.name_key == key).values(**values))


def wrong() -> SignInError:
    """The one answer to every attempt that failed."""
    return SignInError(
        "You are not signed in.",
        cause=f"The name or the password is wrong, or the account is disabled or locked: {MOST_FAILURES} wrong "
        f"passwords lock it for {LOCKED.seconds // 60} minutes.",
        action="Check the name and the password, or ask an administrator.",
    )
