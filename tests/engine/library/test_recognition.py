"""What files are taken for, by content and by name."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vmmconsole.engine.library.disk_facts import read_disk_facts
from vmmconsole.engine.library.recognition import is_ignored, recognize
from vmmconsole.model import ISO, AnswerFile, LibraryScript, VirtualFloppyDisk, VirtualHardDisk
from vmmconsole.model.library import LibraryItem
from vmmconsole.model.status import VHDType

MB = 1024 * 1024
SUFFIXES = ["", ".iso", ".img", ".vhd", ".vhdx", ".vmdk", ".qcow2", ".xml", ".cfg", ".ps1", ".vfd"]


@pytest.mark.parametrize(
    ("name", "content", "kind", "disk_format"),
    [
        ("a.iso", b"anything", ISO, ""),
        ("A.ISO", b"anything", ISO, ""),
        ("a.ps1", b"Get-VM", LibraryScript, ""),
        ("disk.img", b"\0" * 4096, VirtualHardDisk, "raw"),
        ("disk.raw", b"\0" * 4096, VirtualHardDisk, "raw"),
        ("boot.img", b"\0" * 1474560, VirtualFloppyDisk, ""),
        ("boot.vfd", b"\0" * 512, VirtualFloppyDisk, ""),
        ("boot.flp", b"\0" * 512, VirtualFloppyDisk, ""),
        ("no-suffix", b"QFI\xfb" + b"\0" * 600, VirtualHardDisk, "qcow2"),
        ("renamed.iso", b"QFI\xfb" + b"\0" * 600, VirtualHardDisk, "qcow2"),
        ("d.vmdk", b"# Disk DescriptorFile\n", VirtualHardDisk, "vmdk"),
        ("broken.vhd", b"nothing of a VHD", VirtualHardDisk, "vhd"),
        ("unattend.xml", b"<x/>", AnswerFile, ""),
        ("w.xml", b'<unattend xmlns="urn:schemas-microsoft-com:unattend">', AnswerFile, ""),
        ("preseed.cfg", b"d-i", AnswerFile, ""),
        ("sysprep.inf", b"[x]", AnswerFile, ""),
        ("debian.seed", b"x", AnswerFile, ""),
        ("user-data", b"#cloud-config", AnswerFile, ""),
    ],
)
def test_what_a_file_is(tmp_path: Path, name: str, content: bytes, kind: type[LibraryItem], disk_format: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = recognize(path, len(content))
    assert found is not None
    assert (found.kind, found.format) == (kind, disk_format)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.iso", b""),
        ("notes.txt", b"x"),
        ("data.xml", b"<x/>"),
        ("web-flat.vmdk", b"\0" * 99),
        ("w-s001.vmdk", b"KDMV"),
    ],
)
def test_what_is_nothing_for_the_library(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert recognize(path, len(content)) is None


@pytest.mark.parametrize("name", ["dvd", "dvd.img", "dvd.bin"])
def test_an_iso_is_known_by_its_content(tmp_path: Path, write_iso: Callable[..., Path], name: str) -> None:
    path = write_iso(tmp_path / name)
    found = recognize(path, path.stat().st_size)
    assert found is not None
    assert (found.kind, found.volume_label) == (ISO, "DEBIAN 12")


@pytest.mark.parametrize("name", [".hidden.iso", "a.iso.part", "a.iso.crdownload", "a.iso~", "a.PART", "lost+found"])
def test_hidden_and_partial_files_are_ignored(name: str) -> None:
    assert is_ignored(name)
    assert not is_ignored("partial.iso")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(content=st.binary(max_size=3000), mark=st.sampled_from([b"", b"QFI\xfb", b"KDMV", b"vhdxfile", b"conectix"]),
       suffix=st.sampled_from(SUFFIXES))  # fmt: skip
def test_no_content_breaks_it(tmp_path: Path, content: bytes, mark: bytes, suffix: str) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(mark + content)
    recognize(path, len(mark + content))


@pytest.mark.parametrize(
    ("qemu_format", "options", "disk_format", "vhd_type"),
    [
        ("qcow2", "", "qcow2", VHDType.DYNAMIC),
        ("vpc", "subformat=dynamic,force_size=on", "vhd", VHDType.DYNAMIC),
        ("vpc", "subformat=fixed,force_size=on", "vhd", VHDType.FIXED),
        ("vhdx", "", "vhdx", VHDType.DYNAMIC),
        ("vmdk", "", "vmdk", VHDType.DYNAMIC),
        ("vmdk", "subformat=monolithicFlat", "vmdk", VHDType.FIXED),
        ("raw", "", "raw", VHDType.FIXED),
    ],
)
def test_facts_of_real_disks(
    tmp_path: Path, qemu_format: str, options: str, disk_format: str, vhd_type: VHDType
) -> None:
    path = tmp_path / f"disk.{disk_format}"
    command = ["qemu-img", "create", "-q", "-f", qemu_format, *(["-o", options] if options else []), str(path), "20M"]
    subprocess.run(command, check=True)
    found = recognize(path, path.stat().st_size)
    assert found is not None
    assert found.format == disk_format
    facts = read_disk_facts(path, found.format, path.stat().st_size)
    assert (facts.problem, facts.vhd_type, facts.maximum_size) == ("", vhd_type, 20 * MB)


def test_a_disk_whose_parent_is_gone(tmp_path: Path) -> None:
    parent, child = tmp_path / "parent.qcow2", tmp_path / "child.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", parent, "20M"], check=True)
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", parent.name, child], check=True)
    facts = read_disk_facts(child, "qcow2", 1)
    assert (facts.vhd_type, facts.problem) == (VHDType.DIFFERENCING, "")
    parent.unlink()
    facts = read_disk_facts(child, "qcow2", 1)
    assert facts.problem == f"Its parent disk {parent} is missing."
    assert facts.maximum_size == 20 * MB


def test_a_damaged_disk_says_so(tmp_path: Path) -> None:
    path = tmp_path / "-damaged: disk.qcow2"
    path.write_bytes(b"QFI\xfb" + b"\xff" * 2000)
    facts = read_disk_facts(path, "qcow2", 2004)
    assert facts.problem.startswith("The disk image is damaged or not supported:")
    assert facts.maximum_size == 0


def test_without_qemu_img_a_disk_is_still_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "qemu-img is not installed" in read_disk_facts(tmp_path / "a.qcow2", "qcow2", 10).problem
    assert read_disk_facts(tmp_path / "a.img", "raw", 10).maximum_size == 10


def test_a_disk_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "qemu-img"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("vmmconsole.engine.library.disk_facts.TIMEOUT_SECONDS", 0.1)
    assert "longer than 0.1 seconds" in read_disk_facts(tmp_path / "a.qcow2", "qcow2", 10).problem
