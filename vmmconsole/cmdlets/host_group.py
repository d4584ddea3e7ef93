"""Host groups: the folders that hosts stand in, with what placement leaves free on their hosts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from vmmconsole.model import VMHost, VMHostGroup
from vmmconsole.model.errors import CapabilityError, ConflictError, NotFoundError, ParameterError
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import UNSET, parameter

from .capabilities import Missing
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, UngroupedCmdlet, VMMCmdlet, by_id, by_name, old_to_new

RESERVES = (
    "cpu_percentage_reserve", "network_percentage_reserve", "disk_space_reserve_mb", "max_disk_io_reservation",
    "memory_reserve_mb",
)  # fmt: skip


class ReserveParameters(VMMCmdlet):
    """What placement leaves free on a host."""

    cpu_percentage_reserve: int = parameter(
        "CPUPercentageReserve", unit="%", minimum=0, maximum=100, help="Processor time to leave free, in percent."
    )
    network_percentage_reserve: int = parameter(
        "NetworkPercentageReserve", unit="%", minimum=0, maximum=100, help="Network to leave free, in percent."
    )
    disk_space_reserve_mb: int = parameter(
        "DiskSpaceReserveMB", unit="MB", minimum=0, help="Disk space to leave free on each volume, in MB."
    )
    max_disk_io_reservation: int = parameter(
        "MaxDiskIOReservation", unit="operations a second", minimum=0, help="Disk operations a second to leave free."
    )
    memory_reserve_mb: int = parameter("MemoryReserveMB", unit="MB", minimum=0, help="Memory to leave free, in MB.")

    def reserves(self) -> dict[str, Any]:
        """Those that the call gives, by attribute of `HostReserves`."""
        return {name: getattr(self, name) for name in RESERVES if self.given(name)}


class GetVMHostGroup(ReadingCmdlet):
    """Reads host groups.

    Example:
        Get-VMHostGroup

    Example:
        $VMHostGroup = Get-VMHostGroup -VMMServer localhost | where {$_.Path -eq "All Hosts\\Lab"}
    """

    name = "Get-VMHostGroup"
    aliases = ("Get-SCVMHostGroup",)
    returns = "VMHostGroup"
    default_set = "Connection"

    group_name: str = parameter("Name", position=0, help="Only those of this name; * stands for any characters.")
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    parent_host_group: VMHostGroup = parameter(
        "ParentHostGroup", sets=("ParentHostGroup",), mandatory=True, pipeline=True, help="Only those right below it."
    )

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, VMHostGroup, self.id_)
        where: dict[str, Any] = {}
        if self.given("parent_host_group"):
            where["parent_host_group"] = self.parent_host_group.ref
        if self.given("group_name"):
            return by_name(session, VMHostGroup, self.group_name, **where)
        return session.find(VMHostGroup, **where)


class GroupSettings(VMMCmdlet):
    """What New- and Set-VMHostGroup take and this version has nothing for."""

    unencrypted: bool = parameter(
        "AllowUnencryptedTransfers", aliases=("EnableUnencryptedFileTransfer",), needs=Missing.TRANSFERS,
        neutral=(False,), help="$true to copy files between its hosts without encryption.",
    )  # fmt: skip
    inherit_network: bool = parameter(
        "InheritNetworkSettings", needs=Missing.LOGICAL_NETWORKS, neutral=(False,),
        help="$true to take the network settings of the group above.",
    )  # fmt: skip


class NewVMHostGroup(ChangingCmdlet, GroupSettings):
    """Creates a host group below another one; the default is below All Hosts.

    Example:
        New-VMHostGroup -Name "Lab" -Description "Hosts to try things on"
    """

    name = "New-VMHostGroup"
    aliases = ("New-SCVMHostGroup",)
    job_name = "Create host group"
    permission = Permission.MANAGE_HOSTS
    returns = "VMHostGroup"

    group_name: str = parameter("Name", position=0, mandatory=True, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    parent_host_group: VMHostGroup = parameter("ParentHostGroup", pipeline=True, help="The group to create it in.")

    def run(self, session: Session) -> Iterable[object]:
        group_id = session.derive_id("host group")
        known = by_id(session, VMHostGroup, group_id)
        group = known[0] if known else session.save(self._made(session, group_id))
        session.result(group)
        return [group]

    def _made(self, session: Session, group_id: UUID) -> VMHostGroup:
        parent = self._parent(session)
        checked_name(session, self.group_name, parent)
        inherited = {name: getattr(parent, name) for name in RESERVES}
        return VMHostGroup(
            id=group_id, name=self.group_name, description=self.description if self.given("description") else "",
            parent_host_group=parent.ref, path=f"{parent.path}\\{self.group_name}", **inherited,
        )  # fmt: skip

    def _parent(self, session: Session) -> VMHostGroup:
        if self.given("parent_host_group"):
            return session.get(VMHostGroup, self.parent_host_group.id)
        return root_group(session)

    def plan(self, session: Session) -> list[str]:
        parent = self._parent(session)
        return [f"Create the host group '{checked_name(session, self.group_name, parent)}' in {parent.path}."]


class GroupCmdlet(UngroupedCmdlet):
    """A cmdlet that changes a host group that is there."""

    permission = Permission.MANAGE_HOSTS
    returns = "VMHostGroup"

    vm_host_group: VMHostGroup = parameter(
        "VMHostGroup", position=0, pipeline=True, mandatory=True, help="The host group, its name, path or ID."
    )

    def group(self, session: Session) -> VMHostGroup:
        """The group, locked and as it is now."""
        session.lock(self.vm_host_group)
        group = session.get(VMHostGroup, self.vm_host_group.id)
        session.result(group)
        return group


class SetVMHostGroup(GroupCmdlet, ReserveParameters, GroupSettings):
    """Changes a host group's name, description, or what placement leaves free on its hosts.

    Example:
        Set-VMHostGroup -VMHostGroup "Lab" -MemoryReserveMB 512
    """

    name = "Set-VMHostGroup"
    aliases = ("Set-SCVMHostGroup",)
    job_name = "Change properties of host group"

    group_name: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="Its new description.")

    def run(self, session: Session) -> Iterable[object]:
        self.check_ranges()
        group = self.group(session)
        group = session.save(group.model_copy(update=self._update(session, group)))
        repath(session, group)
        return [session.get(VMHostGroup, group.id)]

    def _update(self, session: Session, group: VMHostGroup) -> dict[str, Any]:
        update = self.reserves()
        if self.given("description"):
            update["description"] = self.description
        if self.given("group_name") and self.group_name != group.name:
            _refuse_fixed(group, "renamed")
            parent = parent_of(session, group)
            update["name"] = checked_name(session, self.group_name, parent, besides=group)
            update["path"] = f"{parent.path}\\{self.group_name}"
        return update

    def plan(self, session: Session) -> list[str]:
        self.check_ranges()
        group = session.get(VMHostGroup, self.vm_host_group.id)
        update = self._update(session, group)
        return [f"Change the host group '{group.path}'.",
                *(old_to_new(name, getattr(group, name), value) for name, value in update.items())]  # fmt: skip


class MoveVMHostGroup(GroupCmdlet):
    """Moves a host group, with all that is in it, into another one.

    Example:
        Move-VMHostGroup -VMHostGroup "Lab" -ParentHostGroup "All Hosts"
    """

    name = "Move-VMHostGroup"
    aliases = ("Move-SCVMHostGroup",)
    job_name = "Move host group"

    parent_host_group: VMHostGroup = parameter("ParentHostGroup", mandatory=True, help="The group to move it into.")

    def run(self, session: Session) -> Iterable[object]:
        group = self.group(session)
        parent = self._checked_parent(session, group)
        moved = group.model_copy(update={"parent_host_group": parent.ref, "path": f"{parent.path}\\{group.name}"})
        repath(session, session.save(moved))
        return [session.get(VMHostGroup, group.id)]

    def _checked_parent(self, session: Session, group: VMHostGroup) -> VMHostGroup:
        _refuse_fixed(group, "moved")
        parent = session.get(VMHostGroup, self.parent_host_group.id)
        if parent.id in {g.id for g in groups_below(session, group)}:
            raise ConflictError(
                f"The host group '{group.path}' cannot be moved into '{parent.path}'.",
                cause="A group cannot stand below itself.",
                action="Choose another group.",
            )
        checked_name(session, group.name, parent, besides=group)
        return parent

    def plan(self, session: Session) -> list[str]:
        group = session.get(VMHostGroup, self.vm_host_group.id)
        return [f"Move the host group '{group.path}' into '{self._checked_parent(session, group).path}'."]


class RemoveVMHostGroup(GroupCmdlet):
    """Removes an empty host group.

    Example:
        Remove-VMHostGroup -VMHostGroup "Lab"
    """

    name = "Remove-VMHostGroup"
    aliases = ("Remove-SCVMHostGroup",)
    job_name = "Remove host group"

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.vm_host_group)
        for group in by_id(session, VMHostGroup, self.vm_host_group.id):
            session.result(group)
            self._refuse_used(session, group)
            session.forget(group)
        return [self.vm_host_group]

    def _refuse_used(self, session: Session, group: VMHostGroup) -> None:
        _refuse_fixed(group, "removed")
        if len(groups_below(session, group)) > 1 or session.find(VMHost, vm_host_group=group.ref):
            raise ConflictError(
                f"The host group '{group.path}' cannot be removed.",
                cause="There are hosts or host groups in it.",
                action="Move or remove them first.",
                object_name=group.name,
            )

    def plan(self, session: Session) -> list[str]:
        group = session.get(VMHostGroup, self.vm_host_group.id)
        self._refuse_used(session, group)
        return [f"Remove the host group '{group.path}'."]


def root_group(session: Session) -> VMHostGroup:
    """The group All Hosts.

    Raises:
        NotFoundError: the engine has not made it.
    """
    for group in session.find(VMHostGroup):
        if group.is_root or group.parent_host_group is None:
            return group
    raise NotFoundError("There is no host group yet.", action="Restart the engine: it makes the group All Hosts.")


def parent_of(session: Session, group: VMHostGroup) -> VMHostGroup:
    """The group above, the root for itself."""
    return session.get(VMHostGroup, group.parent_host_group.id) if group.parent_host_group else group


def groups_below(session: Session, group: VMHostGroup) -> list[VMHostGroup]:
    """The group and all below it, from the top."""
    children: dict[UUID, list[VMHostGroup]] = {}
    for other in session.find(VMHostGroup):
        if other.parent_host_group is not None:
            children.setdefault(other.parent_host_group.id, []).append(other)
    found = [group]
    for each in found:
        found.extend(children.get(each.id, ()))
    return found


def hosts_below(session: Session, group: VMHostGroup) -> list[VMHost]:
    """All hosts in the group and below."""
    wanted = {g.id for g in groups_below(session, group)}
    return [h for h in session.find(VMHost) if h.vm_host_group is not None and h.vm_host_group.id in wanted]


def repath(session: Session, group: VMHostGroup) -> None:
    """Bring names and paths below a renamed or moved group in line with it."""
    paths: dict[UUID, VMHostGroup] = {group.id: group}
    for below in groups_below(session, group)[1:]:
        if below.parent_host_group is None:
            continue
        parent = paths[below.parent_host_group.id]
        right = below.model_copy(update={"parent_host_group": parent.ref, "path": f"{parent.path}\\{below.name}"})
        paths[below.id] = right if right == below else session.save(right)
    for host in session.find(VMHost):
        at = paths.get(host.vm_host_group.id) if host.vm_host_group is not None else None
        if at is not None:
            place_host(session, host, at)


def place_host(session: Session, host: VMHost, group: VMHostGroup) -> VMHost:
    """Put a host into a group, and say so on its machines."""
    if host.vm_host_group != group.ref:
        host = session.save(host.model_copy(update={"vm_host_group": group.ref}))
    session.show_group(host, group.path)
    return host


def checked_name(session: Session, name: str, parent: VMHostGroup, *, besides: VMHostGroup | None = None) -> str:
    """The name, when a group in `parent` can have it.

    Raises:
        ParameterError: it is empty, too long, or has a backslash or control characters.
        ConflictError: another group in `parent` has it.
    """
    if not name.strip() or len(name) > 128 or "\\" in name or any(not c.isprintable() for c in name):
        raise ParameterError(
            f"-Name {name[:60]!r} cannot be used.",
            cause="A host group's name has 1 to 128 characters, no backslash and no control characters.",
            action="Choose another name.",
        )
    others = session.find(VMHostGroup, name=name, parent_host_group=parent.ref)
    if any(other.id != (besides.id if besides else None) for other in others):
        raise ConflictError(
            f"The name '{name}' is taken.", cause=f"A host group in '{parent.path}' has it.",
            action="Choose another name.",
        )  # fmt: skip
    return name


def _refuse_fixed(group: VMHostGroup, verb: str) -> None:
    if group.parent_host_group is None:
        raise ConflictError(f"The host group '{group.name}' cannot be {verb}.", cause="All hosts stand below it.")
    if group.virtualization_manager is not None:
        server = group.virtualization_manager.name
        raise CapabilityError(
            f"The host group '{group.path}' cannot be {verb} here.",
            cause=f"It follows the tree of the virtualization manager '{server}'.",
            action=f"Do it in '{server}' itself; this console follows at once.",
            object_name=group.name,
        )
