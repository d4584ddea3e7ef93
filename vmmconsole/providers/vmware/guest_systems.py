"""What vCenter calls an operating system that our list names shortly (``debian12``)."""

from __future__ import annotations

import re

OTHER = "otherGuest64"
_TABLE: tuple[tuple[str, str], ...] = (
    # The identifiers of vim.vm.GuestOsDescriptor that vCenter 6.5 knows already: newer releases count as the last one
    # that it has a name for.
    (r"debian(?:1\d|[2-9]\d|testing)?\Z", "debian10_64Guest"),
    (r"debian9\Z", "debian9_64Guest"),
    (r"debian\d", "debian8_64Guest"),
    (r"ubuntu", "ubuntu64Guest"),
    (r"(?:rhel|centos|rocky|almalinux|ol)(?:-stream)?-?5", "rhel5_64Guest"),
    (r"(?:rhel|centos|ol)-?6", "rhel6_64Guest"),
    (r"(?:rhel|centos|rocky|almalinux|ol)", "rhel7_64Guest"),
    (r"fedora", "fedora64Guest"),
    (r"sles?12|sle15|opensuse|sles", "sles12_64Guest"),
    (r"freebsd", "freebsd64Guest"),
    (r"win2k(?:16|19|2\d)", "windows9Server64Guest"),
    (r"win2k12", "windows8Server64Guest"),
    (r"win2k8", "windows7Server64Guest"),
    (r"win8", "windows8_64Guest"),
    (r"win7", "windows7_64Guest"),
    (r"win", "windows9_64Guest"),
    (r"msdos|freedos", "dosGuest"),
    (r"linux|alpine|arch|gentoo|void|nixos|coreos|flatcar", "other3xLinux64Guest"),
)


def guest_id(short_name: str) -> str:
    """vCenter's identifier of the operating system."""
    for pattern, found in _TABLE:
        if re.match(pattern, short_name.lower()):
            return found
    return OTHER
