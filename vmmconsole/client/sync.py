"""The blocking client, for the command line: the calls that scripts need, without a loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from vmmconsole.model import Job, Noun
from vmmconsole.model.errors import SignInError
from vmmconsole.model.wire import CmdletAnswer

from . import messages
from .connection import NoConnectionError
from .contract import Listing
from .endpoint import Endpoint
from .http import httpx
from .trust import UntrustedError, connection_error

N = TypeVar("N", bound=Noun)
T = TypeVar("T")

NEWS_SECONDS = 0.5
"""How long to wait for news of a job before looking whether to stop it."""
READY_SECONDS = 15.0
PATIENCE_SECONDS = 60.0
"""How long an engine may be away while a job is waited for."""


class SyncClient:
    """A connection to an engine for one thread."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._http = _http_to(endpoint)

    def __enter__(self) -> SyncClient:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        self._http.close()

    def server(self) -> dict[str, Any]:
        """Who the engine is, and who is connected to it."""
        return self.ask(messages.server_facts())

    def list(self, kind: type[Noun]) -> Listing:
        """All objects of a kind, as rows."""
        return self.ask(messages.listing(kind))

    def get(self, kind: type[N], object_id: UUID | str) -> N:
        """One whole object."""
        return self.ask(messages.whole_object(kind, object_id))

    def several(self, kind: type[N], object_ids: Sequence[UUID]) -> Sequence[N]:
        """Those whole objects that there are."""
        return self.ask(messages.whole_objects(kind, object_ids))

    def call(
        self,
        name: str,
        arguments: Mapping[str, Any],
        *,
        call_id: UUID | None = None,
        what_if: bool = False,
        run_id: UUID | None = None,
    ) -> CmdletAnswer:
        """Call one cmdlet: what it wrote, or the job that it became. `run_id` is the run of a script it is part of."""
        return self.ask(messages.cmdlet_call(name, arguments, call_id=call_id, what_if=what_if, run_id=run_id))

    def keep_secret(self, secret_id: UUID, user_name: str, password: str) -> None:
        """Give the engine a password to keep; the same again is no error."""
        self.ask(messages.keep_secret(secret_id, user_name, password))

    def run(self, script: str, *, name: str = "", job_id: UUID | None = None, what_if: bool = False) -> Job:
        """Run a script as a job."""
        return self.ask(messages.new_job(script, name=name, job_id=job_id, what_if=what_if))

    def stop_job(self, job_id: UUID | str) -> Job:
        """Ask a job to stop."""
        return self.ask(messages.stop_job(job_id))

    def wait_ready(self, wait_seconds: float = READY_SECONDS) -> bool:
        """Whether the engine has tried to reach and read every host since it started, within that time."""
        return self.ask(messages.engine_ready(wait_seconds))

    def stop_engine(self, mode: str) -> None:
        """End the engine; see `messages.stop_engine`."""
        self.ask(messages.stop_engine(mode))

    def sign_out(self) -> None:
        """End the session."""
        self.ask(messages.sign_out())

    def wait(self, job: Job, news: Callable[[Job], None]) -> Job:
        """The job once it is final; `news` is called with each new state of it, and about twice a second.

        Raises:
            NoConnectionError: the engine was away for PATIENCE_SECONDS.
        """
        lost_at: float | None = None
        while not job.is_completed:
            news(job)
            try:
                job = self.news(job)
                lost_at = None
            except NoConnectionError:
                lost_at = lost_at or time.monotonic()
                if time.monotonic() - lost_at > PATIENCE_SECONDS:
                    raise
                time.sleep(0.2)
        news(job)
        return job

    def news(self, job: Job) -> Job:
        """The job as soon as something about it has changed, or as it is after half a second."""
        return self.ask(messages.job_news(job.id, wait_seconds=NEWS_SECONDS, after=job.revision))

    def ask(self, question: messages.Question[T]) -> T:
        """Send a question and read its answer; where the session's token is good no more, get a new one first. Where
        the engine does not answer, those of `Endpoint.others` are asked.

        Raises:
            NoConnectionError: the engine cannot be reached.
            UntrustedError: it shows another certificate than the accepted one.
            SignInError: the session has ended.
            VMMError: what the engine raised.
        """
        lost: NoConnectionError | None = None
        for _ in range(1 + len(self._endpoint.others)):
            try:
                return self._ask(question)
            except NoConnectionError as err:
                lost = lost or err
                self._go_elsewhere()
        assert lost is not None
        raise lost

    def _go_elsewhere(self) -> None:
        following = self._endpoint.elsewhere()
        if following is not None:
            self._http.close()
            self._endpoint, self._http = following, _http_to(following)

    def _ask(self, question: messages.Question[T]) -> T:
        session = self._endpoint.session
        if session is not None and session.is_due:
            session.renew(self._endpoint, session.access)
        used = session.access if session is not None else ""
        try:
            return self._send(question)
        except SignInError:
            if session is None or not session.is_renewable:
                raise
            session.renew(self._endpoint, used)
        return self._send(question)

    def _send(self, question: messages.Question[T]) -> T:
        kind = {"Content-Type": "application/json"} if question.content is not None else {}
        try:
            response = self._http.request(
                question.method,
                question.url,
                params=dict(question.query),
                content=question.content,
                headers=self._endpoint.headers | kind,
                timeout=question.timeout_seconds,
            )
        except (httpx.TransportError, OSError) as err:
            refused = connection_error(str(self._endpoint), err, self._endpoint.trust)
            if self._endpoint.secure and isinstance(refused, UntrustedError):
                raise refused from err
            raise NoConnectionError(
                "There is no connection to the engine.",
                cause=str(err) or type(err).__name__,
                action="Check that the engine runs.",
            ) from err
        return messages.read_answer(question, response.status_code, response.content)


def _http_to(endpoint: Endpoint) -> httpx.Client:
    return httpx.Client(
        transport=httpx.HTTPTransport(verify=endpoint.tls(), uds=endpoint.socket_path or None, trust_env=False),
        base_url=endpoint.base_url,
        trust_env=False,
    )
