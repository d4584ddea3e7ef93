"""The library: servers, shares and the files in them, and the fixed lists of CPU types and operating systems."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from .hardware import Hardware
from .host import first_label
from .noun import Noun, Ref, fixed_ref
from .status import LibraryItemState, VHDType, VirtualizationPlatform

_ITEM_LIST = (
    "ID", "Name", "TypeText", "LibraryServer.Name", "LibraryShare.ID", "LibraryShare.Name", "Directory", "SharePath",
    "Size", "State", "OperatingSystem", "Owner", "AddedTime", "FileTime", "Description", "Enabled",
)  # fmt: skip


class LibraryServer(Noun):
    """A computer that keeps library shares."""

    kind: ClassVar[str] = "LibraryServer"
    title: ClassVar[str] = "library server"
    list_properties: ClassVar[tuple[str, ...]] = ("ID", "Name", "Status", "Description")

    status: str = "Responding"
    library_group: str = ""
    property_aliases: ClassVar[dict[str, str]] = {
        "ComputerName": "computer_name", "FQDN": "name", "FullyQualifiedDomainName": "name",
        "DomainName": "domain_name",
    }  # fmt: skip

    @property
    def computer_name(self) -> str:
        """Its name without the domain."""
        return first_label(self.name)

    @property
    def domain_name(self) -> str:
        """The domain in its name, empty without one."""
        return self.name[len(self.computer_name) + 1 :]


class LibraryShare(Noun):
    """A folder whose files are library objects; `path` as the library server names it."""

    kind: ClassVar[str] = "LibraryShare"
    title: ClassVar[str] = "library share"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID", "Name", "Path", "LibraryServer.ID", "LibraryServer.Name", "State", "StatusReason", "RefreshedTime",
        "FreeSpace", "Description",
    )  # fmt: skip
    volatile_properties: ClassVar[frozenset[str]] = frozenset({"refreshed_at", "free_space", "modified_at", "revision"})

    path: str
    library_server: Ref
    state: LibraryItemState = LibraryItemState.NORMAL
    status_reason: str = ""
    refreshed_at: datetime | None = Field(default=None, alias="RefreshedTime")
    free_space: int = 0


class LibraryItem(Noun):
    """A file in a library share; `size` in bytes. A file that is gone is marked Missing, not forgotten."""

    type_text: ClassVar[str] = "File"
    list_properties: ClassVar[tuple[str, ...]] = _ITEM_LIST
    engine_properties: ClassVar[frozenset[str]] = frozenset(
        {"description", "owner", "enabled", "operating_system", "added_at"}
    )
    property_aliases: ClassVar[dict[str, str]] = {
        "TypeText": "type_text", "Location": "share_path", "FileShare": "library_share", "HostName": "host_name",
        "LibraryShareId": "library_share_id", "HostType": "host_type", "HostId": "host_id",
    }  # fmt: skip
    script_properties: ClassVar[dict[str, str]] = {"OperatingSystem": "operating_system_entry"}

    library_server: Ref
    library_share: Ref
    share_path: str
    """The file's full path."""
    directory: str = ""
    """Its folder below the share, empty at the top."""
    size: int = 0
    state: LibraryItemState = LibraryItemState.NORMAL
    owner: str = ""
    operating_system: str = ""
    file_at: datetime | None = Field(default=None, alias="FileTime")
    file_key: str = ""
    """What the file system knows the file by, so that a file that is moved stays the same object."""

    @property
    def operating_system_entry(self) -> Ref | None:
        """The entry of the list of operating systems."""
        return fixed_ref("OperatingSystem", "operating system", self.operating_system)

    @property
    def library_share_id(self) -> UUID:
        """The share's ID."""
        return self.library_share.id

    @property
    def host_name(self) -> str:
        """The library server's name."""
        return self.library_server.name

    @property
    def host_id(self) -> UUID:
        """The library server's ID."""
        return self.library_server.id

    @property
    def host_type(self) -> str:
        """What kind of object it is on."""
        return self.library_server.kind


class ISO(LibraryItem):
    """A CD or DVD image."""

    kind: ClassVar[str] = "ISO"
    title: ClassVar[str] = "ISO image"
    type_text: ClassVar[str] = "ISO image"

    volume_label: str = ""


class VirtualHardDisk(LibraryItem):
    """A disk image in the library; `maximum_size` in bytes."""

    kind: ClassVar[str] = "VirtualHardDisk"
    title: ClassVar[str] = "virtual hard disk"
    type_text: ClassVar[str] = "Virtual hard disk"
    list_properties: ClassVar[tuple[str, ...]] = (*_ITEM_LIST, "MaximumSize", "VHDFormatType", "VHDType")

    format: str = Field(default="", alias="VHDFormatType")
    vhd_type: VHDType = Field(default=VHDType.NONE, alias="VHDType")
    maximum_size: int = 0
    parent_disk: str = ""
    virtualization_platform: VirtualizationPlatform = VirtualizationPlatform.UNKNOWN
    problem: str = ""
    """Why it cannot be used: not readable, damaged, its parent disk is missing."""


class VirtualFloppyDisk(LibraryItem):
    """A floppy image."""

    kind: ClassVar[str] = "VirtualFloppyDisk"
    title: ClassVar[str] = "virtual floppy disk"
    type_text: ClassVar[str] = "Virtual floppy disk"


class LibraryScript(LibraryItem):
    """A PowerShell script."""

    kind: ClassVar[str] = "Script"
    title: ClassVar[str] = "script"
    type_text: ClassVar[str] = "Script"


class AnswerFile(LibraryItem):
    """An answer file for unattended installation."""

    kind: ClassVar[str] = "AnswerFile"
    title: ClassVar[str] = "answer file"
    type_text: ClassVar[str] = "Answer file"


class HardwareProfile(Noun, Hardware):
    """Hardware settings to make virtual machines with; wizards make a throw-away one named ``Profile<guid>``."""

    kind: ClassVar[str] = "HardwareProfile"
    title: ClassVar[str] = "hardware profile"
    list_properties: ClassVar[tuple[str, ...]] = (
        "ID", "Name", "Description", "Owner", "CPUCount", "Memory", "AddedTime", "IsTemporary",
    )  # fmt: skip
    property_aliases: ClassVar[dict[str, str]] = {"MemoryMB": "memory_mb"}

    owner: str = ""
    is_temporary: bool = False
    """Made by a wizard for one virtual machine; removed once that exists."""


class OperatingSystem(Noun):
    """One of the fixed list of guest operating systems."""

    kind: ClassVar[str] = "OperatingSystem"
    title: ClassVar[str] = "operating system"
    list_properties: ClassVar[tuple[str, ...]] = ("ID", "Name", "OSType", "Architecture")

    os_type: str = Field(default="", alias="OSType")
    architecture: str = "amd64"
    is_windows: bool = False
    library_name: str = ""
    """The short ID the operating system database of the hypervisor uses: ``debian12``."""


class CPUType(Noun):
    """One of the fixed list of CPU types used for rating hosts."""

    kind: ClassVar[str] = "CPUType"
    title: ClassVar[str] = "CPU type"
    list_properties: ClassVar[tuple[str, ...]] = ("ID", "Name", "SpeedMHz")

    speed_mhz: int = Field(default=0, alias="SpeedMHz")
