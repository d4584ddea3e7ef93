"""Paths of all kinds of hosts, taken apart."""

from __future__ import annotations

import pytest

from vmmconsole.model.hardware import DiskImage, file_name_of, folder_of, split_path


@pytest.mark.parametrize(
    ("path", "folder", "name"),
    [
        ("/srv/vms/web/disk.qcow2", "/srv/vms/web", "disk.qcow2"), ("/disk.qcow2", "/", "disk.qcow2"),
        ("D:\\VMs\\disk.vhd", "D:\\VMs", "disk.vhd"), ("[ds1] disk.vmdk", "[ds1]", "disk.vmdk"),
        ("[ds 1] web/disk.vmdk", "[ds 1] web", "disk.vmdk"), ("[ds] a/b\\c.vmdk", "[ds] a", "b\\c.vmdk"),
        ("[ds]", "[ds]", ""), ("disk.qcow2", "", "disk.qcow2"),
    ],
)  # fmt: skip
def test_a_path_has_a_folder_and_a_name(path: str, folder: str, name: str) -> None:
    assert split_path(path) == (folder, name)
    assert (folder_of(path), file_name_of(path)) == (folder, name)
    assert DiskImage(location=path).directory == folder
