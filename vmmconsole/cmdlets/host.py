"""Virtual machine hosts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from vmmconsole.model import RunAsAccount, VirtualMachine, VMHost, VMHostGroup
from vmmconsole.model.errors import (
    CapabilityError,
    ConflictError,
    NotFoundError,
    ParameterError,
)
from vmmconsole.model.status import HostStatus, Permission
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .capabilities import Missing
from .hardware_rules import check_path
from .host_group import ReserveParameters, place_host, root_group
from .later_host import AddingParameters, LaterHostSettings, ManagementParameters
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, GroupedCmdlet, ReadingCmdlet, by_computer_name, by_id, old_to_new

_HOST_HELP = "The host, its name or its ID."
HOST_NAME = re.compile(r"[^\s/\\:@?#\x00-\x1f]+|\[[0-9A-Fa-f:.]+\]")


class GetVMHost(ReadingCmdlet):
    """Reads virtual machine hosts.

    Example:
        $VMHost = Get-VMHost -VMMServer localhost | where {$_.Name -eq "kvm-01"}

    Example:
        Get-VMHost -ComputerName "kvm-01"
    """

    name = "Get-VMHost"
    aliases = ("Get-SCVMHost",)
    returns = "VMHost"
    default_set = "Connection"

    computer_name: str = parameter(
        "ComputerName", position=0, help="Only those of this name; * stands for any characters."
    )
    id_: UUID = parameter("ID", sets=("Connection",), help="Only the one of this ID.")
    vm_host_cluster: str = parameter(
        "VMHostCluster", sets=("VMHostCluster",), mandatory=True, needs=Missing.CLUSTERS,
        help="Only those in this host cluster.",
    )  # fmt: skip
    vm_host_group: VMHostGroup = parameter(
        "VMHostGroup", sets=("VMHostGroup",), mandatory=True, pipeline=True, help="Only those in this host group."
    )

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, VMHost, self.id_)
        where: dict[str, Any] = {}
        if self.given("vm_host_group"):
            where["vm_host_group"] = self.vm_host_group.ref
        if self.given("computer_name"):
            return by_computer_name(session, VMHost, self.computer_name, **where)
        return session.find(VMHost, **where)


class HostParameters(GroupedCmdlet, ReserveParameters, LaterHostSettings):
    """What Add- and Set-VMHost share."""

    permission = Permission.MANAGE_HOSTS
    returns = "VMHost"

    description: str = parameter("Description", help="What it is for.")
    maintenance_host: bool = parameter("MaintenanceHost", help="$true to mark it as a host to do maintenance with.")
    available_for_placement: bool = parameter(
        "AvailableForPlacement", help="$false to keep new virtual machines away from it."
    )
    vm_paths: str = parameter(
        "VMPaths", help="The default folders for virtual machines on it; several are set apart by | as in a|b."
    )
    credential: str = parameter("Credential", help="The name of a stored credential; never a password.")

    def facts(self) -> dict[str, Any]:
        """The properties that the call gives, by attribute of `VMHost`.

        Raises:
            ParameterError: a path cannot be one.
        """
        names = ("description", "maintenance_host", "available_for_placement", "credential")
        update: dict[str, Any] = {name: getattr(self, name) for name in names if self.given(name)}
        if self.given("vm_paths"):
            paths = [path.strip() for path in self.vm_paths.split("|") if path.strip()]
            update["vm_paths"] = [check_path(path, "VMPaths") for path in paths]
        return update | self.reserves()


class AddVMHost(HostParameters, AddingParameters):
    """Adds a virtual machine host: connects to it, and reads it with its virtual machines. Nothing changes on it.

    Without -Connection the host is reached with libvirt over SSH, as the user the engine runs as, at the port of
    -SshTcpPort.

    Example:
        Add-VMHost -ComputerName "kvm-02" -VMHostGroup "All Hosts"

    Example:
        Add-VMHost -ComputerName "kvm-03" -Connection "qemu+tls://kvm-03.example.org/system" -Description "Lab"
    """

    name = "Add-VMHost"
    aliases = ("Add-SCVMHost",)
    job_name = "Add virtual machine host"

    computer_name: str = parameter("ComputerName", position=0, mandatory=True, help="Its name in the network.")
    connection: str = parameter(
        "Connection", help="How to reach it: a libvirt URI such as qemu+ssh://admin@kvm-02/system."
    )
    ssh_port: int = parameter(
        "SshTcpPort", minimum=1, maximum=65535, help="The port of its SSH service, where it is not 22."
    )
    vm_host_group: VMHostGroup = parameter(
        "VMHostGroup", pipeline=True, help="The host group to put it into; the default is All Hosts."
    )
    reassociate: bool = parameter("Reassociate", help="Accepted for scripts; a host may have several engines.")

    def run(self, session: Session) -> Iterable[object]:
        self.check_ranges()
        host = self._host(session)
        session.lock(host)
        added = session.add_host(host)
        session.result(added)
        if added.vm_host_group is not None:
            added = place_host(session, added, session.get(VMHostGroup, added.vm_host_group.id))
        return [added]

    def _host(self, session: Session) -> VMHost:
        name = self.computer_name.strip()
        if not HOST_NAME.fullmatch(name):
            raise ParameterError(
                f"-ComputerName '{name[:60]}' cannot be used.",
                cause="It is not the name of a computer.",
                action="Give the name alone, and how to reach it with -Connection.",
            )
        host_id = session.derive_id("host")
        if any(h.id != host_id for h in session.find(VMHost, name=name)):
            raise ConflictError(
                f"The host '{name}' cannot be added.", cause="There is a host of that name.",
                action="Refresh that host, or give another name.", object_name=name,
            )  # fmt: skip
        group = self.vm_host_group if self.given("vm_host_group") else root_group(session)
        port = f":{self.ssh_port}" if self.given("ssh_port") else ""
        connection = self.connection if self.given("connection") else f"qemu+ssh://{name}{port}/system"
        return VMHost(
            id=host_id, name=name, connection=connection, vm_host_group=group.ref, overall_state=HostStatus.ADDING,
        ).model_copy(update=self.facts())  # fmt: skip

    def plan(self, session: Session) -> list[str]:
        self.check_ranges()
        host = self._host(session)
        return [f"Add the host '{host.name}' in {host.vm_host_group}, connected with {host.connection}."]


class SetVMHost(HostParameters, ManagementParameters):
    """Changes a host's properties: what placement leaves free on it, default paths, description.

    Example:
        Set-VMHost -VMHost "kvm-01" -MemoryReserveMB 1024 -OverrideHostGroupReserves $true

    Example:
        Set-VMHost -VMHost "kvm-01" -VMPaths "/srv/vms|/data/vms"
    """

    name = "Set-VMHost"
    aliases = ("Set-SCVMHost",)
    job_name = "Change properties of virtual machine host"

    vm_host: VMHost = parameter("VMHost", position=0, pipeline=True, mandatory=True, help=_HOST_HELP)
    override_host_group_reserves: bool = parameter(
        "OverrideHostGroupReserves", help="$true to use the reserves given here instead of the host group's."
    )
    custom1: str = parameter("Custom1", help="The first custom property.")
    custom2: str = parameter("Custom2", help="The second custom property.")
    custom3: str = parameter("Custom3", help="The third custom property.")
    custom4: str = parameter("Custom4", help="The fourth custom property.")
    custom5: str = parameter("Custom5", help="The fifth custom property.")
    custom6: str = parameter("Custom6", help="The sixth custom property.")
    custom7: str = parameter("Custom7", help="The seventh custom property.")
    custom8: str = parameter("Custom8", help="The eighth custom property.")
    custom9: str = parameter("Custom9", help="The ninth custom property.")
    custom10: str = parameter("Custom10", help="The tenth custom property.")

    def run(self, session: Session) -> Iterable[object]:
        self.check_ranges()
        session.lock(self.vm_host)
        host = session.get(VMHost, self.vm_host.id)
        session.result(host)
        host = session.save(host.model_copy(update=self._update(session, host)))
        if self.given("job_group"):
            session.clear_group(self.job_group)
        return [host]

    def _update(self, session: Session, host: VMHost) -> dict[str, Any]:
        update = self.facts()
        if self.given("credential") and host.virtualization_manager is not None:
            update |= self._known_account(session, host)
        if self.given("override_host_group_reserves"):
            update["override_host_group_reserves"] = self.override_host_group_reserves
        elif self.reserves():
            update["override_host_group_reserves"] = True  # a reserve of its own would else have no effect
        custom = list(host.custom_properties)
        for number in range(1, 11):
            if self.given(f"custom{number}"):
                custom[number - 1] = getattr(self, f"custom{number}")
        return update | {"custom_properties": custom}

    def _known_account(self, session: Session, host: VMHost) -> dict[str, Any]:
        """With an account for itself, a host of a virtualization manager is no longer limited."""
        if self.credential and not session.find(RunAsAccount, name=self.credential):
            raise NotFoundError(
                f"There is no Run As account '{self.credential}'.",
                action="Store it first: New-SCRunAsAccount -Name NAME -Credential (Get-Credential).",
                object_name=self.credential,
            )
        state, reason = host.model_copy(update={"credential": self.credential}).limited(host.overall_state)
        return {"overall_state": state, "status_reason": reason or host.status_reason * (state is not HostStatus.OK)}

    def plan(self, session: Session) -> list[str]:
        self.check_ranges()
        host = session.get(VMHost, self.vm_host.id)
        changes = [(n, getattr(host, n), v) for n, v in self._update(session, host).items() if getattr(host, n) != v]
        return [f"Change the host '{host.name}'.", *(old_to_new(*change) for change in changes)]


def refuse_managed(host: VMHost, verb: str) -> None:
    """Leave alone what follows a virtualization manager by itself.

    Raises:
        CapabilityError: the host belongs to one.
    """
    if host.virtualization_manager is not None:
        raise CapabilityError(
            f"The host '{host.name}' cannot be {verb} here.",
            cause=f"It belongs to the virtualization manager '{host.virtualization_manager.name}', which says what "
            "hosts there are and where they stand.",
            action=f"Do it in '{host.virtualization_manager.name}' itself; this console follows at once.",
            object_name=host.name,
        )


class HostCmdlet(ChangingCmdlet):
    """A verb for one host."""

    permission = Permission.MANAGE_HOSTS
    returns = "VMHost"

    vm_host: VMHost = parameter("VMHost", position=0, pipeline=True, mandatory=True, help=_HOST_HELP)

    def taken(self, session: Session) -> VMHost:
        """The host, locked and as it is now."""
        session.lock(self.vm_host)
        host = session.get(VMHost, self.vm_host.id)
        session.result(host)
        return host


class RemoveVMHost(HostCmdlet):
    """Forgets a host with its virtual machines. Nothing changes on the host: they go on running there.

    Example:
        Remove-VMHost -VMHost "kvm-02"
    """

    name = "Remove-VMHost"
    aliases = ("Remove-SCVMHost",)
    job_name = "Remove virtual machine host"

    credential: str = parameter("Credential", help="Accepted for scripts; removing needs none.")
    with_vms: switch = parameter("RemoveHostWithVMs", help="Accepted for scripts; its virtual machines always go.")
    force: switch = parameter("Force", help="Accepted for scripts; a host that does not answer can always be removed.")

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.vm_host)
        for host in by_id(session, VMHost, self.vm_host.id):
            refuse_managed(host, "removed")
            session.result(host)
            session.remove_host(host)
        return [self.vm_host]

    def plan(self, session: Session) -> list[str]:
        host = session.get(VMHost, self.vm_host.id)
        refuse_managed(host, "removed")
        count = len(session.find(VirtualMachine, vm_host=host.ref))
        return [f"Forget the host '{host.name}' and its {count:,} virtual machines; nothing changes on it."]


class RefreshVMHost(HostCmdlet):
    """Reads a host and all its virtual machines again.

    Example:
        Get-VMHost -ComputerName "kvm-01" | Refresh-VMHost
    """

    name = "Refresh-VMHost"
    aliases = ("Read-SCVMHost",)
    job_name = "Refresh host"
    permission = Permission.MANAGE_HOSTS

    out_of_band: switch = parameter("RefreshOutOfBandProperties", help="Accepted for scripts.")

    def run(self, session: Session) -> Iterable[object]:
        host = session.get(VMHost, self.vm_host.id)
        session.result(host)
        return [session.refresh_host(host)]


class MoveVMHost(HostCmdlet):
    """Moves a host into another host group.

    Example:
        Move-VMHost -VMHost "kvm-01" -ParentHostGroup "Lab"
    """

    name = "Move-VMHost"
    aliases = ("Move-SCVMHost",)
    job_name = "Move virtual machine host"

    parent_host_group: VMHostGroup = parameter(
        "ParentHostGroup", mandatory=True, pipeline=True, help="The host group to move it into."
    )

    def run(self, session: Session) -> Iterable[object]:
        host = self.taken(session)
        refuse_managed(host, "moved")
        return [place_host(session, host, session.get(VMHostGroup, self.parent_host_group.id))]

    def plan(self, session: Session) -> list[str]:
        host = session.get(VMHost, self.vm_host.id)
        refuse_managed(host, "moved")
        return [old_to_new(f"Host group of '{host.name}'", host.vm_host_group, self.parent_host_group)]
