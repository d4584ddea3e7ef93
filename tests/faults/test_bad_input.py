"""What people type that cannot be: each is refused with a reason and a way out, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.model import ISO
from vmmconsole.script.writer import quote

pytestmark = [pytest.mark.libvirt, pytest.mark.timeout(120)]


@pytest.mark.parametrize(
    "name",
    ["it's", "$(1) $x ${y}", "`x`", "漢字 ünï 😀", "x" * 200, "-name", "a;b&c", "%s{0}", "“q”"],
    ids=["apostrophe", "dollar", "backtick", "unicode", "longest", "dash", "semicolon", "format", "curly"],
)
def test_odd_names_make_whole_machines(lab: Any, name: str) -> None:
    job = lab.job(lab.creates(name))
    assert job.error_info is None, job.error_info
    made = lab.machines()[name]
    assert Path(made.virtual_hard_disks[0].location).is_file()
    found = lab.run(f"(Get-VM -Name {quote(name)}).ID; Remove-VM -VM {quote(name)} | Out-Null")
    assert (found.code, found.err) == (0, "")
    assert str(made.id) in found.out
    assert name not in lab.machines()
    assert lab.files() == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ('a"b', "cannot contain"), ("a\nb", "line breaks"), ("a\u2028b", "line breaks"), ("x" * 300, "200 bytes"),
        ("é" * 101, "200 bytes"), ("../up", "cannot contain"), ("..", "dot"), (" ", "needed"), ("a\u202eb", "control"),
        ("a*", "cannot contain"),
    ],
)  # fmt: skip
def test_names_that_cannot_be_are_refused(lab: Any, tells: Any, name: str, why: str) -> None:
    job = lab.job(lab.creates(name))
    assert job.status.value == "Failed"
    tells(job.error_info, why, "Choose another name")
    said = lab.run(f"New-VM -Name {quote(name)} -VMHost kvm -Path '{lab.vms}'")
    assert said.code == 1
    assert why in said.err
    assert lab.machines() == {}
    assert lab.files() == []


def test_memory_beyond_the_host(lab: Any, tells: Any) -> None:
    job = lab.job(lab.creates("huge", memory=1_000_000))
    assert job.status.value == "Failed"
    tells(job.error_info, "memory", "MB")
    assert lab.machines() == {}
    assert lab.files() == []


def test_a_disk_that_exists_is_not_touched(lab: Any, tells: Any) -> None:
    (lab.vms / "taken").mkdir()
    there = lab.vms / "taken" / "disk.qcow2"
    there.write_bytes(b"somebody's data")
    try:
        job = lab.job(lab.creates("taken"))
        assert job.status.value == "Failed"
        tells(job.error_info, str(there), "exists")
        lab.run("Get-VM | Repair-VM -Undo")
        lab.run("Get-VM | Remove-VM")
        assert lab.machines() == {}
        assert there.read_bytes() == b"somebody's data"
    finally:
        there.unlink(missing_ok=True)
        (lab.vms / "taken").rmdir()


def test_a_path_that_cannot_be_written(lab: Any, tells: Any) -> None:
    # A file where the folder should be refuses root too.
    blocked = lab.vms.parent / "blocked"
    blocked.write_text("")
    job = lab.job(lab.creates("nowhere", path=blocked))
    assert job.status.value == "Failed"
    tells(job.error_info, str(blocked), "cannot be written")
    assert lab.machines() == {}
    job = lab.job(lab.creates("relative", path=Path("not/absolute")))
    tells(job.error_info, "not/absolute")
    job = lab.job(lab.creates("proc", path=Path("/proc")))
    assert job.status.value == "Failed"
    tells(job.error_info, "/proc")
    assert lab.machines() == {}


def test_an_iso_that_was_deleted_between_wizard_and_run(lab: Any, tells: Any, waits: Any) -> None:
    image = lab.library / f"{uuid4().hex[:6]}.iso"
    image.write_bytes(b"\0" * 32768 + b"\x01CD001\x01" + b"\0" * 4096)

    def isos() -> list[Any]:
        with lab.client() as client:
            return [row for row in client.list(ISO).rows if row[1] == image.name]

    waits(isos)
    script = lab.creates("boots").replace(
        f"New-VirtualDVDDrive -JobGroup {lab.group} -Bus 1 -LUN 0",
        f"$ISO = Get-ISO | where {{$_.Name -eq '{image.name}'}}\n"
        f"New-VirtualDVDDrive -JobGroup {lab.group} -Bus 1 -LUN 0 -ISO $ISO",
    )
    image.unlink()
    job = lab.job(script)
    assert job.status.value == "Failed"
    tells(job.error_info)
    assert image.name in f"{job.error_info.message}" or "-ISO is $null" in job.error_info.message
    assert lab.machines() == {}
    assert lab.files() == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Get-VirtualMachin", ["Get-VirtualMachin", "Did you mean"]),
        ("Get-VM -Frobnicate x", ["Frobnicate"]),
        ("New-VirtualDiskDrive -VM x -IDE -Bus 0 -LUN 0 -Size much", ["much", "Size"]),
        ("Set-VM -VM x -StartAction Sometimes", ["Sometimes", "StartAction"]),
        ("Get-VM -Name 'x", ["'"]),
        ("if ($true) { Get-VM", ["}"]),
        ("Stop-VM -VM nobody", ["nobody"]),
        ("New-VM -Name x", ["-VMHost"]),
        ("Get-VMHost -ComputerName nobody | Remove-VMHost; $null.Foo()", ["null"]),
        ("[System.Diagnostics.Process]::Start('x')", ["System.Diagnostics.Process"]),
        ("Get-VM | Out-File > ", ["a file after the redirection"]),
        ("cmd.exe /c dir", ["cmd.exe"]),
    ],
)
def test_what_is_wrong_in_a_script_is_named(lab: Any, text: str, parts: list[str]) -> None:
    said = lab.run(text)
    assert said.code == 1
    for part in parts:
        assert part in said.err, said.err
    assert "Traceback" not in said.err


def test_a_job_is_refused_whole_for_an_unknown_cmdlet_in_its_last_line(lab: Any) -> None:
    from vmmconsole.model.errors import ParameterError, ScriptSyntaxError

    with pytest.raises(ParameterError, match="Get-Nothing"):
        lab.begin(lab.creates("half") + "\nGet-Nothing")
    with pytest.raises(ScriptSyntaxError):
        lab.begin(lab.creates("half") + "\n}")
    assert lab.machines() == {}


def test_the_exit_code_says_whether_all_succeeded(lab: Any, tmp_path: Path) -> None:
    assert lab.run("Get-VM").code == 0
    assert lab.run("exit 7").code == 7
    assert lab.run("Stop-VM -VM nobody; 'on'").code == 1
    assert lab.run("throw 'no'").code == 1
    assert lab.run("try { Stop-VM -VM nobody } catch { 'caught' }").code == 0
    assert lab.run("Get-VM -Name").code == 1
    assert lab.run("'x").code == 1
    missing = lab.run_file(tmp_path / "none.ps1")
    assert missing.code == 1
    assert "none.ps1" in missing.err


def test_numbers_at_the_edges(lab: Any, tells: Any) -> None:
    for memory, disk in ((0, 16), (-5, 16), (32, 0), (32, -1), (2**70, 16), (32, 2**70), (32, 10**9)):
        job = lab.job(lab.creates("edge", memory=memory, disk_mb=disk))
        assert job.status.value == "Failed", (memory, disk)
        tells(job.error_info)
        assert lab.machines() == {}, (memory, disk)
    assert lab.files() == []


def test_a_name_that_is_taken(lab: Any, tells: Any) -> None:
    assert lab.job(lab.creates("twin")).error_info is None
    again = lab.job(lab.creates("twin"))
    tells(again.error_info, "'twin'", "There is one of that name")
    assert list(lab.machines()) == ["twin"]
    assert lab.run("Get-VM -Name twin | Remove-VM").code == 0
    assert lab.files() == []
