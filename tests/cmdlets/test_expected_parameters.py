"""The cmdlets take what the product's cmdlets take, under the names of both generations.

``expected_parameters.json`` has, by 2008 name, the SC name and each parameter: its type, the later name (``now``),
position, whether it is mandatory and takes the pipeline's object, and the values of an enumeration. What only later
releases have stands there without a type.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.capabilities import Missing
from vmmconsole.script.binding import Binder, Given
from vmmconsole.script.cmdlet import Cmdlet, Parameter
from vmmconsole.script.coerce import is_list, item_type, options

EXPECTED: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("expected_parameters.json").read_text())
each = pytest.mark.parametrize("cmdlet", EXPECTED)

OPTIONAL = {("Get-VMMServer", "ComputerName")}
"""Mandatory in the product, and not here: there is one server."""
NUMBERS = ("Int", "UInt", "Byte", "System.Int")
FAMILIES = {
    "CPUMax": "CPUMaximumPercent",
    "ExpectedCPUUtilization": "CPUExpectedUtilizationPercent",
    "RelativeWeight": "CPURelativeWeight",
    "DiskIO": "DiskIops",
    "NetworkUtilization": "NetworkUtilizationMbps",
    "LimitCPUFunctionality": "CPULimitFunctionality",
    "LimitCPUForMigration": "CPULimitForMigration",
    "PhysicalAddress": "MACAddress",
    "PhysicalAddressType": "MACAddressType",
    "OrgName": "OrganizationName",
    "JoinWorkgroup": "Workgroup",
    "DelayStart": "DelayStartSeconds",
    "Template": "VMTemplate",
    "VMNetworkOptimizationEnabled": "EnableVMNetworkOptimization",
    "MACAddressesSpoofingEnabled": "EnableMACAddressSpoofing",
    "Size": "VirtualHardDiskSizeMB",
    "ExcludeFromPRO": "BlockDynamicOptimization",
    "HostDrive": "VMHostDrive",
}
"""The 2008 name of a parameter and the later one."""
IN_GB = {"Expand-VirtualDiskDrive"}
"""Their -Size is -VirtualHardDiskSizeGB."""


def parameters(cmdlet: str) -> Iterator[tuple[str, dict[str, Any], Parameter]]:
    """What is expected of each parameter, and what is declared."""
    for name, facts in EXPECTED[cmdlet]["parameters"].items():
        yield name, facts, found(cmdlet, name)


def found(cmdlet: str, parameter: str) -> Parameter:
    cls = registry.find(cmdlet)
    assert cls is not None
    declared = cls.find_parameter(parameter)
    assert declared is not None, f"{cmdlet} has no -{parameter}"
    return declared


@each
def test_each_binds_under_every_name_of_the_cmdlet_and_of_itself(cmdlet: str) -> None:
    names = (cmdlet, EXPECTED[cmdlet]["sc"])
    (cls,) = {registry.find(name) for name in names}
    assert cls is not None
    for name in names:
        binder = Binder(name, cls.parameters, lambda _, value: value, changes=cls.changes)
        for parameter, facts, declared in parameters(cmdlet):
            for written in (parameter, facts.get("now", parameter)):
                bound = binder.bind([Given(None, written.lower(), "x")])  # type: ignore[arg-type]  # without a text
                assert bound.values == {declared.attribute: "x"}


@each
def test_each_has_the_products_type(cmdlet: str) -> None:
    for parameter, facts, declared in parameters(cmdlet):
        kind, what = facts.get("type", ""), f"-{parameter}"
        python = item_type(declared.type) if is_list(declared.type) else options(declared.type)[0]
        assert declared.is_switch == (kind == "switch") or not kind, what
        if kind == "Boolean":
            assert python is bool, what
        elif kind == "Guid":
            assert python is UUID, what
        elif kind.startswith(NUMBERS):
            assert python is int, what
        elif kind == "String" and "Type" not in parameter and parameter != "PROTipID":
            # Types of addresses are an enumeration here, and an ID is one everywhere.
            assert python is str, what
        if kind.endswith("[]") or "List`1" in kind:
            assert is_list(declared.type), what
        if facts.get("values"):
            assert issubclass(python, Enum), what
            assert set(facts["values"]) <= {str(member.value) for member in python}, what


@each
def test_each_is_mandatory_placed_and_piped_as_in_the_product(cmdlet: str) -> None:
    cls = registry.find(cmdlet)
    assert cls is not None
    for parameter, facts, declared in parameters(cmdlet):
        what = f"-{parameter}"
        if declared.mandatory:
            assert declared.sets or facts.get("mandatory"), f"{what}: a script that leaves it out must go on"
        elif facts.get("mandatory") and (cmdlet, parameter) not in OPTIONAL:
            assert declared.sets or _asked_for_later(cls, declared), what
        if declared.needs or declared.is_switch:
            continue  # what does not exist has no place and comes through no pipeline, and a switch never does
        if "position" in facts:
            assert declared.position == facts["position"], what
        if facts.get("pipeline") and parameter not in ("Name", "Credential"):
            assert declared.pipeline, what


def _asked_for_later(cls: type[Cmdlet], declared: Parameter) -> bool:
    """Whether the cmdlet itself says what is missing: one of several ways to name the thing, or a default for it."""
    return declared.attribute in _ALTERNATIVES.get(cls.name, ())


_DEVICE = ("vm", "hardware_profile", "template", "job_group")
_ALTERNATIVES: dict[str, tuple[str, ...]] = {
    "Add-VMHost": ("credential", "virtualization_manager", "security_file", "encryption_key", "vm_host_cluster"),
    "New-VM": ("path",),
    "New-VirtualDiskDrive": (*_DEVICE, "virtual_hard_disk", "file_name", "path", "size_mb", "parent_path", "host_disk"),
    "New-VirtualDVDDrive": _DEVICE,
    "New-VirtualNetworkAdapter": (*_DEVICE, "vm_host"),
    "New-VirtualSCSIAdapter": _DEVICE,
    "Set-VirtualDVDDrive": ("virtual_dvd_drive", "job_group", "iso", "host_drive", "source_bus", "source_lun"),
    "Set-VirtualDiskDrive": ("iops_maximum",),
    "Set-VirtualFloppyDrive": ("virtual_floppy_disk",),
    "Set-VirtualCOMPort": ("guest_port", "text_file", "job_group", "host_port", "named_pipe", "virtual_com_port"),
    "Set-VirtualNetworkAdapter": ("virtual_network_adapter", "virtual_network", "job_group", "slot_id"),
    "Get-ISO": ("item_name",),
    "Get-VirtualHardDisk": ("item_name",),
    "Get-OperatingSystem": ("id_",),
    "Get-VMHostCluster": ("name_",),
    "Move-VirtualHardDisk": ("job_group",),
    "New-GuestOSProfile": ("join_domain",),
    "New-Template": ("job_group",),
    "New-VirtualNetwork": ("job_group",),
    "Set-GuestOSProfile": ("join_domain",),
}


@pytest.mark.parametrize(("old", "new"), FAMILIES.items())
def test_both_names_of_a_family_mean_the_same_on_every_cmdlet(old: str, new: str) -> None:
    havers = [cls for cls in registry.all_cmdlets() if cls.find_parameter(old) or cls.find_parameter(new)]
    havers = [cls for cls in havers if cls.name in EXPECTED and cls.name not in IN_GB]
    assert havers
    for cls in havers:
        assert cls.find_parameter(old) is cls.find_parameter(new), cls.name


def test_what_a_parameter_needs_is_a_capability_with_a_name() -> None:
    for cls in registry.all_cmdlets():
        for p in cls.parameters:
            assert not p.needs or Missing(p.needs)
            assert p.needs or not p.neutral, f"{cls.name} -{p.name}"
            assert not (p.needs and p.is_switch and p.neutral), f"{cls.name} -{p.name}"
