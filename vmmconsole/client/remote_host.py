"""The host behind a script that runs here, as the user: each VMM cmdlet is a call to the engine."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.capabilities import refusal
from vmmconsole.cmdlets.relations import Relations
from vmmconsole.cmdlets.server_names import ServerNames
from vmmconsole.cmdlets.session import ServerConnection
from vmmconsole.model import NOUNS, Job, Noun
from vmmconsole.model.errors import CancelledError, NotFoundError, StateError, VMMError, from_fields
from vmmconsole.model.status import JobStatus
from vmmconsole.model.wire import CmdletAnswer
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.values import Credential

from .connection import NoConnectionError
from .job_watch import MOST_SHOWN
from .link import Link
from .objects import decode_listed, decode_output, encode_arguments
from .screen import Screen, bar_of
from .sync import SyncClient

_OURS = ("run_asynchronously", "job_variable")
"""Parameters that say how the call is made, not what it does: they are dealt with here."""
_OBJECT_SECONDS = 2.0
"""How long a call with -RunAsynchronously waits for its job to tell which object it is about."""
_RENEW_SECONDS = 0.25
"""So often the jobs that a script holds in variables are brought up to date while it runs."""


class RemoteHost:
    """Implements `vmmconsole.script.host.Host`."""

    def __init__(self, engine: SyncClient | Link, screen: Screen, *, interactive: bool = False) -> None:
        self._engine = engine
        self.screen = screen
        self.interactive = interactive
        self.run_id = uuid4()
        self.interrupted = False
        """Set by Ctrl+C: the script stops before its next statement, and a job that is waited for is cancelled."""
        self.abandoned = False
        """Set by a second request to stop: a job that does not reach its safe point is not waited for any more."""
        self.left_running: list[Job] = []
        """Jobs of calls with -RunAsynchronously."""
        self._held_jobs: dict[UUID, Job] = {}
        """Those of them that a variable may hold and that are not final: scripts wait for a change of their status."""
        self._renew_at = 0.0
        self._relations = Relations(self._read)
        self._servers = ServerNames(self._connected_server, lambda text: screen.write("warning", text))

    allows_files = True

    @property
    def client(self) -> SyncClient:
        """The connection to the engine, which is made now where there is none.

        Raises:
            EngineError: the engine cannot be reached.
        """
        return self._engine.client(self.check) if isinstance(self._engine, Link) else self._engine

    def find_command(self, name: str) -> type[Cmdlet] | None:
        """The VMM cmdlet of that name or alias."""
        return registry.find(name)

    def command_names(self) -> Iterable[str]:
        """All names of VMM cmdlets."""
        return registry.names()

    def resolve(self, kind: Any, value: object) -> object:
        """Leave names and IDs as they are: the engine looks them up, with the user's rights."""
        return self._servers.resolve(kind, value)

    def _connected_server(self) -> ServerConnection:
        return ServerConnection.model_validate(self.client.server())

    def invoke(self, cmdlet: Cmdlet, line: int, text: str) -> Sequence[object]:
        """Call the engine; wait for the job of a changing cmdlet unless it is to run asynchronously."""
        del line, text
        self.check()
        if cmdlet.needs:
            raise refusal(type(cmdlet))
        self._servers.prepare(cmdlet)
        self._relations.forget()
        answer = self._call(cmdlet)
        if answer.job is None:
            return self._written(answer)
        cmdlet.job = answer.job
        if getattr(cmdlet, "run_asynchronously", False) and not cmdlet.what_if:
            self.left_running.append(answer.job)
            self._held_jobs[answer.job.id] = answer.job
            return self._object_now(cmdlet, answer.job)
        return self._outcome(cmdlet, self.wait(answer.job))

    def follow(self, value: Any, name: str) -> Any:
        """What a property leads to that the object does not hold itself."""
        return self._relations.follow(value, name)

    def _read(self, cmdlet: Cmdlet) -> Sequence[object]:
        self.check()
        return self._written(self._call(cmdlet))

    def _call(self, cmdlet: Cmdlet) -> CmdletAnswer:
        self._send_secrets(cmdlet)
        arguments = encode_arguments(cmdlet, leave_out=_OURS)
        call_id = uuid4()  # asking again after a broken connection runs nothing twice
        try:
            return self.client.call(cmdlet.name, arguments, call_id=call_id, what_if=cmdlet.what_if, run_id=self.run_id)
        except NoConnectionError:
            self.lost()
            raise

    def _send_secrets(self, cmdlet: Cmdlet) -> None:
        """Give passwords to the engine apart from the call, which then has their IDs only."""
        for parameter in type(cmdlet).parameters:
            value = cmdlet.bound.get(parameter.attribute)
            if isinstance(value, Credential):
                secret_id = uuid4()
                try:
                    self.client.keep_secret(secret_id, value.user_name, value.password.reveal())
                except NoConnectionError:
                    self.lost()
                    raise
                cmdlet.bound[parameter.attribute] = secret_id

    def _written(self, answer: CmdletAnswer) -> Sequence[object]:
        if answer.listed is not None:
            return decode_listed(answer.listed, self._several)
        return [decode_output(item) for item in answer.output]

    def _several(self, kind: type[Noun], object_ids: Sequence[UUID]) -> Sequence[Noun]:
        """Whole objects, over the connection of the time when a script asks for them."""
        return self.client.several(kind, object_ids)

    def _object_now(self, cmdlet: Cmdlet, job: Job) -> Sequence[object]:
        """What the cmdlet will return, as it is while the job runs; nothing where the job does not tell soon."""
        deadline = time.monotonic() + _OBJECT_SECONDS
        while job.result_object_id is None and not job.is_completed and time.monotonic() < deadline:
            self.check()
            _renew(job, self.client.news(job))
        kind = NOUNS.get(job.result_object_type)
        if kind is None or job.result_object_id is None or job.result_object_type != type(cmdlet).returns:
            return []
        try:
            return [self.client.get(kind, job.result_object_id)]
        except NotFoundError:  # removed, which may be what the job is for
            return []

    def lost(self) -> None:
        """The connection broke: the next call makes another one."""
        if isinstance(self._engine, Link):
            self._engine.lost()

    def finish(self) -> bool:
        """Wait for the jobs of calls with -RunAsynchronously; whether all succeeded. Failures are shown."""
        succeeded = True
        for job in self.left_running:
            ended = self.wait(job, cancels=False)
            if ended.status in {JobStatus.FAILED, JobStatus.CANCELED}:
                succeeded = False
                self.screen.error(error_of(ended))
        self.left_running.clear()
        return succeeded

    def wait(self, job: Job, *, cancels: bool = True) -> Job:
        """The job once it is final. Ctrl+C cancels it first, or with `cancels` off ends the wait.

        The jobs that were left running are shown beside it.
        """
        asked = False

        def news(state: Job) -> None:
            nonlocal asked
            if self.abandoned:
                raise CancelledError("The script was stopped; the job that it waited for goes on.")
            if self.interrupted and not cancels:
                raise CancelledError("The script is over; what it started goes on.")
            if self.interrupted and not asked:
                asked = True
                self.screen.progress(())
                self.screen.note(f"Cancelling '{state.name}' …")
                self.client.stop_job(state.id)
            self.screen.flush_old()
            others = [bar_of(other) for other in self._left(state)]
            self.screen.progress((bar_of(state), *others))

        try:
            return self.client.wait(job, news)
        finally:
            self.screen.progress(())

    def _left(self, waited: Job) -> list[Job]:
        """The first of the jobs that go on beside the one that is waited for, as they are now."""
        self._renew_jobs()
        return [job for job in self.left_running if not job.is_completed and job.id != waited.id][:MOST_SHOWN]

    def _outcome(self, cmdlet: Cmdlet, job: Job) -> Sequence[object]:
        cmdlet.job = job
        if job.what_if:
            for message in job.messages:
                self.screen.write("information", message)
        else:
            cmdlet.warnings += job.messages
        if job.status is JobStatus.CANCELED and self.interrupted:
            raise CancelledError
        if job.status in {JobStatus.FAILED, JobStatus.CANCELED}:
            raise error_of(job)
        return [] if job.what_if else [decode_output(item) for item in job.output]

    def check(self) -> None:
        """Stop the script after Ctrl+C."""
        self.screen.flush_old()
        if self.interrupted:
            raise CancelledError("The script was stopped.")
        if self._held_jobs:
            try:
                self._renew_jobs()
            except NoConnectionError:  # the next call says so
                self.lost()

    def _renew_jobs(self) -> None:
        """Bring the jobs up to date, where it is time."""
        if not self._held_jobs or time.monotonic() < self._renew_at:
            return
        self._renew_at = time.monotonic() + _RENEW_SECONDS
        found = self.client.several(Job, list(self._held_jobs))
        for fresh in found:
            _renew(self._held_jobs[fresh.id], fresh)
        self._held_jobs = {job.id: self._held_jobs[job.id] for job in found if not job.is_completed}

    def write(self, stream: str, value: object) -> None:
        """One record of a stream."""
        self.screen.write(stream, value)

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        """Ask the person."""
        self.screen.flush()
        return self.screen.read_line(prompt, secret=secret)

    def page(self, items: Sequence[object]) -> None:
        """Show objects page by page."""
        self.screen.flush()
        self.screen.page(items, self.check)

    def grid(self, items: Sequence[object], title: str, output_mode: str) -> Sequence[object]:
        """Show objects in a grid; the chosen ones where the person is to choose."""
        self.screen.flush()
        return self.screen.grid(items, title, output_mode)


def _renew(job: Job, fresh: Job) -> None:
    """Make the job that a script holds what it is now."""
    job.__dict__.update(fresh.__dict__)


def error_of(job: Job) -> VMMError:
    """Why a job failed, or that somebody cancelled it."""
    if job.status is JobStatus.CANCELED:
        return StateError(f"The job '{job.name}' was cancelled.", action="Restart it, or run the script again.")
    if job.error_info is None:
        return VMMError(f"The job '{job.name}' failed.", action="See it in the Jobs view.")
    return from_fields(job.error_info.to_wire())
