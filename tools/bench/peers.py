"""The peers, on the same work in the same run: virt-manager, virt-install and the bare libvirt calls."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def test_driver_file(folder: Path, count: int) -> str:
    """A libvirt test-driver host with `count` domains; the URI of it."""
    domains = "".join(
        f"<domain type='test'><name>vm-{i:05d}</name><memory>65536</memory><vcpu>1</vcpu><os><type>hvm</type></os>"
        f"</domain>"
        for i in range(count)
    )
    file = folder / f"{count}.xml"
    file.write_text(f"<node>{domains}</node>")
    return f"test://{file}"


def virt_manager(count: int, watch_seconds: float = 15) -> dict[str, Any] | None:
    """Time to all rows, share of time its main loop is blocked over 50 ms, RSS in MB; None without virt-manager."""
    if not (shutil.which("virt-manager") and shutil.which("xvfb-run") and shutil.which("dbus-run-session")):
        return None
    with tempfile.TemporaryDirectory() as home:
        uri = test_driver_file(Path(home), count)
        run = subprocess.run(
            ["dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24",
             "/usr/bin/python3", str(HERE / "peer_virt_manager.py"), uri, str(count), str(watch_seconds)],
            env={
                **os.environ, "HOME": home, "XDG_RUNTIME_DIR": home, "NO_AT_BRIDGE": "1", "GSETTINGS_BACKEND": "memory",
            },
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
    for line in run.stdout.splitlines():
        if line.startswith("{"):
            found: dict[str, Any] = json.loads(line)
            return found
    raise RuntimeError(f"virt-manager did not answer: {run.stderr[-400:]}")


def virt_install(uri: str, folder: Path) -> float | None:
    """Seconds of one ``virt-install --import`` of a 64 MB guest, wall time; None where it is not installed."""
    if not shutil.which("virt-install"):
        return None
    import time

    disk = folder / "peer.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", str(disk), "64M"], check=True)
    started = time.perf_counter()
    subprocess.run(
        ["virt-install", "--connect", uri, "--virt-type", "qemu", "--name", "peer", "--memory", "64",
         "--disk", f"path={disk}", "--check", "path_in_use=off", "--import", "--osinfo", "generic",
         "--graphics", "none", "--network", "none", "--noautoconsole"],
        check=True, capture_output=True,
    )  # fmt: skip
    seconds = time.perf_counter() - started
    subprocess.run(["virsh", "-c", uri, "destroy", "peer"], check=False, capture_output=True)
    subprocess.run(["virsh", "-c", uri, "undefine", "peer"], check=False, capture_output=True)
    disk.unlink()
    return seconds
