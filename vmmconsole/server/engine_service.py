"""The service over the engine of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from typing import TypeVar
from uuid import UUID

from vmmconsole.cmdlets.session import PlacementRequest, ServerConnection
from vmmconsole.engine.engine import Engine
from vmmconsole.engine.jobs.call import ReadCall
from vmmconsole.engine.jobs.output import wire_output
from vmmconsole.engine.session import EngineSession
from vmmconsole.engine.staged_calls import pack_call
from vmmconsole.engine.store import Event
from vmmconsole.engine.store.encoding import wire_json
from vmmconsole.model import NOUNS, Job, LibraryScript, Noun, Ref, Template, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import (
    ConflictError,
    HostError,
    HostUnreachableError,
    NotFoundError,
    ParameterError,
    StateError,
)
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.job import Change
from vmmconsole.model.listed import is_listed, row_of
from vmmconsole.model.status import Permission
from vmmconsole.model.wire import (
    CmdletAnswer,
    CmdletRequest,
    DirectoryEntry,
    HostCapabilities,
    JobRequest,
    ListedOutput,
    PathFacts,
    RatingQuery,
    ScreenViewer,
    SecretRequest,
)
from vmmconsole.providers.contract import Provider
from vmmconsole.providers.manager import Login

from .calls import bind, script_of
from .stream import Lens

N = TypeVar("N", bound=Noun)

MAX_TRACKING = 10_000


class EngineService:
    """What the routes ask, answered by the parts of an engine; `user` is checked against the roles."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.in_background = threading.Event()
        """Set once the engine's background work has started, or failed to."""
        self.wanted = threading.Event()
        """Set once a client has its lists, or asks for work."""

    # The engine

    def server(self, user: str) -> ServerConnection:
        """The engine, and who is connected."""
        return self._session(user).server

    def wait_ready(self, timeout_seconds: float) -> bool:
        """Whether every host was tried once within that time."""
        deadline = time.monotonic() + timeout_seconds
        self.wanted.set()
        if not self.in_background.wait(timeout_seconds):
            return False
        return self.engine.wait_ready(max(0.0, deadline - time.monotonic()))

    def unfinished_jobs(self) -> int:
        """How many jobs are not final."""
        return self.engine.jobs.running

    def check_may_stop(self, user: str) -> None:
        """Whether the user may end the engine."""
        self.engine.access.check(user, Permission.MANAGE_SETTINGS)
        self.engine.audit.record("EngineStopAsked", user)

    def check_may_manage_accounts(self, user: str) -> None:
        """Whether the user may look after accounts, and after others' sessions."""
        self.engine.access.check(user, Permission.MANAGE_SETTINGS)

    # Reading

    def list_json(self, user: str, kind: str) -> bytes:
        """All objects of a kind the user may see, as the wire lists them."""
        return self.engine.access.list_json(user, _noun(kind))

    def object_json(self, user: str, kind: str, object_id: UUID) -> bytes:
        """One whole object."""
        noun = _noun(kind)
        if not self.engine.access.sees_all(user):
            self._session(user).get(noun, object_id)
        self._read_devices(noun, [object_id])
        if not self.engine.access.sees_all(user):
            return wire_json(self._session(user).get(noun, object_id))
        return self.engine.store.object_json(noun, object_id)

    def objects_json(self, user: str, kind: str, object_ids: Sequence[UUID]) -> bytes:
        """Those of the whole objects that there are and that the user may see."""
        noun = _noun(kind)
        access, store = self.engine.access, self.engine.store
        if access.sees_all(user):
            self._read_devices(noun, object_ids)
            return store.objects_json(noun, object_ids)
        self._read_devices(noun, [obj.id for obj in access.visible(user, store.several(noun, object_ids))])
        return b"[" + b",".join(map(wire_json, access.visible(user, store.several(noun, object_ids)))) + b"]"

    def _read_devices(self, noun: type[Noun], object_ids: Sequence[UUID]) -> None:
        """Let machines be whole that are about to be shown; where their manager is away, they are shown as known."""
        if noun is VirtualMachine:
            with suppress(HostError):
                self.engine.hosts.managers.read_whole(object_ids)

    def check_revision(self, user: str, revision: int) -> None:
        """Refuse a revision that nobody can resume at, and one at which the user's roles said something else."""
        store = self.engine.store
        self.engine.access.check(user, Permission.VIEW)
        if not self.engine.access.resumable(user, revision):
            raise ConflictError(
                f"Nobody can go on from revision {revision}.",
                cause="What you may see has changed since then.",
                action="List everything again.",
            )
        known = store.reached(revision)
        if not known or 0 < revision < store.horizon:
            raise ConflictError(
                f"Nobody can go on from revision {revision}.",
                cause="The engine's data was replaced or put back."
                if not known
                else "The engine has forgotten what was removed since then.",
                action="List everything again.",
            )

    def events_since(self, user: str, revision: int) -> Sequence[Event]:
        """What changed after a revision, in order, as far as the user may know of it."""
        events = self.engine.store.events_since(revision)[1]
        self.wanted.set()
        return self.engine.access.caught_up(user, revision, events)

    def lens(self, user: str) -> Lens:
        """What the user hears of fresh events."""
        return self.engine.access.lens(user)

    def tracking(self, user: str, *, job: UUID | None, obj: UUID | None) -> Sequence[Change]:
        """Change Tracking of a job or an object."""
        access = self.engine.access
        access.check(user, Permission.VIEW)
        if job is not None:
            self.job(user, job)
        return access.visible_changes(user, self.engine.store.changes(job_id=job, object_id=obj, limit=MAX_TRACKING))

    # Jobs

    def run(self, user: str, request: JobRequest) -> Job:
        """Start a job, or answer with the one of that ID."""
        self.wanted.set()
        return self.engine.jobs.start(
            request.script,
            name=request.name,
            job_id=request.id,
            owner=user,
            what_if=request.what_if,
            visible=not request.what_if,
        )

    def job(self, user: str, job_id: UUID) -> Job:
        """A job as it is now."""
        return self._session(user).get(Job, job_id)

    def stop_job(self, user: str, job_id: UUID) -> Job:
        """Ask a job to stop."""
        self._own_job(user, job_id)
        self.engine.audit.record("JobStopAsked", user, JobID=str(job_id))
        return self.engine.jobs.stop(job_id, user=user)

    def restart_job(self, user: str, job_id: UUID, *, skip_failed_step: bool) -> Job:
        """Go on with a job."""
        self._own_job(user, job_id)
        self.engine.audit.record("JobRestartAsked", user, JobID=str(job_id), SkipFailedStep=skip_failed_step)
        return self.engine.jobs.restart(job_id, skip_failed_step=skip_failed_step, user=user)

    def _own_job(self, user: str, job_id: UUID) -> None:
        self.engine.access.check_job(user, self.job(user, job_id))

    def changes(self, name: str) -> bool:
        """Whether a cmdlet of that name would change something."""
        from vmmconsole.cmdlets import registry

        kind = registry.find(name)
        return kind is None or kind.changes

    def call(self, user: str, request: CmdletRequest) -> CmdletAnswer:
        """Call one cmdlet: run a reading one, stage one of a job group, make another changing one a job."""
        self.wanted.set()
        from vmmconsole.cmdlets import registry  # loads most cmdlets, so not before the first call
        from vmmconsole.cmdlets.capabilities import refusal
        from vmmconsole.cmdlets.device_cmdlet import DeviceCmdlet

        kind = registry.find(request.name)
        if kind is None:
            raise ParameterError(
                f"There is no cmdlet called '{request.name[:80]}'.", action="Get-Command lists all that there are."
            )
        self.engine.access.check(user, kind.permission)
        call = ReadCall()
        session = EngineSession(self.engine.services, user, call, kind.permission)
        cmdlet = bind(kind, request.arguments, session)
        if kind.needs:
            raise refusal(kind)
        if not kind.changes:
            return _written(list(cmdlet.run(session)))
        if isinstance(cmdlet, DeviceCmdlet) and cmdlet.given("job_group") and not request.what_if:
            cmdlet.check()
            self.engine.store.stage(cmdlet.job_group, f"{request.run_id or ''}:{request.id}", pack_call(cmdlet))
            return CmdletAnswer()
        script = script_of(cmdlet, registry.getter_of)
        job = self.engine.jobs.start(
            script,
            name=kind.job_name,
            job_id=request.id,
            owner=user,
            what_if=request.what_if,
            visible=not request.what_if,
        )
        return CmdletAnswer(job=job)

    def keep_secret(self, user: str, secret_id: UUID, request: SecretRequest) -> None:
        """Keep a password, encrypted, until a Run As account takes it."""
        self.engine.access.check(user, Permission.MANAGE_HOSTS)
        self.engine.audit.record("SecretKept", user, SecretID=str(secret_id), Name=request.user_name)
        self.engine.vault.keep(secret_id, Login(request.user_name, request.password), by=user)

    # Hosts

    def rate(self, user: str, query: RatingQuery) -> Sequence[VMHostRating]:
        """Rate hosts, best first."""
        session = self._session(user)
        original = self._original(session, query.original)
        request = PlacementRequest(
            name=query.name,
            hardware=query.hardware,
            disk_gb=query.disk_gb,
            machine=session.get(VirtualMachine, query.machine_id) if query.machine_id else None,
            original=original,
            original_host=session.get(VMHost, original.vm_host.id) if original and original.vm_host else None,
            goal=query.goal,
            cpu_weight=query.cpu_weight,
            memory_weight=query.memory_weight,
            disk_weight=query.disk_weight,
            network_weight=query.network_weight,
        )
        hosts = session.find(VMHost)
        if query.host_group_id:
            wanted = _groups_below(session.find(VMHostGroup), query.host_group_id)
            hosts = [host for host in hosts if host.vm_host_group and host.vm_host_group.id in wanted]
        return session.rate_hosts(request, hosts)

    @staticmethod
    def _original(session: EngineSession, named: Ref | None) -> VirtualMachine | Template | None:
        if named is None:
            return None
        if named.kind == Template.kind:
            return session.get(Template, named.id)
        return session.get(VirtualMachine, named.id)

    def thumbnail(self, user: str, machine_id: UUID) -> bytes | None:
        """A machine's screen, None when it has none now or its host does not answer."""
        machine = self._session(user).get(VirtualMachine, machine_id)
        try:
            return self._provider_of(user, machine).thumbnail(machine_id)
        except (StateError, HostUnreachableError):
            return None

    def viewer(self, user: str, machine_id: UUID) -> ScreenViewer:
        """With what an external program shows a machine's screen; whoever has it can use the machine."""
        machine = self._session(user).get(VirtualMachine, machine_id)
        self.engine.access.check(user, Permission.REMOTE_CONNECT, machine)
        return ScreenViewer.model_validate(asdict(self._provider_of(user, machine).viewer(machine_id)))

    def files_of(self, user: str, machine_id: UUID) -> list[str]:
        """What deleting a machine would delete."""
        machine = self._session(user).get(VirtualMachine, machine_id)
        return self._provider_of(user, machine).files_of(machine_id)

    def script_content(self, user: str, script_id: UUID) -> bytes:
        """What is in a script of the library, as it stands in its file."""
        return self.engine.library.read_script(self._session(user).get(LibraryScript, script_id))

    def directory(self, user: str, host_id: UUID, path: str) -> Sequence[DirectoryEntry]:
        """What is in a folder of a host."""
        self._may_browse(user, host_id)
        items = self._provider(user, host_id).list_directory(path)
        return [DirectoryEntry.model_validate(asdict(item)) for item in items]

    def path_facts(self, user: str, host_id: UUID, path: str) -> PathFacts:
        """What is known of a path on a host, for who may create virtual machines there."""
        self.engine.access.check(user, Permission.CREATE, self._session(user).get(VMHost, host_id))
        exists, writable, free_space = self._provider(user, host_id).path_facts(path)
        return PathFacts(exists=exists, writable=writable, free_space=free_space)

    def _may_browse(self, user: str, host_id: UUID) -> None:
        """A host's folders have everybody's files, so that they are for who manages the host."""
        self.engine.access.check(user, Permission.MANAGE_HOSTS, self._session(user).get(VMHost, host_id))

    def capabilities(self, user: str, host_id: UUID) -> HostCapabilities:
        """What a host's virtualization software can do."""
        known = self._provider(user, host_id).capabilities()
        return HostCapabilities.model_validate({f.name: getattr(known, f.name) for f in fields(known)})

    def _provider_of(self, user: str, machine: VirtualMachine) -> Provider:
        if machine.vm_host is None:
            raise StateError(
                f"The virtual machine '{machine.name}' is on no host.",
                cause="It is stored in the library.",
                object_name=machine.name,
            )
        return self._provider(user, machine.vm_host.id)

    def _provider(self, user: str, host_id: UUID) -> Provider:
        session = self._session(user)
        return session.provider(session.get(VMHost, host_id))

    def _session(self, user: str) -> EngineSession:
        return EngineSession(self.engine.services, user, ReadCall(), Permission.VIEW)


def _written(values: list[object]) -> CmdletAnswer:
    """What a read wrote; many objects of which nobody has asked more than their rows travel as rows."""
    first = row_of(values[0]) if values and isinstance(values[0], Noun) else None
    if first is not None:
        rows = first[0]
        if len(values) == len(rows.rows) and all(is_listed(value) for value in values):
            texts = [row for row in rows.rows if isinstance(row, str)]
            return CmdletAnswer(listed=ListedOutput(kind=rows.kind.kind, properties=list(rows.properties), rows=texts))
    return CmdletAnswer(output=[wire_output(value) for value in values])


def _noun(kind: str) -> type[Noun]:
    noun = NOUNS.get(kind)
    if noun is None:
        raise NotFoundError(
            f"There is no kind of object called '{kind[:80]}'.", action=f"There are: {', '.join(sorted(NOUNS))}."
        )
    return noun


def _groups_below(groups: Sequence[VMHostGroup], top: UUID) -> set[UUID]:
    """The group and all below it."""
    found: set[UUID] = set()
    waiting = {top}
    while waiting:
        found |= waiting
        waiting = {g.id for g in groups if g.parent_host_group and g.parent_host_group.id in waiting} - found
    return found
