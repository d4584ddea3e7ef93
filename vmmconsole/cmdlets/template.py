"""Templates: virtual machines that a virtualization manager keeps to make others from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast
from uuid import UUID

from vmmconsole.model import HardwareProfile, LibraryServer, Template, UserRole, VirtualHardDisk, VirtualMachine, VMHost
from vmmconsole.model.errors import CapabilityError, ConflictError
from vmmconsole.model.guest import GuestOSProfile
from vmmconsole.model.status import Permission, VMStatus
from vmmconsole.providers.contract import Cloner, CloneSpec
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .absent import AnyObject, ComputerTierTemplate
from .capabilities import Missing
from .cloning import gone, template_host
from .guest_customization import GuestCustomization
from .hardware_parameters import ENGINE_SETTINGS, HardwareParameters
from .hardware_rules import check_name
from .machines import require_capability, require_status, take
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, by_id, by_name, old_to_new

_CUSTOM = 10
_TRIES = 5
_PLAIN = ("description", "owner", "tag", "cost_center", "quota_point", "enabled", "exclude_from_pro")


class TemplateProperties(GuestCustomization, HardwareParameters):
    """What New-Template and Set-Template share."""

    def properties(self, template: Template) -> dict[str, Any]:
        """The engine's properties that the call gives, by attribute of `Template`."""
        names = {declared.attribute for declared in type(self).parameters}
        update: dict[str, Any] = {name: getattr(self, name) for name in _PLAIN if name in names and self.given(name)}
        if self.operating_system:
            update["operating_system"] = self.operating_system.name
        if self.given("user_role"):
            update["user_role"] = self.user_role.ref  # type: ignore[attr-defined]  # both declare it
        custom = list(template.custom_properties)
        for number in range(1, _CUSTOM + 1):
            if f"custom{number}" in names and self.given(f"custom{number}"):
                custom[number - 1] = getattr(self, f"custom{number}")
        if custom != template.custom_properties:
            update["custom_properties"] = custom
        settings = self.settings()
        return update | {name: settings[name] for name in ENGINE_SETTINGS if name in settings}

    def check(self) -> None:
        """Refuse what no template of a virtualization manager can keep.

        Raises:
            CapabilityError: the call gives it; names the parameter.
            ParameterError: a value is out of range.
        """
        self.check_ranges()
        self.check_texts()
        beyond = {p.attribute: p.name for base in (GuestCustomization, HardwareParameters) for p in base.parameters}
        for attribute in ("operating_system", "owner", "description", *ENGINE_SETTINGS, *_ANYWHERE):
            beyond.pop(attribute, None)
        for attribute, name in beyond.items():
            if self.bound.get(attribute, UNSET) not in (UNSET, None, False):
                raise CapabilityError(
                    f"A template cannot have -{name}.",
                    cause="The virtualization manager keeps templates as the virtual machines were.",
                    action=f"Leave -{name} out, or change the virtual machine before it becomes a template.",
                )


_ANYWHERE = frozenset(p.attribute for p in ChangingCmdlet.parameters) | {"job_group", "remove_server_features"}


def _keep(session: Session, template_id: UUID, update: Callable[[Template], dict[str, Any]]) -> Template:
    """Write what the engine keeps of a template, of which the manager may just be telling something new.

    Raises:
        NotFoundError: it is gone.
        ConflictError: somebody else changes the same.
    """
    for left in reversed(range(_TRIES)):
        template = session.get(Template, template_id)
        try:
            return session.save(template.model_copy(update=update(template)))
        except ConflictError:
            if not left:
                raise
    raise AssertionError("not reached")


class NewTemplate(TemplateProperties):
    """Makes a virtual machine a template, or copies a template.

    The virtual machine must be off, and on a host whose virtualization manager keeps templates. It is a virtual machine
    no more: New-VM -Template makes others from it.

    Example:
        Get-VM -Name "debian-12" | New-Template -Name "Debian"

    Example:
        New-Template -Name "Debian with PostgreSQL" -Template "Debian"
    """

    name = "New-Template"
    aliases = ("New-SCVMTemplate",)
    job_name = "Create template"
    permission = Permission.MANAGE_LIBRARY
    returns = "Template"
    default_set = "NewTemplateFromNothing"

    name_: str = parameter("Name", mandatory=True, position=0, pipeline=True, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    user_role: UserRole | None = parameter("UserRole", help="The user role.")
    hardware_profile: HardwareProfile | None = parameter(
        "HardwareProfile", needs=Missing.TEMPLATES, neutral=(None,), help="The hardware profile."
    )
    guest_os_profile: GuestOSProfile | None = parameter(
        "GuestOSProfile", needs=Missing.TEMPLATES, neutral=(None,), help="The guest operating system profile."
    )
    no_customization: switch = parameter("NoCustomization", help="Accepted for scripts; guests stay as they are.")
    virtual_hard_disk: VirtualHardDisk = parameter(
        "VirtualHardDisk", sets=("FromVHD",), mandatory=True, pipeline=True, needs=Missing.TEMPLATES,
        help="The virtual hard disk.",
    )  # fmt: skip
    template: Template = parameter(
        "Template", aliases=("VMTemplate",), sets=("FromTemplate",), mandatory=True, pipeline=True, help="The template."
    )
    vm: VirtualMachine = parameter("VM", sets=("FromVM",), mandatory=True, pipeline=True, help="The virtual machine.")
    library_server: LibraryServer | None = parameter(
        "LibraryServer", sets=("FromVM",), help="Accepted for scripts; the template stays where the virtual machine is."
    )
    share_path: str = parameter("SharePath", sets=("FromVM",), help="Accepted for scripts, as -LibraryServer.")
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

    def run(self, session: Session) -> Iterable[object]:
        self.check()
        check_name(self.name_, "Name")
        if self.given("vm"):
            template_id, kept = self._from_machine(session)
        elif self.given("template"):
            template_id, kept = self._from_template(session)
        else:
            raise CapabilityError(
                "A template cannot be made from nothing.",
                cause="Templates are kept by virtualization managers, which make them from virtual machines.",
                action="Give -VM or -Template.",
            )
        template = _keep(session, template_id, lambda fresh: kept | self.properties(fresh))
        session.result(template)
        return [template]

    def plan(self, session: Session) -> list[str]:
        self.check()
        check_name(self.name_, "Name")
        if self.given("vm"):
            machine = session.get(VirtualMachine, self.vm.id)
            require_status(machine, {VMStatus.POWER_OFF}, "become a template")
            return [f"Make the virtual machine '{machine.name}' the template '{self.name_}'."]
        return [f"Copy the template '{self.template.name}' to '{self.name_}'."] if self.given("template") else []

    def _from_machine(self, session: Session) -> tuple[UUID, dict[str, Any]]:
        """The template's ID, and what the engine keeps of the machine."""
        if by_id(session, Template, self.vm.id) and not by_id(session, VirtualMachine, self.vm.id):
            return self.vm.id, {}  # a run before got this far
        taken = take(session, self.vm)
        require_capability(taken, "templates", "become a template")
        require_status(taken.machine, {VMStatus.POWER_OFF}, "become a template")
        if taken.machine.checkpoints:
            session.warn(f"The checkpoints of '{taken.machine.name}' stay with the template.")
        machine = taken.machine
        self._check_free(session, taken.host, machine.id)
        with session.transition(machine, VMStatus.UNDER_TEMPLATE_CREATION):
            if machine.name != self.name_:
                with session.progress.step(f"Rename to {self.name_}"):
                    taken.provider.rename(machine.id, self.name_)
            cast("Cloner", taken.provider).mark_as_template(machine.id, session.progress)
        if session.refresh_template(taken.host, machine.id) is None:
            raise gone(self.name_, taken.host)
        kept = {name: getattr(machine, name) for name in Template.engine_properties}
        return machine.id, {**kept, "owner": machine.owner or session.user}

    def _from_template(self, session: Session) -> tuple[UUID, dict[str, Any]]:
        original = session.get(Template, self.template.id)
        host = template_host(session, original)
        provider = session.provider(host)
        new_id = session.derive_id("template")
        if not by_id(session, Template, new_id):
            self._check_free(session, host, new_id)
        path = original.location.rpartition("/")[0] or original.location
        text = self.description if self.given("description") else original.description
        spec = CloneSpec(id=new_id, name=self.name_, path=path, description=text, as_template=True)
        cast("Cloner", provider).clone(original.id, provider, spec, session.progress)
        if session.refresh_template(host, new_id) is None:
            raise gone(self.name_, host)
        return new_id, {"owner": session.user, "operating_system": original.operating_system}

    def _check_free(self, session: Session, host: VMHost, own_id: UUID) -> None:
        others = [o for o in session.find(Template, name=self.name_) if o.vm_host and o.vm_host.id == host.id]
        if any(other.id != own_id for other in others):
            raise ConflictError(
                f"The template '{self.name_}' cannot be created.",
                cause=f"There is one of that name on {host.name}.",
                action="Choose another name.",
                object_name=self.name_,
            )


class GetTemplate(ReadingCmdlet):
    """Reads templates.

    Example:
        Get-Template

    Example:
        $Template = Get-Template -VMMServer localhost | where {$_.Name -eq "Debian"}
    """

    name = "Get-Template"
    aliases = ("Get-SCVMTemplate",)
    returns = "Template"
    default_set = "All"

    all_: switch = parameter("All", sets=("All",), help="All of them; the default.")
    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    computer_tier_template: ComputerTierTemplate | None = parameter(
        "ComputerTierTemplate", pipeline=True, needs=Missing.SERVICES, neutral=(None,),
        help="Only those of this computer tier template.",
    )  # fmt: skip
    user_role: UserRole | None = parameter("UserRole", help="Only those of this user role.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            found = by_id(session, Template, self.id_)
        elif self.given("name_"):
            found = by_name(session, Template, self.name_)
        else:
            found = session.find(Template)
        if self.given("user_role") and self.user_role:
            found = [each for each in found if each.user_role is not None and each.user_role.id == self.user_role.id]
        return found


class SetTemplate(TemplateProperties):
    """Changes a template: its name, and what the engine keeps of it. Its hardware stays as it is.

    Example:
        Set-Template -Template "Debian" -Description "For the laboratory"
    """

    name = "Set-Template"
    aliases = ("Set-SCVMTemplate",)
    job_name = "Change properties of template"
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

    def run(self, session: Session) -> Iterable[object]:
        self.check()
        session.lock(self.template)
        template = session.get(Template, self.template.id)
        session.result(template)
        if self.given("name_") and self.name_ != template.name:
            check_name(self.name_, "Name")
            host = template_host(session, template)
            with session.progress.step(f"Rename to {self.name_}"):
                session.provider(host).rename(template.id, self.name_)
            if session.refresh_template(host, template.id) is None:
                raise gone(template.name, host)
        return [_keep(session, template.id, self.properties)]

    def plan(self, session: Session) -> list[str]:
        self.check()
        template = session.get(Template, self.template.id)
        titles = {declared.attribute: declared.name for declared in type(self).parameters}
        lines = [
            old_to_new(titles.get(name, "Custom properties"), getattr(template, name), value)
            for name, value in self.properties(template).items()
            if getattr(template, name) != value
        ]
        if self.given("name_") and self.name_ != template.name:
            lines.insert(0, old_to_new("Name", template.name, self.name_))
        return [f"Change the template '{template.name}'.", *lines]


class RemoveTemplate(ChangingCmdlet):
    """Removes a template from its host and deletes its files.

    Example:
        Remove-Template -Template "Debian"
    """

    name = "Remove-Template"
    aliases = ("Remove-SCVMTemplate",)
    job_name = "Remove template"
    permission = Permission.MANAGE_LIBRARY
    returns = "Template"

    template: Template = parameter(
        "Template", aliases=("VMTemplate",), mandatory=True, position=0, pipeline=True, help="The template."
    )
    force: switch = parameter("Force", help="Accepted for scripts; a removal never asks.")

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.template)
        known = by_id(session, Template, self.template.id)
        if not known:
            return [self.template]  # gone already: a run before got this far
        template = known[0]
        session.result(template)
        host = template_host(session, template)
        provider = session.provider(host)
        if session.refresh_template(host, template.id) is not None:
            provider.remove(template.id, delete_files=True, progress=session.progress)
        session.refresh_template(host, template.id)
        for left in by_id(session, Template, template.id):
            session.forget(left)
        return [template]

    def plan(self, session: Session) -> list[str]:
        template = session.get(Template, self.template.id)
        host = template_host(session, template)
        files = session.provider(host).files_of(template.id)
        return [f"Remove the template '{template.name}' from {host.name}.",
                *(f"Delete the file {path}." for path in files)]  # fmt: skip
