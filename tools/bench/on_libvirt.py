"""A real libvirt host: this machine's private daemon, with a few machines, and what New-VM costs on it."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import time
from pathlib import Path
from uuid import uuid4

from .figures import Figure, figure
from .peers import virt_install
from .place import Place

MACHINES = 20
"""How many are defined on this machine for its list."""
_GROUP = "6f6d1f39-5f0e-4b0f-8f0e-4b0f8e3b50bc"


def measure(place: Place, runs: int) -> list[Figure]:
    """This machine's list, changes by virsh, and New-VM beside the bare calls and virt-install."""
    from vmmconsole.providers.libvirt.daemon import PrivateDaemon

    data = place.folder / "local"
    daemon = PrivateDaemon(data / "providers")
    daemon.ensure()
    try:
        return [*_lists(place, data, daemon.uri, runs), *asyncio.run(_new_vm(place, data, daemon.uri, runs))]
    finally:
        _destroy_all(daemon.uri)
        daemon.stop()
        shutil.rmtree(daemon.runtime_folder, ignore_errors=True)


def _lists(place: Place, data: Path, uri: str, runs: int) -> list[Figure]:
    import libvirt

    connection = libvirt.open(uri)
    for number in range(MACHINES):
        connection.defineXML(domain(f"here-{number:02d}"))
    running = connection.defineXML(domain("runs"))
    running.create()
    connection.close()
    present = [*(f"here-{number:02d}" for number in range(MACHINES)), "runs"]
    first = place.console(data, len(present), "settle:1")
    later = [place.console(data, len(present), "settle:1") for _ in range(runs)]
    new = place.folder / "new.xml"
    new.write_text(domain("new"))
    steps = [
        (["define", str(new)], "new", ""), (["start", "new"], "new", "Running"),
        (["suspend", "runs"], "runs", "Paused"), (["resume", "runs"], "runs", "Running"),
        (["destroy", "new"], "new", "PowerOff"),
        (["undefine", "new"], "new", None), (["destroy", "runs"], "runs", "PowerOff"),
    ]  # fmt: skip
    orders = json.dumps({"uri": uri, "steps": steps, "present": present, "slow": ["start", "destroy"]})
    outside = place.console(data, len(present), "settle:1", f"outside:{orders}")["outside"]
    slowest = max(outside, key=outside.get)
    return [
        figure("window painted", [run["painted"] for run in later], "s", 0.7),
        figure(
            f"this machine's {len(present)} VMs listed, from process start", [run["listed"] for run in later], "s", 2
        ),
        figure("the same at the first start: daemon known, host not", [first["listed"]], "s"),
        figure(f"outside change by virsh on screen, median of {len(outside)} kinds", list(outside.values()), "s", 1),
        figure(f"outside change by virsh on screen, slowest ({slowest.split()[0]})", [outside[slowest]], "s", 1),
    ]


async def _new_vm(place: Place, data: Path, uri: str, runs: int) -> list[Figure]:
    from vmmconsole.client.embedded import EmbeddedEngine
    from vmmconsole.model import VMHost

    ours, started, bare, peer = [], [], [], []
    place.quiet()
    folder = place.folder / "vms"
    folder.mkdir()
    _engine(place, data)
    engine = EmbeddedEngine(data)
    client = await engine.start()
    try:
        await client.wait_ready(30)
        listing = await client.list(VMHost)
        host = str(listing.rows[0][1])
        for number in range(runs + 1):
            name = f"made-{number}"
            began = time.perf_counter()
            job = await client.wait((await client.run(_script(name, host, folder))).id)
            ours.append(time.perf_counter() - began)
            if job.status.value != "Completed":
                raise RuntimeError(f"New-VM: {job.status_text} {job.error_info}")
            bare.append(await asyncio.to_thread(_bare, uri, name, folder, number))
            began = time.perf_counter()
            await client.wait((await client.run(_script(f"run-{number}", host, folder, start=True))).id)
            started.append(time.perf_counter() - began)
            if (seconds := virt_install(uri, place.folder)) is not None:
                peer.append(seconds)
    finally:
        await engine.stop("now")
    words = f"virt-install --import, which starts it: {sorted(peer)[len(peer) // 2]:.2f} s" if peer else "not installed"
    extra = [a - b for a, b in zip(ours, bare, strict=True)][1:]
    return [
        figure("New-VM on libvirt over qemu-img and defineXML", extra, "s", 0.3, peer=words),
        figure("New-VM, whole job, disk and VM made", ours[1:], "s", peer=words),
        figure("New-VM -StartVM, whole job, VM runs", started[1:], "s", peer=words),
        figure("the bare calls: qemu-img create, defineXML", bare[1:], "s"),
    ]


def _engine(place: Place, data: Path) -> None:
    """The engine as the console starts it, but in the bench's surroundings."""
    place.python("vmmconsole", "engine", "--data", str(data))
    place.engine_listens(data)


def _script(name: str, host: str, folder: Path, *, start: bool = False) -> str:
    group = _GROUP[:-4] + f"{abs(hash(name)) % 65536:04x}"
    return f"""
New-VirtualDiskDrive -IDE -Bus 0 -LUN 0 -JobGroup {group} -Size 64 -Dynamic -Filename "{name}_disk_1"
New-HardwareProfile -Name "Profile{group}" -CPUCount 1 -MemoryMB 64 -JobGroup {group}
New-VM -Name "{name}" -VMHost "{host}" -Path "{folder}" -HardwareProfile "Profile{group}" {"-StartVM" if start else ""}
"""


def _bare(uri: str, name: str, folder: Path, number: int) -> float:
    """Make the machine of that name once more, by qemu-img and one libvirt call; seconds."""
    import libvirt

    connection = libvirt.open(uri)
    xml = connection.lookupByName(name).XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
    connection.close()
    disk = folder / f"bare-{number}.qcow2"
    xml = re.sub(r"<uuid>.*?</uuid>", f"<uuid>{uuid4()}</uuid>", xml)
    xml = re.sub(r"<name>.*?</name>", f"<name>bare-{number}</name>", xml, count=1)
    xml = re.sub(r"<mac address='.*?'/>", "", xml)
    xml = re.sub(r"<source file='.*?'", f"<source file='{disk}'", xml)
    began = time.perf_counter()
    connection = libvirt.open(uri)
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", str(disk), "64M"], check=True)
    connection.defineXML(xml)
    connection.close()
    return time.perf_counter() - began


def domain(name: str) -> str:
    return (
        f"<domain type='qemu'><name>{name}</name><memory unit='MiB'>32</memory><vcpu>1</vcpu>"
        "<os><type arch='x86_64' machine='pc'>hvm</type></os><devices/></domain>"
    )


def _destroy_all(uri: str) -> None:
    import libvirt

    connection = libvirt.open(uri)
    for domain in connection.listAllDomains(libvirt.VIR_CONNECT_LIST_DOMAINS_ACTIVE):
        domain.destroy()
    connection.close()
