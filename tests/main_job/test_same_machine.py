"""The script that the wizard shows makes, run again from the command line, the same machine as the wizard."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from vmmconsole.cmdlets.session import PlacementRequest
from vmmconsole.engine.engine import Engine
from vmmconsole.engine.settings import EngineSettings
from vmmconsole.model import ISO, VirtualMachine, VMHost
from vmmconsole.model.status import DVDConnection, JobStatus, VMStatus
from vmmconsole_ui.wizards.new_vm_flow import NewVirtualMachineFlow
from vmmconsole_ui.wizards.new_vm_request import LibraryFile, new_request

ROOT = Path(__file__).parents[2]
ODD = "it's “web” $(1) `x` 漢"


def wizard_script(engine: Engine, path: Path) -> str:
    """What the wizard shows when an administrator chooses a blank disk and an ISO image, with odd names."""
    request = new_request(server="localhost", owner="LAB\\o'anna")
    flow = NewVirtualMachineFlow(request)
    flow.set_name(ODD)
    request.description = 'a "quoted" text\nof two lines, $true'
    request.hardware.memory_mb = 64
    request.hardware.virtual_disk_drives[0].size_mb = 128
    (iso,) = engine.store.find(ISO, name="setup.iso")
    drive = request.hardware.virtual_dvd_drives[0]
    request.isos[drive.id] = LibraryFile(
        id=iso.id, name=iso.name, share_path=iso.share_path, library_server=iso.library_server.name
    )
    drive.connection, drive.iso = DVDConnection.ISO_IMAGE, iso.ref
    (host,) = engine.store.find(VMHost)
    wanted = PlacementRequest(name=ODD, hardware=request.hardware, disk_gb=request.new_disk_gb)
    (rating,) = engine.read_session("root").rate_hosts(wanted, [host])
    request.host, request.stars, flow.facts.rating = host.ref, rating.rating, rating
    request.path = str(path)
    request.start_vm = True
    while flow.next():
        pass
    assert flow.is_last, flow.reason
    return flow.script_text()


def definition(daemon: Any, name: str) -> str:
    """The machine's libvirt definition without what must differ: name, IDs, addresses, paths."""
    xml = daemon.connection.lookupByName(name).XMLDesc(2)
    root = ET.fromstring(xml)
    for tag in ("name", "uuid"):
        root.remove(root.find(tag))  # type: ignore[arg-type]  # every definition has them
    for mac in root.iter("mac"):
        mac.set("address", "")
    text = ET.tostring(root, encoding="unicode")
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(:\d+)?", "GUID", text)
    for before, after in (("vms/", "NAME"), (">", "NAME"), ("/", "NAME")):
        text = text.replace(f"{before}{name}", before + after)
    return text


@pytest.mark.libvirt
def test_copied_script_makes_the_same_machine(daemon: Any, tmp_path: Path) -> None:
    data, library, vms = tmp_path / "data", tmp_path / "library", tmp_path / "vms"
    library.mkdir()
    vms.mkdir()
    (library / "setup.iso").write_bytes(b"\0" * 32768 + b"\x01CD001\x01" + b"\0" * 4096)
    engine = Engine(EngineSettings(data_dir=data, local_host=False, library_path=library))
    engine.start()
    try:
        engine.start_background()
        add = f'Add-VMHost -ComputerName "kvm" -Connection "{daemon.daemon.uri}"'
        assert engine.jobs.wait(engine.jobs.start(add, owner="root").id, 60).status is JobStatus.COMPLETED
        engine.library.refresh(engine.library.ensure_default(library))
        script = wizard_script(engine, vms)
        made = engine.jobs.wait(engine.jobs.start(script, owner="root").id, 60)
        assert made.status is JobStatus.COMPLETED, made.error_info
        assert made.name == "Create virtual machine"
        assert made.script == script
        (machine,) = engine.store.find(VirtualMachine, name=ODD)
        assert machine.status is VMStatus.RUNNING
        assert machine.virtual_dvd_drives[0].iso_path == str(library / "setup.iso")
        assert machine.owner == "LAB\\o'anna"
        assert machine.description == 'a "quoted" text\nof two lines, $true'
    finally:
        engine.stop()

    edited, renamed = re.subn(r'New-VM -Name ".*?" -Description', 'New-VM -Name "second" -Description', script)
    edited, refiled = re.subn(r'-FileName ".*_disk_1"', '-FileName "second_disk_1"', edited)
    assert (renamed, refiled) == (1, 1), script
    file = tmp_path / "second.ps1"
    file.write_text(edited, "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "vmmconsole", "run", "--data", str(data), str(file)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert definition(daemon, "second") == definition(daemon, ODD)
