"""What a cmdlet may ask of the engine while it runs. One session is one step of one job, for one user."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from pydantic import Field

from vmmconsole.model import (
    HardwareProfile,
    Job,
    LibraryScript,
    LibraryShare,
    Noun,
    Ref,
    Template,
    VirtualizationManager,
    VirtualMachine,
    VMHost,
)
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.host import VMHostRating
from vmmconsole.model.job import Change
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.noun import Value, fixed_id
from vmmconsole.model.status import Permission, PlacementGoal, UserRoleProfile, VMStatus
from vmmconsole.model.virtualization_manager import ClientCertificate
from vmmconsole.providers.contract import Progress, Provider
from vmmconsole.script.cmdlet import Cmdlet

N = TypeVar("N", bound=Noun)


class ServerConnection(Value):
    """What Get-VMMServer returns: the engine and who is connected to it."""

    piped_by_name: ClassVar[bool] = False
    """``"iso-1" | Get-ISO`` means no server: it must not list what the connected one has."""

    name: str
    fully_qualified_domain_name: str = ""
    port: int = 0
    is_connected: bool = True
    product_version: str = ""
    user_name: str = ""
    user_role_name: str = "Administrator"
    user_role_id: UUID | None = Field(default_factory=lambda: fixed_id("user role/Administrator"))
    profile: UserRoleProfile | None = UserRoleProfile.ADMINISTRATOR
    """The widest of the user's roles; None without any."""
    permissions: list[Permission] = Field(default_factory=lambda: list(Permission))
    """What the user may do somewhere, by any role."""
    database: str = ""
    library_refresher_enabled: bool = True
    library_refresher_frequency: int = 1
    placement_goal: PlacementGoal = PlacementGoal.LOAD_BALANCE
    leading_engine: str = ""
    """Of several engines on one database, the one that runs the jobs."""

    property_aliases: ClassVar[dict[str, str]] = {
        "FQDN": "fully_qualified_domain_name", "ConnectedUserName": "user_name",
        "DatabaseName": "database",
    }  # fmt: skip
    script_properties: ClassVar[dict[str, str]] = {"UserRole": "user_role"}

    def __str__(self) -> str:
        return self.name

    @property
    def object_type(self) -> str:
        """What scripts read as the kind of object."""
        return "VMMServer"

    @property
    def user_role(self) -> Ref | None:
        """The user role of the connection."""
        if self.user_role_id is None:
            return None
        return Ref(kind="UserRole", id=self.user_role_id, name=self.user_role_name)


@dataclass(frozen=True, slots=True)
class PlacementRequest:
    """What a host is rated for. Percentages of one host's processors, MB, GB, operations and megabits per second."""

    name: str
    hardware: Hardware
    disk_gb: float
    machine: VirtualMachine | None = None
    """An existing machine, for a migration."""
    path: str = ""
    """For a migration: the folder that its disks shall go to; empty where they may stay or go to a default path."""
    copy: bool = False
    """For a migration: that its files are copied in any case."""
    original: VirtualMachine | Template | None = None
    """For a copy: what is copied."""
    original_host: VMHost | None = None
    """The host of that."""
    goal: PlacementGoal | None = None
    cpu_weight: int = 5
    memory_weight: int = 8
    disk_weight: int = 2
    network_weight: int = 2


class Session(Protocol):
    """The engine as a cmdlet sees it. Reads see what the user's role may see; writes are checked against it."""

    user: str
    """Who asked: ``DOMAIN\\user`` or the operating system's user name."""
    progress: Progress
    """The progress of this call; its sub-steps appear below the call's step in the job."""

    # Objects

    def get(self, kind: type[N], object_id: UUID) -> N:
        """The object of that ID.

        Raises:
            NotFoundError: there is none, or the role does not see it.
        """

    def find(self, kind: type[N], *, name: str | None = None, **equal: Any) -> list[N]:
        """Objects whose name equals `name` (case-insensitive) and whose Python attributes equal those given,
        sorted by name. A `Ref` attribute is compared by ID: ``find(VirtualMachine, vm_host=host.ref)``."""

    def browse(self, kind: type[N], **equal: Any) -> list[N]:
        """As `find` by attributes, for what is only read: the objects of a long list have what lists show of them, and
        become whole when more is asked of one."""

    def save(self, obj: N) -> N:
        """Store the object under the next revision; what differs goes into Change Tracking under this job. Returns it
        with the new revision.

        Raises:
            ConflictError: another job changed it since it was read, in properties that this one changes too.
        """

    def forget(self, obj: Noun) -> None:
        """Take the object out of the store."""

    # This call and its job

    @property
    def job(self) -> Job:
        """The running job."""

    @property
    def server(self) -> ServerConnection:
        """The engine."""

    def derive_id(self, purpose: str) -> UUID:
        """An ID made from job, step and `purpose`: the same when this step runs again after a crash."""

    def lock(self, *objects: Noun) -> None:
        """Wait until no other job changes these objects, and keep them until this job ends; the wait is visible in the
        job's step.

        Raises:
            ConflictError: waiting would never end, because the other job waits for one of ours.
            CancelledError: cancelled while waiting.
        """

    def result(self, obj: Noun) -> None:
        """Name the object as the job's result (``ResultName``), and the job as the object's most recent one."""

    def warn(self, text: str) -> None:
        """Add a warning to the job, which then ends as Completed w/ Info."""

    # Job groups

    def stage(self, group_id: UUID, cmdlet: Cmdlet) -> None:
        """Keep a bound device cmdlet until the cmdlet that owns the group comes; twice from one step is once."""

    def staged(self, group_id: UUID) -> Sequence[Cmdlet]:
        """The cmdlets staged in the group, in order, bound as they came."""

    def clear_group(self, group_id: UUID) -> None:
        """Forget the group, when its owner has done its work."""

    # Hosts

    def provider(self, host: VMHost) -> Provider:
        """The connection to a host.

        Raises:
            HostUnreachableError: there is none now.
        """

    def refresh_machine(self, host: VMHost, machine_id: UUID) -> VirtualMachine | None:
        """Fetch one machine from its host into the store; None when it is gone."""

    def refresh_template(self, host: VMHost, template_id: UUID) -> Template | None:
        """Fetch one template from its host into the store; None when it is gone, or is no template."""

    def transition(
        self, machine: VirtualMachine, status: VMStatus, *, failed: VMStatus | None = None
    ) -> AbstractContextManager[VirtualMachine]:
        """Show the transitional status while the context is open, then fetch the machine from its host; on an error
        leave it as it is on the host, or with `failed` in that status with the job as failed_job."""

    def moving(self, machine: VirtualMachine) -> AbstractContextManager[VirtualMachine]:
        """Show the machine as under migration while the context is open. Whatever its old and its new host say
        meanwhile, it stays its old host's until `take_over`. Afterwards it is as its host has it; where a host went
        away, it is in the status Migration Failed with the job as failed_job."""

    def take_over(self, machine: VirtualMachine, host: VMHost) -> VirtualMachine:
        """The machine is on that host now: its row goes over."""

    def refresh_host(self, host: VMHost) -> VMHost:
        """Fetch a host and all its machines into the store."""

    def add_host(self, host: VMHost) -> VMHost:
        """Connect to a new host and take it, with its machines, into the store."""

    def show_group(self, host: VMHost, path: str) -> None:
        """Say on all machines of the host in which group it stands."""

    def remove_host(self, host: VMHost) -> None:
        """Close the connection to a host and forget it with its machines; nothing changes on the host."""

    # Virtualization managers

    def server_certificate(self, address: str, port: int) -> ClientCertificate:
        """The certificate that a virtualization manager shows now; nothing but the TLS greeting is sent.

        Raises:
            HostUnreachableError: nothing answers there.
            HostError: what answers does not speak TLS.
        """

    def add_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        """Connect to a new virtualization manager and take it, with its hosts and machines, into the store.

        Raises:
            CertificateError: its certificate is neither trusted nor the accepted one.
            HostError: it cannot be connected.
            ConflictError: it is managed already.
        """

    def change_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        """Reach a virtualization manager in another way, given in its changed properties. Where that fails, it raises
        as `add_manager`, and all stays as it was."""

    def refresh_manager(self, manager: VirtualizationManager) -> VirtualizationManager:
        """Fetch everything of a virtualization manager into the store; connect again where it was refused."""

    def remove_manager(self, manager: VirtualizationManager) -> None:
        """Forget a virtualization manager with its hosts and machines; nothing changes on it."""

    def serves_unseen(self, uses: Callable[[VirtualMachine | HardwareProfile], bool]) -> bool:
        """Whether `uses` is true of a virtual machine or hardware profile that the user does not see."""

    def check_folder(self, host: VMHost, path: str) -> None:
        """Whether the user may put a virtual machine into that folder of a host.

        Raises:
            AccessError: a self-service user's machines go to the host's default folders only.
        """

    def creates_from(self, template: Template) -> None:
        """The virtual machine that this call stores is made from that template: some users may make no others."""

    def mac_addresses(self) -> dict[UUID, str]:
        """The MAC address of every network adapter that has one, by the adapter's ID, whoever may see it: no address is
        handed out twice."""

    def rate_hosts(self, request: PlacementRequest, hosts: Iterable[VMHost]) -> list[VMHostRating]:
        """Rate hosts for a machine, best first."""

    # Stored credentials

    def sent_user_name(self, secret_id: UUID) -> str:
        """The user name of a credential that this user has sent to the engine; the password stays there.

        Raises:
            NotFoundError: there is none of that ID, or somebody else has sent it.
        """

    def forget_secret(self, secret_id: UUID) -> None:
        """Delete the password of an account; one that is gone already is no error."""

    # Library, jobs, settings

    def refresh_share(self, share: Noun, path: str = "") -> None:
        """Read a library share, or one folder of it, again."""

    def add_share(self, path: str, *, name: str = "", description: str = "") -> LibraryShare:
        """Take a folder of the library server as a share and read it; the same folder again is the same share.

        Raises:
            LibraryError: the folder cannot be read.
        """

    def remove_share(self, share: LibraryShare) -> None:
        """Forget a share and its objects; the files stay."""

    def delete_item(self, item: LibraryItem) -> None:
        """Delete a library object's file and forget the object; a file that is gone already is no error.

        Raises:
            LibraryError: the file cannot be deleted.
        """

    def write_script(
        self, share: LibraryShare, path: str, data: bytes, *, overwrite: bool, replaces: str = ""
    ) -> LibraryScript:
        """Write a script to a path below a share; one with the same content stays as it is.

        Raises:
            ConflictError: one is there, and not to be overwritten, or its SHA-256 is not `replaces`.
            LibraryError: it cannot be written there.
        """

    def stop_job(self, job: Job) -> Job:
        """Ask a job to stop at its next safe point."""

    def restart_job(self, job: Job, *, skip_failed_step: bool = False) -> Job:
        """Go on with a failed or cancelled job from the step that failed."""

    def changes(self, *, job: Job | None = None, obj: Noun | None = None) -> list[Change]:
        """Change Tracking of a job or an object, oldest first."""

    def back_up(self, folder: str) -> str:
        """Write a backup of the engine into a folder of its computer; the value is the file's path.

        Raises:
            EngineError: the folder cannot be written, or the database not be read.
        """

    def setting(self, name: str) -> Any:
        """A global setting, by the parameter name of Set-VMMServer."""

    def set_setting(self, name: str, value: Any) -> None:
        """Change a global setting."""
