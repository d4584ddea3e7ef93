"""What a disk image says of itself, as ``qemu-img info`` reads it. The image is untrusted input."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vmmconsole.model.status import VHDType, VirtualizationPlatform

TIMEOUT_SECONDS = 30
MEMORY_LIMIT_BYTES = 2 << 30
CPU_LIMIT_SECONDS = 10

_QEMU_FORMATS = {"vhd": "vpc"}
PLATFORMS = {
    "vhd": VirtualizationPlatform.HYPER_V,
    "vhdx": VirtualizationPlatform.HYPER_V,
    "vmdk": VirtualizationPlatform.VMWARE_ESX,
    "qcow2": VirtualizationPlatform.KVM,
    "raw": VirtualizationPlatform.KVM,
}
_FIXED_VMDK = frozenset({"monolithicFlat", "twoGbMaxExtentFlat", "vmfs", "vmfsPreallocated", "vmfsEagerZeroedThick"})

_VHD_FOOTER = 512
_VHD_TYPES = {2: VHDType.FIXED, 3: VHDType.DYNAMIC, 4: VHDType.DIFFERENCING}


@dataclass(frozen=True, slots=True)
class DiskFacts:
    """The facts of a disk image; `maximum_size` in bytes, `problem` why it cannot be used, if so."""

    vhd_type: VHDType = VHDType.NONE
    maximum_size: int = 0
    parent_disk: str = ""
    problem: str = ""


def read_disk_facts(path: Path, disk_format: str, size: int) -> DiskFacts:
    """The facts of the image at the absolute `path`, of a format that `recognize` found; `size` in bytes. What cannot
    be read is told in `problem`, never raised."""
    if disk_format == "raw":
        return DiskFacts(VHDType.FIXED, size)
    try:
        info = _query(path, _QEMU_FORMATS.get(disk_format, disk_format))
        return _facts(path, disk_format, info)
    except _UnreadableError as err:
        return DiskFacts(problem=str(err))
    except OSError as err:
        return DiskFacts(problem=f"The file cannot be read: {err.strerror or err}.")


class _UnreadableError(Exception):
    """The image's facts cannot be read; the text is for people."""


def _query(path: Path, qemu_format: str) -> dict[str, Any]:
    program = shutil.which("qemu-img")
    if program is None:
        raise _UnreadableError("Its size is not known, because the program qemu-img is not installed.")
    command = [program, "info", "-U", "--output=json", "-f", qemu_format, str(path)]
    limiter = shutil.which("prlimit")
    if limiter is not None:
        command = [limiter, f"--as={MEMORY_LIMIT_BYTES}", f"--cpu={CPU_LIMIT_SECONDS}", *command]
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the path is absolute, so it cannot be taken for an option
            command, capture_output=True, timeout=TIMEOUT_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise _UnreadableError(f"Reading it took longer than {TIMEOUT_SECONDS} seconds.") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1].removeprefix("qemu-img: ") if said else f"qemu-img ended with code {done.returncode}"
        raise _UnreadableError(f"The disk image is damaged or not supported: {reason.replace(str(path), path.name)}.")
    try:
        info = json.loads(done.stdout)
    except ValueError:
        info = None
    if not isinstance(info, dict):
        raise _UnreadableError("qemu-img gave an answer that is not understood.")
    return info


def _facts(path: Path, disk_format: str, info: dict[str, Any]) -> DiskFacts:
    size = info.get("virtual-size")
    parent = info.get("full-backing-filename") or info.get("backing-filename") or ""
    kind = VHDType.DIFFERENCING if parent else VHDType.DYNAMIC
    if disk_format == "vhd":
        kind = _vhd_type(path)
    details = info.get("format-specific")
    data = details.get("data") if isinstance(details, dict) else None
    if disk_format == "vmdk" and isinstance(data, dict) and data.get("create-type") in _FIXED_VMDK:
        kind = VHDType.FIXED
    problem = ""
    if parent and not str(parent).startswith("json:") and not (path.parent / str(parent)).exists():
        problem = f"Its parent disk {parent} is missing."
    return DiskFacts(kind, size if isinstance(size, int) else 0, str(parent), problem)


def _vhd_type(path: Path) -> VHDType:
    """A VHD's type from its footer, which qemu-img does not tell (VHD specification 1.0, Hard Disk Footer Format)."""
    with path.open("rb") as file:
        file.seek(-_VHD_FOOTER, 2)
        footer = file.read(_VHD_FOOTER)
    if not footer.startswith(b"conectix"):
        return VHDType.DYNAMIC
    return _VHD_TYPES.get(int.from_bytes(footer[60:64], "big"), VHDType.NONE)
