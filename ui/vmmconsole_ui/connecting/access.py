"""A console's way to an engine elsewhere: its addresses, the session there, and asking the person for both."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from vmmconsole.model.errors import SignInError, VMMError

if TYPE_CHECKING:
    from vmmconsole.client.connection import Client
    from vmmconsole.client.session import Session
    from vmmconsole_ui.context import Context

    from .dialog import Outcome, Purpose
    from .flow import Opened

SIGN_OUT_SECONDS = 3.0
_ENDED = "Your session has ended."
_LEFT = "You have signed out."


class RemoteAccess:
    """Connects a console to its engine, with a session that may end and begin again meanwhile."""

    def __init__(self, context: Context, addresses: str, session: Session | None = None) -> None:
        self.context = context
        self.addresses = addresses
        self.session = session
        self._asking: asyncio.Task[bool] | None = None
        self._declined = False
        self._why = _ENDED
        self._may_go_on = asyncio.Event()
        self._may_go_on.set()

    async def connect(self) -> Client:
        """A connected client; the person is asked to sign in where nobody is.

        Raises:
            EngineError: nobody answers.
            SignInError: the person does not sign in.
            UntrustedError: the engine shows another certificate than the accepted one.
        """
        from vmmconsole.client.entrance import is_remote
        from vmmconsole.client.remote import connect_to, endpoints_at, session_of_environment

        if self.session is None and is_remote(self.addresses):
            found = await asyncio.to_thread(endpoints_at, self.addresses)
            self.session = session_of_environment(found)
            if self.session is None and not await self._ask("connect"):
                raise SignInError("You are not signed in.", cause=f"Nobody has signed in at {self.addresses}.")
        client = await connect_to(self.addresses, session=self.session)
        if self.session is not None:
            client.sign_in_again = self.sign_in_again
        return client

    async def sign_in_again(self) -> bool:
        """Let the person sign in where the session has ended; whoever asks meanwhile waits for the same answer."""
        if self._declined:
            return False
        if self._asking is None:
            self._asking = asyncio.get_running_loop().create_task(self._sign_in_again())
        return await asyncio.shield(self._asking)

    async def _sign_in_again(self) -> bool:
        objects = self.context.objects
        before = objects.state
        objects.stop(_ENDED, "Sign in")
        try:
            done = await self._ask("again")
            if done:
                objects.go_on(before)
            self._declined = not done
            return done
        finally:
            self._asking = None

    async def stopped(self, error: Exception) -> bool:
        """Take an error of the connection that only the person can mend; whether it is one."""
        from vmmconsole.client.trust import UntrustedError

        if isinstance(error, UntrustedError):
            self._wait(f"{error.problem} {error.cause}", "Check certificate")
        elif isinstance(error, SignInError):
            if self.session is None:
                self._wait(error.problem, "Sign in")
            elif not await self.sign_in_again():
                self._wait(self._why, "Sign in")
        else:
            return False
        return True

    def _wait(self, problem: str, verb: str) -> None:
        self._may_go_on.clear()
        self._declined = True
        self.context.objects.stop(problem, verb)

    async def may_go_on(self) -> None:
        """Wait for the person, where it is for the person to mend."""
        await self._may_go_on.wait()

    async def mend(self) -> None:
        """What the banner's button does: sign in, or judge the certificate."""
        objects = self.context.objects
        if objects.state != "stopped" or self._asking is not None:
            return
        purpose: Purpose = "check" if objects.verb == "Check certificate" else "again"
        if await self._ask("connect" if self.session is None else purpose):
            self._declined, self._why = False, _ENDED
            objects.go_on("reconnecting")
            self._may_go_on.set()

    async def _ask(self, purpose: Purpose) -> bool:
        from .dialog import ConnectDialog, ask
        from .flow import Opened, Wanted

        user = self.session.user if self.session is not None else ""
        wanted = Wanted(self.addresses, user, session=self.session)
        dialog = ConnectDialog(wanted, purpose=purpose, here=False, parent=self.context.window)
        outcome: Outcome = await ask(dialog, at_once=purpose == "connect")
        if isinstance(outcome, Opened):
            self.take(outcome)
        return outcome is not None

    def take(self, opened: Opened) -> None:
        """Go on with what was opened."""
        self.addresses, self.session = opened.addresses, opened.session
        if opened.note:
            self.context.notify("The password was not remembered.", "warning", details=opened.note)

    @property
    def is_signed_in(self) -> bool:
        """Whether there is a session that can be ended, and not only a token of the environment."""
        return self.session is not None and self.session.is_renewable and self._why == _ENDED

    async def leave(self) -> None:
        """Sign out and stay: the lists are emptied, and nobody is asked for a password before they want that."""
        self._why, self._declined = _LEFT, True
        await self.sign_out()
        self.context.objects.stop(_LEFT, "Sign in")
        await self.context.objects.forget()

    async def sign_out(self) -> None:
        """End the session, where the engine can be reached."""
        from vmmconsole.client import messages
        from vmmconsole.client.session import ask_once
        from vmmconsole.client.threads import on_thread

        session, endpoint = self.session, getattr(self.context.client, "endpoint", None)
        if session is None or endpoint is None or not session.is_renewable:
            return
        with contextlib.suppress(VMMError, TimeoutError):
            async with asyncio.timeout(SIGN_OUT_SECONDS):
                await on_thread(lambda: ask_once(endpoint.signed_in(session), messages.sign_out()))
