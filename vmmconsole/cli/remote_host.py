"""The host behind a script that runs here, as the user: each VMM cmdlet is a call to the engine."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from vmmconsole.client.objects import decode_output, encode_arguments
from vmmconsole.client.sync import SyncClient
from vmmconsole.cmdlets import registry
from vmmconsole.model import Job
from vmmconsole.model.errors import CancelledError, StateError, VMMError, from_fields
from vmmconsole.model.status import JobStatus
from vmmconsole.script.cmdlet import Cmdlet

from .terminal import Terminal

_OURS = ("run_asynchronously", "job_variable")
"""Parameters that say how the call is made, not what it does: they are dealt with here."""


class RemoteHost:
    """Implements `vmmconsole.script.host.Host`."""

    def __init__(self, client: SyncClient, terminal: Terminal, *, interactive: bool = False) -> None:
        self.client = client
        self.terminal = terminal
        self.interactive = interactive
        self.run_id = uuid4()
        self.interrupted = False
        """Set by Ctrl+C: the script stops before its next statement, and a job that is waited for is cancelled."""

    allows_files = True

    def find_command(self, name: str) -> type[Cmdlet] | None:
        """The VMM cmdlet of that name or alias."""
        return registry.find(name)

    def command_names(self) -> Iterable[str]:
        """All names of VMM cmdlets."""
        for kind in registry.all_cmdlets():
            yield kind.name
            yield from kind.aliases

    def resolve(self, kind: Any, value: object) -> object:
        """Leave names and IDs as they are: the engine looks them up, with the user's rights."""
        del kind
        return value

    def invoke(self, cmdlet: Cmdlet, line: int, text: str) -> Sequence[object]:
        """Call the engine; wait for the job of a changing cmdlet unless it is to run asynchronously."""
        del line, text
        self.check()
        arguments = encode_arguments(cmdlet, leave_out=_OURS)
        call_id = uuid4()  # asking again after a broken connection runs nothing twice
        answer = self.client.call(cmdlet.name, arguments, call_id=call_id, what_if=cmdlet.what_if, run_id=self.run_id)
        if answer.job is None:
            return [decode_output(item) for item in answer.output]
        cmdlet.job = answer.job
        if getattr(cmdlet, "run_asynchronously", False):
            return []
        return self._outcome(cmdlet, self.wait(answer.job))

    def wait(self, job: Job) -> Job:
        """The job once it is final; Ctrl+C cancels it first."""
        asked = False

        def news(state: Job) -> None:
            nonlocal asked
            if self.interrupted and not asked:
                asked = True
                self.terminal.clear_progress()
                self.terminal.note(f"Cancelling '{state.name}' …")
                self.client.stop_job(state.id)
            self.terminal.flush_old()
            self.terminal.progress(state)

        try:
            return self.client.wait(job, news)
        finally:
            self.terminal.clear_progress()

    def _outcome(self, cmdlet: Cmdlet, job: Job) -> Sequence[object]:
        cmdlet.job = job
        for message in job.messages:
            self.terminal.write("information" if job.what_if else "warning", message)
        if job.status is JobStatus.CANCELED:
            if self.interrupted:
                raise CancelledError
            raise StateError(f"The job '{job.name}' was cancelled.", action="Restart it, or run the script again.")
        if job.status is JobStatus.FAILED:
            raise error_of(job)
        return [] if job.what_if else [decode_output(item) for item in job.output]

    def check(self) -> None:
        """Stop the script after Ctrl+C."""
        self.terminal.flush_old()
        if self.interrupted:
            raise CancelledError("The script was stopped.")

    def write(self, stream: str, value: object) -> None:
        """One record of a stream."""
        self.terminal.write(stream, value)

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        """Ask at the terminal."""
        self.terminal.flush()
        if not sys.stdin.isatty():
            raise StateError(
                f"The script asks '{prompt}', and nobody can answer.",
                cause="Standard input is not a terminal.",
                action="Give the value in the script, or run it in a terminal.",
            )
        try:
            shown = prompt if prompt.endswith((" ", ":")) else f"{prompt}: "
            return getpass.getpass(shown) if secret else input(shown)
        except EOFError as err:
            raise StateError(f"The script asks '{prompt}', and the answer was the end of input.") from err


def error_of(job: Job) -> VMMError:
    """What made a job fail."""
    if job.error_info is None:
        return VMMError(f"The job '{job.name}' failed.", action="See it in the Jobs view.")
    return from_fields(job.error_info.to_wire())
