"""Virtualization managers: vCenter servers and their resource pools."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from vmmconsole.model import RunAsAccount, VirtualizationManager, VirtualMachine, VMHost
from vmmconsole.model.errors import NotFoundError, ParameterError
from vmmconsole.model.status import HostStatus, Permission
from vmmconsole.model.virtualization_manager import DEFAULT_PORT, VMwareResourcePool
from vmmconsole.script.cmdlet import UNSET, parameter, switch
from vmmconsole.script.values import Credential

from .absent import HostCluster
from .capabilities import Missing
from .host import HOST_NAME
from .object_name import LONGEST_NAME, free_name
from .run_as_account import sent
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, by_id, by_name, old_to_new

_CREDENTIAL_HELP = "The Run As account to log in with, its name, or a credential from Get-Credential."
_CERTIFICATE_HELP = (
    "The certificate to accept: from Get-Certificate, or its SHA-256 fingerprint. Only this one passes then; without, "
    "one that the engine's computer trusts."
)
_FINGERPRINT = re.compile(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}")


class ManagerSettings(ChangingCmdlet):
    """How a vCenter server is reached: what Add- and Set-VirtualizationManager share."""

    permission = Permission.MANAGE_HOSTS
    returns = "VirtualizationManager"

    description: str = parameter("Description", help="What it is for.")
    tcp_port: int = parameter(
        "TCPPort", minimum=1, maximum=65535, help=f"The port of its service; the default is {DEFAULT_PORT}."
    )
    certificate: str = parameter("Certificate", help=_CERTIFICATE_HELP)
    secure_mode: bool = parameter(
        "SecureMode", aliases=("EnableSecureMode",), help="$false to leave its ESX hosts' own certificates unchecked."
    )

    def settings(self) -> dict[str, Any]:
        """The properties that the call gives, by attribute.

        Raises:
            ParameterError: one cannot be used.
        """
        self.check_ranges()
        self.check_texts()
        update: dict[str, Any] = {n: getattr(self, n) for n in ("description", "secure_mode") if self.given(n)}
        if self.given("tcp_port"):
            update["port"] = self.tcp_port
        if self.given("certificate"):
            update["fingerprint"] = fingerprint(self.certificate)
        return update


def fingerprint(text: str) -> str:
    """A SHA-256 fingerprint in the product's form, from hex digits with or without colons; empty stays empty.

    Raises:
        ParameterError: it is none.
    """
    digits = re.sub(r"[:\s]", "", text).upper()
    found = ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))
    if found and not _FINGERPRINT.fullmatch(found):
        raise ParameterError(
            f"-Certificate '{text[:60]}' cannot be used.",
            cause="It is not a SHA-256 fingerprint, which has 64 hex digits.",
            action="Give what Get-Certificate returns, or its Fingerprint.",
        )
    return found


def account_of(
    session: Session, credential: RunAsAccount | Credential | UUID | str | None, server: str
) -> RunAsAccount:
    """The stored account that -Credential means; one is made of a credential that was sent.

    Raises:
        NotFoundError: there is no account of that name.
        ParameterError: the script has a password in it.
    """
    if isinstance(credential, RunAsAccount):
        return session.get(RunAsAccount, credential.id)
    if isinstance(credential, str):
        raise NotFoundError(
            f"There is no Run As account '{credential}'.",
            action="Store it first: New-SCRunAsAccount -Name NAME -Credential (Get-Credential).",
            object_name=credential,
        )
    account_id = session.derive_id("Run As account")
    known = by_id(session, RunAsAccount, account_id)
    if known:
        return known[0]
    secret_id, user_name = sent(session, credential)
    taken = {account.name.casefold() for account in session.find(RunAsAccount)}
    names = (f"{server} {number}" if number else server for number in range(len(taken) + 1))
    name = next(name for name in names if name.casefold() not in taken)
    made = RunAsAccount(
        id=account_id, name=name, user_name=user_name, secret_id=secret_id, owner=session.user,
        description=f"For the virtualization manager {server}",
    )  # fmt: skip
    return session.save(made)


class AddVirtualizationManager(ManagerSettings):
    """Adds a vCenter server with its hosts and virtual machines. Nothing changes on it.

    Its datacenters, folders and clusters become host groups that follow vCenter's tree. Its ESX hosts are OK (Limited)
    until Set-VMHost -Credential names an account for the host itself. A server whose certificate this computer does not
    trust is refused before anything secret is sent, until its fingerprint is given with -Certificate. A credential from
    Get-Credential is stored as a Run As account of the server's name.

    Example:
        $Credential = Get-SCRunAsAccount -Name "Operator"
        $Certificate = Get-Certificate -ComputerName "vcenter-02.example.org" -TCPPort 443
        Add-VirtualizationManager "vcenter-02.example.org" -Credential $Credential -Certificate $Certificate
    """

    name = "Add-VirtualizationManager"
    aliases = ("Add-SCVirtualizationManager",)
    job_name = "Add virtualization manager"

    computer_name: str = parameter("ComputerName", mandatory=True, position=0, help="Its name or address.")
    credential: RunAsAccount | Credential | UUID | str = parameter(
        "Credential", mandatory=True, pipeline=True, help=_CREDENTIAL_HELP
    )

    def run(self, session: Session) -> Iterable[object]:
        manager = self._manager(session)
        account = account_of(session, self.credential, manager.address)
        session.lock(manager)
        added = session.add_manager(manager.model_copy(update={"credential": account.name}))
        session.result(added)
        return [added]

    def _manager(self, session: Session) -> VirtualizationManager:
        address = self.computer_name.strip()
        if not HOST_NAME.fullmatch(address) or len(address) > LONGEST_NAME:
            raise ParameterError(
                f"-ComputerName '{address[:60]}' cannot be used.",
                cause="It is not the name or address of a computer.",
                action="Give the name alone, and the port with -TCPPort.",
            )
        manager_id = session.derive_id("virtualization manager")
        for known in by_id(session, VirtualizationManager, manager_id):
            return known
        free_name(session, VirtualizationManager, address)
        made = VirtualizationManager(id=manager_id, name=address, address=address, status=HostStatus.ADDING)
        return made.model_copy(update=self.settings())

    def plan(self, session: Session) -> list[str]:
        manager = self._manager(session)
        named = self.credential.name if isinstance(self.credential, RunAsAccount) else "the credential"
        checked = f"the certificate {manager.fingerprint}" if manager.fingerprint else "a trusted certificate"
        return [
            f"Add the virtualization manager '{manager.name}' at port {manager.port} as {named}, with {checked}.",
            "Add its hosts and virtual machines.",
        ]


class GetVirtualizationManager(ReadingCmdlet):
    """Reads the vCenter servers that were added.

    Example:
        Get-VirtualizationManager -ComputerName "vcenter-01"
    """

    name = "Get-VirtualizationManager"
    aliases = ("Get-SCVirtualizationManager",)
    returns = "VirtualizationManager"

    computer_name: str = parameter(
        "ComputerName", position=0, help="Only the one of this name or address; * stands for any characters."
    )
    id_: UUID = parameter("ID", help="Only the one of this ID.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, VirtualizationManager, self.id_)
        if not self.given("computer_name"):
            return session.find(VirtualizationManager)
        found = by_name(session, VirtualizationManager, self.computer_name)
        wanted = self.computer_name.casefold()
        return found or [m for m in session.find(VirtualizationManager) if m.address.casefold() == wanted]


class ManagerCmdlet(ChangingCmdlet):
    """A verb for one virtualization manager."""

    permission = Permission.MANAGE_HOSTS
    returns = "VirtualizationManager"

    virtualization_manager: VirtualizationManager = parameter(
        "VirtualizationManager", mandatory=True, position=0, pipeline=True,
        help="The virtualization manager, its name or its ID.",
    )  # fmt: skip

    def taken(self, session: Session) -> VirtualizationManager:
        """The manager, locked and as it is now."""
        session.lock(self.virtualization_manager)
        manager = session.get(VirtualizationManager, self.virtualization_manager.id)
        session.result(manager)
        return manager


class SetVirtualizationManager(ManagerCmdlet, ManagerSettings):
    """Changes how a vCenter server is reached. Another account, port or certificate is tried first: where that fails,
    all stays as it was.

    When a server's certificate has changed, nothing is sent to it any more. Look at the new one with Get-Certificate,
    and when it is the right one, accept it with -Certificate.

    Example:
        $Certificate = Get-Certificate -ComputerName "vcenter-01"
        Set-VirtualizationManager -VirtualizationManager "vcenter-01" -Certificate $Certificate
    """

    name = "Set-VirtualizationManager"
    aliases = ("Set-SCVirtualizationManager",)
    job_name = "Change properties of virtualization manager"

    credential: RunAsAccount | Credential | UUID | str | None = parameter("Credential", help=_CREDENTIAL_HELP)

    def run(self, session: Session) -> Iterable[object]:
        manager = self.taken(session)
        update = self.settings()
        if self.given("credential"):
            update["credential"] = account_of(session, self.credential, manager.address).name
        if update.keys() & {"port", "fingerprint", "credential"}:
            manager = session.change_manager(manager.model_copy(update=update))
        return [session.save(manager.model_copy(update=update))]

    def plan(self, session: Session) -> list[str]:
        manager = session.get(VirtualizationManager, self.virtualization_manager.id)
        update = self.settings()
        if self.given("credential") and isinstance(self.credential, RunAsAccount):
            update["credential"] = self.credential.name
        changes = [(n, getattr(manager, n), v) for n, v in update.items() if getattr(manager, n) != v]
        return [
            f"Change the virtualization manager '{manager.name}'.",
            *(old_to_new(n.replace("_", " ").capitalize(), old, new) for n, old, new in changes),
        ]


class RefreshVirtualizationManager(ManagerCmdlet):
    """Reads a vCenter server again, and connects to it again where it had refused that.

    Example:
        Refresh-VirtualizationManager -VirtualizationManager "vcenter-01"
    """

    name = "Refresh-VirtualizationManager"
    aliases = ("Read-SCVirtualizationManager",)
    job_name = "Refresh virtualization manager"

    def run(self, session: Session) -> Iterable[object]:
        manager = session.get(VirtualizationManager, self.virtualization_manager.id)
        session.result(manager)
        return [session.refresh_manager(manager)]


class RemoveVirtualizationManager(ManagerCmdlet):
    """Forgets a vCenter server with every host and virtual machine below it. Nothing changes on it.

    Example:
        Remove-VirtualizationManager -VirtualizationManager "vcenter-01"
    """

    name = "Remove-VirtualizationManager"
    aliases = ("Remove-SCVirtualizationManager",)
    job_name = "Remove virtualization manager"

    force: switch = parameter("Force", help="Accepted for scripts; one that does not answer can always be removed.")

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.virtualization_manager)
        for manager in by_id(session, VirtualizationManager, self.virtualization_manager.id):
            session.result(manager)
            session.remove_manager(manager)
        return [self.virtualization_manager]

    def plan(self, session: Session) -> list[str]:
        manager = session.get(VirtualizationManager, self.virtualization_manager.id)
        hosts = session.find(VMHost, virtualization_manager=manager.ref)
        count = sum(len(session.browse(VirtualMachine, vm_host=host.ref)) for host in hosts)
        below = f"{len(hosts):,} hosts and {count:,} virtual machines"
        return [f"Forget the virtualization manager '{manager.name}' with its {below}; nothing changes on it."]


class GetVMwareResourcePool(ReadingCmdlet):
    """Reads the resource pools of ESX hosts and clusters. A cluster's pools are those of each of its hosts.

    Example:
        Get-VMwareResourcePool -Name "Production"
    """

    name = "Get-VMwareResourcePool"
    aliases = ("Get-SCVMwareResourcePool",)
    returns = "VMwareResourcePool"

    vm_host: VMHost | None = parameter("VMHost", pipeline=True, help="Only those of this host.")
    vm_host_cluster: HostCluster | None = parameter(
        "VMHostCluster", pipeline=True, needs=Missing.CLUSTERS, help="Only those of this host cluster."
    )
    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")

    def run(self, session: Session) -> Iterable[object]:
        found = [pool for manager in session.find(VirtualizationManager) for pool in manager.resource_pools]
        if self.vm_host is not UNSET and self.vm_host is not None:
            found = [pool for pool in found if _serves(pool, self.vm_host)]
        if self.given("name_"):
            found = [pool for pool in found if pool.name.casefold() == self.name_.casefold()]
        return [pool for pool in found if self.id_ is UNSET or pool.id == self.id_]


def _serves(pool: VMwareResourcePool, host: VMHost) -> bool:
    if pool.vm_host is not None:
        return pool.vm_host.id == host.id
    return None not in (pool.vm_host_group, host.vm_host_group) and pool.vm_host_group == host.vm_host_group
