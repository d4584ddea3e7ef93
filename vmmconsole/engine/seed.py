"""What every installation has from the first start: host group, role, operating systems, CPU types, first host."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator

from vmmconsole.model import CPUType, CustomProperty, Noun, OperatingSystem, UserRole, VMHost, VMHostGroup
from vmmconsole.model.custom_property import fixed_properties
from vmmconsole.model.host import ROOT_HOST_GROUP
from vmmconsole.model.noun import fixed_id
from vmmconsole.model.status import Permission, UserRoleProfile

from .peek import peek
from .settings import EngineSettings
from .store import Store

ROOT_GROUP_ID = fixed_id("host group/All Hosts")
ADMINISTRATOR_ID = fixed_id("user role/Administrator")

_WINDOWS = (
    ("Windows Server 2025", "win2k25"), ("Windows Server 2022", "win2k22"), ("Windows Server 2019", "win2k19"),
    ("Windows Server 2016", "win2k16"), ("Windows Server 2012 R2", "win2k12r2"), ("Windows Server 2012", "win2k12"),
    ("64-bit edition of Windows Server 2008 R2", "win2k8r2"), ("64-bit edition of Windows Server 2008", "win2k8"),
    ("Windows Server 2003", "win2k3"), ("Windows 11", "win11"), ("Windows 10", "win10"), ("Windows 8.1", "win8.1"),
    ("Windows 7", "win7"), ("Windows Vista", "winvista"), ("Windows XP", "winxp"), ("Windows 2000", "win2k"),
)  # fmt: skip
_LINUX = (
    ("Debian 13", "debian13"), ("Debian 12", "debian12"), ("Debian 11", "debian11"), ("Debian 10", "debian10"),
    ("Ubuntu 26.04 LTS", "ubuntu26.04"), ("Ubuntu 24.04 LTS", "ubuntu24.04"), ("Ubuntu 22.04 LTS", "ubuntu22.04"),
    ("Ubuntu 20.04 LTS", "ubuntu20.04"), ("Red Hat Enterprise Linux 10", "rhel10.0"),
    ("Red Hat Enterprise Linux 9", "rhel9.0"), ("Red Hat Enterprise Linux 8", "rhel8.0"),
    ("Red Hat Enterprise Linux 7", "rhel7.0"), ("Rocky Linux 9", "rocky9"), ("Rocky Linux 8", "rocky8"),
    ("AlmaLinux 9", "almalinux9"), ("AlmaLinux 8", "almalinux8"), ("CentOS Stream 9", "centos-stream9"),
    ("CentOS 7", "centos7.0"), ("Oracle Linux 9", "ol9.0"), ("Oracle Linux 8", "ol8.0"), ("Fedora", "fedora-unknown"),
    ("SUSE Linux Enterprise Server 15", "sle15"), ("SUSE Linux Enterprise Server 12", "sle12"),
    ("openSUSE Leap 15", "opensuse15.5"), ("openSUSE Tumbleweed", "opensusetumbleweed"), ("Arch Linux", "archlinux"),
    ("Alpine Linux", "alpinelinux3.19"), ("Gentoo Linux", "gentoo"), ("NixOS", "nixos-unknown"),
    ("Other Linux (64 bit)", "linux2022"),
)  # fmt: skip
_UNIX = (
    ("FreeBSD 14", "freebsd14.0"), ("FreeBSD 13", "freebsd13.0"), ("OpenBSD 7", "openbsd7.0"),
    ("NetBSD 10", "netbsd10.0"),
    ("Solaris 11", "solaris11"), ("Haiku", "haikur1beta4"), ("FreeDOS", "freedos1.3"),
)  # fmt: skip
_OTHER = (("Other (64 bit)", "unknown"), ("Other (32 bit)", "unknown"), ("Unknown", "unknown"))

_EDITIONS = (
    *((f"Windows Server {version} {edition}", library) for version, library in (
        ("2025", "win2k25"), ("2022", "win2k22"), ("2019", "win2k19"), ("2016", "win2k16"), ("2012 R2", "win2k12r2"),
        ("2012", "win2k12"),
    ) for edition in ("Standard", "Datacenter")),
    *((f"64-bit edition of Windows Server {version} {edition}", library) for version, library in (
        ("2008 R2", "win2k8r2"), ("2008", "win2k8"),
    ) for edition in ("Standard", "Enterprise", "Datacenter")),
    ("Windows Server 2003 Standard Edition (32-bit x86)", "win2k3"),
    ("Windows Server 2003 Enterprise Edition (32-bit x86)", "win2k3"),
    ("Windows Server 2003 Standard x64 Edition", "win2k3"), ("Windows Server 2003 Enterprise x64 Edition", "win2k3"),
    ("64-bit edition of Windows 7", "win7"), ("64-bit edition of Windows 8", "win8"),
    ("64-bit edition of Windows 8.1", "win8.1"), ("64-bit edition of Windows 10", "win10"),
)  # fmt: skip
_LINUX_EDITIONS = (
    ("Red Hat Enterprise Linux 7 (64 bit)", "rhel7.0"), ("Red Hat Enterprise Linux 6 (64 bit)", "rhel6.0"),
    ("CentOS Linux 7 (64 bit)", "centos7.0"), ("CentOS Linux 6 (64 bit)", "centos6.0"),
    ("Ubuntu Linux 18.04 (64 bit)", "ubuntu18.04"), ("Ubuntu Linux 16.04 (64 bit)", "ubuntu16.04"),
    ("Ubuntu Linux 14.04 (64 bit)", "ubuntu14.04"), ("Debian GNU/Linux 8 (64 bit)", "debian8"),
    ("SUSE Linux Enterprise Server 12 (64 bit)", "sles12"), ("SUSE Linux Enterprise Server 11 (64 bit)", "sles11"),
    ("Oracle Linux 7 (64 bit)", "ol7.0"), ("Oracle Linux 6 (64 bit)", "ol6.0"),
)  # fmt: skip
"""The names of the original, which stand in people's scripts."""
_CPU_TYPES = (
    ("1.00 GHz Pentium III Xeon", 1000), ("1.40 GHz Pentium III Xeon", 1400), ("2.00 GHz Pentium 4", 2000),
    ("2.40 GHz Xeon", 2400), ("3.00 GHz Xeon", 3000), ("3.20 GHz Xeon (2 MB L2 cache)", 3200),
    ("1.80 GHz Opteron A", 1800), ("2.20 GHz Opteron A", 2200), ("2.40 GHz dual-core Opteron", 2400),
    ("2.66 GHz dual-core Xeon", 2660), ("2.33 GHz quad-core Xeon", 2330), ("3.00 GHz quad-core Xeon", 3000),
    ("2.26 GHz Xeon E5520", 2260), ("2.60 GHz Xeon E5-2670", 2600), ("2.30 GHz Xeon E5-2699 v3", 2300),
    ("2.10 GHz Xeon Gold 6130", 2100), ("2.30 GHz Xeon Gold 6338", 2300), ("2.10 GHz Xeon Platinum 8468", 2100),
    ("2.00 GHz EPYC 7281", 2000), ("2.25 GHz EPYC 7742", 2250), ("2.45 GHz EPYC 7763", 2450),
    ("2.40 GHz EPYC 9654", 2400), ("3.00 GHz Neoverse N1", 3000), ("2.60 GHz Neoverse V1", 2600),
)  # fmt: skip
"""The original's way of naming them; used for rating hosts only."""


def seed(store: Store, settings: EngineSettings) -> None:
    """Write what is missing of the fixed objects; at the first start also the first hosts."""
    first_start = peek(store, VMHostGroup, ROOT_GROUP_ID) is None
    if first_start:
        root = VMHostGroup(id=ROOT_GROUP_ID, name=ROOT_HOST_GROUP, path=ROOT_HOST_GROUP, is_root=True)
        store.save_many([root, _administrator(settings), *_lists()])
        store.save_many(_first_hosts(settings, root))
        return
    known = {noun.id for kind in (OperatingSystem, CPUType, CustomProperty) for noun in store.find(kind)}
    store.save_many([noun for noun in _lists() if noun.id not in known])


def _lists() -> list[Noun]:
    """What every installation can choose from."""
    return [*_operating_systems(), *_cpu_types(), *fixed_properties()]


def _administrator(settings: EngineSettings) -> UserRole:
    return UserRole(
        id=ADMINISTRATOR_ID,
        name="Administrator",
        description="May do everything.",
        profile=UserRoleProfile.ADMINISTRATOR,
        members=list(settings.administrators),
        permissions=list(Permission),
    )


def _operating_systems() -> Iterator[Noun]:
    for family, rows in (
        ("Windows", _WINDOWS + _EDITIONS),
        ("Linux", _LINUX + _LINUX_EDITIONS),
        ("Unix", _UNIX),
        ("Other", _OTHER),
    ):
        for name, library_name in rows:
            yield OperatingSystem(
                id=fixed_id(f"operating system/{name}"),
                name=name,
                os_type=family,
                is_windows=family == "Windows",
                architecture="x86" if "32 bit" in name or "32-bit" in name else "amd64",
                library_name=library_name,
            )


def _cpu_types() -> Iterator[Noun]:
    for name, speed in _CPU_TYPES:
        yield CPUType(id=fixed_id(f"CPU type/{name}"), name=name, speed_mhz=speed)


def _first_hosts(settings: EngineSettings, root: VMHostGroup) -> Iterable[Noun]:
    if settings.demo is not None:
        return list(_demo_fabric(*settings.demo, root))
    if settings.local_host:
        name = socket.gethostname() or "localhost"
        return [VMHost(name=name, connection="local:", vm_host_group=root.ref, description="This computer")]
    return []


_SITES = ("Amsterdam", "Berlin", "Chicago", "Lab")


def _demo_fabric(hosts: int, machines: int, root: VMHostGroup) -> Iterator[Noun]:
    """Host groups, and simulated hosts with the machines spread evenly over them."""
    groups = [
        VMHostGroup(
            id=fixed_id(f"demo group/{site}"), name=site, path=f"{root.path}\\{site}",
            parent_host_group=root.ref,
        )
        for site in _SITES[: max(1, min(len(_SITES), hosts))]
    ]  # fmt: skip
    yield from groups
    first = 1
    for number in range(hosts):
        share = machines // hosts + (1 if number < machines % hosts else 0)
        name = f"sim-{number + 1:03d}"
        yield VMHost(
            id=fixed_id(f"demo host/{name}"),
            name=name,
            description="Simulated",
            connection=f"simulated:{name}?machines={share}&first={first}",
            vm_host_group=groups[number % len(groups)].ref,
        )
        first += share
