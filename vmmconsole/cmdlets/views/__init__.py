"""Which properties scripts and the shell show of each kind of object when nobody says otherwise.

One file per family of nouns has them as data: properties in the order of the columns, by kind of object or by class.
A file is read when the first object of its family is shown.
"""

from __future__ import annotations

from importlib import import_module

from vmmconsole.script.formatting import ViewColumn

View = tuple[str | ViewColumn, ...]
FAMILIES: dict[str, tuple[str, ...]] = {
    "machines": (
        "VM", "VMCheckpoint", "VMHostRating",
    ),
    "devices": (
        "VirtualDiskDrive", "VirtualDVDDrive", "VirtualFloppyDrive", "VirtualCOMPort", "VirtualSCSIAdapter",
        "VirtualNetworkAdapter", "DiskImage",
    ),
    "hosts": (
        "VMHost", "VMHostGroup", "VMHostVolume", "VMHostNetworkAdapter", "VirtualNetwork", "DirectoryChildItem",
    ),
    "profiles": (
        "HardwareProfile", "GuestOSProfile", "CPUType", "OperatingSystem",
    ),
    "library": (
        "ISO", "VirtualHardDisk", "VirtualFloppyDisk", "Script", "AnswerFile", "LibraryServer", "LibraryShare",
        "Template",
    ),
    "jobs": (
        "Job", "Step", "Change",
    ),
    "administration": (
        "ServerConnection", "UserRole", "RunAsAccount", "VirtualizationManager", "VMwareResourcePool",
        "ClientCertificate", "CustomProperty", "CustomPropertyValue",
    ),
}  # fmt: skip
"""The kinds of objects in each file."""
_FAMILY_OF = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}


def find_view(kind: str) -> View | None:
    """The columns of a kind of object; None where it has no view."""
    family = _FAMILY_OF.get(kind)
    return views_of(family)[kind] if family is not None else None


def views_of(family: str) -> dict[str, View]:
    """The views of one file."""
    views: dict[str, View] = import_module(f"{__package__}.{family}").VIEWS
    return views


def all_views() -> dict[str, View]:
    """The views of all files."""
    return {kind: view for family in FAMILIES for kind, view in views_of(family).items()}
