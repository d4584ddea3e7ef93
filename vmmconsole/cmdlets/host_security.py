"""Certificates and keys that hosts are known by."""

from __future__ import annotations

from vmmconsole.model import UserRole, VMHost
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import ClientSshPublicKey, Credential, RunAsAccount
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped, UnavailableNamedGet


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


class GetSCRunAsAccount(UnavailableNamedGet):
    """Reads the stored accounts that work is done as.

    Example:
        Get-SCRunAsAccount -Name "Operator"
    """

    name = "Get-SCRunAsAccount"
    needs = Missing.RUN_AS_ACCOUNTS
    returns = "RunAsAccount"


class NewSCRunAsAccount(UnavailableGrouped):
    """Stores an account that work is done as.

    Example:
        New-SCRunAsAccount -Name "Operator" -Credential $credential
    """

    name = "New-SCRunAsAccount"
    job_name = "Create Run As account"
    needs = Missing.RUN_AS_ACCOUNTS
    permission = Permission.MANAGE_HOSTS
    returns = "RunAsAccount"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    credential: Credential = parameter("Credential", mandatory=True, help="The user name and password to do it with.")
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    user_role: UserRole | None = parameter("UserRole", help="The user role.")
    no_validation: switch = parameter("NoValidation", help="Do not try it now.")


class SetSCRunAsAccount(UnavailableGrouped):
    """Changes a stored account.

    Example:
        Set-SCRunAsAccount -RunAsAccount "Operator" -Description "For the laboratory"
    """

    name = "Set-SCRunAsAccount"
    job_name = "Change properties of Run As account"
    needs = Missing.RUN_AS_ACCOUNTS
    permission = Permission.MANAGE_HOSTS
    returns = "RunAsAccount"

    run_as_account: RunAsAccount = parameter(
        "RunAsAccount", mandatory=True, position=0, pipeline=True, help="The Run As account."
    )
    name_: str = parameter("Name", help="Its new name.")
    credential: Credential | None = parameter("Credential", help="The user name and password to do it with.")
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    no_validation: switch = parameter("NoValidation", help="Do not try it now.")


class RemoveSCRunAsAccount(UnavailableChange):
    """Removes a stored account.

    Example:
        Remove-SCRunAsAccount -RunAsAccount "Operator"
    """

    name = "Remove-SCRunAsAccount"
    job_name = "Remove Run As account"
    needs = Missing.RUN_AS_ACCOUNTS
    permission = Permission.MANAGE_HOSTS
    returns = "RunAsAccount"

    run_as_account: RunAsAccount = parameter(
        "RunAsAccount", mandatory=True, position=0, pipeline=True, help="The Run As account."
    )


class EnableSCRunAsAccount(UnavailableChange):
    """Lets a stored account be used.

    Example:
        Enable-SCRunAsAccount -RunAsAccount "Operator"
    """

    name = "Enable-SCRunAsAccount"
    job_name = "Enable Run As account"
    needs = Missing.RUN_AS_ACCOUNTS
    permission = Permission.MANAGE_HOSTS
    returns = "RunAsAccount"

    run_as_account: RunAsAccount = parameter(
        "RunAsAccount", mandatory=True, position=0, pipeline=True, help="The Run As account."
    )


class DisableSCRunAsAccount(UnavailableChange):
    """Keeps a stored account from being used.

    Example:
        Disable-SCRunAsAccount -RunAsAccount "Operator"
    """

    name = "Disable-SCRunAsAccount"
    job_name = "Disable Run As account"
    needs = Missing.RUN_AS_ACCOUNTS
    permission = Permission.MANAGE_HOSTS
    returns = "RunAsAccount"

    run_as_account: RunAsAccount = parameter(
        "RunAsAccount", mandatory=True, position=0, pipeline=True, help="The Run As account."
    )
