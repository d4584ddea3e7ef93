"""What a guest operating system is told at its first start, as parameters of profiles and templates."""

from __future__ import annotations

from vmmconsole.model import AnswerFile, LibraryScript, OperatingSystem
from vmmconsole.script.cmdlet import parameter, switch

from .absent import AnyObject, Credential
from .capabilities import Missing
from .vmm_cmdlet import ChangingCmdlet


class GuestCustomization(ChangingCmdlet):
    """Names, time zone, membership and first commands of the guest."""

    operating_system: OperatingSystem | None = parameter(
        "OperatingSystem", pipeline=True, help="The guest operating system, from Get-OperatingSystem."
    )
    computer_name: str = parameter("ComputerName", help="The guest's name in its network; * lets the guest make it up.")
    full_name: str = parameter("FullName", help="Whom the guest operating system is registered for.")
    org_name: str = parameter(
        "OrgName", aliases=("OrganizationName",), help="The organization that it is registered for."
    )
    time_zone: int = parameter("TimeZone", minimum=0, maximum=999, help="The number of the guest's time zone.")
    gui_run_once_commands: list[str] = parameter(
        "GuiRunOnceCommands", help="Commands that the guest runs when somebody signs in for the first time."
    )
    answer_file: AnswerFile | LibraryScript | None = parameter(
        "AnswerFile", pipeline=True, help="The library's answer file for the guest's first start."
    )
    merge_answer_file: bool = parameter(
        "MergeAnswerFile", help="$true to add the other settings to the answer file's own."
    )
    join_domain: str = parameter("JoinDomain", aliases=("Domain",), help="The domain that the guest joins.")
    join_workgroup: str = parameter("JoinWorkgroup", aliases=("Workgroup",), help="The workgroup that the guest joins.")
    organizational_unit: str = parameter(
        "DomainJoinOrganizationalUnit", help="The organizational unit of the domain that the guest's account goes into."
    )
    linux_domain_name: str = parameter("LinuxDomainName", help="The DNS domain of a Linux guest.")
    linux_ssh_key: str = parameter(
        "LinuxAdministratorSSHKeyString", help="The public SSH key of a Linux guest's administrator."
    )
    auto_logon_count: int = parameter(
        "AutoLogonCount", minimum=0, maximum=999, help="How many times the administrator is signed in by itself."
    )
    disable_auto_logon: switch = parameter("DisableAutoLogon", help="Sign nobody in at the first start.")
    remove_server_features: switch = parameter("RemoveServerFeatures", help="Accepted for scripts.")
    remove_organizational_unit: switch = parameter(
        "RemoveDomainJoinOrganizationalUnit", help="Let the domain choose where the guest's account goes."
    )
    unattend_settings: AnyObject | None = parameter(
        "UnattendSettings", needs=Missing.GUEST_CUSTOMIZATION, neutral=(None,),
        help="Further settings of the answer file, as a table.",
    )  # fmt: skip
    linux_ssh_key_file: AnyObject | None = parameter(
        "LinuxAdministratorSSHKey", needs=Missing.SECRETS, neutral=(None,), help="The library's file of that key."
    )
    shielded: bool = parameter(
        "Shielded", needs=Missing.SHIELDING, neutral=(False,), help="$true for a shielded virtual machine."
    )
    auto_logon_credential: Credential | None = parameter(
        "AutoLogonCredential", needs=Missing.SECRETS, neutral=(None,), help="Who is signed in by itself."
    )
    product_key: str = parameter(
        "ProductKey", needs=Missing.SECRETS, neutral=("",), help="The product key of the guest operating system."
    )
    admin_password: Credential | None = parameter(
        "AdminPasswordCredential", aliases=("LocalAdministratorCredential",), needs=Missing.SECRETS, neutral=(None,),
        help="The password of the guest's administrator.",
    )  # fmt: skip
    join_domain_credential: Credential | None = parameter(
        "JoinDomainCredential", aliases=("DomainJoinCredential",), needs=Missing.SECRETS, neutral=(None,),
        help="The user name and password to join the domain with.",
    )  # fmt: skip
