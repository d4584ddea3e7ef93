"""Certificates and keys that hosts are known by."""

from __future__ import annotations

from vmmconsole.model import VMHost
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter

from .absent import ClientSshPublicKey
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet


class GetCertificate(UnavailableGet):
    """Fetches the certificate of a host or virtualization manager, so that a script can accept it.

    Example:
        Get-Certificate -ComputerName "kvm-02.example.org"
    """

    name = "Get-Certificate"
    aliases = ("Get-SCCertificate",)
    needs = Missing.CERTIFICATES
    returns = "ClientCertificate"

    computer_name: str = parameter("ComputerName", mandatory=True, position=0, help="The name or address of the host.")
    tcp_port: int = parameter("TCPPort", minimum=0, help="The port.")


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
