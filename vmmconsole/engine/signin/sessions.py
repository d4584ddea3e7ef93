"""Sessions of people and tokens of scripts. What another engine on the same database ended is noticed in seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
from sqlalchemy import delete, insert, or_, select, update

from vmmconsole.engine.store import Store
from vmmconsole.engine.store.encoding import name_key, time_text
from vmmconsole.engine.store.schema import api_tokens, sessions
from vmmconsole.model.errors import NotFoundError, ParameterError, SignInError

from .principal import Principal, Scope, Tokens, hashed, new_token

ACCESS = timedelta(minutes=15)
"""How long an access token is good."""
IDLE = timedelta(hours=12)
"""A session that is not refreshed for so long is over."""
LONGEST = timedelta(days=7)
"""However much it is used, so long a session lasts."""
AGAIN = timedelta(seconds=30)
"""A client whose answer got lost may send its last refresh token once more within that time."""
LONGEST_TOKEN_DAYS = 366
CHECK = timedelta(seconds=5)
"""So long a token is believed without looking into the database."""
_USED = timedelta(minutes=1)
"""How exact the time of last use is."""
_MOST_KNOWN = 10_000


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A session or a token as people see it."""

    id: str
    kind: str
    """``session``, or ``token`` for a script's."""
    user: str
    name: str
    """The client of a session, the name of a token."""
    address: str
    scope: str
    created_at: str
    used_at: str
    until: str


@dataclass(slots=True)
class _Known:
    principal: Principal
    until: datetime
    checked_at: datetime


class Sessions:
    """Sessions and tokens in the store, with those in use in memory."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}
        self._groups: dict[str, frozenset[str]] = {}

    # Sessions

    def open(self, user: str, groups: frozenset[str], *, client: str, address: str) -> Tokens:
        """Begin a session of a user who has proved who that is."""
        now = self._clock()
        tokens = self._tokens(user, str(uuid4()), now, now)
        with self._store.records("The session cannot be opened.", writing=True) as connection:
            connection.execute(delete(sessions).where(sessions.c.until < time_text(now)))
            connection.execute(
                insert(sessions).values(
                    id=tokens.session_id, user_name=user, user_key=name_key(user), groups=_listed(groups),
                    client=client[:200], address=address[:64], created_at=time_text(now), used_at=time_text(now),
                    spent_hash="", **_hashes(tokens),
                )
            )  # fmt: skip
        with self._lock:
            self._groups[name_key(user)] = groups
        return tokens

    def refresh(self, token: str) -> Tokens:
        """New tokens for a refresh token, which is spent then; one that was spent before ends its session.

        Raises:
            SignInError: the session is over, or the token was never one.
        """
        now, given = self._clock(), hashed(token)
        with self._store.records("The session cannot be renewed.", writing=True) as connection:
            found = or_(sessions.c.refresh_hash == given, sessions.c.spent_hash == given)
            row = connection.execute(select(sessions).where(found).with_for_update()).first()
            if row is None:
                raise over()
            stolen = row.spent_hash == given and datetime.fromisoformat(row.used_at) + AGAIN < now
            if stolen or row.until < time_text(now):
                connection.execute(delete(sessions).where(sessions.c.id == row.id))
                tokens = None
            else:
                tokens = self._tokens(row.user_name, row.id, now, datetime.fromisoformat(row.created_at))
                connection.execute(
                    update(sessions)
                    .where(sessions.c.id == row.id)
                    .values(spent_hash=given, used_at=time_text(now), **_hashes(tokens))
                )
        self._forget(row.id)
        if tokens is None:
            raise over()
        return tokens

    def _tokens(self, user: str, session_id: str, now: datetime, since: datetime) -> Tokens:
        until = min(now + IDLE, since + LONGEST)
        access, refresh = new_token("s"), new_token("r")
        return Tokens(user, session_id, access, min(now + ACCESS, until), refresh, until)

    # Tokens of scripts

    def new_api_token(
        self, user: str, groups: frozenset[str], name: str, scope: Scope, days: int
    ) -> tuple[SessionFacts, str]:
        """Make a token for scripts; the second value is the token itself, which nobody can read again.

        Raises:
            ParameterError: it would be good for no time or too long, or has no name.
        """
        if not 1 <= days <= LONGEST_TOKEN_DAYS:
            raise ParameterError(
                f"A token cannot be good for {days} days.", action=f"Give 1 to {LONGEST_TOKEN_DAYS} days."
            )
        if not name.strip():
            raise ParameterError("A token needs a name.", action="Say what it is for.")
        token, now = new_token("t"), self._clock()
        row = {
            "id": str(uuid4()), "name": name.strip()[:200], "user_name": user, "user_key": name_key(user),
            "groups": _listed(groups), "hash": hashed(token), "scope": scope, "created_at": time_text(now),
            "used_at": "", "until": time_text(now + timedelta(days=days)),
        }  # fmt: skip
        with self._store.records("The token cannot be made.", writing=True) as connection:
            connection.execute(delete(api_tokens).where(api_tokens.c.until < time_text(now)))
            connection.execute(insert(api_tokens).values(**row))
        facts = SessionFacts(
            row["id"], "token", user, row["name"], "", scope, row["created_at"], row["used_at"], row["until"]
        )
        return facts, token

    # Who is it

    def principal(self, token: str) -> Principal:
        """Whom an access token or a script's token belongs to.

        Raises:
            SignInError: it is not good, or not any more.
        """
        key, now = hashed(token), self._clock()
        with self._lock:
            known = self._known.get(key)
        if known is None or not known.checked_at <= now < known.checked_at + CHECK:
            known = self._read(key, now)
            with self._lock:
                if len(self._known) >= _MOST_KNOWN:
                    self._known.clear()
                if known is None:
                    self._known.pop(key, None)
                else:
                    self._known[key] = known
                    self._groups[name_key(known.principal.user)] = known.principal.groups
        if known is None or known.until <= now:
            raise over()
        return known.principal

    def is_open(self, principal: Principal) -> bool:
        """Whether the session or token behind a long answer has not been ended meanwhile."""
        if not principal.session_id:
            return True
        now = time_text(self._clock())
        with self._store.records("The session cannot be read.") as connection:
            return any(
                connection.execute(
                    select(table.c.id).where(table.c.id == principal.session_id, table.c.until > now)
                ).first()
                for table in (sessions, api_tokens)
            )

    def groups_of(self, user: str) -> frozenset[str]:
        """The directory groups found when the user signed in last; for jobs also after the session's end."""
        if "\\" not in user:
            return frozenset()
        key = name_key(user)
        with self._lock:
            known = self._groups.get(key)
        if known is None:
            known = self._stored_groups(key)
            with self._lock:
                self._groups[key] = known
        return known

    def _stored_groups(self, key: str) -> frozenset[str]:
        found = []
        with self._store.records("The session cannot be read.") as connection:
            for table in (sessions, api_tokens):
                row = connection.execute(
                    select(table.c.groups, table.c.created_at)
                    .where(table.c.user_key == key)
                    .order_by(table.c.created_at.desc())
                ).first()
                if row is not None:
                    found.append((row.created_at, row.groups))
        return frozenset(orjson.loads(max(found)[1])) if found else frozenset()

    def _read(self, key: str, now: datetime) -> _Known | None:
        with self._store.records("The session cannot be read.") as connection:
            row: Any = connection.execute(select(sessions).where(sessions.c.access_hash == key)).first()
            scope: Scope = "full"
            table, until = sessions, row.access_until if row is not None else ""
            if row is None:
                row = connection.execute(select(api_tokens).where(api_tokens.c.hash == key)).first()
                if row is None:
                    return None
                scope, table, until = row.scope, api_tokens, row.until
        if not row.used_at or (datetime.fromisoformat(row.used_at) + _USED < now and table is api_tokens):
            with self._store.records("The session cannot be kept.", writing=True) as connection:
                connection.execute(update(table).where(table.c.id == row.id).values(used_at=time_text(now)))
        principal = Principal(row.user_name, row.id, scope, frozenset(orjson.loads(row.groups)))
        return _Known(principal, datetime.fromisoformat(until), now)

    # Looking after them

    def all(self, user: str = "") -> list[SessionFacts]:
        """What is open, of one user or of everybody, the latest first."""
        now = time_text(self._clock())
        found = []
        with self._store.records("The sessions cannot be read.") as connection:
            for table in (sessions, api_tokens):
                query = select(table).where(table.c.until > now)
                if user:
                    query = query.where(table.c.user_key == name_key(user))
                found += [_facts(row, is_session=table is sessions) for row in connection.execute(query)]
        return sorted(found, key=lambda facts: facts.created_at, reverse=True)

    def end(self, session_id: str, *, user: str = "") -> None:
        """End a session or revoke a token; with `user` only one of that user's.

        Raises:
            NotFoundError: there is none.
        """
        ended = 0
        with self._store.records("The session cannot be ended.", writing=True) as connection:
            for table in (sessions, api_tokens):
                query = delete(table).where(table.c.id == session_id)
                if user:
                    query = query.where(table.c.user_key == name_key(user))
                ended += connection.execute(query).rowcount
        self._forget(session_id)
        if not ended:
            raise NotFoundError("There is no such session.", cause="It has ended already.", action="Look again.")

    def end_all(self, user: str, *, tokens: bool = True) -> None:
        """End everything of a user: after a changed password, and when an account is disabled or removed."""
        with self._store.records("The sessions cannot be ended.", writing=True) as connection:
            for table in (sessions, api_tokens) if tokens else (sessions,):
                connection.execute(delete(table).where(table.c.user_key == name_key(user)))
        with self._lock:
            self._known.clear()

    def _forget(self, session_id: str) -> None:
        with self._lock:
            for key in [key for key, known in self._known.items() if known.principal.session_id == session_id]:
                del self._known[key]


def _hashes(tokens: Tokens) -> dict[str, str]:
    return {
        "access_hash": hashed(tokens.access),
        "access_until": time_text(tokens.access_until),
        "refresh_hash": hashed(tokens.refresh),
        "until": time_text(tokens.until),
    }


def _facts(row: Any, *, is_session: bool) -> SessionFacts:
    if is_session:
        return SessionFacts(
            row.id, "session", row.user_name, row.client, row.address, "full", row.created_at, row.used_at, row.until
        )
    return SessionFacts(row.id, "token", row.user_name, row.name, "", row.scope, row.created_at, row.used_at, row.until)


def _listed(groups: frozenset[str]) -> str:
    return orjson.dumps(sorted(groups)).decode()


def over() -> SignInError:
    """The answer to a token that is not good any more."""
    return SignInError("You are not signed in.", cause="There is no session, or it has ended.")
