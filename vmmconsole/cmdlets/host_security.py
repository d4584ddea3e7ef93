"""Certificates and keys that hosts are known by."""

from __future__ import annotations

from collections.abc import Iterable

from vmmconsole.model import VMHost
from vmmconsole.model.status import Permission
from vmmconsole.model.virtualization_manager import DEFAULT_PORT
from vmmconsole.script.cmdlet import parameter

from .absent import ClientSshPublicKey
from .capabilities import Missing
from .session import Session
from .unavailable import UnavailableChange, UnavailableGet
from .vmm_cmdlet import ReadingCmdlet


class GetCertificate(ReadingCmdlet):
    """Fetches the certificate of a virtualization manager, so that a person can look at it and a script can accept it.

    Nothing but the TLS greeting is sent. Its Fingerprint is the SHA-256 that -Certificate of Add- and
    Set-VirtualizationManager takes; Trusted says whether this engine's computer trusts it without that, and Reason why
    not.

    Example:
        Get-Certificate -ComputerName "vcenter-02.example.org"
    """

    name = "Get-Certificate"
    aliases = ("Get-SCCertificate",)
    permission = Permission.MANAGE_HOSTS
    returns = "ClientCertificate"

    computer_name: str = parameter(
        "ComputerName", mandatory=True, position=0, help="The name or address of the computer."
    )
    tcp_port: int = parameter(
        "TCPPort", minimum=1, maximum=65535, default=DEFAULT_PORT, help=f"The port; the default is {DEFAULT_PORT}."
    )

    def run(self, session: Session) -> Iterable[object]:
        self.check_ranges()
        return [session.server_certificate(self.computer_name.strip(), self.tcp_port)]


class NewVMRCCertificateRequest(UnavailableChange):
    """Makes a request for the certificate of remote connections to a host.

    Example:
        New-VMRCCertificateRequest -VMHost "kvm-01"
    """

    name = "New-VMRCCertificateRequest"
    job_name = "Create certificate request"
    needs = Missing.CERTIFICATES
    permission = Permission.MANAGE_HOSTS
    returns = "CertificateRequest"

    vm_host: VMHost = parameter("VMHost", mandatory=True, position=0, pipeline=True, help="The host.")
    common_name: str = parameter("CommonName", help="The name that the certificate is for.")
    organization_name: str = parameter("OrganizationName", help="The organization.")
    organization_unit: str = parameter("OrganizationUnit", help="The part of the organization.")


class GetSshPublicKey(UnavailableGet):
    """Fetches the SSH key of a host.

    Example:
        Get-SshPublicKey -ComputerName "kvm-02.example.org"
    """

    name = "Get-SshPublicKey"
    aliases = ("Get-SCSSHKey",)
    needs = Missing.CERTIFICATES
    returns = "ClientSshPublicKey"

    computer_name: str = parameter(
        "ComputerName", mandatory=True, position=0, help="The name or address of the computer."
    )
    tcp_port: int = parameter("TCPPort", minimum=0, help="The port.")


class SetSshPublicKey(UnavailableChange):
    """Changes the SSH key that a host is known by.

    Example:
        Set-SshPublicKey -SshPublicKey "kvm-02" -Description "For the laboratory"
    """

    name = "Set-SshPublicKey"
    aliases = ("Set-SCSSHKey",)
    job_name = "Change SSH key"
    needs = Missing.CERTIFICATES
    permission = Permission.MANAGE_HOSTS
    returns = "ClientSshPublicKey"

    ssh_public_key: ClientSshPublicKey = parameter(
        "SshPublicKey", mandatory=True, position=0, pipeline=True, help="The SSH key to accept."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")


class RemoveSshPublicKey(UnavailableChange):
    """Forgets the SSH key of a host.

    Example:
        Remove-SshPublicKey -SshPublicKey "kvm-02"
    """

    name = "Remove-SshPublicKey"
    aliases = ("Remove-SCSSHKey",)
    job_name = "Remove SSH key"
    needs = Missing.CERTIFICATES
    permission = Permission.MANAGE_HOSTS
    returns = "ClientSshPublicKey"

    ssh_public_key: ClientSshPublicKey = parameter(
        "SshPublicKey", mandatory=True, position=0, pipeline=True, help="The SSH key to accept."
    )
