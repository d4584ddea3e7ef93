"""The provider as on a remote host: all files through libvirt's storage volumes."""

from __future__ import annotations

import os
import subprocess

import pytest

from vmmconsole.model.errors import StorageError
from vmmconsole.model.hardware import DiskImage, Hardware, VirtualDiskDrive, VirtualDVDDrive
from vmmconsole.model.status import BusType, DVDConnection, VHDType, VMStatus
from vmmconsole.providers.contract import HardwareChange
from vmmconsole.providers.libvirt.connection import is_local
from vmmconsole.providers.libvirt.host import LibvirtHost

pytestmark = pytest.mark.libvirt


@pytest.fixture
def far(provider, monkeypatch):
    """The provider, which believes that its host is another machine. Its guests run in software."""
    monkeypatch.setattr(LibvirtHost, "local", property(lambda _self: False))
    monkeypatch.setattr(LibvirtHost, "known_accelerator", lambda _self: "tcg")
    return provider


def test_which_uris_are_local():
    for uri in ("qemu:///session", "qemu:///system", "qemu+unix:///session?socket=/x", "test:///default"):
        assert is_local(uri), uri
    for uri in ("qemu+ssh://root@host/system", "qemu+tls://host/system", "qemu://host/system", "qemu+ssh://h/session"):
        assert not is_local(uri), uri


def test_life_of_a_machine(far, make_spec, progress, tmp_path):
    source, iso = tmp_path / "library/base.img", tmp_path / "library/setup.iso"
    source.parent.mkdir()
    source.write_bytes(os.urandom(1 << 20))
    iso.write_bytes(bytes(4096))
    spec = make_spec(
        virtual_disk_drives=[
            VirtualDiskDrive(size_mb=16),
            VirtualDiskDrive(path=str(source), lun=1),
        ],
        virtual_dvd_drives=[VirtualDVDDrive(connection=DVDConnection.ISO_IMAGE, iso_path=str(iso))],
    )
    made = far.create(spec, progress)
    assert [d.maximum_size for d in made.virtual_hard_disks] == [16 << 20, 1 << 20]
    copy = made.virtual_hard_disks[1].location
    subprocess.run(["qemu-img", "compare", "-q", "-f", "raw", "-F", "qcow2", str(source), copy], check=True)
    far.start(spec.id, progress)
    (found,) = far.inventory().machines
    assert found.status is VMStatus.RUNNING
    hardware = Hardware(**{name: getattr(found, name) for name in Hardware.model_fields})
    hardware.virtual_disk_drives.append(VirtualDiskDrive(size_mb=8, bus_type=BusType.SCSI))
    assert len(far.reconfigure(spec.id, HardwareChange(hardware), progress).virtual_disk_drives) == 3
    far.stop(spec.id, progress)
    assert len(far.remove(spec.id, delete_files=True, progress=progress)) == 3
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["base.img", "library", "setup.iso"]


def test_refusals_leave_nothing(far, make_spec, progress, tmp_path):
    other = tmp_path / "web01/web01_disk_1.qcow2"
    other.parent.mkdir()
    other.write_text("precious")
    with pytest.raises(StorageError):
        far.create(make_spec(), progress)
    assert other.read_text() == "precious"
    other.unlink()
    other.parent.rmdir()
    huge = VirtualDiskDrive(size_mb=1 << 30, virtual_hard_disk=DiskImage(vhd_type=VHDType.FIXED))
    with pytest.raises(StorageError, match="not enough space"):
        far.create(make_spec(virtual_disk_drives=[huge]), progress)
    missing = VirtualDVDDrive(connection=DVDConnection.ISO_IMAGE, iso_path=str(tmp_path / "none.iso"))
    with pytest.raises(StorageError):
        far.create(make_spec(virtual_dvd_drives=[missing]), progress)
    assert list(tmp_path.iterdir()) == []
    assert far.inventory().machines == ()


def test_directories_and_volumes(far, tmp_path, daemon):
    (tmp_path / "b.img").write_bytes(bytes(1 << 20))
    (tmp_path / "a").mkdir()
    assert [(i.name, i.is_directory) for i in far.list_directory(str(tmp_path))] == [("a", True), ("b.img", False)]
    assert far.path_facts(str(tmp_path / "b.img"))[:2] == (True, True)
    daemon.connection.storagePoolCreateXML(
        f"<pool type='dir'><name>p</name><target><path>{tmp_path}</path></target></pool>", 0
    )
    (volume,) = far.inventory().host.volumes
    assert (volume.name, volume.mount_point) == ("p", str(tmp_path))
    assert volume.free_space > 0
    assert str(tmp_path) in {i.path for i in far.list_directory("")}
