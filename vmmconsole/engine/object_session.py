"""The objects as one call reads and writes them: as far as its user may know of them and change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from vmmconsole.model import HardwareProfile, Noun, Ref, RunAsAccount, Template, UserRole, VirtualMachine, VMHost
from vmmconsole.model.errors import AccessError, ConflictError, NotFoundError
from vmmconsole.model.listed import Load
from vmmconsole.model.status import Permission

from .conflicts import merge_save
from .light_machines import loader, reading_later
from .peek import peek
from .services import CallContext, Services
from .store.queries import matches

N = TypeVar("N", bound=Noun)


class ObjectSession:
    """One call's view of the objects."""

    def __init__(self, services: Services, user: str, call: CallContext, permission: str = "") -> None:
        """`permission` is what the running cmdlet needs; each object it changes is checked against it."""
        self.user = user
        self.progress = call.progress
        self.services = services
        self._call = call
        self.permission = permission
        self._template: UUID | None = None

    def get(self, kind: type[N], object_id: UUID) -> N:
        """The object of that ID, if the user may see it."""
        found = self._visible([self._read_one(kind, object_id)])
        if not found:
            raise NotFoundError(f"There is no {kind.title} with the ID {object_id}.", object_name=str(object_id))
        return found[0]

    def find(self, kind: type[N], *, name: str | None = None, **equal: Any) -> list[N]:
        """The objects that match and that the user may see."""
        return self._visible(self._read_all(kind, name, equal))

    def browse(self, kind: type[N], **equal: Any) -> list[N]:
        """As `find`, of objects that are whole only when more than a list shows is asked of them."""
        load, keep = self._loader(kind), self.services.access.row_filter(self.user, kind)
        found = reading_later(self.services.store.browse(kind, load=load, keep=keep, **equal), load)
        return found if keep is None or kind is not VMHost else self._visible(found)

    def _visible(self, found: list[N]) -> list[N]:
        """What the user may know of; a verb works on objects as they are, a reader sees what the user may."""
        access = self.services.access
        if access.sees_all(self.user):
            return found
        if self._call.job is None:
            return access.visible(self.user, found)
        return [obj for obj in found if access.sees(self.user, obj)]

    def save(self, obj: N) -> N:
        """Store the object; properties that another job changed since it was read are kept."""
        store: Any = self._save_machine if isinstance(obj, VirtualMachine) else self._save_other
        if isinstance(obj, UserRole):
            store = self._save_role
        saved: N = store(obj)
        return saved

    def _save_other(self, obj: Noun) -> Noun:
        self._may_change(obj)
        self._may_name_accounts(obj)
        return merge_save(self.services.store, obj, job=self._job_ref, by=self.user)

    def _may_name_accounts(self, obj: Noun) -> None:
        """Keep logins apart: nobody works as a Run As account that they do not see, nor makes another of its name."""
        store = self.services.store
        if isinstance(obj, RunAsAccount):
            if any(other.id != obj.id for other in store.find(RunAsAccount, name=obj.name)):
                raise ConflictError(f"The name '{obj.name}' is taken.", action="Choose another name.")
            return
        name = getattr(obj, "credential", "")
        if not name or self.services.access.sees_all(self.user):
            return
        stored = peek(store, type(obj), obj.id)
        if getattr(stored, "credential", "") != name and not self.find(RunAsAccount, name=name):
            raise NotFoundError(f"There is no Run As account '{name}'.", object_name=name)

    def _save_machine(self, machine: VirtualMachine) -> VirtualMachine:
        self._may_change(machine)
        if not machine.revision:
            return self.services.quotas.save_new(machine, job=self._job_ref, user=self.user, template=self._template)
        if self._call.job is not None:
            machine = machine.model_copy(update={"most_recent_job": self._job_ref})
        return merge_save(self.services.store, machine, job=self._job_ref, by=self.user)

    def _save_role(self, role: UserRole) -> UserRole:
        return merge_save(self.services.store, self._checked_role(role), job=self._job_ref, by=self.user)

    def _checked_role(self, role: UserRole) -> UserRole:
        """A role that may become like that; a new one in its place below others."""
        access = self.services.access
        before = peek(self.services.store, UserRole, role.id)
        if before is None:
            access.check(self.user, self.permission)
            role = access.adopted(self.user, role)
        else:
            self._may_change(before)
        access.check_role(self.user, before, role)
        return role

    def forget(self, obj: Noun) -> None:
        """Take the object out of the store."""
        self._may_change(obj)
        if isinstance(obj, UserRole):
            self.services.access.check_role(self.user, obj, None)
        self.services.store.remove(type(obj), obj.id, job=self._job_ref, by=self.user)

    def check_folder(self, host: VMHost, path: str) -> None:
        """Whether the user may put a virtual machine into that folder of a host."""
        if not self.services.access.may(self.user, Permission.MANAGE_HOSTS, host) and path not in host.vm_paths:
            raise AccessError(
                f"No virtual machine can be created in {path}.",
                cause="Your user role lets you use the host's default folders only.",
                action="Leave -Path out.",
                object_name=path,
            )

    def creates_from(self, template: Template) -> None:
        """The virtual machine that this call stores is made from that template."""
        self._template = self.get(Template, template.id).id

    def _owners(self) -> list[VirtualMachine | HardwareProfile]:
        """Everything that has devices, whoever may see it."""
        return [*self._read_all(VirtualMachine, None, {}), *self._read_all(HardwareProfile, None, {})]

    def serves_unseen(self, uses: Callable[[VirtualMachine | HardwareProfile], bool]) -> bool:
        """Whether `uses` is true of a virtual machine or hardware profile that the user does not see."""
        access = self.services.access
        if access.sees_all(self.user):
            return False
        return any(uses(owner) for owner in self._owners() if not access.sees(self.user, owner))

    def mac_addresses(self) -> dict[UUID, str]:
        """The MAC address of every network adapter that has one."""
        return {
            a.id: a.mac_address for owner in self._owners() for a in owner.virtual_network_adapters if a.mac_address
        }

    def _read_one(self, kind: type[N], object_id: UUID) -> N:
        return reading_later([self.services.store.get(kind, object_id)], self._loader(kind))[0]

    def _read_all(self, kind: type[N], name: str | None, equal: dict[str, Any]) -> list[N]:
        object_id = equal.get("id")
        if isinstance(object_id, UUID):  # the store would search every object for it
            one = peek(self.services.store, kind, object_id)
            found = [one] if one is not None and matches(one, name, equal) else []
        else:
            found = self.services.store.find(kind, name=name, **equal)
        return reading_later(found, self._loader(kind))

    def _loader(self, kind: type[Noun]) -> Load:
        return loader(self.services.store, self.services.hosts, kind)

    def _may_change(self, obj: Noun) -> None:
        self.services.access.check(self.user, self.permission, obj)

    @property
    def _job_ref(self) -> Ref | None:
        return self._call.job.ref if self._call.job else None
