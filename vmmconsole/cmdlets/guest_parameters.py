"""How the guest operating system is to be set up: what New-VM takes with a template."""

from __future__ import annotations

from vmmconsole.script.cmdlet import parameter

from .capabilities import Missing
from .vmm_cmdlet import VMMCmdlet

_GUEST = Missing.GUEST_CUSTOMIZATION


class GuestParameters(VMMCmdlet):
    """The guest's name, owner, domain and first start."""

    guest_os_profile: str | None = parameter(
        "GuestOSProfile", needs=_GUEST, neutral=(None,), help="A stored set of these values."
    )
    computer_name: str = parameter("ComputerName", needs=_GUEST, help="The guest's own name; * for a random one.")
    full_name: str = parameter("FullName", needs=_GUEST, help="Whose computer it is.")
    organization: str = parameter("OrgName", aliases=("OrganizationName",), needs=_GUEST, help="The organization.")
    product_key: str = parameter("ProductKey", needs=_GUEST, help="The product key of the operating system.")
    time_zone: int = parameter("TimeZone", needs=_GUEST, minimum=0, help="The number of the time zone.")
    admin_credential: str = parameter(
        "AdminPasswordCredential", aliases=("LocalAdministratorCredential",), needs=_GUEST,
        help="The stored credential of the guest's administrator.",
    )  # fmt: skip
    domain: str = parameter("JoinDomain", aliases=("Domain",), needs=_GUEST, help="The domain that it joins.")
    domain_credential: str = parameter(
        "JoinDomainCredential", aliases=("DomainJoinCredential",), needs=_GUEST,
        help="The stored credential that it joins the domain with.",
    )  # fmt: skip
    workgroup: str = parameter("JoinWorkgroup", aliases=("Workgroup",), needs=_GUEST, help="The workgroup it joins.")
    run_once_commands: list[str] = parameter(
        "GuiRunOnceCommands", needs=_GUEST, neutral=([],), help="What runs at the first sign-in."
    )
    answer_file: str | None = parameter(
        "AnswerFile", needs=_GUEST, neutral=(None,), help="A library file with answers for the set-up."
    )
    merge_answer_file: bool = parameter(
        "MergeAnswerFile", needs=_GUEST, neutral=(False,), help="$true to add the answers to those given here."
    )
    linux_domain: str = parameter("LinuxDomainName", needs=_GUEST, help="The DNS domain of a Linux guest.")
    linux_key: str = parameter("LinuxAdministratorSSHKey", needs=_GUEST, help="A library file with an SSH key.")
    linux_key_string: str = parameter("LinuxAdministratorSSHKeyString", needs=_GUEST, help="An SSH key as text.")
    skip_guest_services: bool = parameter(
        "SkipInstallVirtualizationGuestServices", needs=Missing.GUEST_SERVICES, neutral=(True,),
        help="$true to install no guest services, as it always is.",
    )  # fmt: skip
