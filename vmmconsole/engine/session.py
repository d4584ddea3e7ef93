"""The engine as one cmdlet call sees it: implements `vmmconsole.cmdlets.session.Session`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid5

from vmmconsole.cmdlets.session import PlacementRequest, ServerConnection, Session
from vmmconsole.model import (
    Job,
    LibraryScript,
    LibraryServer,
    LibraryShare,
    Noun,
    Ref,
    Template,
    VirtualizationManager,
    VirtualMachine,
    VMHost,
)
from vmmconsole.model.errors import ConflictError, EngineError, HostError, HostUnreachableError, NotFoundError
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.job import Change
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.status import Permission, VMStatus
from vmmconsole.model.virtualization_manager import ClientCertificate
from vmmconsole.providers.contract import Provider
from vmmconsole.script.cmdlet import Cmdlet

from .jobs.locks import Deadlock
from .limited_provider import limited
from .object_session import ObjectSession
from .peek import peek
from .refresh.inventory import Writer
from .staged_calls import pack_call, unpack_call

if TYPE_CHECKING:
    from .jobs.jobs import Jobs

N = TypeVar("N", bound=Noun)


class EngineSession(ObjectSession):
    """One call's view of the engine. Reads see what the user's roles may see; writes go under the job."""

    # This call and its job

    @property
    def job(self) -> Job:
        """The running job."""
        if self._call.job is None:
            raise EngineError("This call does not run in a job.", action="Run it in a script.")
        return self._call.job

    @property
    def server(self) -> ServerConnection:
        """The engine."""
        return self.services.server(self.user)

    def derive_id(self, purpose: str) -> UUID:
        """An ID made from job, step and purpose."""
        return uuid5(self.job.id, f"{self._call.index}:{purpose}")

    def lock(self, *objects: Noun) -> None:
        """Keep the objects for this job until it ends; wait for other jobs first."""
        for obj in objects:
            self._may_change(obj)
        names = {obj.id: obj.name for obj in objects}
        job_id = self.job.id
        with self._call.waiting("") as waiting_for:

            def tell(holder: UUID, object_id: UUID) -> None:
                waiting_for(f"Waiting for '{self._job_name(holder)}' ({names.get(object_id, object_id)})")

            try:
                self.services.locks.acquire(job_id, names, waiting=tell, check=self._call.check)
            except Deadlock as err:
                raise ConflictError(
                    f"The job cannot wait for {' and '.join(repr(name) for name in names.values())}.",
                    cause=f"The job '{self._job_name(err.holder)}' holds it, and itself waits for what this job holds.",
                    action="Run this job again when the other one has ended.",
                ) from err
        self._call.targets(objects)

    def _job_name(self, job_id: UUID) -> str:
        found = peek(self.services.store, Job, job_id)
        return found.name if found and self.services.access.sees(self.user, found) else "another job"

    def result(self, obj: Noun) -> None:
        """Name the object as the job's result, and the job as its most recent one."""
        self._call.result(obj)
        if isinstance(obj, VirtualMachine) and obj.revision and not self._is_most_recent(obj):
            self._mark_most_recent(obj)

    def _is_most_recent(self, machine: VirtualMachine) -> bool:
        return machine.most_recent_job is not None and machine.most_recent_job.id == self.job.id

    def _mark_most_recent(self, machine: VirtualMachine) -> None:
        job = self.job.ref

        def change(stored: VirtualMachine) -> VirtualMachine | None:
            if self._is_most_recent(stored):
                return None
            stored.most_recent_job = job
            return stored

        try:
            self.services.store.update(VirtualMachine, machine.id, change, job=job, by=self.user)
        except NotFoundError:
            return  # just removed by this very job

    def warn(self, text: str) -> None:
        """Add a warning to the job."""
        self._call.warn(text)

    # Job groups

    @property
    def _run(self) -> str:
        """The run that this job's calls in a group belong to; one more run of the same script is another."""
        return str(self.job.id)

    def stage(self, group_id: UUID, cmdlet: Cmdlet) -> None:
        """Keep a bound cmdlet in the group; staging again from the same step replaces it."""
        self.services.store.stage(group_id, f"{self._run}:{self._call.index:06d}", pack_call(cmdlet))

    def staged(self, group_id: UUID) -> Sequence[Cmdlet]:
        """The cmdlets in the group, in order."""
        find = self.services.find_command
        return [unpack_call(call, find) for call in self.services.store.staged(group_id, self._run)]

    def clear_group(self, group_id: UUID) -> None:
        """Forget the group."""
        self.services.store.clear_group(group_id, self._run)

    # Hosts

    def provider(self, host: VMHost) -> Provider:
        """The connection to a host; a job that goes on after a start waits until the host was tried once, and with what
        goes beyond the limits of its virtualization manager until there is room."""
        hosts = self.services.hosts
        if self._call.job is None:
            return hosts.provider(host)
        hosts.wait_tried(host, self._call.check)
        place = hosts.managers.limits(host)
        provider = hosts.provider(host)
        return provider if place is None else limited(provider, place, hosts.managers.queue, self._call)

    def refresh_machine(self, host: VMHost, machine_id: UUID) -> VirtualMachine | None:
        """Fetch one machine from its host into the store."""
        return self.services.hosts.refresh_machine(host, machine_id, job=self._job_ref, by=self.user)

    def refresh_template(self, host: VMHost, template_id: UUID) -> Template | None:
        """Fetch one template from its host into the store."""
        return self.services.hosts.refresh_template(host, template_id, job=self._job_ref, by=self.user)

    @contextmanager
    def transition(
        self, machine: VirtualMachine, status: VMStatus, *, failed: VMStatus | None = None
    ) -> Iterator[VirtualMachine]:
        """Show the transitional status while the context is open, then the machine as it is on its host."""
        # Held to the very end, so that what the host says by itself does not come before this job's own record of it.
        with self.services.hosts.held(machine.id):
            try:
                yield self._set_status(machine, status)
            except Exception:
                if not self._call.suspending:
                    if failed is not None:
                        self._set_status(machine, failed, failed_job=self.job.ref)
                    self._settle(machine)
                raise
            self._set_status(machine, None)
            self._settle(machine)

    @contextmanager
    def moving(self, machine: VirtualMachine) -> Iterator[VirtualMachine]:
        """Show the machine as under migration while the context is open; it stays its host's until `take_over`."""
        with self.services.hosts.held(machine.id):
            try:
                yield self._update(machine, status=VMStatus.UNDER_MIGRATION, moving_job=self.job.ref)
            except Exception as err:
                if not self._call.suspending:
                    # Only where a host went away nobody knows where the machine is.
                    lost = isinstance(err, HostUnreachableError)
                    failed = {"status": VMStatus.MIGRATION_FAILED, "failed_job": self.job.ref} if lost else {}
                    self._update(machine, moving_job=None, **failed)
                    self._settle(machine)
                raise
            self._update(machine, moving_job=None, failed_job=None)
            self._settle(machine)

    def take_over(self, machine: VirtualMachine, host: VMHost) -> VirtualMachine:
        """The machine is on that host now: its row goes over."""
        self._may_change(host)
        old = machine.vm_host
        taken = self.services.hosts.take_over(host, machine.id, job=self._job_ref, by=self.user)
        left = peek(self.services.store, VMHost, old.id) if old is not None else None
        if left is not None:
            self.services.hosts.count_soon(left)
        return taken

    def _update(self, machine: VirtualMachine, **update: object) -> VirtualMachine:
        try:
            return self.services.store.update(
                VirtualMachine, machine.id, lambda stored: stored.model_copy(update=update),
                job=self._job_ref, by=self.user,
            )  # fmt: skip
        except NotFoundError:
            return machine

    def _settle(self, machine: VirtualMachine) -> None:
        """Fetch the machine after its verb, as it is on its host, which may be another one by now."""
        now = peek(self.services.store, VirtualMachine, machine.id)
        if now is None or now.vm_host is None:
            return
        try:
            host = self.services.store.get(VMHost, now.vm_host.id)
            self.services.hosts.refresh_machine(host, machine.id, job=self._job_ref, by=self.user, settles=True)
        except NotFoundError:
            return
        except HostError:
            self._set_status(machine, VMStatus.HOST_NOT_RESPONDING)

    def _set_status(
        self, machine: VirtualMachine, status: VMStatus | None, *, failed_job: Ref | None = None
    ) -> VirtualMachine:
        """Set status and failed job; without a status only forget the failed job."""

        def change(stored: VirtualMachine) -> VirtualMachine | None:
            if status is None and stored.failed_job is None:
                return None
            stored.status = status or stored.status
            if failed_job is not None or status is None:
                stored.failed_job = failed_job
            return stored

        try:
            return self.services.store.update(VirtualMachine, machine.id, change, job=self._job_ref, by=self.user)
        except NotFoundError:
            return machine

    def refresh_host(self, host: VMHost) -> VMHost:
        """Fetch a host and all its machines into the store."""
        self.services.access.check(self.user, Permission.MANAGE_HOSTS, host)
        return self.services.hosts.refresh_host(host, job=self._job_ref, by=self.user)

    def add_host(self, host: VMHost) -> VMHost:
        """Connect to a new host and take it into the store."""
        self._may_change(host)
        self._may_name_accounts(host)
        sees_all = self.services.access.sees_all(self.user)
        known = () if sees_all else self.services.store.find(VMHost, connection=host.connection)
        if any(other.id != host.id and not self._visible([other]) for other in known):
            raise _managed_by_others(host)

        def refuse_others(provider: Provider) -> None:
            """A host that is managed under another name brings machines that somebody else has."""
            ids = [machine.id for machine in provider.inventory().machines]
            if len(self._visible(found := self.services.store.several(VirtualMachine, ids))) < len(found):
                raise _managed_by_others(host)

        accept = None if sees_all else refuse_others
        return self.services.hosts.add_host(host, self.progress, job=self._job_ref, by=self.user, accept=accept)

    def show_group(self, host: VMHost, path: str) -> None:
        """Say on all machines of the host in which group it stands."""
        self._may_change(host)
        store = self.services.store
        other = [m.id for m in store.browse(VirtualMachine, vm_host=host.ref) if m.host_group_path != path]
        update = {"host_group_path": path}
        store.update_many(VirtualMachine, other, lambda m: m.model_copy(update=update), job=self._job_ref, by=self.user)

    def remove_host(self, host: VMHost) -> None:
        """Close the connection to a host and forget it with its machines."""
        self._may_change(host)
        self.services.hosts.remove_host(host, job=self._job_ref, by=self.user)

    def server_certificate(self, address: str, port: int) -> ClientCertificate:
        """The certificate that a virtualization manager shows."""
        self.services.access.check(self.user, self.permission)
        return self.services.hosts.managers.certificate(address, port)

    def add_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        """Connect to a new virtualization manager and take it into the store."""
        self._may_change(manager)
        self.services.hosts.managers.add(manager, self.progress, self._writer)
        return self.get(VirtualizationManager, manager.id)

    def change_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        """Reach a virtualization manager in another way."""
        self._may_change(manager)
        self.services.hosts.managers.change(manager, self.progress, self._writer)
        return self.get(VirtualizationManager, manager.id)

    def refresh_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        """Fetch everything of a virtualization manager into the store."""
        self._may_change(manager)
        self.services.hosts.managers.connection(manager.id).refresh(self._writer)
        return self.get(VirtualizationManager, manager.id)

    def remove_manager(self, manager: VirtualizationManager) -> None:
        """Forget a virtualization manager with its hosts and machines."""
        self._may_change(manager)
        self.services.hosts.managers.remove(manager, self._writer)

    @property
    def _writer(self) -> Writer:
        return Writer(self._job_ref, self.user)

    def rate_hosts(self, request: PlacementRequest, hosts: Iterable[VMHost]) -> list[VMHostRating]:
        """Rate hosts for a machine, best first."""
        return self.services.rate(request, list(hosts))

    # Stored credentials

    def sent_user_name(self, secret_id: UUID) -> str:
        """The user name of a credential that this user has sent."""
        self.services.access.check(self.user, self.permission)
        if self.services.vault.sender(secret_id) != self.user:
            raise NotFoundError(
                "The password is not there.", cause="Somebody else has sent it.", action="Send it yourself."
            )
        return self.services.vault.login(secret_id).user_name

    def forget_secret(self, secret_id: UUID) -> None:
        """Delete the password of an account."""
        self.services.access.check(self.user, self.permission)
        self.services.vault.forget(secret_id)

    # Library, jobs, settings

    def refresh_share(self, share: Noun, path: str = "") -> None:
        """Read a library share again."""
        assert isinstance(share, LibraryShare)
        self.services.access.check(self.user, Permission.MANAGE_LIBRARY, share)
        self.services.library.refresh(share, path)

    def add_share(self, path: str, *, name: str = "", description: str = "") -> LibraryShare:
        """Take a folder as a share."""
        self._may_change(self._library_server())
        return self.services.library.add_share(
            Path(path), name=name, description=description, job=self._job_ref, by=self.user
        )

    def _library_server(self) -> LibraryServer:
        """The library server of this engine, for those who may know of it."""
        for server in self.find(LibraryServer):
            return server
        raise NotFoundError("There is no library server.", action="Ask an administrator to add the share.")

    def remove_share(self, share: LibraryShare) -> None:
        """Forget a share and its objects; the files stay."""
        self._may_change(share)
        self.services.library.remove_share(share, job=self._job_ref, by=self.user)

    def delete_item(self, item: LibraryItem) -> None:
        """Delete an object's file and forget the object."""
        self._may_change(item)
        self.services.library.delete_item(item, job=self._job_ref, by=self.user)

    def write_script(
        self, share: LibraryShare, path: str, data: bytes, *, overwrite: bool, replaces: str = ""
    ) -> LibraryScript:
        """Write a script into a share."""
        self._may_change(share)
        return self.services.library.write_script(
            share, path, data, overwrite=overwrite, replaces=replaces, job=self._job_ref, by=self.user
        )

    def stop_job(self, job: Job) -> Job:
        """Ask a job to stop."""
        self.services.access.check_job(self.user, job)
        return self._jobs.stop(job.id, user=self.user)

    def restart_job(self, job: Job, *, skip_failed_step: bool = False) -> Job:
        """Go on with a failed or cancelled job."""
        self.services.access.check_job(self.user, job)
        return self._jobs.restart(job.id, skip_failed_step=skip_failed_step, user=self.user)

    @property
    def _jobs(self) -> Jobs:
        assert self.services.jobs is not None, "the engine has no jobs yet"
        return self.services.jobs

    def changes(self, *, job: Job | None = None, obj: Noun | None = None) -> list[Change]:
        """Change Tracking of a job or an object."""
        found = self.services.store.changes(job_id=job.id if job else None, object_id=obj.id if obj else None)
        return self.services.access.visible_changes(self.user, found)

    def back_up(self, folder: str) -> str:
        """Write a backup of the engine."""
        self.services.access.check(self.user, Permission.MANAGE_SETTINGS)
        return str(self.services.back_up(Path(folder), self._call.progress))

    def setting(self, name: str) -> Any:
        """A global setting."""
        return self.services.store.setting(name, self.services.defaults.get(name))

    def set_setting(self, name: str, value: Any) -> None:
        """Change a global setting."""
        self.services.access.check(self.user, "ManageSettings")
        self.services.store.set_setting(name, value)


def _managed_by_others(host: VMHost) -> ConflictError:
    return ConflictError(
        f"The host '{host.name}' cannot be added.",
        cause="It is managed already.",
        action="Ask an administrator to put it into a host group of your user role.",
        object_name=host.name,
    )


if TYPE_CHECKING:

    def _conforms(session: EngineSession) -> Session:
        return session
