"""The files of a host: here through the system, remote through libvirt's volumes. Both must do the same."""

from __future__ import annotations

import os
import subprocess

import pytest

from vmmconsole.model.errors import CancelledError, StorageError
from vmmconsole.providers.libvirt.local_files import LocalFiles
from vmmconsole.providers.libvirt.pool_files import PoolFiles
from vmmconsole.providers.libvirt.storage import NewDisk

pytestmark = pytest.mark.libvirt


@pytest.fixture(params=["local", "remote"])
def files(request):
    if request.param == "local":
        return LocalFiles()
    return PoolFiles(request.getfixturevalue("daemon").connection)


def test_life_of_a_disk(files, tmp_path, progress):
    folder = str(tmp_path / "a/b c")
    assert files.make_folder(folder) == [str(tmp_path / "a"), folder]
    assert files.make_folder(folder) == []
    path = f"{folder}/dïsk & 'co'.qcow2"
    assert files.disk_facts(path) is None
    files.create_disk(NewDisk(path, "qcow2", 8 << 20), progress)
    facts = files.disk_facts(path)
    assert (facts.format, facts.virtual_size) == ("qcow2", 8 << 20)
    assert facts.allocated < 1 << 20
    files.resize_disk(path, 16 << 20)
    assert files.disk_facts(path).virtual_size == 16 << 20
    overlay = f"{folder}/overlay.qcow2"
    files.create_disk(NewDisk(overlay, "qcow2", 16 << 20, parent=path, parent_format="qcow2"), progress)
    assert files.disk_facts(overlay).parent == path
    assert {i.name for i in files.list_directory(folder)} == {"overlay.qcow2", "dïsk & 'co'.qcow2"}
    assert not files.remove_folder(folder)
    for made in (overlay, path):
        assert files.delete_file(made)
        assert not files.delete_file(made)
    assert files.remove_folder(folder)
    assert not files.remove_folder(folder)


def test_copy_has_the_same_data(files, tmp_path, progress):
    source = tmp_path / "source.raw"
    source.write_bytes(os.urandom(2 << 20) + bytes(2 << 20))
    target = tmp_path / "copies/target.qcow2"
    files.make_folder(str(target.parent))
    files.copy_disk(str(source), str(target), "qcow2", progress)
    subprocess.run(["qemu-img", "compare", "-q", "-f", "raw", "-F", "qcow2", str(source), str(target)], check=True)
    assert progress.percents[-1] == 100
    assert sorted(p.name for p in target.parent.iterdir()) == ["target.qcow2"]


def test_existing_files_stay(files, tmp_path, progress):
    path = tmp_path / "disk.qcow2"
    path.write_text("precious")
    source = tmp_path / "source.raw"
    source.write_bytes(bytes(1 << 20))
    with pytest.raises(StorageError, match="cannot be made"):
        files.create_disk(NewDisk(str(path), "qcow2", 1 << 20), progress)
    with pytest.raises(StorageError):
        files.copy_disk(str(source), str(path), "qcow2", progress)
    assert path.read_text() == "precious"
    assert {p.name for p in tmp_path.iterdir()} == {"disk.qcow2", "source.raw"}


def test_fixed_disk_takes_its_space(files, tmp_path, progress):
    path = tmp_path / "fixed.img"
    files.create_disk(NewDisk(str(path), "raw", 4 << 20, fixed=True), progress)
    assert files.disk_facts(str(path)).allocated >= 4 << 20


def test_cancelled_before_it_begins(files, tmp_path, make_progress):
    with pytest.raises(CancelledError):
        files.create_disk(NewDisk(str(tmp_path / "d.qcow2"), "qcow2", 1 << 20), make_progress(cancelled=True))
    assert list(tmp_path.iterdir()) == []


def test_path_facts(files, tmp_path):
    (tmp_path / "file.raw").write_bytes(bytes(4096))
    for path, expected in (
        (tmp_path, (True, True)),
        (tmp_path / "file.raw", (True, True)),
        (tmp_path / "not/there", (False, True)),
    ):
        exists, writable, free = files.path_facts(str(path))
        assert (exists, writable) == expected
        assert free > 0


def test_folder_that_cannot_be_made(files):
    with pytest.raises(StorageError) as failure:
        files.make_folder("/proc/1/no/folder")
    assert failure.value.action


def test_volume_that_is_full(tmp_path, progress):
    """A real small file system, where the machine lets one be mounted; it goes with its namespace."""
    source = tmp_path / "source.raw"
    source.write_bytes(os.urandom(2 << 20))
    script = tmp_path / "full.py"
    script.write_text(FULL)
    mount = tmp_path / "small"
    mount.mkdir()
    run = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", os.sys.executable, str(script), str(mount), str(source)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.stdout.strip() == "StorageError: There is not enough space The volume became full. []", run.stderr


FULL = """
import os, subprocess, sys
from vmmconsole.model.errors import StorageError
from vmmconsole.providers.libvirt.local_files import LocalFiles

class Quiet:
    def report(self, percent, description=""):
        pass
    def check(self):
        pass

mount, source = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount], check=True)
try:
    LocalFiles().copy_disk(source, f"{mount}/d.qcow2", "qcow2", Quiet())
except StorageError as err:
    print(f"StorageError: {err.problem[:25]} {err.cause} {os.listdir(mount)}")
"""


def test_formats_are_told_by_their_content(tmp_path):
    files = LocalFiles()
    for kind in ("qcow2", "vhdx", "vpc", "vmdk", "raw"):
        path = tmp_path / f"disk.{kind}.bin"
        subprocess.run(["qemu-img", "create", "-q", "-f", kind, str(path), "8M"], check=True)
        assert files.disk_facts(str(path)).format == kind
