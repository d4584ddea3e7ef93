"""The way into an engine elsewhere, step by step: reach it, judge its certificate, sign in. Each step blocks."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace

from vmmconsole.model.errors import EngineError, VMMError
from vmmconsole.model.sign_in import EngineVersion

from .endpoint import Endpoint, parse_endpoints
from .known_servers import Accepted, KnownServers
from .session import Session, change_password, check_version, sign_in
from .trust import Shown, UntrustedError, shown_certificate


@dataclass(frozen=True, slots=True)
class Doubt:
    """A certificate that a person has to judge before anything is said to the engine that shows it."""

    endpoint: Endpoint
    shown: Shown
    accepted: Accepted | None
    """What was accepted for that address before."""


@dataclass(frozen=True, slots=True)
class _Answer:
    endpoint: Endpoint
    version: EngineVersion


def canonical(addresses: str) -> str:
    """Addresses as they are kept and compared: ``host:8100,other:8100``.

    Raises:
        EngineError: one is not an address.
    """
    return ",".join(map(str, parse_endpoints(addresses)))


def is_remote(addresses: str) -> bool:
    """Whether these are engines that people sign in to, rather than one of this computer.

    Raises:
        EngineError: one is not an address.
    """
    return any(endpoint.secure for endpoint in parse_endpoints(addresses))


class Entrance:
    """The way to the engines at some addresses, all on one database."""

    def __init__(self, addresses: str, known: KnownServers | None = None) -> None:
        """Read the addresses.

        Raises:
            EngineError: one is not an address of an engine elsewhere.
        """
        self.known = known or KnownServers()
        self.addresses = canonical(addresses)
        self.endpoints = parse_endpoints(addresses)
        if not all(endpoint.secure for endpoint in self.endpoints):
            raise EngineError(
                f"'{addresses}' is not the address of an engine elsewhere.",
                action="Give HOST or HOST:PORT such as vmm.example.org:8100.",
            )
        self.reached: Endpoint | None = None
        """The first that answered and that speaks our wire."""
        self.version: EngineVersion | None = None
        """What it said of itself."""

    def reach(self) -> list[Doubt]:
        """Look who answers, all at once; what is returned has to be judged before signing in.

        Raises:
            EngineError: nobody answers, or what does is no engine of a version that we understand.
            UntrustedError: what answers does not speak TLS as it has to.
        """
        self.reached = self.version = None
        found: list[Doubt | _Answer | VMMError | None] = [None] * len(self.endpoints)

        def look(place: int) -> None:
            found[place] = self._look(self.endpoints[place])

        # Not a pool: its threads would be waited for when the program ends.
        threads = [threading.Thread(target=look, args=(n,), daemon=True) for n in range(len(found))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        answered = next((answer for answer in found if isinstance(answer, _Answer)), None)
        doubts = [doubt for doubt in found if isinstance(doubt, Doubt)]
        if answered is not None:
            self.reached, self.version = answered.endpoint, answered.version
        elif not doubts:
            raise _most_telling(answer for answer in found if isinstance(answer, VMMError))
        return doubts

    def _look(self, endpoint: Endpoint) -> Doubt | _Answer | VMMError:
        try:
            endpoint = self._trusted(endpoint)
            return _Answer(endpoint, check_version(endpoint))
        except UntrustedError as err:
            try:
                shown = shown_certificate(endpoint.host, endpoint.port)
                return Doubt(endpoint, shown, self.known.accepted(str(endpoint)))
            except VMMError as worse:
                return worse if isinstance(worse, UntrustedError) else err
        except VMMError as err:
            return err

    def _trusted(self, endpoint: Endpoint) -> Endpoint:
        return replace(endpoint, trust=self.known.trust(str(endpoint)))

    def accept(self, doubt: Doubt) -> None:
        """Accept the certificate from now on.

        Raises:
            EngineError: that cannot be kept.
        """
        self.known.accept(str(doubt.endpoint), doubt.shown.pin, doubt.shown.facts)

    def sign_in(self, user: str, password: str, session: Session | None = None) -> Session:
        """Begin a session, or go on with one that has ended.

        Raises:
            SignInError: name or password is wrong.
            PasswordChangeError: the password has to be changed first.
            EngineError: the engine cannot be reached any more.
        """
        return sign_in(self._at(), user, password, session=session)

    def change_password(self, user: str, old: str, new: str) -> None:
        """Change a password.

        Raises:
            SignInError: the old one is wrong.
            ParameterError: the new one is too weak.
        """
        change_password(self._at(), user, old, new)

    def _at(self) -> Endpoint:
        assert self.reached is not None
        return self.reached


def _most_telling(errors: Iterable[VMMError]) -> VMMError:
    """Of several the one that says most: not that nobody answered, where somebody did."""
    found = list(errors)
    return next((err for err in found if not err.problem.startswith("There is no connection")), found[0])
