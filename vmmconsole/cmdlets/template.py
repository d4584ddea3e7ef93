"""Virtual machine templates."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import HardwareProfile, LibraryServer, UserRole, VirtualHardDisk, VirtualMachine
from vmmconsole.model.guest import GuestOSProfile
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import AnyObject, ComputerTierTemplate, Template
from .capabilities import Missing
from .guest_customization import GuestCustomization
from .hardware_parameters import HardwareParameters
from .unavailable import UnavailableChange, UnavailableGet, UnavailableGrouped


class NewTemplate(UnavailableGrouped, GuestCustomization, HardwareParameters):
    """Creates a template from a virtual hard disk, another template or a virtual machine.

    Example:
        New-Template -Name "Debian" -VirtualHardDisk "debian-12.qcow2"
    """

    name = "New-Template"
    aliases = ("New-SCVMTemplate",)
    job_name = "Create template"
    needs = Missing.TEMPLATES
    permission = Permission.MANAGE_LIBRARY
    returns = "Template"
    default_set = "NewTemplateFromNothing"

    name_: str = parameter("Name", mandatory=True, position=0, pipeline=True, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    user_role: UserRole | None = parameter("UserRole", help="The user role.")
    hardware_profile: HardwareProfile | None = parameter("HardwareProfile", help="The hardware profile.")
    guest_os_profile: GuestOSProfile | None = parameter("GuestOSProfile", help="The guest operating system profile.")
    no_customization: switch = parameter("NoCustomization", help="Leave the guest operating system as it is.")
    virtual_hard_disk: VirtualHardDisk = parameter(
        "VirtualHardDisk", sets=("FromVHD",), mandatory=True, pipeline=True, help="The virtual hard disk."
    )
    template: Template = parameter(
        "Template", aliases=("VMTemplate",), sets=("FromTemplate",), mandatory=True, pipeline=True, help="The template."
    )
    vm: VirtualMachine = parameter("VM", sets=("FromVM",), mandatory=True, pipeline=True, help="The virtual machine.")
    library_server: LibraryServer | None = parameter("LibraryServer", sets=("FromVM",), help="The library server.")
    share_path: str = parameter("SharePath", sets=("FromVM",), help="The folder in the library.")
    boot_virtual_hard_disk: VirtualHardDisk | None = parameter(
        "BootVirtualHardDisk", sets=("FromVM",), help="The disk that it starts from."
    )
    skip_rearm: switch = parameter("SkipRearm", sets=("FromVM",), help="Do not start the activation anew.")
    generation: int = parameter("Generation", help="The generation of the virtual hardware, 1 or 2.")
    update_management_profile: AnyObject | None = parameter(
        "UpdateManagementProfile", help="Accepted as nothing ($null) in scripts of the wizards."
    )
    application_profile: AnyObject | None = parameter("ApplicationProfile", help="The application profile.")
    sql_profile: AnyObject | None = parameter("SQLProfile", help="The SQL Server profile.")
    exclude_from_pro: bool = parameter(
        "ExcludeFromPRO", aliases=("BlockDynamicOptimization",), help="$true to leave it out of PRO actions."
    )


class GetTemplate(UnavailableGet):
    """Reads templates.

    Example:
        Get-Template -Name "Debian"
    """

    name = "Get-Template"
    aliases = ("Get-SCVMTemplate",)
    needs = Missing.TEMPLATES
    returns = "Template"
    default_set = "All"

    all_: switch = parameter("All", sets=("All",), help="All of them; the default.")
    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    computer_tier_template: ComputerTierTemplate | None = parameter(
        "ComputerTierTemplate", pipeline=True, help="Only those of this computer tier template."
    )
    user_role: UserRole | None = parameter("UserRole", help="Only those of this user role.")


class SetTemplate(UnavailableGrouped, GuestCustomization, HardwareParameters):
    """Changes a template.

    Example:
        Set-Template -Template "Debian" -Description "For the laboratory"
    """

    name = "Set-Template"
    aliases = ("Set-SCVMTemplate",)
    job_name = "Change properties of template"
    needs = Missing.TEMPLATES
    permission = Permission.MANAGE_LIBRARY
    returns = "Template"

    template: Template = parameter(
        "Template", aliases=("VMTemplate",), mandatory=True, position=0, pipeline=True, help="The template."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    user_role: UserRole | None = parameter("UserRole", help="The user role.")
    enabled: bool = parameter("Enabled", help="$false to keep it from being used.")
    application_profile: AnyObject | None = parameter("ApplicationProfile", help="The application profile.")
    sql_profile: AnyObject | None = parameter("SQLProfile", help="The SQL Server profile.")
    exclude_from_pro: bool = parameter(
        "ExcludeFromPRO", aliases=("BlockDynamicOptimization",), help="$true to leave it out of PRO actions."
    )
    quota_point: int = parameter("QuotaPoint", minimum=0, help="How much of a quota it takes.")
    cost_center: str = parameter("CostCenter", help="Who pays for it.")
    tag: str = parameter("Tag", help="A word to find it by.")
    remove_capability_profile: switch = parameter("RemoveCapabilityProfile", help="Take its capability profile away.")
    clear_dr_protection: switch = parameter("ClearDRProtection", help="Take its disaster recovery away.")
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


class RemoveTemplate(UnavailableChange):
    """Removes a template.

    Example:
        Remove-Template -Template "Debian"
    """

    name = "Remove-Template"
    aliases = ("Remove-SCVMTemplate",)
    job_name = "Remove template"
    needs = Missing.TEMPLATES
    permission = Permission.MANAGE_LIBRARY
    returns = "Template"

    template: Template = parameter(
        "Template", aliases=("VMTemplate",), mandatory=True, position=0, pipeline=True, help="The template."
    )
    force: switch = parameter("Force", help="Do it although something stands against it.")
