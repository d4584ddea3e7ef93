"""A job that only tells what it would do: changing calls run against an overlay that is thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

from vmmconsole.engine.session import EngineSession
from vmmconsole.engine.store.encoding import differences
from vmmconsole.engine.store.queries import matches
from vmmconsole.model import (
    NOUNS,
    Job,
    LibraryScript,
    LibraryShare,
    Noun,
    UserRole,
    VirtualizationManager,
    VirtualMachine,
    VMCheckpoint,
    VMHost,
)
from vmmconsole.model.errors import NotFoundError
from vmmconsole.model.job import PlannedChange
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.status import VMStatus
from vmmconsole.providers.contract import HardwareChange, Move, MoveWay, Progress, Provider, VMSpec
from vmmconsole.script.cmdlet import Cmdlet

from .call import JobCall, ReadCall

N = TypeVar("N", bound=Noun)


class Overlay:
    """What the planned calls would have stored so far."""

    def __init__(self) -> None:
        self.objects: dict[tuple[str, UUID], Noun | None] = {}
        """None for an object that would be gone."""
        self.groups: dict[UUID, dict[int, Cmdlet]] = {}


class Planner:
    """Runs calls against one overlay and tells what they would do."""

    def __init__(self, tell: Callable[[str], None], note: Callable[[PlannedChange], None]) -> None:
        """`tell` takes a sentence of the plan, `note` the same as data."""
        self._tell = tell
        self._note = note
        self._overlay = Overlay()

    def resolve(self, kind: Any, value: object) -> object | None:
        """The planned object that a name or ID means, or None."""
        wanted = str(value).casefold()
        planned = (o for o in self._overlay.objects.values() if o and isinstance(kind, type) and isinstance(o, kind))
        return next((obj for obj in planned if wanted in (obj.name.casefold(), str(obj.id))), None)

    def session(self, session: EngineSession, call: JobCall | ReadCall) -> PlanSession:
        """A session that reads what was planned and changes nothing."""
        return PlanSession(session, call, self._overlay)

    def run(self, cmdlet: Cmdlet, session: PlanSession, call: JobCall) -> list[Any]:
        """What the call would write to the pipeline.

        Raises:
            VMMError: the call would fail.
        """
        before = dict(self._overlay.objects)
        sentences = list(cmdlet.plan(session)) if hasattr(cmdlet, "plan") else []
        outputs = list(cmdlet.run(session))
        target = call.step.object_name
        self._tell(f'What if: Performing the operation "{call.step.name}" on target "{target}".')
        changes = list(self._changes(before, session))
        for text in sentences or map(_sentence, changes):
            self._tell(text)
        told = [PlannedChange(text=text) for text in sentences if " → " not in text or not changes]
        for change in (*told, *changes):
            step = {"step": call.step.number, "line": call.step.line, "operation": call.step.name}
            self._note(change.model_copy(update={"object_name": change.object_name or target, **step}))
        return outputs

    def _changes(self, before: dict[tuple[str, UUID], Noun | None], session: PlanSession) -> Iterator[PlannedChange]:
        """What the call put into the overlay."""
        for key, obj in self._overlay.objects.items():
            old = before[key] if key in before else session.stored(*key)
            shown = obj or old
            if obj is old or shown is None:
                continue
            about = {"object_kind": shown.kind, "object_name": shown.name}
            if obj is None or old is None:
                yield PlannedChange(action="Create" if old is None else "Remove", **about)
                continue
            for name, was, now in differences(old, obj):
                yield PlannedChange(action="Change", property_name=name, previous_value=was, new_value=now, **about)


def _sentence(change: PlannedChange) -> str:
    if change.action == "Change":
        return f"{change.property_name}: {change.previous_value} → {change.new_value}"
    title = NOUNS[change.object_kind].title.capitalize()
    return f"{title} '{change.object_name}' would be {'written' if change.action == 'Create' else 'removed'}."


class PlanSession(EngineSession):
    """A session whose writes go into the overlay and whose hosts do nothing."""

    def __init__(self, session: EngineSession, call: JobCall | ReadCall, overlay: Overlay) -> None:
        super().__init__(session.services, session.user, call, session.permission)
        self._overlay = overlay

    def _read_one(self, kind: type[N], object_id: UUID) -> N:
        key = (kind.kind, object_id)
        if key not in self._overlay.objects:
            return super()._read_one(kind, object_id)
        found = self._overlay.objects[key]
        if found is None:
            raise NotFoundError(f"There is no {kind.title} with the ID {object_id}.", object_name=str(object_id))
        return cast("N", found.model_copy(deep=True))

    # The overlay is small, so that every read can look through it.
    def _read_all(self, kind: type[N], name: str | None, equal: dict[str, Any]) -> list[N]:
        planned = {key[1]: obj for key, obj in self._overlay.objects.items() if key[0] == kind.kind}
        found = [obj for obj in super()._read_all(kind, name, equal) if obj.id not in planned]
        found += [
            cast("N", obj.model_copy(deep=True))
            for obj in planned.values()
            if obj is not None and matches(obj, name, equal)
        ]
        return sorted(found, key=lambda obj: obj.name.casefold())

    def browse(self, kind: type[N], **equal: Any) -> list[N]:
        """As `find`: what is planned is whole."""
        return self.find(kind, **equal)

    def stored(self, kind: str, object_id: UUID) -> Noun | None:
        """The object as it really is, whatever is planned; None where there is none."""
        try:
            return super()._read_one(NOUNS[kind], object_id)
        except NotFoundError:
            return None

    def save(self, obj: N) -> N:
        """Keep the object in the overlay."""
        if isinstance(obj, UserRole):
            self._checked_role(obj)
        else:
            self._may_change(obj)
        self._overlay.objects[obj.kind, obj.id] = obj.model_copy(deep=True)
        return obj

    def forget(self, obj: Noun) -> None:
        """Hide the object in the overlay."""
        self._may_change(obj)
        if isinstance(obj, UserRole):
            self.services.access.check_role(self.user, obj, None)
        self._overlay.objects[obj.kind, obj.id] = None

    def lock(self, *objects: Noun) -> None:
        """Nothing is changed, so nothing is locked."""
        for obj in objects:
            self._may_change(obj)

    def result(self, obj: Noun) -> None:
        """Name the object in the step only."""
        self._call.result(obj)

    def stage(self, group_id: UUID, cmdlet: Cmdlet) -> None:
        """Stage in the overlay."""
        self._overlay.groups.setdefault(group_id, {})[self._call.index] = cmdlet

    def staged(self, group_id: UUID) -> Sequence[Cmdlet]:
        """What is staged for real, and after it what is planned; a script that is planned as a whole has only that."""
        planned = list(self._overlay.groups.get(group_id, {}).values())
        return planned if planned and self.job.what_if else [*super().staged(group_id), *planned]

    def clear_group(self, group_id: UUID) -> None:
        """Forget what is planned in the group."""
        self._overlay.groups.pop(group_id, None)

    def provider(self, host: VMHost) -> Provider:
        """The host's connection, for reading only."""
        return cast("Provider", PlanProvider(self.services.hosts.provider(host), self))

    def refresh_machine(self, host: VMHost, machine_id: UUID) -> VirtualMachine | None:
        """The machine as it is known."""
        del host
        try:
            return self._read_one(VirtualMachine, machine_id)
        except NotFoundError:
            return None

    @contextmanager
    def transition(
        self, machine: VirtualMachine, status: VMStatus, *, failed: VMStatus | None = None
    ) -> Iterator[VirtualMachine]:
        """Show nothing; a machine that would be made would be off afterwards."""
        del status, failed
        yield machine
        planned = self._overlay.objects.get((VirtualMachine.kind, machine.id))
        if isinstance(planned, VirtualMachine) and planned.status is VMStatus.UNDER_CREATION:
            planned.status = VMStatus.POWER_OFF

    @contextmanager
    def moving(self, machine: VirtualMachine) -> Iterator[VirtualMachine]:
        """Show nothing."""
        yield machine

    def take_over(self, machine: VirtualMachine, host: VMHost) -> VirtualMachine:
        """The machine would be on that host."""
        self._may_change(host)
        return self.save(self.get(VirtualMachine, machine.id).model_copy(update={"vm_host": host.ref}))

    def refresh_host(self, host: VMHost) -> VMHost:
        """The host as it is known."""
        return self.get(VMHost, host.id)

    def add_host(self, host: VMHost) -> VMHost:
        """Keep the host in the overlay, without a connection."""
        return self.save(host)

    def show_group(self, host: VMHost, path: str) -> None:
        """Show nothing: what machines say follows from where their host stands."""

    def remove_host(self, host: VMHost) -> None:
        """Hide the host and its machines."""
        for machine in self.find(VirtualMachine, vm_host=host.ref):
            self.forget(machine)
        self.forget(host)

    def add_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        """Keep the manager in the overlay, without a connection."""
        return self.save(manager)

    def change_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        """Keep the changed properties in the overlay."""
        return self.save(manager)

    def refresh_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        """The manager as it is known."""
        return self.get(VirtualizationManager, manager.id)

    def remove_manager(self, manager: VirtualizationManager) -> None:
        """Hide the manager with its hosts and their machines."""
        for host in self.find(VMHost, virtualization_manager=manager.ref):
            self.remove_host(host)
        self.forget(manager)

    def forget_secret(self, secret_id: UUID) -> None:
        """Keep the password."""

    def refresh_share(self, share: Noun, path: str = "") -> None:
        """Read nothing again."""

    def back_up(self, folder: str) -> str:
        """Write nothing."""
        return folder

    def add_share(self, path: str, *, name: str = "", description: str = "") -> LibraryShare:
        """Keep the share in the overlay, unread."""
        server = self._library_server()
        self._may_change(server)
        folder = path.rstrip("/") or "/"
        return self.save(
            LibraryShare(
                id=self.derive_id(folder), name=name or folder.rsplit("/", 1)[-1] or folder, path=folder,
                description=description, library_server=server.ref,
            )
        )  # fmt: skip

    def remove_share(self, share: LibraryShare) -> None:
        """Hide the share in the overlay."""
        self.forget(share)

    def delete_item(self, item: LibraryItem) -> None:
        """Hide the object in the overlay; its file stays."""
        self.forget(item)

    def write_script(
        self, share: LibraryShare, path: str, data: bytes, *, overwrite: bool, replaces: str = ""
    ) -> LibraryScript:
        """Keep the script in the overlay; nothing is written."""
        del overwrite, replaces
        found = self.find(LibraryScript, share_path=f"{share.path}/{path}")
        folder, _, name = path.rpartition("/")
        return self.save(
            found[0].model_copy(update={"size": len(data)})
            if found
            else LibraryScript(
                id=self.derive_id(path), name=name, library_server=share.library_server, library_share=share.ref,
                share_path=f"{share.path}/{path}", directory=folder, size=len(data),
            )
        )  # fmt: skip

    def stop_job(self, job: Job) -> Job:
        """Leave the job alone."""
        return job

    def restart_job(self, job: Job, *, skip_failed_step: bool = False) -> Job:
        """Leave the job alone."""
        del skip_failed_step
        return job

    def set_setting(self, name: str, value: Any) -> None:
        """Leave the setting alone."""
        del name, value
        self.services.access.check(self.user, "ManageSettings")


class PlanProvider:
    """A host's connection that answers questions and does nothing else; what it would do shows in the overlay."""

    _QUESTIONS = frozenset(
        {
            "platform",
            "capabilities",
            "inventory",
            "stats",
            "files_of",
            "list_directory",
            "path_facts",
            "thumbnail",
            "movement_domain",
            "export",
            "has_imported",
        }
    )
    _AFTER: ClassVar[dict[str, VMStatus]] = {
        "start": VMStatus.RUNNING, "resume": VMStatus.RUNNING, "reset": VMStatus.RUNNING, "stop": VMStatus.POWER_OFF,
        "shutdown": VMStatus.POWER_OFF, "discard_saved_state": VMStatus.POWER_OFF, "pause": VMStatus.PAUSED,
        "save_state": VMStatus.SAVED,
    }  # fmt: skip

    _NOTHING = frozenset(
        {
            "restore_checkpoint", "remove_checkpoint", "rename_checkpoint", "move", "import_machine",
            "enter_maintenance", "exit_maintenance",
        }
    )  # fmt: skip

    def __init__(self, provider: Provider, session: PlanSession) -> None:
        self._provider = provider
        self._session = session

    def __getattr__(self, name: str) -> Any:
        if name in self._QUESTIONS:
            return getattr(self._provider, name)
        if name in self._AFTER:
            return lambda machine_id, *_, **__: self._update(machine_id, {"status": self._AFTER[name]})
        if name in self._NOTHING:
            return lambda *_, **__: None
        raise AttributeError(name)

    def machine(self, machine_id: UUID) -> VirtualMachine:
        """The machine as planned so far."""
        return self._session.get(VirtualMachine, machine_id)

    def way_to(self, machine_id: UUID, move: Move) -> MoveWay:
        """How the machine would go."""
        target = move.target._provider if isinstance(move.target, PlanProvider) else move.target
        return self._provider.way_to(machine_id, replace(move, target=target))

    def create(self, spec: VMSpec, progress: Progress) -> VirtualMachine:
        """The machine that would be made."""
        del progress
        hardware = {name: getattr(spec.hardware, name) for name in type(spec.hardware).model_fields}
        known = {name: value for name, value in hardware.items() if name in VirtualMachine.model_fields}
        return VirtualMachine(id=spec.id, name=spec.name, location=f"{spec.path}/{spec.name}").model_copy(update=known)

    def remove(self, machine_id: UUID, *, delete_files: bool, progress: Progress) -> list[str]:
        """The files that would be deleted."""
        del progress
        return self._provider.files_of(machine_id) if delete_files else []

    def rename(self, machine_id: UUID, name: str) -> None:
        """The machine would have that name."""
        self._update(machine_id, {"name": name})

    def reconfigure(self, machine_id: UUID, change: HardwareChange, progress: Progress) -> VirtualMachine:
        """The machine with that hardware."""
        del progress
        hardware = {name: getattr(change.target, name) for name in type(change.target).model_fields}
        return self._update(machine_id, {n: v for n, v in hardware.items() if n in VirtualMachine.model_fields})

    def create_checkpoint(
        self, machine_id: UUID, checkpoint_id: UUID, name: str, description: str, progress: Progress
    ) -> VMCheckpoint:
        """The checkpoint that would be made."""
        del progress
        machine = self.machine(machine_id)
        return VMCheckpoint(id=checkpoint_id, name=name, description=description, vm=machine.ref)

    def _update(self, machine_id: UUID, values: dict[str, Any]) -> VirtualMachine:
        machine = self.machine(machine_id).model_copy(update=values)
        return self._session.save(machine)
