"""One run of a job's script: the interpreter's host, whose every cmdlet call is a recorded step."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from vmmconsole.model.errors import CancelledError, DatabaseAwayError, EngineError, StateError, VMMError, from_fields
from vmmconsole.model.job import ErrorInfo, PlannedChange
from vmmconsole.model.listed import is_listed
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import JobStatus
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.limits import weigh
from vmmconsole.script.sources import Sources

from .budget import Budget, Limits
from .call import JobCall, Slot
from .output import WireOutput, wire_output
from .plan import Planner
from .record import Load, StepRecord, encode, fingerprint, resolution_key
from .run_contract import Commands, Diverged, Reading, Steps, Stop
from .state import MAX_MESSAGE, JobState

log = logging.getLogger(__name__)

_OBJECT_BYTES = 2_000
"""What an object that a cmdlet gives takes in memory, about."""
_MAX_TIMES = 1_000
"""How many times between two calls are recorded."""


class JobHost:
    """What the interpreter of a job stands on: engine cmdlets only, no files, and every call a step."""

    allows_files = False

    def __init__(
        self,
        state: JobState,
        *,
        commands: Commands,
        steps: Steps,
        session: Callable[[JobCall, Cmdlet], Any],
        resolve: Callable[[Any, object], object],
        read: Reading,
        server: Callable[[], Any],
        slot: Slot,
        limits: Limits,
        recorded: Sequence[StepRecord | None] = (),
        load: Load | None = None,
    ) -> None:
        """`recorded` are the outcomes of an earlier run of this job, in order; `load` finds what they only point to."""
        self.state = state
        self.first_error: VMMError | None = None
        self.error_place = (0, 0)
        """The line and column of the statement that raised `first_error`."""
        self.failed_step = 0
        self.warned = False
        self._commands = commands
        self._steps = steps
        self._session = session
        self._resolve = resolve
        self._reading = read
        self._relations = commands.relations(self._read_related)
        self._servers = commands.server_names(server, lambda text: self.write("warning", text))
        self._slot = slot
        self._limits = limits
        self._recorded = recorded
        self._load = load
        self._budget = Budget(limits)
        self._index = 0
        self._planner: Planner | None = None
        self._resolved: dict[str, Any] = {}
        self._raised: dict[int, tuple[VMMError, int]] = {}
        """Errors of steps, by identity, with the step's index."""
        self._line = ""
        self._outputs = 0
        self._output_size = 0
        self._outputs_told = False
        self._ids = 0
        self._times = 0
        self._random = random.Random(state.job.id.int)  # noqa: S311  the same numbers when the script runs again
        state.replay(bool(recorded))

    # Commands

    def find_command(self, name: str) -> type[Cmdlet] | None:
        """The engine's cmdlet of that name."""
        return self._commands.find(name)

    def command_names(self) -> Iterable[str]:
        """All names of the engine's cmdlets."""
        return self._commands.names()

    def resolve(self, kind: Any, value: object) -> object:
        """The object that a parameter's value names; the same one again when the script runs again."""
        if self._planner is not None and (planned := self._planner.resolve(kind, value)) is not None:
            return planned
        value = self._servers.resolve(kind, value)
        key = resolution_key(kind, value)
        known = self._known_resolution(key)
        if known is None:
            try:
                known = self._resolve(kind, value)
            except VMMError as err:
                known = err
        self._resolved[key] = known
        if isinstance(known, VMMError):
            raise known
        return known

    def _known_resolution(self, key: str) -> Any:
        if self._index < len(self._recorded):
            record = self._recorded[self._index]
            return record.resolved.get(key) if record else None
        return None

    def follow(self, value: Any, name: str) -> Any:
        """What a property leads to that the object does not hold itself."""
        return self._relations.follow(value, name)

    def _read_related(self, cmdlet: Cmdlet) -> Sequence[object]:
        """What a reading cmdlet gives; a single object is the same one again when the script runs again."""
        key = f"read:{fingerprint(cmdlet)}"
        known = self._known_resolution(key)
        found = [known] if known is not None else list(self._reading(cmdlet, self._planner))
        if len(found) == 1 and len(self._resolved) < _MAX_TIMES:
            self._resolved[key] = found[0]
        return found

    def invoke(self, cmdlet: Cmdlet, line: int, text: str) -> Sequence[object]:
        """Run one call as the job's next step, or take over what it came to in an earlier run."""
        del text
        self.check()
        self._servers.prepare(cmdlet)
        self._limit(self._budget.call)
        self._index += 1
        index = self._index
        self.state.replay(index <= len(self._recorded))
        record = self._take_step(index, cmdlet, line)
        self._resolved, self._times = {}, 0
        self._relations.forget()
        self._budget.call_ended()
        weigh(len(record.outputs) * _OBJECT_BYTES)
        if cmdlet.job is None:
            cmdlet.job = self.state.job.model_copy()
        if record.error is not None:
            error = from_fields(record.error)
            self._raised[id(error)] = (error, index)
            raise error
        return record.outputs

    def _take_step(self, index: int, cmdlet: Cmdlet, line: int) -> StepRecord:
        """The step's outcome: from the record, or run and recorded now."""
        live: list[StepRecord] = []

        def perform() -> bytes:
            record = self._perform(index, cmdlet, line)
            live.append(record)
            return record.pack()

        try:
            packed = self._steps.step(f"{cmdlet.name} {fingerprint(cmdlet)}", perform)
        except Diverged as err:
            self.failed_step = index
            raise Stop(
                EngineError(
                    "The job cannot go on where it was cut off.",
                    cause=f"Run again, its script comes to another call than before at step {index}, {cmdlet.name}; "
                    "what it reads has changed, or the engine was upgraded meanwhile.",
                    action="Look at what the job has done already, then run the script anew.",
                    details=str(err),
                )
            ) from err
        return live[0] if live else self._take_over(StepRecord.unpack(packed, self._load), index, cmdlet, line)

    def _call_cmdlet(self, call: JobCall, cmdlet: Cmdlet) -> list[Any]:
        session = self._session(call, cmdlet)
        plans = self.state.job.what_if or cmdlet.what_if
        if not plans and self._planner is None:
            return list(cmdlet.run(session))
        if self._planner is None:
            self._planner = Planner(self._tell_plan, self._note_plan)
        view = self._planner.session(session, call)
        if not cmdlet.changes:
            return list(cmdlet.run(view if self.state.job.what_if else session))
        return self._planner.run(cmdlet, view, call) if plans else list(cmdlet.run(session))

    def _tell_plan(self, text: str) -> None:
        self.state.say(text, self._limits.messages)
        if self.state.job.what_if:
            self.state.job.output.append(wire_output(text))

    def _note_plan(self, change: PlannedChange) -> None:
        if self.state.job.what_if and len(self.state.job.plan) < self._limits.messages:
            self.state.job.plan.append(change)

    def _perform(self, index: int, cmdlet: Cmdlet, line: int) -> StepRecord:
        """Run the cmdlet now; again where the database was away meanwhile."""
        try:
            return self.state.outlast(lambda: self._attempt(index, cmdlet, line))
        except Stop:
            self.failed_step = index
            raise

    def _attempt(self, index: int, cmdlet: Cmdlet, line: int) -> StepRecord:
        call = JobCall(self.state, index, cmdlet, line, slot=self._slot, message_limit=self._limits.messages)
        call.record.resolved = _recordable(self._resolved)
        call.step.started_at = self._first_start(call.step.number) or call.step.started_at
        if index in self.state.job.skipped_steps:
            call.step.end(JobStatus.SKIPPED)
            return self._close(call)
        self.state.open_step(call.step)
        try:
            call.record.outputs = self._call_cmdlet(call, cmdlet)
        except CancelledError as err:
            self.failed_step = index
            call.step.end(JobStatus.CANCELED)
            self._close(call)
            raise Stop(err, suspended=self.state.suspending) from err
        except DatabaseAwayError:
            raise
        except VMMError as err:
            self._failed(call, err)
        except Exception as err:
            reference = uuid4().hex[:8]
            log.exception("Internal error %s in %s of job %s", reference, cmdlet.name, self.state.job.id)
            self._failed(call, internal_error(cmdlet.name, reference, err))
        else:
            call.step.end(JobStatus.SUCCEED_WITH_INFO if call.record.messages else JobStatus.COMPLETED)
            self.warned = self.warned or bool(call.record.messages)
        return self._close(call)

    def _first_start(self, number: str) -> datetime | None:
        """When a step that was cut off began for the first time."""
        return self.state.first_starts.get(number)

    @staticmethod
    def _failed(call: JobCall, error: VMMError) -> None:
        call.record.error = error.fields()
        call.step.end(JobStatus.FAILED, ErrorInfo.model_validate(error.fields()))

    def _close(self, call: JobCall) -> StepRecord:
        call.record.steps = call.step.flatten()
        self.state.close_step(call.record)
        return call.record

    def _take_over(self, record: StepRecord, index: int, cmdlet: Cmdlet, line: int) -> StepRecord:
        """Show and return a recorded outcome."""
        if not record.replayable and record.error is None:
            return self._perform(index, cmdlet, line)
        for message in record.messages:
            self.state.say(message, self._limits.messages)
        self.warned = self.warned or bool(record.messages)
        self.state.close_step(record)
        return record

    # Streams

    def write(self, stream: str, value: object) -> None:
        """One record of a stream: output and messages go into the job, the first error makes it fail."""
        if stream == "output":
            self._output(value)
        elif stream == "error":
            is_first = self.first_error is None
            self.note_error(getattr(value, "error", value))
            if is_first:
                self.error_place = getattr(value, "line", 0), getattr(value, "column", 0)
        elif stream == "warning":
            self.warned = True
            self.state.say(str(value), self._limits.messages)
        elif stream in {"host", "information"}:
            self._say_lines(str(value))

    def _say_lines(self, text: str) -> None:
        """Write-Host makes text and its line end; -NoNewline leaves a line open."""
        *lines, rest = (self._line + text).split("\n", self._limits.messages + 1)
        self._line = rest.rpartition("\n")[2][: MAX_MESSAGE + 1]
        for line in lines:
            self.state.say(line, self._limits.messages)

    def end_line(self) -> None:
        """The script is over: an open line is whole too."""
        if self._line:
            self._say_lines("\n")

    def note_error(self, error: object) -> None:
        """A statement failed; the job will, with the first one that did."""
        if not isinstance(error, VMMError):
            error = EngineError(str(error))
        if self.first_error is None:
            self.first_error = error
            known = self._raised.get(id(error))
            self.failed_step = known[1] if known else self._index + 1
        elif error is not self.first_error:
            self.state.say(str(error), self._limits.messages)

    def _output(self, value: object) -> None:
        if self._outputs >= self._limits.outputs or self._output_size > self._limits.output_size:
            if not self._outputs_told:
                self._outputs_told = True
                self.state.say(
                    f"The job keeps the first {self._outputs:,} objects of its output.", self._limits.messages + 1
                )
            return
        self._outputs += 1
        wire = WireOutput()
        self.state.job.output.append(wire.of(value))
        self._output_size += wire.size

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        """Nobody is there to ask."""
        del secret
        raise StateError(
            f"The script asks '{prompt}', and nobody can answer.",
            cause="It runs as a job of the engine.",
            action="Give the value in the script, or run it with 'vmmconsole run'.",
        )

    # Stopping, and what must be the same when the script runs again

    def check(self) -> None:
        """Stop the script when the job was cancelled, the engine stops, or the budget is spent."""
        try:
            self.state.check()
        except CancelledError as err:
            if not self.failed_step:
                self.failed_step = self._index + 1
            raise Stop(err, suspended=self.state.suspending) from err
        self._limit(self._budget.statement)

    def _limit(self, count: Callable[[], None]) -> None:
        try:
            count()
        except VMMError as err:
            self.failed_step = self._index + 1
            raise Stop(err) from err

    def new_guid(self) -> UUID:
        """A GUID that is the same when the script runs again."""
        self._ids += 1
        return uuid5(self.state.job.id, f"guid:{self._ids}")

    def utc_now(self) -> datetime:
        """The time as the script sees it: what it saw in the first run, for what was recorded then."""
        key = f"now:{self._times}"
        self._times += 1
        known = self._known_resolution(key) or utc_now()
        if self._times <= _MAX_TIMES:
            self._resolved[key] = known
        assert isinstance(known, datetime)
        return known

    @property
    def sources(self) -> Sources:
        """Time, GUIDs and random numbers that are the same when the script runs again."""
        return Sources(utc_now=self.utc_now, new_guid=self.new_guid, random=self._random)


def _recordable(resolved: dict[str, Any]) -> dict[str, Any]:
    """What of the resolved names can be recorded; the others are looked up again on a replay."""
    kept = {}
    for key, value in resolved.items():
        try:
            if not is_listed(value):  # else its ID is recorded
                encode(value)
        except TypeError:
            continue
        kept[key] = value
    return kept


def internal_error(where: str, reference: str, err: BaseException) -> EngineError:
    """What people see of an error that is ours."""
    return EngineError(
        f"{where} failed with an internal error.",
        cause=f"{type(err).__name__} in the engine; its log has the details under {reference}.",
        action="Try again; if it fails again, report it with that part of the log.",
        details=reference,
    )


__all__ = ["Commands", "Diverged", "JobHost", "Steps", "Stop", "internal_error"]
