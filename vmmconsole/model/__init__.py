"""The nouns: pydantic models with the product's property names, statuses as enums, the error tree. No I/O."""

from __future__ import annotations

from .access import UserRole
from .custom_property import CustomProperty
from .guest import GuestOSProfile
from .host import VMHost, VMHostGroup
from .job import Job
from .library import (
    ISO,
    AnswerFile,
    CPUType,
    HardwareProfile,
    LibraryScript,
    LibraryServer,
    LibraryShare,
    OperatingSystem,
    VirtualFloppyDisk,
    VirtualHardDisk,
)
from .noun import Noun, Ref
from .run_as_account import RunAsAccount
from .template import Template
from .virtual_machine import VirtualMachine, VMCheckpoint
from .virtualization_manager import VirtualizationManager

NOUNS: dict[str, type[Noun]] = {
    cls.kind: cls
    for cls in (
        VirtualMachine, VMHost, VMHostGroup, LibraryServer, LibraryShare, ISO, VirtualHardDisk, VirtualFloppyDisk,
        LibraryScript, AnswerFile, HardwareProfile, GuestOSProfile, OperatingSystem, CPUType, CustomProperty, Job,
        UserRole, RunAsAccount, VirtualizationManager, Template,
    )
}  # fmt: skip
"""Every kind that has rows in the store, by its `kind`. Checkpoints live inside their virtual machine."""

__all__ = [
    "ISO", "NOUNS", "AnswerFile", "CPUType", "CustomProperty", "GuestOSProfile", "HardwareProfile", "Job",
    "LibraryScript", "LibraryServer", "LibraryShare", "Noun", "OperatingSystem", "Ref", "RunAsAccount", "Template",
    "UserRole", "VMCheckpoint", "VMHost", "VMHostGroup", "VirtualFloppyDisk", "VirtualHardDisk", "VirtualMachine",
    "VirtualizationManager",
]  # fmt: skip
