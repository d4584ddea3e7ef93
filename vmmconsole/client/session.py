"""A session with an engine elsewhere: its tokens, in memory only, and how they are renewed. For many threads."""

from __future__ import annotations

import platform
import threading
import time
from typing import TYPE_CHECKING, TypeVar

from vmmconsole import __version__
from vmmconsole.model.errors import EngineError, SignInError
from vmmconsole.model.sign_in import API_VERSION, EngineVersion, SignInAnswer

from . import messages
from .trust import connection_error

if TYPE_CHECKING:
    from .endpoint import Endpoint

T = TypeVar("T")

_EARLY_SECONDS = 30.0
"""So long before its time is over an access token is renewed."""


class Session:
    """Who is signed in. A token of scripts is one that cannot be renewed."""

    def __init__(self, user: str = "", *, api_token: str = "") -> None:
        self.user = user
        self.id = ""
        self.access = api_token
        self._refresh = ""
        self._until = 0.0
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Session({self.user!r})"

    def take(self, answer: SignInAnswer) -> None:
        """Go on with the tokens of a new answer."""
        self.user, self.id = answer.user_name, answer.session_id
        self.access, self._refresh = answer.access_token, answer.refresh_token
        self._until = time.monotonic() + answer.expires_in

    @property
    def is_renewable(self) -> bool:
        """Whether there is anything to renew it with."""
        return bool(self._refresh)

    @property
    def is_due(self) -> bool:
        """Whether the access token is about to be good no more."""
        return self.is_renewable and time.monotonic() > self._until - _EARLY_SECONDS

    def renew(self, endpoint: Endpoint, stale: str) -> None:
        """Get a new access token in place of `stale`, unless another thread just did. Blocks.

        Raises:
            SignInError: the session has ended: sign in again.
            EngineError: the engine cannot be reached.
        """
        with self._lock:
            if self.access != stale:
                return
            if not self._refresh:
                raise SignInError("You are not signed in.", cause="The session has ended.")
            question = messages.refresh(self._refresh)
            try:
                self.take(ask_once(endpoint.signed_in(None), question))
            except SignInError:
                self._refresh = ""
                raise


def ask_once(endpoint: Endpoint, question: messages.Question[T]) -> T:
    """Ask one thing over a connection of its own. Blocks.

    Raises:
        EngineError: the engine cannot be reached.
        UntrustedError: it shows a wrong certificate; nothing was sent.
        VMMError: what the engine raised.
    """
    from .http import httpx

    transport = httpx.HTTPTransport(verify=endpoint.tls(), uds=endpoint.socket_path or None, trust_env=False)
    with httpx.Client(
        transport=transport, base_url=endpoint.base_url, headers=endpoint.headers, trust_env=False
    ) as http:
        try:
            response = http.request(
                question.method,
                question.url,
                params=dict(question.query),
                content=question.content,
                headers={"Content-Type": "application/json"} if question.content is not None else None,
                timeout=question.timeout_seconds,
            )
        except (httpx.TransportError, OSError) as err:
            raise connection_error(str(endpoint), err, endpoint.trust) from err
    return messages.read_answer(question, response.status_code, response.content)


def check_version(endpoint: Endpoint) -> EngineVersion:
    """What the engine says of itself, when both sides speak the same wire. Blocks.

    Raises:
        EngineError: it is too old or too new for this client, or no engine at all.
    """
    try:
        version = ask_once(endpoint, messages.engine_version())
    except SignInError as err:
        raise _no_engine(endpoint) from err
    except EngineError as err:
        if "makes no sense" in err.problem:
            raise _no_engine(endpoint) from err
        raise
    if not version.oldest_api_version <= API_VERSION <= version.api_version:
        newer = version.oldest_api_version > API_VERSION
        raise EngineError(
            f"This program and the engine at {endpoint} do not understand each other.",
            cause=f"The engine has version {version.product_version} (API {version.oldest_api_version} to "
            f"{version.api_version}), this program version {__version__} (API {API_VERSION}).",
            action=f"Update {'this program' if newer else 'the engine'}.",
        )
    return version


def _no_engine(endpoint: Endpoint) -> EngineError:
    return EngineError(
        f"What answers at {endpoint} is no engine of this product, or one that is too old.",
        action="Check the address and the port, or update the engine.",
    )


def sign_in(endpoint: Endpoint, user: str, password: str, *, session: Session | None = None) -> Session:
    """Sign in at an engine, which has been checked to show the right certificate. Blocks.

    Raises:
        SignInError: name or password is wrong.
        PasswordChangeError: the password has to be changed first: `change_password`.
    """
    client = f"vmmconsole {__version__} on {platform.node()}"
    answer = ask_once(endpoint.signed_in(None), messages.sign_in(user, password, client))
    session = session or Session()
    session.take(answer)
    return session


def change_password(endpoint: Endpoint, user: str, old: str, new: str) -> None:
    """Change one's own password. Blocks.

    Raises:
        SignInError: the old one is wrong.
        ParameterError: the new one is too weak.
    """
    ask_once(endpoint.signed_in(None), messages.change_password(user, old, new))
