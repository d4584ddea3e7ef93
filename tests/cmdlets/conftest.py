"""A session in memory to run cmdlets and scripts on: the store is a stand-in, hosts are the simulated provider."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4, uuid5

import pytest

from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.relations import Relations
from vmmconsole.cmdlets.resolve import resolve
from vmmconsole.cmdlets.session import PlacementRequest, ServerConnection, Session
from vmmconsole.engine.placement import Surroundings, rate_hosts
from vmmconsole.engine.refresh.merge import merge_machine
from vmmconsole.model import (
    ISO,
    CPUType,
    HardwareProfile,
    Job,
    LibraryScript,
    LibraryServer,
    LibraryShare,
    Noun,
    OperatingSystem,
    Ref,
    Template,
    UserRole,
    VirtualFloppyDisk,
    VirtualHardDisk,
    VirtualizationManager,
    VirtualMachine,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.custom_property import fixed_properties
from vmmconsole.model.errors import HostUnreachableError, NotFoundError
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.job import Change
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.noun import fixed_id, utc_now
from vmmconsole.model.status import HostStatus, JobStatus, LibraryItemState, UserRoleProfile, VMStatus
from vmmconsole.model.virtualization_manager import ClientCertificate
from vmmconsole.providers.contract import Progress
from vmmconsole.providers.movement import Move, MoveWay
from vmmconsole.providers.simulated.provider import SimulatedProvider
from vmmconsole.providers.transfer import find_way
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.interpreter import Interpreter
from vmmconsole.script.values import Credential

N = TypeVar("N", bound=Noun)
GIB = 2**30


class QuietProgress:
    """Progress that remembers the names of its steps."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    @contextmanager
    def step(self, name: str) -> Iterator[Progress]:
        self.names.append(name)
        yield self

    def report(self, percent: float, description: str = "") -> None:
        """Nothing looks at it."""

    def check(self) -> None:
        """Nobody cancels."""


class SessionStandIn:
    """Stands in for the engine's session: objects in a dictionary, one job, locks and statuses as a record."""

    user = "LAB\\anna"

    def __init__(self) -> None:
        self.objects: dict[tuple[str, UUID], Noun] = {}
        self.providers: dict[UUID, SimulatedProvider] = {}
        self.groups: dict[UUID, dict[str, Cmdlet]] = {}
        self.secrets: dict[UUID, str] = {}
        """User names of what was sent, by ID."""
        self.statuses: list[VMStatus] = []
        """Every status that a transition showed, in order."""
        self.locked: list[str] = []
        self.steps: list[str] = []
        self.warnings: list[str] = []
        self.results: list[str] = []
        self.refreshed: list[tuple[str, str]] = []
        self.settings: dict[str, Any] = {"PlacementGoal": "LoadBalance"}
        self.restarted: list[Job] = []
        self.stopped: list[Job] = []
        self.changed_managers: list[str] = []
        self.files: set[str] = set()
        """The paths of the library files that are on disk."""
        self.progress: Progress = QuietProgress(self.steps)
        self.permission = ""
        self._job = self.save(Job(name="Run script", status=JobStatus.RUNNING, owner=self.user))
        self.step = 0

    # Objects

    def get(self, kind: type[N], object_id: UUID) -> N:
        found = self.objects.get((kind.kind, object_id))
        if not isinstance(found, kind):
            raise NotFoundError(f"There is no {kind.title} with the ID {object_id}.")
        return found.model_copy(deep=True)

    def find(self, kind: type[N], *, name: str | None = None, **equal: Any) -> list[N]:
        wanted = {k: v.id if isinstance(v, Ref) else v for k, v in equal.items()}

        def fits(obj: Noun) -> bool:
            if not isinstance(obj, kind) or (name is not None and obj.name.lower() != name.lower()):
                return False
            values = {k: getattr(obj, k) for k in wanted}
            return all((v.id if isinstance(v, Ref) else v) == wanted[k] for k, v in values.items())

        found = [obj.model_copy(deep=True) for obj in self.objects.values() if fits(obj)]
        return sorted((obj for obj in found if isinstance(obj, kind)), key=lambda obj: obj.name.lower())

    def browse(self, kind: type[N], **equal: Any) -> list[N]:
        return self.find(kind, **equal)

    def save(self, obj: N) -> N:
        stored = obj.model_copy(deep=True, update={"revision": obj.revision + 1})
        self.objects[obj.kind, obj.id] = stored
        return stored.model_copy(deep=True)

    def forget(self, obj: Noun) -> None:
        self.objects.pop((obj.kind, obj.id), None)

    # This call and its job

    @property
    def job(self) -> Job:
        return self.get(Job, self._job.id)

    @property
    def server(self) -> ServerConnection:
        return ServerConnection(name="vmm-01", fully_qualified_domain_name="vmm-01.example.org", user_name=self.user)

    def derive_id(self, purpose: str) -> UUID:
        return uuid5(self._job.id, f"{self.step}:{purpose}")

    def lock(self, *objects: Noun) -> None:
        self.locked += [obj.name for obj in objects]

    def result(self, obj: Noun) -> None:
        self.results.append(obj.name)

    def warn(self, text: str) -> None:
        self.warnings.append(text)

    # Job groups

    def stage(self, group_id: UUID, cmdlet: Cmdlet) -> None:
        self.groups.setdefault(group_id, {})[f"{self._job.id}:{self.step}"] = cmdlet

    def staged(self, group_id: UUID) -> Sequence[Cmdlet]:
        return list(self.groups.get(group_id, {}).values())

    def clear_group(self, group_id: UUID) -> None:
        self.groups.pop(group_id, None)

    # Hosts

    def provider(self, host: VMHost) -> SimulatedProvider:
        try:
            return self.providers[host.id]
        except KeyError:
            raise HostUnreachableError(f"There is no connection to {host.name}.") from None

    def refresh_template(self, host: VMHost, template_id: UUID) -> Template | None:
        return next((each for each in self.find(Template) if each.id == template_id), None)

    def refresh_machine(self, host: VMHost, machine_id: UUID) -> VirtualMachine | None:
        stored = next((m for m in self.find(VirtualMachine) if m.id == machine_id), None)
        try:
            facts = self.provider(host).machine(machine_id)
        except NotFoundError:
            if stored is not None and not stored.failed_job:
                self.forget(stored)
            return None
        return self.save(merge_machine(stored, facts, host.ref, "All Hosts", held=False))

    @contextmanager
    def transition(
        self, machine: VirtualMachine, status: VMStatus, *, failed: VMStatus | None = None
    ) -> Iterator[VirtualMachine]:
        self.statuses.append(status)
        shown = self.save(self.get(VirtualMachine, machine.id).model_copy(update={"status": status}))
        try:
            yield shown
        except Exception:
            if failed is not None:
                now = self.get(VirtualMachine, machine.id)
                self.save(now.model_copy(update={"status": failed, "failed_job": self._job.ref}))
            self._settle(machine)
            raise
        now = self.get(VirtualMachine, machine.id)
        self.save(now.model_copy(update={"failed_job": None}))
        self._settle(machine)

    def _settle(self, machine: VirtualMachine) -> None:
        if machine.vm_host is not None:
            self.refresh_machine(self.get(VMHost, machine.vm_host.id), machine.id)

    def serves_unseen(self, uses: Callable[[VirtualMachine | HardwareProfile], bool]) -> bool:
        return False

    def check_folder(self, host: VMHost, path: str) -> None:
        """Everybody may use every folder here."""

    def creates_from(self, template: Template) -> None:
        """Everybody may use every template here."""

    def mac_addresses(self) -> dict[UUID, str]:
        owners = [*self.find(VirtualMachine), *self.find(HardwareProfile)]
        return {a.id: a.mac_address for owner in owners for a in owner.virtual_network_adapters if a.mac_address}

    def refresh_host(self, host: VMHost) -> VMHost:
        inventory = self.provider(host).inventory()
        for machine in inventory.machines:
            self.refresh_machine(host, machine.id)
        return self.get(VMHost, host.id)

    def add_host(self, host: VMHost) -> VMHost:
        provider = SimulatedProvider(host.name, machines=1)
        provider.connect()
        self.providers[host.id] = provider
        self.save(host)
        return self.refresh_host(host)

    def show_group(self, host: VMHost, path: str) -> None:
        for machine in self.find(VirtualMachine, vm_host=host.ref):
            self.save(machine.model_copy(update={"host_group_path": path}))

    def remove_host(self, host: VMHost) -> None:
        for machine in self.find(VirtualMachine, vm_host=host.ref):
            self.forget(machine)
        self.forget(host)

    # Virtualization managers

    def server_certificate(self, address: str, port: int) -> ClientCertificate:
        now = utc_now()
        return ClientCertificate(
            computer_name=address, tcp_port=port, subject=address, issuer="Tests", fingerprint=":".join(["AB"] * 32),
            valid_from=now, valid_to=now + timedelta(days=1), reason="Nobody vouches for it.",
        )  # fmt: skip

    def add_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        return self.save(manager.model_copy(update={"status": HostStatus.OK}))

    def change_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        self.changed_managers.append(manager.name)
        return self.save(manager)

    def refresh_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        return self.get(VirtualizationManager, manager.id)

    def remove_manager(self, manager: VirtualizationManager) -> None:
        self.forget(manager)

    def rate_hosts(self, request: PlacementRequest, hosts: Iterable[VMHost]) -> list[VMHostRating]:
        listed = list(hosts)
        around = Surroundings(
            machines={h.id: self.find(VirtualMachine, vm_host=h.ref) for h in listed},
            capabilities=lambda host: self.provider(host).capabilities(),
            way=self._way,
        )
        return rate_hosts(request, listed, around)

    def _way(self, request: PlacementRequest, host: VMHost) -> MoveWay | None:
        machine = request.machine
        if machine is None or machine.vm_host is None:
            return None
        source = self.provider(self.get(VMHost, machine.vm_host.id))
        return find_way(source, machine, Move(uuid4(), self.provider(host), path=request.path, copy=request.copy))

    @contextmanager
    def moving(self, machine: VirtualMachine) -> Iterator[VirtualMachine]:
        self.statuses.append(VMStatus.UNDER_MIGRATION)
        now = self.get(VirtualMachine, machine.id)
        yield self.save(now.model_copy(update={"status": VMStatus.UNDER_MIGRATION, "moving_job": self._job.ref}))
        now = self.get(VirtualMachine, machine.id)
        self._settle(self.save(now.model_copy(update={"moving_job": None, "failed_job": None})))

    def take_over(self, machine: VirtualMachine, host: VMHost) -> VirtualMachine:
        facts = self.provider(host).machine(machine.id)
        return self.save(merge_machine(self.get(VirtualMachine, machine.id), facts, host.ref, "All Hosts", held=True))

    # Stored credentials

    def sent_user_name(self, secret_id: UUID) -> str:
        try:
            return self.secrets[secret_id]
        except KeyError:
            raise NotFoundError("The stored password is not there.") from None

    def forget_secret(self, secret_id: UUID) -> None:
        self.secrets.pop(secret_id, None)

    # Library, jobs, settings

    def back_up(self, folder: str) -> str:
        return f"{folder}/engine.vmmbackup"

    def refresh_share(self, share: Noun, path: str = "") -> None:
        self.refreshed.append((share.name, path))
        for kind in (ISO, VirtualHardDisk, VirtualFloppyDisk):
            for item in self.find(kind):
                there = LibraryItemState.NORMAL if item.share_path in self.files else LibraryItemState.MISSING
                if item.state is not there:
                    self.save(item.model_copy(update={"state": there}))

    def add_share(self, path: str, *, name: str = "", description: str = "") -> LibraryShare:
        server = self.find(LibraryServer)[0]
        known = self.find(LibraryShare, path=path)
        share = LibraryShare(name=name or path.rsplit("/", 1)[-1], path=path, library_server=server.ref)
        return known[0] if known else self.save(share.model_copy(update={"description": description}))

    def remove_share(self, share: LibraryShare) -> None:
        self.forget(share)

    def delete_item(self, item: LibraryItem) -> None:
        self.files.discard(item.share_path)
        self.forget(item)

    def write_script(
        self, share: LibraryShare, path: str, data: bytes, *, overwrite: bool, replaces: str = ""
    ) -> LibraryScript:
        del overwrite, replaces
        place = f"{share.path}/{path}"
        self.files.add(place)
        name = path.rpartition("/")[2]
        made = LibraryScript(name=name, share_path=place, size=len(data), library_server=share.library_server,
                             library_share=share.ref)  # fmt: skip
        return self.save(made)

    def stop_job(self, job: Job) -> Job:
        self.stopped.append(job)
        return self.save(job.model_copy(update={"status": JobStatus.CANCELED}))

    def restart_job(self, job: Job, *, skip_failed_step: bool = False) -> Job:
        del skip_failed_step
        self.restarted.append(job)
        return self.save(job.model_copy(update={"status": JobStatus.RUNNING}))

    def changes(self, *, job: Job | None = None, obj: Noun | None = None) -> list[Change]:
        del obj
        if job is None or job.id != self._job.id:
            return []
        return [  # all that is not from the fixture came by the one job
            Change(revision=o.revision, object_kind=o.kind, object_id=o.id, property_name="Name", changed_at=o.added_at)
            for o in self.objects.values()
        ]

    def setting(self, name: str) -> Any:
        return self.settings.get(name)

    def set_setting(self, name: str, value: Any) -> None:
        self.settings[name] = value


def _conforms(session: SessionStandIn) -> Session:
    return session


class ScriptHost:
    """The interpreter's host over a session: every call is the next step."""

    allows_files = False

    def __init__(self, session: SessionStandIn) -> None:
        self.session = session
        self.said: list[str] = []

    def find_command(self, name: str) -> type[Cmdlet] | None:
        return registry.find(name)

    def command_names(self) -> Iterable[str]:
        return registry.names()

    def resolve(self, kind: Any, value: object) -> object:
        return resolve(self.session, kind, value)

    def follow(self, value: Any, name: str) -> Any:
        return Relations(lambda cmdlet: list(cmdlet.run(self.session))).follow(value, name)

    def invoke(self, cmdlet: Cmdlet, line: int, text: str) -> Sequence[object]:
        del line, text
        self.session.step += 1
        for attribute, value in list(cmdlet.bound.items()):
            if isinstance(value, Credential):  # as the client does: the password goes another way
                cmdlet.bound[attribute] = uuid4()
                setattr(cmdlet, attribute, cmdlet.bound[attribute])
                self.session.secrets[cmdlet.bound[attribute]] = value.user_name
        return list(cmdlet.run(self.session))

    def check(self) -> None:
        """Nothing stops the script."""

    def write(self, stream: str, value: object) -> None:
        self.said.append(f"{stream}: {value}")

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        assert secret, f"nobody answers {prompt!r}"
        return "typed"


@pytest.fixture
def session() -> SessionStandIn:
    """A fabric of two simulated hosts, kvm-01 empty and kvm-02 with three machines, and a small library."""
    session = SessionStandIn()
    root = session.save(VMHostGroup(name="All Hosts", is_root=True))
    for name, machines in (("kvm-01", 0), ("kvm-02", 3)):
        provider = SimulatedProvider(name, machines=machines)
        provider.connect()
        facts = provider.inventory()
        host = session.save(facts.host.model_copy(update={"vm_host_group": root.ref}))
        session.providers[host.id] = provider
        session.refresh_host(host)
    server = session.save(LibraryServer(name="vmm-01"))
    share = session.save(LibraryShare(name="library", path="/srv/library", library_server=server.ref))
    place = {"library_server": server.ref, "library_share": share.ref}
    for kind, name, size in (
        (ISO, "debian-12.iso", GIB),
        (VirtualHardDisk, "debian-12.qcow2", 2 * GIB),
        (VirtualFloppyDisk, "drivers.vfd", 1_474_560),
    ):
        item = session.save(kind(name=name, share_path=f"/srv/library/{name}", size=size, **place))
        session.files.add(item.share_path)
    for custom in fixed_properties():
        session.save(custom)
    session.save(CPUType(name="1.00 GHz Pentium III Xeon", speed_mhz=1000))
    system = "Debian 12 (64-bit)"
    session.save(OperatingSystem(id=fixed_id(f"operating system/{system}"), name=system, library_name="debian12"))
    role = fixed_id("user role/Administrator")
    session.save(UserRole(id=role, name="Administrator", profile=UserRoleProfile.ADMINISTRATOR))
    session.save(UserRole(name="Operators", profile=UserRoleProfile.DELEGATED_ADMIN, members=["LAB\\otto"]))
    session.save(HardwareProfile(name="Web server", memory_mb=1024, cpu_count=2))
    return session


@pytest.fixture
def run(session: SessionStandIn) -> Callable[[str], list[Any]]:
    """Runs a script and returns what it writes; an error ends it."""

    def run(script: str) -> list[Any]:
        interpreter = Interpreter(ScriptHost(session))
        return interpreter.run_collect('$ErrorActionPreference = "Stop"\n' + script)

    return run


@pytest.fixture
def machine(run: Callable[[str], list[Any]]) -> VirtualMachine:
    """A virtual machine web-01 on kvm-01: 512 MB, one disk at IDE 0:0, one adapter, one DVD drive; off."""
    group = uuid4()
    (made,) = run(f"""
        New-VirtualDiskDrive -IDE -Bus 0 -LUN 0 -JobGroup {group} -Size 8192 -Dynamic -FileName "web-01_disk_1"
        New-VirtualNetworkAdapter -JobGroup {group} -VirtualNetwork "Production" -Synthetic
        New-VirtualDVDDrive -JobGroup {group} -Bus 1 -LUN 0
        New-VM -Name "web-01" -VMHost "kvm-01" -JobGroup {group} -MemoryMB 512
    """)
    assert isinstance(made, VirtualMachine)
    return made


@pytest.fixture
def iso_refresh_marks_missing(session: SessionStandIn) -> Callable[[], None]:
    """Deletes the ISO image's file behind the engine's back."""
    return lambda: session.files.discard("/srv/library/debian-12.iso")
