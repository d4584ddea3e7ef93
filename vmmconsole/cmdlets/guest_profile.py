"""Guest operating system profiles: stored settings for the guest of new virtual machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from vmmconsole.model import GuestOSProfile, UserRole
from vmmconsole.model.errors import ParameterError
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import UNSET, parameter, switch

from .guest_customization import GuestCustomization
from .object_name import free_name
from .session import Session
from .vmm_cmdlet import ReadingCmdlet, UngroupedCmdlet, by_id, by_name, old_to_new

_TEXTS = ("description", "owner", "computer_name", "full_name", "org_name", "join_domain", "join_workgroup",
          "organizational_unit", "linux_domain_name", "linux_ssh_key")  # fmt: skip
_OTHERS = ("time_zone", "gui_run_once_commands", "merge_answer_file", "auto_logon_count")


class GetGuestOSProfile(ReadingCmdlet):
    """Reads guest operating system profiles.

    Example:
        Get-GuestOSProfile -VMMServer localhost | where {$_.Name -eq "Web server"}
    """

    name = "Get-GuestOSProfile"
    aliases = ("Get-SCGuestOSProfile",)
    returns = "GuestOSProfile"
    default_set = "Connection"

    name_: str = parameter("Name", position=0, help="Only those of this name; * stands for any characters.")
    id_: UUID = parameter("ID", sets=("ID",), mandatory=True, help="Only the one of this ID.")
    all_: switch = parameter("All", sets=("All",), help="All of them; the default.")

    def run(self, session: Session) -> Iterable[object]:
        if self.id_ is not UNSET:
            return by_id(session, GuestOSProfile, self.id_)
        return by_name(session, GuestOSProfile, self.name_) if self.given("name_") else session.find(GuestOSProfile)


class GuestProfileParameters(GuestCustomization, UngroupedCmdlet):
    """What New- and Set-GuestOSProfile share."""

    permission = Permission.MANAGE_LIBRARY
    returns = "GuestOSProfile"

    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user; the default is who runs the script.")
    user_role: UserRole | None = parameter("UserRole", help="Accepted for scripts.")

    def settings(self) -> dict[str, Any]:
        """The properties that the call gives, by attribute of `GuestOSProfile`.

        Raises:
            ParameterError: a text cannot be shown, or domain and workgroup are both given.
        """
        update: dict[str, Any] = {name: getattr(self, name) for name in (*_TEXTS, *_OTHERS) if self.given(name)}
        self.check_texts()
        if update.get("join_domain") and update.get("join_workgroup"):
            raise ParameterError(
                f"{type(self).name} cannot take both -JoinDomain and -JoinWorkgroup.", action="Give one of them."
            )
        if update.get("join_domain"):
            update["join_workgroup"] = ""
        elif update.get("join_workgroup"):
            update["join_domain"] = ""
        if self.given("operating_system") and self.operating_system is not None:
            update["operating_system"] = self.operating_system.name
        if "answer_file" in self.bound:
            update["answer_file"] = self.answer_file.ref if self.answer_file else None
        if self.remove_organizational_unit:
            update["organizational_unit"] = ""
        if self.disable_auto_logon:
            update["auto_logon_enabled"] = False
        return update


class NewGuestOSProfile(GuestProfileParameters):
    """Creates a guest operating system profile.

    With -GuestOSProfile it starts as a copy of another one.

    Example:
        New-GuestOSProfile -VMMServer localhost -Name "Web server" -ComputerName "*" -FullName "Anna" `
            -OrgName "Example" -TimeZone 85 -JoinWorkgroup "WORKGROUP"
    """

    name = "New-GuestOSProfile"
    aliases = ("New-SCGuestOSProfile",)
    job_name = "Create guest operating system profile"
    permission = Permission.CREATE

    name_: str = parameter("Name", position=0, mandatory=True, help="Its name.")
    guest_os_profile: GuestOSProfile | None = parameter(
        "GuestOSProfile", pipeline=True, help="The profile to start as a copy of."
    )

    def run(self, session: Session) -> Iterable[object]:
        profile_id = session.derive_id("guest operating system profile")
        known = by_id(session, GuestOSProfile, profile_id)
        profile = known[0] if known else session.save(self._made(session, profile_id))
        session.result(profile)
        return [profile]

    def _made(self, session: Session, profile_id: UUID) -> GuestOSProfile:
        self.check_ranges()
        copied: dict[str, Any] = {}
        if self.guest_os_profile is not UNSET and self.guest_os_profile is not None:
            source = session.get(GuestOSProfile, self.guest_os_profile.id)
            copied = {name: getattr(source, name) for name in GuestOSProfile.model_fields if name in _COPIED}
        name = free_name(session, GuestOSProfile, self.name_)
        return GuestOSProfile(**{"owner": session.user, **copied, **self.settings(), "id": profile_id, "name": name})

    def plan(self, session: Session) -> list[str]:
        made = self._made(session, session.derive_id("guest operating system profile"))
        return [f"Create the guest operating system profile '{made.name}'."]


_COPIED = frozenset(GuestOSProfile.model_fields) - {"id", "name", "owner", "added_at", "modified_at", "revision"}


class SetGuestOSProfile(GuestProfileParameters):
    """Changes a guest operating system profile. Virtual machines that were made with it stay as they are.

    Example:
        Set-GuestOSProfile -GuestOSProfile "Web server" -TimeZone 110
    """

    name = "Set-GuestOSProfile"
    aliases = ("Set-SCGuestOSProfile",)
    job_name = "Change properties of guest operating system profile"

    guest_os_profile: GuestOSProfile = parameter(
        "GuestOSProfile", position=0, pipeline=True, mandatory=True, help="The profile."
    )
    name_: str = parameter("Name", help="Its new name.")

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.guest_os_profile)
        profile = session.get(GuestOSProfile, self.guest_os_profile.id)
        saved = session.save(profile.model_copy(update=self._update(session, profile)))
        session.result(saved)
        return [saved]

    def _update(self, session: Session, profile: GuestOSProfile) -> dict[str, Any]:
        self.check_ranges()
        update = self.settings()
        if self.given("name_"):
            update["name"] = free_name(session, GuestOSProfile, self.name_, besides=profile)
        if not update:
            raise ParameterError(f"{self.name} changes nothing.", action="Give a property, such as -ComputerName.")
        return update

    def plan(self, session: Session) -> list[str]:
        profile = session.get(GuestOSProfile, self.guest_os_profile.id)
        return [
            old_to_new(f"{name.replace('_', ' ').capitalize()} of '{profile.name}'", getattr(profile, name), value)
            for name, value in self._update(session, profile).items()
            if getattr(profile, name) != value
        ]


class RemoveGuestOSProfile(UngroupedCmdlet):
    """Removes a guest operating system profile. One that is gone already is no error.

    Example:
        Remove-GuestOSProfile -GuestOSProfile "Web server"
    """

    name = "Remove-GuestOSProfile"
    aliases = ("Remove-SCGuestOSProfile",)
    job_name = "Remove guest operating system profile"
    permission = Permission.MANAGE_LIBRARY
    returns = "GuestOSProfile"

    guest_os_profile: GuestOSProfile = parameter(
        "GuestOSProfile", position=0, pipeline=True, mandatory=True, help="The profile."
    )
    force: switch = parameter("Force", help="Accepted for scripts; a removal never asks.")

    def run(self, session: Session) -> Iterable[object]:
        session.lock(self.guest_os_profile)
        for profile in by_id(session, GuestOSProfile, self.guest_os_profile.id):
            session.result(profile)
            session.forget(profile)
        return [self.guest_os_profile]
