"""Guest operating system profiles: what the guest of a new virtual machine is told at its first start."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .noun import Noun, Ref


class GuestOSProfile(Noun):
    """Names, time zone and membership for the guest operating system of new virtual machines; no passwords."""

    kind: ClassVar[str] = "GuestOSProfile"
    title: ClassVar[str] = "guest operating system profile"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID", "Name", "Description", "Owner", "OperatingSystem", "ComputerName", "AddedTime",
    )  # fmt: skip
    property_aliases: ClassVar[dict[str, str]] = {
        "OrganizationName": "org_name", "Domain": "join_domain", "Workgroup": "join_workgroup",
        "SysprepScript": "answer_file",
    }  # fmt: skip

    owner: str = ""
    operating_system: str = ""
    """The name from the list of operating systems."""
    computer_name: str = ""
    """``*`` for a name that the guest makes up."""
    full_name: str = ""
    org_name: str = ""
    time_zone: int | None = None
    """The number that the guest's system gives the zone; None for its own choice."""
    join_domain: str = ""
    join_workgroup: str = ""
    organizational_unit: str = Field(default="", alias="DomainJoinOrganizationalUnit")
    linux_domain_name: str = ""
    linux_ssh_key: str = Field(default="", alias="LinuxAdministratorSSHKeyString")
    gui_run_once_commands: list[str] = Field(default_factory=list, alias="GuiRunOnceCommands")
    answer_file: Ref | None = None
    merge_answer_file: bool = False
    """Whether the other settings are added to the answer file."""
    auto_logon_enabled: bool = True
    auto_logon_count: int = 0
