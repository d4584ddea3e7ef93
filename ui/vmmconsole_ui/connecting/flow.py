"""The way from an address and a password to a session, with the questions on it. No Qt."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from vmmconsole.client import keyring_store
from vmmconsole.client.entrance import Entrance
from vmmconsole.client.known_servers import KnownServers
from vmmconsole.client.threads import on_thread
from vmmconsole.model.errors import EngineError, ParameterError, PasswordChangeError, SignInError

if TYPE_CHECKING:
    from vmmconsole.client.entrance import Doubt
    from vmmconsole.client.session import Session
    from vmmconsole.model.sign_in import EngineVersion

T = TypeVar("T")

KEYRING_SECONDS = 20.0
"""So long a keyring may take, which may ask the person to unlock it; signing in does not depend on it."""


@dataclass(slots=True)
class Wanted:
    """What the person typed."""

    addresses: str
    user: str = ""
    password: str = field(default="", repr=False)
    """Empty for the one that the keyring remembers."""
    remember: bool = False
    was_remembered: bool = False
    """Whether the keyring has a password that it must forget when it is not to be remembered."""
    session: Session | None = None
    """A session that has ended, to go on with."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An engine that somebody is signed in to."""

    addresses: str
    session: Session
    version: EngineVersion | None
    note: str = ""
    """What the person should know beside: that the password could not be remembered."""


class Asker(Protocol):
    """Who shows how far it is, and asks the person."""

    def working(self, text: str) -> None:
        """Something is being done that may take a while."""

    def judge(self, doubt: Doubt) -> Awaitable[bool]:
        """Whether the person accepts a certificate."""

    def new_password(self, user: str, problem: str) -> Awaitable[str | None]:
        """A new password in place of one that has to be changed, None to give up; `problem` is of the last one."""


class Connecting:
    """One attempt; it ends with a session, with None where the person gave up, or with an error."""

    def __init__(self, wanted: Wanted, asker: Asker, known: KnownServers | None = None) -> None:
        """Read the addresses.

        Raises:
            EngineError: one is not an address of an engine elsewhere.
        """
        self.wanted = wanted
        self.asker = asker
        self.known = known or KnownServers()
        self.entrance = Entrance(wanted.addresses, self.known)
        self._password = wanted.password

    async def certificates(self) -> bool:
        """Reach the engine, and let every unknown certificate be judged; whether all were accepted.

        Raises:
            EngineError: nobody answers, or what does has another version of the wire.
        """
        self.asker.working(f"Connecting to {self.entrance.addresses.replace(',', ', ')} …")
        while doubts := await on_thread(self.entrance.reach):
            for doubt in doubts:
                if not await self.asker.judge(doubt):
                    return False
                await on_thread(lambda doubt=doubt: self.entrance.accept(doubt))  # type: ignore[misc]  # its type
            self.asker.working("Connecting …")
        return True

    async def open(self) -> Opened | None:
        """Connect and sign in.

        Raises:
            SignInError: name or password is wrong.
            EngineError: nobody answers, or what does has another version of the wire.
        """
        if not await self.certificates():
            return None
        self.asker.working("Signing in …")
        session = await self._sign_in()
        if session is None:
            return None
        note = await self._keep(session.user)
        return Opened(self.entrance.addresses, session, self.entrance.version, note)

    async def _sign_in(self) -> Session | None:
        wanted, remembered = self.wanted, not self.wanted.password
        if remembered:
            self._password = await _in_time(lambda: keyring_store.remembered(self.entrance.addresses, wanted.user), "")
            if not self._password:
                raise SignInError(
                    "You are not signed in.", cause="The keyring does not tell the password.", action="Type it."
                )
        try:
            return await on_thread(lambda: self.entrance.sign_in(wanted.user, self._password, wanted.session))
        except PasswordChangeError:
            return await self._with_new_password()
        except SignInError:
            if remembered:
                await _in_time(lambda: keyring_store.forget(self.entrance.addresses, wanted.user), None)
            raise

    async def _with_new_password(self) -> Session | None:
        wanted, problem = self.wanted, ""
        while True:
            new = await self.asker.new_password(wanted.user, problem)
            if new is None:
                return None
            self.asker.working("Changing the password …")
            try:
                await on_thread(lambda new=new: self.entrance.change_password(wanted.user, self._password, new))  # type: ignore[misc]  # its type
            except ParameterError as err:
                problem = f"{err} {err.action}".strip()
                continue
            self._password = new
            return await on_thread(lambda: self.entrance.sign_in(wanted.user, self._password, wanted.session))

    async def _keep(self, user: str) -> str:
        """Keep what the person wants kept; returns why something could not be."""
        address, notes = self.entrance.addresses, list[str]()
        try:
            await on_thread(lambda: self.known.used(address, user))
        except EngineError as err:
            notes.append(str(err))
        if self.wanted.remember and (self._password == self.wanted.password or not self.wanted.was_remembered):
            self.asker.working("Asking the keyring to remember the password …")
            late = "The keyring does not answer; it may be locked."
            why = await _in_time(lambda: keyring_store.remember(address, user, self._password), late)
            notes += [f"The password was not remembered. {why}"] if why else []
        elif self.wanted.was_remembered and not self.wanted.remember:
            await _in_time(lambda: keyring_store.forget(address, user), None)
        return "\n".join(notes)


async def _in_time(work: Callable[[], T], otherwise: T) -> T:
    try:
        async with asyncio.timeout(KEYRING_SECONDS):
            return await on_thread(work)
    except TimeoutError:
        return otherwise
