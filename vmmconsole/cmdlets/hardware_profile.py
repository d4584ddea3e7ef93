"""Hardware profiles: hardware settings and devices to make virtual machines with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from vmmconsole.model import HardwareProfile, UserRole
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .device_cmdlet import Edit, apply_group
from .hardware_parameters import HardwareParameters
from .hardware_rules import hardware_of, with_hardware
from .later_hardware import Generation, WithoutCapabilityProfile
from .object_name import free_name
from .session import Session
from .vmm_cmdlet import ChangingCmdlet, ReadingCmdlet, by_id, by_name, old_to_new

_TEMPORARY = re.compile(r"Profile[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
"""How wizards name the profile that they make for one virtual machine."""


class GetHardwareProfile(ReadingCmdlet):
    """Reads hardware profiles.

    Example:
        $HardwareProfile = Get-HardwareProfile -VMMServer localhost | where {$_.Name -eq "Web server"}
    """

    name = "Get-HardwareProfile"
    aliases = ("Get-SCHardwareProfile",)
    returns = "HardwareProfile"
    default_set = "Connection"

    profile_name: str = parameter("Name", position=0, help="Only those of this name; * stands for any characters.")
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    all_: switch = parameter("All", sets=("All",), help="All of them; the default.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, HardwareProfile, self.id_)
        if self.given("profile_name"):
            return by_name(session, HardwareProfile, self.profile_name)
        return session.find(HardwareProfile)


class ProfileParameters(HardwareParameters):
    """What New- and Set-HardwareProfile share beyond the hardware."""

    permission = Permission.MANAGE_LIBRARY
    returns = "HardwareProfile"

    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user; the default is who runs the script.")
    user_role: UserRole = parameter("UserRole", help="Accepted for scripts.")

    def check_group(self, session: Session, hardware: Hardware) -> None:
        """Take the devices of the job group into the hardware, with the settings of this call."""
        if self.given("job_group"):
            apply_group(session, Edit(hardware), self.job_group)
        self.apply_settings(hardware)


class NewHardwareProfile(ProfileParameters, Generation):
    """Creates a hardware profile from settings and the devices of a job group.

    With -HardwareProfile it starts as a copy of another one.

    Example:
        New-HardwareProfile -VMMServer localhost -Name "Web server" -CPUCount 2 -MemoryMB 2048 `
            -BootOrder "CD", "IdeHardDrive", "PxeBoot", "Floppy"
    """

    name = "New-HardwareProfile"
    aliases = ("New-SCHardwareProfile",)
    job_name = "Create hardware profile"
    permission = Permission.CREATE

    profile_name: str = parameter("Name", position=0, mandatory=True, help="Its name.")
    hardware_profile: HardwareProfile = parameter(
        "HardwareProfile", pipeline=True, help="The profile to start as a copy of."
    )

    def run(self, session: Session) -> Iterable[object]:
        self.check_ranges()
        profile_id = session.derive_id("hardware profile")
        known = by_id(session, HardwareProfile, profile_id)
        profile = known[0] if known else session.save(self._made(session, profile_id))
        session.result(profile)
        if self.given("job_group"):
            session.clear_group(self.job_group)
        return [profile]

    def _made(self, session: Session, profile_id: UUID) -> HardwareProfile:
        if _TEMPORARY.fullmatch(self.profile_name):
            for left in session.find(HardwareProfile, name=self.profile_name, is_temporary=True):
                session.lock(left)  # of an earlier run of the same script, which failed before it was used
                session.forget(left)
        name = free_name(session, HardwareProfile, self.profile_name)
        hardware = Hardware()
        if self.given("hardware_profile"):
            hardware = hardware_of(session.get(HardwareProfile, self.hardware_profile.id))
            renew_ids(hardware, session)
        self.check_group(session, hardware)
        profile = HardwareProfile(
            id=profile_id, name=name, description=self.description if self.given("description") else "",
            owner=self.owner if self.given("owner") else session.user,
            is_temporary=bool(_TEMPORARY.fullmatch(name)),
        )  # fmt: skip
        return with_hardware(profile, hardware)

    def plan(self, session: Session) -> list[str]:
        self.check_ranges()
        name = self.profile_name
        if not _TEMPORARY.fullmatch(name):
            name = free_name(session, HardwareProfile, name)
        return [f"Create the hardware profile '{name}'.", *self.shown_settings()]


class SetHardwareProfile(ProfileParameters, WithoutCapabilityProfile):
    """Changes a hardware profile, with the devices of a job group.

    Virtual machines that were made with it stay as they are.

    Example:
        Set-HardwareProfile -HardwareProfile "Web server" -MemoryMB 4096
    """

    name = "Set-HardwareProfile"
    aliases = ("Set-SCHardwareProfile",)
    job_name = "Change properties of hardware profile"

    hardware_profile: HardwareProfile = parameter(
        "HardwareProfile", position=0, pipeline=True, mandatory=True, help="The profile."
    )
    profile_name: str = parameter("Name", help="Its new name.")

    def run(self, session: Session) -> Iterable[object]:
        self.check_ranges()
        session.lock(self.hardware_profile)
        profile = session.get(HardwareProfile, self.hardware_profile.id)
        hardware = hardware_of(profile)
        self.check_group(session, hardware)
        update: dict[str, object] = {a: getattr(self, a) for a in ("description", "owner") if self.given(a)}
        if self.given("profile_name"):
            update["name"] = free_name(session, HardwareProfile, self.profile_name, besides=profile)
        saved = session.save(with_hardware(profile, hardware).model_copy(update=update))
        session.result(saved)
        if self.given("job_group"):
            session.clear_group(self.job_group)
        return [saved]

    def plan(self, session: Session) -> list[str]:
        self.check_ranges()
        profile = session.get(HardwareProfile, self.hardware_profile.id)
        lines = self.changed_settings(profile)
        for attribute, title in (("description", "Description"), ("owner", "Owner")):
            if self.given(attribute) and getattr(self, attribute) != getattr(profile, attribute):
                lines.append(old_to_new(title, getattr(profile, attribute), getattr(self, attribute)))
        if self.given("profile_name"):
            lines.append(
                old_to_new(
                    "Name", profile.name, free_name(session, HardwareProfile, self.profile_name, besides=profile)
                )
            )
        return [f"Change the hardware profile '{profile.name}'.", *lines]


class RemoveHardwareProfile(ChangingCmdlet):
    """Removes a hardware profile. Virtual machines that were made with it stay as they are.

    Example:
        Remove-HardwareProfile -HardwareProfile "Web server"
    """

    name = "Remove-HardwareProfile"
    aliases = ("Remove-SCHardwareProfile",)
    job_name = "Remove hardware profile"
    permission = Permission.MANAGE_LIBRARY
    returns = "HardwareProfile"

    hardware_profile: HardwareProfile = parameter(
        "HardwareProfile", position=0, pipeline=True, mandatory=True, help="The profile."
    )
    force: switch = parameter("Force", help="Accepted for scripts; a removal never asks.")

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.hardware_profile)
        for profile in by_id(session, HardwareProfile, self.hardware_profile.id):
            session.result(profile)
            session.forget(profile)
        return [self.hardware_profile]


def renew_ids(hardware: Hardware, session: Session) -> None:
    """Give copied devices IDs of their own: the same ones when this step runs again."""
    devices = [
        *hardware.virtual_disk_drives, *hardware.virtual_dvd_drives, *hardware.virtual_com_ports,
        *hardware.virtual_scsi_adapters, *hardware.virtual_network_adapters,
        *([hardware.virtual_floppy_drive] if hardware.virtual_floppy_drive else []),
    ]  # fmt: skip
    for number, device in enumerate(devices):
        device.id = session.derive_id(f"copied device {number}")
        device.parent = None
