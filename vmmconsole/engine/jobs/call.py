"""One cmdlet call of a job while it runs: its step, its place in the job, and what it says about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from vmmconsole.model import Job, Noun
from vmmconsole.providers.contract import Progress
from vmmconsole.script.cmdlet import Cmdlet

from .progress import StepProgress
from .record import StepRecord
from .state import JobState


class JobCall:
    """The `CallContext` of a step of a job."""

    def __init__(
        self, state: JobState, index: int, cmdlet: Cmdlet, line: int, *, slot: Slot, message_limit: int = 1_000
    ) -> None:
        self.index = index
        self.record = StepRecord()
        self.step = StepProgress(str(index), cmdlet.job_name or cmdlet.name, changed=state.changed, check=state.check)
        self.step.line = line
        target = next((value for value in cmdlet.bound.values() if isinstance(value, Noun)), None)
        if target is not None:
            self.step.object_kind, self.step.object_name = target.kind, target.name
        elif isinstance(cmdlet.bound.get("name"), str):
            self.step.object_name = cmdlet.bound["name"]
        self.progress: Progress = self.step
        self._state = state
        self._slot = slot
        self._message_limit = message_limit

    @property
    def job(self) -> Job:
        """The job as it is now."""
        return self._state.job

    @property
    def suspending(self) -> bool:
        """Whether the engine stops, so that the call will run again."""
        return self._state.suspending

    def check(self) -> None:
        """Raise CancelledError when the job should stop."""
        self._state.check()

    def targets(self, objects: Iterable[Noun]) -> None:
        """The job changes these objects."""
        self._state.add_targets(obj.id for obj in objects)

    @contextmanager
    def waiting(self, description: str) -> Iterator[Callable[[str], None]]:
        """Show step and job as waiting, from the first time the value is called."""
        waited = False

        def tell(text: str) -> None:
            nonlocal waited
            if not waited:
                waited = True
                # Whoever waits for an object lets other jobs run meanwhile.
                self._slot.release()
                self._state.waiting(True)
            self.step.wait_for(text)

        if description:
            tell(description)
        try:
            yield tell
        finally:
            if waited:
                self._slot.take()
                self._state.waiting(False)
                self.step.go_on()

    def result(self, obj: Noun) -> None:
        """Name the object as the job's result."""
        self.step.object_kind, self.step.object_name = obj.kind, obj.name
        self.record.result = {
            "ResultName": obj.name,
            "ResultObjectType": obj.kind,
            "ResultObjectID": str(obj.id),
        }
        self.record.apply_result(self._state.job)

    def warn(self, text: str) -> None:
        """Add a warning to the job."""
        self.record.messages.append(text)
        self._state.say(text, self._message_limit)


class Slot:
    """A job's share of the limit on jobs that run at the same time."""

    def __init__(self, take: Callable[[], None], release: Callable[[], None]) -> None:
        self.take = take
        self.release = release


class ReadCall:
    """The `CallContext` of a read outside of any job."""

    index = 0
    job = None
    suspending = False

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.progress: Progress = StepProgress("1", "Read", changed=_ignore, check=_pass)

    def check(self) -> None:
        """Nothing stops a read."""

    def targets(self, objects: Iterable[Noun]) -> None:
        """A read changes nothing."""

    @contextmanager
    def waiting(self, description: str) -> Iterator[Callable[[str], None]]:
        """Nobody watches a read wait."""
        del description
        yield _ignore

    def result(self, obj: Noun) -> None:
        """A read has no job to name a result of."""

    def warn(self, text: str) -> None:
        """Keep a warning for whoever asked."""
        self.warnings.append(text)


def _ignore(*_: Any) -> None:
    return


def _pass() -> None:
    return
