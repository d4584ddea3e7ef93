"""One execution of a job from its first statement to its end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from vmmconsole.engine.light_machines import loader, reading_later
from vmmconsole.engine.session import EngineSession
from vmmconsole.model import Noun
from vmmconsole.model.errors import CancelledError, VMMError
from vmmconsole.model.status import JobStatus
from vmmconsole.script.ast import ScriptBlock
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.limits import MEMORY, Memory
from vmmconsole.script.sources import SOURCES

from .analysis import Analysis
from .budget import Limits
from .call import JobCall, ReadCall, Slot
from .plan import Planner
from .record import StepRecord
from .run import JobHost, Stop, internal_error
from .state import JobState

if TYPE_CHECKING:
    from vmmconsole.engine.services import Services

    from .durable import Durable

log = logging.getLogger(__name__)


class ScriptWorld(Protocol):
    """The language and the cmdlets that jobs run with."""

    def find(self, name: str) -> type[Cmdlet] | None:
        """The engine's cmdlet of that name or alias, in any case."""

    def names(self) -> Iterable[str]:
        """All names of the engine's cmdlets."""

    def analyse(self, script: ScriptBlock) -> Analysis:
        """The script's calls; raises ParameterError for a command that does not exist."""

    def relations(self, read: Callable[[Cmdlet], Sequence[object]]) -> Any:
        """Follows properties that lead to other objects, which `read` reads."""

    def server_names(self, server: Callable[[], Any], warn: Callable[[str], None]) -> Any:
        """What one script calls this engine, which `server` describes."""

    def interpret(self, host: Any, text: str) -> None:
        """Run a script on that host."""

    def resolve(self, session: Any, kind: Any, value: object) -> object:
        """The object that a parameter's value names."""


class Unrecorded:
    """Steps of a job that only plans: nothing to record."""

    def step(self, name: str, perform: Callable[[], bytes]) -> bytes:
        """What `perform` gives."""
        del name
        return perform()


class Execution:
    """Runs a job's script and writes how it ended."""

    def __init__(
        self,
        state: JobState,
        services: Services,
        world: ScriptWorld,
        durable: Durable,
        *,
        slot: Slot,
        limits: Limits,
        resumed: bool,
    ) -> None:
        """`resumed`: there may be a record of steps of an earlier run."""
        self._state = state
        self._services = services
        self._world = world
        self._durable = durable
        self._slot = slot
        self._limits = limits
        self._resumed = resumed

    def run(self) -> str:
        """Run to the end; the value is the job's status.

        Raises:
            Stop: the engine stops; the run goes on at the next launch.
        """
        state, job = self._state, self._state.job
        recorded = self._recorded() if self._resumed and not job.what_if else []
        state.begin()
        if not recorded:
            state.outlast(state.flush, stoppable=False)
        host = self._host(recorded)
        token = SOURCES.set(host.sources)
        watch = MEMORY.set(Memory(self._limits.memory_bytes))
        try:
            self._world.interpret(host, job.script)
        except Stop as stop:
            if stop.suspended:
                raise
            return self._end(host, stop.error)
        except VMMError as err:
            host.note_error(err)
        except Exception as err:
            reference = str(job.id)[:8]
            log.exception("Internal error %s in job %s", reference, job.id)
            host.note_error(internal_error("The script", reference, err))
        finally:
            SOURCES.reset(token)
            MEMORY.reset(watch)
        return self._end(host, None)

    def _end(self, host: JobHost, stopped: VMMError | None) -> str:
        host.end_line()
        job = self._state.job
        job.failed_step = host.failed_step
        if isinstance(stopped, CancelledError):
            status, error = JobStatus.CANCELED, None
        elif stopped is not None or host.first_error is not None:
            status, error = JobStatus.FAILED, host.first_error or stopped
        else:
            status, error = (JobStatus.SUCCEED_WITH_INFO if host.warned else JobStatus.COMPLETED), None
            job.failed_step = 0
        self._state.finish(status, error, host.error_place)
        return status.value

    def _host(self, recorded: list[StepRecord | None]) -> JobHost:
        return JobHost(
            self._state,
            commands=self._world,
            steps=Unrecorded() if self._state.job.what_if else self._durable,
            session=self._session,
            resolve=lambda kind, value: self._state.outlast(lambda: self._resolve(kind, value)),
            read=lambda cmdlet, planner: self._state.outlast(lambda: self._read(cmdlet, planner)),
            server=lambda: self._services.server(self._state.job.owner),
            slot=self._slot,
            limits=self._limits,
            recorded=recorded,
            load=lambda wanted: self._state.outlast(lambda: self._load(wanted)),
        )

    def _session(self, call: JobCall, cmdlet: Cmdlet) -> EngineSession:
        user = self._state.job.owner
        self._services.access.check(user, cmdlet.permission)
        return EngineSession(self._services, user, call, cmdlet.permission)

    def _resolve(self, kind: Any, value: object) -> object:
        return self._world.resolve(EngineSession(self._services, self._state.job.owner, ReadCall()), kind, value)

    def _read(self, cmdlet: Cmdlet, planner: Planner | None) -> Sequence[object]:
        owner = self._state.job.owner
        self._services.access.check(owner, cmdlet.permission)
        session = EngineSession(self._services, owner, ReadCall(), cmdlet.permission)
        return list(cmdlet.run(planner.session(session, ReadCall()) if planner is not None else session))

    def _load(self, wanted: list[tuple[type[Noun], UUID]]) -> list[Noun]:
        """The objects of a recorded list that are still there."""
        store, hosts = self._services.store, self._services.hosts
        found: dict[tuple[type[Noun], UUID], Noun] = {}
        for kind in {kind for kind, _ in wanted}:
            ids = [object_id for its_kind, object_id in wanted if its_kind is kind]
            for obj in reading_later(store.several(kind, ids), loader(store, hosts, kind)):
                found[kind, obj.id] = obj
        return [found[key] for key in wanted if key in found]

    def _recorded(self) -> list[StepRecord | None]:
        """The outcomes of an earlier run; None where a record cannot be read, which the replay then reports."""
        found: list[StepRecord | None] = []
        for _, packed in self._durable.recorded(self._state.job.id):
            found.append(StepRecord.unpack(packed, self._load) if packed is not None else None)
        return found
