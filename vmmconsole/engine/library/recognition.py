"""What a file in a library share is, by its content first and its name second."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from vmmconsole.model import ISO, AnswerFile, LibraryScript, VirtualFloppyDisk, VirtualHardDisk
from vmmconsole.model.library import LibraryItem

_ISO_DESCRIPTOR = 16 * 2048
"""Where the volume descriptors of ISO 9660 and UDF begin (ECMA-119, 6.2.1)."""
_ISO_MARKS = (b"CD001", b"BEA01", b"NSR02", b"NSR03")
_LABEL = slice(40, 72)

_FLOPPY_SIZES = frozenset({163840, 184320, 327680, 368640, 737280, 1228800, 1474560, 1720320, 2949120})
"""Bytes of the formats that floppy drives of PCs know."""

_DISK_MARKS = ((b"QFI\xfb", "qcow2"), (b"vhdxfile", "vhdx"), (b"KDMV", "vmdk"), (b"conectix", "vhd"))
_DISK_SUFFIXES = {".vhd": "vhd", ".vhdx": "vhdx", ".vmdk": "vmdk", ".qcow2": "qcow2", ".img": "raw", ".raw": "raw"}
_VMDK_EXTENT = re.compile(r"-(flat|delta|[sf]\d{3})\.vmdk$", re.IGNORECASE)
"""The data files of a VMDK disk, which is known by its descriptor file."""
_ANSWER_NAMES = frozenset({"user-data", "meta-data", "autounattend.xml", "unattend.xml"})
_ANSWER_SUFFIXES = frozenset({".inf", ".cfg", ".seed", ".ks"})
_ANSWER_MARK = b"urn:schemas-microsoft-com:unattend"

_PARTIAL = re.compile(r"(\.(part|partial|crdownload|download|filepart|tmp|temp|aria2|!ut|swp|lock)|~)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recognized:
    """What a file is; `format` is a disk's: ``vhd``, ``vhdx``, ``vmdk``, ``qcow2``, ``raw``."""

    kind: type[LibraryItem]
    format: str = ""
    volume_label: str = ""


def is_ignored(name: str) -> bool:
    """Whether files or folders of that name are none of the library's: hidden, or still being downloaded."""
    return name.startswith(".") or _PARTIAL.search(name) is not None or name in {"lost+found", "$RECYCLE.BIN"}


def recognize(path: Path, size: int) -> Recognized | None:
    """What the file is, None when it is nothing for the library. `size` in bytes.

    Raises:
        OSError: it cannot be read.
    """
    if size == 0:
        return None
    name, suffix = path.name.lower(), path.suffix.lower()
    if suffix == ".ps1":
        return Recognized(LibraryScript)
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(_ISO_DESCRIPTOR)
        descriptor = file.read(2048)
    disk = next((known for mark, known in _DISK_MARKS if head.startswith(mark)), "")
    if not disk and suffix == ".vmdk" and head.startswith(b"# Disk DescriptorFile"):
        disk = "vmdk"
    if disk:
        return None if _VMDK_EXTENT.search(name) else Recognized(VirtualHardDisk, disk)
    if descriptor[1:6] in _ISO_MARKS or suffix == ".iso":
        return Recognized(ISO, volume_label=_label(descriptor))
    return _by_name(name, suffix, size, head)


def _label(descriptor: bytes) -> str:
    if descriptor[1:6] != b"CD001":
        return ""
    return descriptor[_LABEL].decode("ascii", "replace").strip(" \0")


def _by_name(name: str, suffix: str, size: int, head: bytes) -> Recognized | None:
    if suffix in {".vfd", ".flp"} or (suffix in {".img", ".ima"} and size in _FLOPPY_SIZES):
        return Recognized(VirtualFloppyDisk)
    if suffix in _DISK_SUFFIXES and not _VMDK_EXTENT.search(name):
        return Recognized(VirtualHardDisk, _DISK_SUFFIXES[suffix])
    if name in _ANSWER_NAMES or suffix in _ANSWER_SUFFIXES or (suffix == ".xml" and _ANSWER_MARK in head):
        return Recognized(AnswerFile)
    return None
