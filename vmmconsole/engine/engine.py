"""The engine: its parts, the order in which they start, and what it says of itself."""

from __future__ import annotations

import importlib
import logging
import socket
import threading
import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol, cast
from uuid import UUID, uuid4

from vmmconsole import __version__
from vmmconsole.cmdlets.session import PlacementRequest, ServerConnection
from vmmconsole.model import (
    CPUType,
    HardwareProfile,
    Job,
    LibraryScript,
    LibraryShare,
    Ref,
    RunAsAccount,
    VirtualMachine,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.errors import EngineError, VMMError
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.noun import utc_now
from vmmconsole.model.status import JobStatus, PlacementGoal, UserRoleProfile
from vmmconsole.providers.contract import Capabilities, MoveWay, Progress
from vmmconsole.script.cmdlet import Cmdlet

from .access import Access
from .audit import Trail
from .credentials import Vault, login_of
from .datadir import DataDir, LogFile
from .hosts import Hosts
from .jobs.call import ReadCall
from .jobs.jobs import Jobs
from .jobs.locks import LockTable
from .lead import Lead, LeadWatch
from .quota import Quotas
from .seed import seed
from .services import Services, Shares
from .session import EngineSession
from .settings import DEFAULT_PORT, GLOBAL_DEFAULTS, EngineSettings
from .signin import SignIn
from .store import Store
from .world import EngineWorld

log = logging.getLogger(__name__)

__all__ = ["Engine", "EngineSettings"]

HOUR = 3600.0
JOBS_LATER_SECONDS = 2.0
"""How long opening the record of jobs, which takes half a second of processor time, lets the hosts go first."""
_WEEK = timedelta(days=7)
"""So long a failed job can be restarted with the hardware profile that its wizard made for it."""


class EngineLibrary(Shares, Protocol):
    """The library as the engine runs it."""

    def ensure_default(self, path: Path) -> LibraryShare:
        """Make the default share where there is none."""

    def refresh(self, share: LibraryShare, path: str = "") -> None:
        """Read a share again."""

    def read_script(self, item: LibraryScript) -> bytes:
        """The content of a script."""

    def start(self) -> None:
        """Watch all shares."""

    def stop(self) -> None:
        """Watch no more."""


class Engine:
    """One engine on one data folder."""

    def __init__(self, settings: EngineSettings) -> None:
        self.settings = settings
        self.store = Store(settings.store_database)
        self.locks = LockTable()
        self.access = Access(self.store)
        self.audit = Trail(self.store, settings.data_dir / "audit")
        self.access.refused = lambda user, error: self.audit.record("Refused", user, Error=str(error))
        self.sign_in = SignIn(self.store)
        self.sign_in.record = self.audit.record
        self.access.groups_of = self.sign_in.sessions.groups_of
        self.world = EngineWorld()
        self.vault = Vault(settings.data_dir / "credentials", self.store)
        self.hosts = Hosts(
            self.store,
            settings.data_dir / "providers",
            in_use=lambda machine_id: self.locks.holder(machine_id) is not None,
            intervals=settings.intervals,
            login=lambda name: login_of(self.store, self.vault, name),
        )
        self.name = socket.gethostname() or "localhost"
        self.services = Services(
            store=self.store,
            access=self.access,
            quotas=Quotas(self.store, self.access),
            locks=self.locks,
            hosts=self.hosts,
            library=_LateLibrary(self),
            vault=self.vault,
            rate=self.rate_hosts,
            server=self.server_info,
            back_up=self.back_up,
            find_command=self.world.find,
            defaults=dict(GLOBAL_DEFAULTS),
        )
        self.jobs = Jobs(
            self.services,
            self.world,
            settings.jobs_database,
            concurrency=settings.job_concurrency,
            limits=settings.limits,
        )
        self.services.jobs = self.jobs
        self.lead: Lead | None = None
        """This engine's place among several on one database; None where there can only be one."""
        self.lead_watch: LeadWatch | None = None
        if not settings.store_database.is_sqlite:
            self.lead = Lead(self.store, settings.data_dir, self.name)
            self.lead_watch = LeadWatch(self.lead, work=self._work, each_beat=self.jobs.stop_asked)
            self.hosts.stand_by()
        self._data_dir = DataDir(settings.data_dir)
        self._log_file = LogFile(settings.data_dir) if settings.log_to_file else None
        self._library: EngineLibrary | None = None
        self._library_lock = threading.Lock()
        self._ending = threading.Event()
        self._background = threading.Lock()
        self._daily: threading.Thread | None = None
        self._started = False

    # Life

    def start(self) -> None:
        """Make the store readable and its fixed objects there; jobs are accepted from now on.

        Raises:
            EngineError: another engine uses the data folder, or it cannot be used.
        """
        self._data_dir.claim()
        try:
            if self._log_file:
                self._log_file.open()
            self.store.open()
            self.vault.check()
            self.access.start()
            self._start_audit()
            with self.store.one_engine_at_a_time("make the fixed objects"):
                seed(self.store, self.settings)
        except BaseException:
            self.stop()
            raise
        self._started = True
        log.info("Engine %s started on %s", __version__, self.settings.data_dir)

    def _start_audit(self) -> None:
        try:
            self.audit.start()
        except OSError as err:
            raise EngineError(
                "The audit cannot be written, and nothing is done without it.",
                cause=f"{err.filename or self.settings.data_dir}: {err.strerror}.",
                action="Correct the permissions of the data folder, or make room on its disk.",
            ) from err

    def start_background(self) -> None:
        """The rest, which may take longer: run jobs, watch the library, connect to hosts. On a server's database it
        begins once this engine leads.

        Raises:
            EngineError: the record of jobs cannot be opened.
        """
        if self.lead_watch is None:
            self._work()
        elif not self._ending.is_set():
            self.lead_watch.start()

    def _work(self) -> None:
        with self._background:
            if self._ending.is_set():
                return
            self.jobs.reserve()
            self.hosts.start()
            self._let_hosts_go_first()
            self.jobs.launch()
            self._start_library()
            self._daily = threading.Thread(target=self._purge_daily, name="purge", daemon=True)
            self._daily.start()

    def _let_hosts_go_first(self) -> None:
        """Wait for the lists to fill, unless a job waits or the engine ends."""
        deadline = time.monotonic() + JOBS_LATER_SECONDS
        while not (self.hosts.all_tried or self.jobs.waiting) and time.monotonic() < deadline:
            if self._ending.wait(0.02):
                return

    def stop(self, timeout_seconds: float = 10) -> None:
        """End. Jobs are left at their next safe point and go on at the next start; stopping twice is no error."""
        self._ending.set()
        with self._background:
            self.jobs.close(timeout_seconds)
            if self._library is not None:
                self._library.stop()
            self.hosts.stop()
        if self.lead_watch is not None and self._started:
            self.lead_watch.stop()
        self.access.stop()
        self.audit.stop()
        self.store.close()
        if self._log_file:
            self._log_file.close()
        self._data_dir.release()

    def wait_ready(self, timeout_seconds: float = 30) -> bool:
        """Whether the first attempt to reach and read each host has ended within that time."""
        return self.hosts.wait_connected(timeout_seconds)

    # Parts

    @property
    def library(self) -> EngineLibrary:
        """The library."""
        with self._library_lock:
            if self._library is None:
                module: Any = importlib.import_module("vmmconsole.engine.library")
                self._library = cast("EngineLibrary", module.Library(self.store, self.name))
            return self._library

    def _start_library(self) -> None:
        try:
            self.library.ensure_default(self.settings.share_path)
            self.library.start()
        except (VMMError, OSError) as err:
            # Everything else works without a library.
            log.warning("The library cannot be started: %s", err)

    # What it tells and answers

    def server_info(self, user: str = "") -> ServerConnection:
        """The engine, as `user` sees it."""
        view = self.access.view(user)
        widest = min(view.roles, key=lambda role: list(UserRoleProfile).index(role.profile), default=None)
        return ServerConnection(
            name=self.name,
            fully_qualified_domain_name=self.name,
            port=DEFAULT_PORT,
            product_version=__version__,
            user_name=user,
            user_role_name=widest.name if widest else "",
            user_role_id=widest.ref.id if widest else None,
            profile=widest.profile if widest else None,
            permissions=sorted({permission for role in view.roles for permission in role.permissions}),
            database=self.settings.store_database.url if view.everything else "",
            library_refresher_enabled=bool(self._setting("LibraryRefresherEnabled")),
            library_refresher_frequency=int(self._setting("LibraryRefresherFrequency")),
            placement_goal=PlacementGoal(self._setting("PlacementGoal")),
            leading_engine=self.lead.holder_name() if self.lead is not None and view.everything else "",
        )

    def read_session(self, user: str) -> EngineSession:
        """What `user` may read, outside of any job."""
        return EngineSession(self.services, user, ReadCall())

    def read(self, cmdlet: Cmdlet, user: str) -> list[object]:
        """What a reading cmdlet writes to the pipeline.

        Raises:
            VMMError: it failed, or the user may not run it.
        """
        if cmdlet.changes:
            raise EngineError(f"{cmdlet.name} changes something and needs a job.", action="Run it in a script.")
        self.access.check(user, cmdlet.permission)
        return list(cmdlet.run(EngineSession(self.services, user, ReadCall(), cmdlet.permission)))

    def back_up(self, folder: Path, progress: Progress) -> Path:
        """Write a backup into a folder of this computer.

        Raises:
            EngineError: it cannot be written.
        """
        from .backup.archive import back_up

        with progress.step("Copy databases and write file"):
            made = back_up(folder, self.settings.data_dir, self.settings.database, name=self.name)
        return made.file

    def rate_hosts(self, request: PlacementRequest, hosts: Sequence[VMHost]) -> list[VMHostRating]:
        """Rate hosts for a machine, best first."""
        from .placement import Surroundings, rate_hosts

        return rate_hosts(
            request,
            hosts,
            Surroundings(
                machines={host.id: self.store.find(VirtualMachine, vm_host=host) for host in hosts},
                groups={group.id: group for group in self.store.find(VMHostGroup)},
                capabilities=self._capabilities,
                cpu_speeds_mhz={cpu.name: cpu.speed_mhz for cpu in self.store.find(CPUType)},
                goal=PlacementGoal(self._setting("PlacementGoal")),
                way=partial(self._way, {}),
            ),
        )

    def _way(self, known: dict[UUID, str], request: PlacementRequest, host: VMHost) -> MoveWay | None:
        """How the machine of the request would get to the host; `known` keeps what keeps it from being copied."""
        from vmmconsole.providers.movement import Move, no_way
        from vmmconsole.providers.transfer import copy_obstacle, find_way

        machine = request.machine
        if machine is None or machine.vm_host is None:
            return None
        try:
            source = self.hosts.provider(self.store.get(VMHost, machine.vm_host.id))
            target = self.hosts.provider(host)
            default = host.vm_paths[0] if host.vm_paths else ""
            move = Move(uuid4(), target, path=request.path, default_path=default, copy=request.copy)

            def obstacle() -> str:
                if machine.id not in known:
                    known[machine.id] = copy_obstacle(source, machine)
                return known[machine.id]

            return find_way(source, machine, move, obstacle=obstacle)
        except VMMError as err:
            return no_way(str(err))

    def _capabilities(self, host: VMHost) -> Capabilities | None:
        try:
            return self.hosts.provider(host).capabilities()
        except VMMError:
            return None

    def _setting(self, name: str) -> Any:
        return self.store.setting(name, GLOBAL_DEFAULTS[name])

    # Housekeeping

    def _purge_daily(self) -> None:
        while not self._ending.wait(HOUR):
            if time.localtime().tm_hour != 3:
                continue
            try:
                self.purge()
            except VMMError as err:
                log.warning("Old jobs cannot be removed: %s", err)

    def purge(self) -> None:
        """Forget what is older than the setting JobHistoryDays of jobs, and what failed jobs have left."""
        before = utc_now() - timedelta(days=int(self._setting("JobHistoryDays")))
        old = [job.id for job in _ended(self.store.find(Job)) if job.ended_at and job.ended_at < before]
        self.store.purge(before)
        self.jobs.purge(old)
        left = [p.id for p in self.store.find(HardwareProfile, is_temporary=True) if p.modified_at < utc_now() - _WEEK]
        self.store.remove_many(HardwareProfile, left)
        used = {account.secret_id for account in self.store.find(RunAsAccount) if account.secret_id}
        self.vault.purge(used, utc_now() - _WEEK)


class _LateLibrary:
    """The library, opened when first asked for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def refresh(self, share: LibraryShare, path: str = "") -> None:
        """Read a share again."""
        self._engine.library.refresh(share, path)

    def add_share(
        self, path: Path, *, name: str = "", description: str = "", job: Ref | None = None, by: str = ""
    ) -> LibraryShare:
        """Take a folder as a share."""
        return self._engine.library.add_share(path, name=name, description=description, job=job, by=by)

    def remove_share(self, share: LibraryShare, *, job: Ref | None = None, by: str = "") -> None:
        """Forget a share and its objects."""
        self._engine.library.remove_share(share, job=job, by=by)

    def delete_item(self, item: LibraryItem, *, job: Ref | None = None, by: str = "") -> None:
        """Delete an object's file and forget the object."""
        self._engine.library.delete_item(item, job=job, by=by)

    def write_script(
        self, share: LibraryShare, path: str, data: bytes, *, overwrite: bool, replaces: str, job: Ref | None = None,
        by: str = "",
    ) -> LibraryScript:  # fmt: skip
        """Write a script into a share."""
        return self._engine.library.write_script(
            share, path, data, overwrite=overwrite, replaces=replaces, job=job, by=by
        )


def _ended(jobs: Iterable[Job]) -> Iterable[Job]:
    return (job for job in jobs if JobStatus(job.status).is_final)
