"""What this computer has and lacks for the console and an engine of its own. Imports only the standard library."""

from __future__ import annotations

import ctypes.util
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

MINIMUM_PYTHON = (3, 11)
NEEDED_FREE_BYTES = 1 << 30
_SYSTEM_PATHS = ("/usr/sbin", "/usr/local/sbin", "/sbin", "/usr/libexec")
_QT_LIBRARIES = (
    ("EGL", "libegl1"),
    ("GL", "libgl1"),
    ("xkbcommon", "libxkbcommon0"),
    ("xkbcommon-x11", "libxkbcommon-x11-0"),
    ("dbus-1", "libdbus-1-3"),
    ("fontconfig", "libfontconfig1"),
    ("xcb-cursor", "libxcb-cursor0"),
    ("xcb-icccm", "libxcb-icccm4"),
    ("xcb-image", "libxcb-image0"),
    ("xcb-keysyms", "libxcb-keysyms1"),
    ("xcb-randr", "libxcb-randr0"),
    ("xcb-render-util", "libxcb-render-util0"),
    ("xcb-shape", "libxcb-shape0"),
    ("xcb-xinerama", "libxcb-xinerama0"),
)
"""What Qt's X11 platform loads, and the Debian package of each."""
_FONTS = (("Inter", "fonts-inter"), ("JetBrains Mono", "fonts-jetbrains-mono"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for."""

    name: str
    found: bool
    detail: str
    """What there is, or what its absence means."""
    needed: bool = True
    """False where everything works without it, only not as well."""
    packages: tuple[str, ...] = ()
    """The Debian packages that bring it."""
    remedy: str = ""
    """What to do where no package helps."""


def look(data_dir: Path) -> list[Finding]:
    """Look at everything; nothing is changed."""
    checks: Iterable[Callable[[], Finding]] = (
        _python,
        _qt,
        _qt_libraries,
        _display,
        lambda: _program("libvirt daemon", "libvirtd", ("libvirt-daemon", "libvirt-daemon-driver-qemu")),
        _libvirt_python,
        lambda: _program("QEMU", _qemu_name(), ("qemu-system-x86",)),
        lambda: _program("qemu-img", "qemu-img", ("qemu-utils",)),
        lambda: _kvm(data_dir),
        _fonts,
        lambda: _data_folder(data_dir),
        lambda: _space(data_dir),
    )
    return [check() for check in checks]


def report(out: TextIO, data_dir: Path | None = None, *, packages_only: bool = False) -> int:
    """Write what was found, or only the names of the missing Debian packages; 1 when something needed is missing."""
    if data_dir is None:
        from vmmconsole.client.embedded import default_data_dir

        data_dir = default_data_dir()
    findings = look(data_dir)
    missing = [f for f in findings if not f.found]
    packages = list(dict.fromkeys(name for finding in missing for name in finding.packages))
    if packages_only:
        out.writelines(f"{name}\n" for name in packages)
    else:
        _write(out, findings, missing, packages)
    return int(any(finding.needed for finding in missing))


def _write(out: TextIO, findings: list[Finding], missing: list[Finding], packages: list[str]) -> None:
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        mark = "ok      " if finding.found else "MISSING " if finding.needed else "without "
        out.write(f"{mark} {finding.name:<{width}}  {finding.detail}\n")
    for finding in missing:
        if finding.remedy:
            out.write(f"\n{finding.name}: {finding.remedy}\n")
    if packages:
        sudo = "" if _is_root() else "sudo "
        out.write(f"\nTo install what is missing on Debian or Ubuntu:\n  {sudo}apt-get install {' '.join(packages)}\n")
    if not missing:
        out.write("\nEverything is there.\n")


def _python() -> Finding:
    wanted = ".".join(map(str, MINIMUM_PYTHON))
    return Finding(
        "Python",
        sys.version_info >= MINIMUM_PYTHON,
        f"{platform.python_version()} ({wanted} or later is needed)",
        packages=("python3.11",),
    )


def _qt() -> Finding:
    missing = [name for name in ("PySide6", "qasync", "qtawesome") if importlib.util.find_spec(name) is None]
    return Finding(
        "Qt for Python",
        not missing,
        f"{', '.join(missing)} not installed: no console window" if missing else "installed",
        remedy="pip install 'vmmconsole[console]'" if missing else "",
    )


def _qt_libraries() -> Finding:
    if sys.platform != "linux":
        return Finding("Qt's libraries", True, "come with Qt for Python here")
    absent = [(name, package) for name, package in _QT_LIBRARIES if ctypes.util.find_library(name) is None]
    names = ", ".join(f"lib{name}" for name, _ in absent)
    return Finding(
        "Qt's libraries",
        not absent,
        f"{names} not found: the window cannot open" if absent else f"all {len(_QT_LIBRARIES)} found",
        packages=tuple(package for _, package in absent),
    )


def _display() -> Finding:
    if sys.platform != "linux":
        return Finding("Display", True, "the system's own")
    name = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    return Finding(
        "Display",
        bool(name),
        name or "DISPLAY and WAYLAND_DISPLAY are empty: no window here, but run, shell, engine and tour work",
        needed=False,
    )


def _find_program(name: str) -> str:
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(_SYSTEM_PATHS)) or ""


def _program(title: str, name: str, packages: tuple[str, ...]) -> Finding:
    path = _find_program(name)
    return Finding(title, bool(path), path or f"{name} not found: this computer cannot be a host", packages=packages)


def _qemu_name() -> str:
    machine = platform.machine().lower()
    return f"qemu-system-{'x86_64' if machine in ('amd64', 'x86_64', 'i686') else machine.replace('arm64', 'aarch64')}"


def _libvirt_python() -> Finding:
    found = importlib.util.find_spec("libvirt") is not None
    return Finding(
        "libvirt for Python",
        found,
        "installed" if found else "not installed: KVM hosts cannot be managed",
        packages=() if found else ("libvirt-dev", "python3-dev", "gcc", "pkg-config"),
        remedy="" if found else "pip install 'vmmconsole[libvirt]'",
    )


def _kvm(data_dir: Path) -> Finding:
    device = Path("/dev/kvm")
    if not device.exists():
        return Finding(
            "/dev/kvm",
            False,
            "not there: virtual machines run in software emulation, which is slow",
            needed=False,
            remedy="Switch on virtualization in the firmware, or nested virtualization for a virtual machine.",
        )
    if not os.access(device, os.R_OK | os.W_OK):
        return Finding(
            "/dev/kvm",
            False,
            "may not be opened: virtual machines run in software emulation, which is slow",
            needed=False,
            remedy=f"Join the group that owns it, then sign in again: sudo usermod -aG kvm {_user()}",
        )
    verdict = _tried_accelerator(data_dir)
    if verdict == "tcg":
        return Finding(
            "/dev/kvm",
            False,
            "can be opened, but a guest that was tried on it hung or crawled: virtual machines run in software "
            "emulation, which is slow",
            needed=False,
            remedy="This computer is probably a container or a virtual machine itself: switch on nested virtualization "
            "where it runs, then restart it. It is tried again after each restart.",
        )
    tried = "a guest was tried on it and runs" if verdict else "whether guests run on it is tried at the first start"
    return Finding("/dev/kvm", True, f"can be opened; {tried}", needed=False)


def _tried_accelerator(data_dir: Path) -> str:
    """What the engine of that folder found out by running a guest since this computer started; empty: nothing yet."""
    try:
        kept = json.loads((data_dir / "providers/accelerator.json").read_text())
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except (OSError, ValueError):
        return ""
    known = isinstance(kept, dict) and str(kept.get("key", "")).startswith(f"{boot}|")
    return str(kept.get("verdict", "")) if known else ""


def _user() -> str:
    return os.environ.get("USER") or "$USER"


def _fonts() -> Finding:
    families = _font_families()
    absent = [(name, package) for name, package in _FONTS if families is None or name not in families]
    return Finding(
        "Fonts",
        not absent,
        f"{', '.join(name for name, _ in absent)} not found: another font is used" if absent else "found",
        needed=False,
        packages=tuple(package for _, package in absent),
    )


def _font_families() -> str | None:
    """All font families in one text, None where nobody can tell."""
    program = _find_program("fc-list")
    if not program:
        names = [
            path.name for top in ("/usr/share/fonts", str(Path.home() / ".fonts")) for path in Path(top).rglob("*")
        ]
        joined = "\n".join(names).replace("JetBrainsMono", "JetBrains Mono")
        return joined or None
    try:
        answer = subprocess.run([program, ":", "family"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603  a fixed command
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout


def _existing(path: Path) -> Path:
    """The path or its nearest parent that is there."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _data_folder(data_dir: Path) -> Finding:
    place = _existing(data_dir)
    writable = place.is_dir() and os.access(place, os.W_OK | os.X_OK)
    return Finding(
        "Data folder",
        writable,
        f"{data_dir} can be written" if writable else f"{data_dir} cannot be written",
        remedy="" if writable else "Choose another folder with --data, or change who may write there.",
    )


def _space(data_dir: Path) -> Finding:
    free = shutil.disk_usage(_existing(data_dir)).free
    enough = free >= NEEDED_FREE_BYTES
    return Finding(
        "Disk space",
        enough,
        f"{free / (1 << 30):.1f} GB free at {_existing(data_dir)}" + ("" if enough else ", 1 GB is needed"),
        remedy="" if enough else "Free some space, or choose a folder on another volume with --data.",
    )


def _is_root() -> bool:
    return hasattr(os, "getuid") and os.getuid() == 0
