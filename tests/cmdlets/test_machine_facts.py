"""What stands in for WMI, ping and Get-Service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.families import STAND_INS
from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import CapabilityError, NotFoundError, ParameterError, VMMError
from vmmconsole.model.host import VMHostVolume
from vmmconsole.model.status import ComputerState
from vmmconsole.script.values import PSObject

Run = Callable[[str], list[Any]]


@pytest.fixture
def host(session: Any) -> VMHost:
    """The host that the tests ask about, connected and with a volume."""
    (found,) = session.find(VMHost, name="kvm-01")
    found.computer_state = ComputerState.RESPONDING
    found.total_memory, found.available_memory = 64 * 2**30, 32 * 1024
    found.volumes = [VMHostVolume(name="data", mount_point="/srv", capacity=2**40, free_space=2**39)]
    return session.save(found)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("(gwmi Win32_ComputerSystem -ComputerName kvm-01).Name", ["kvm-01"]),
        ("Start-VM web-01 | Out-Null; (gwmi -Class Win32_ComputerSystem -Cn web-01).Model", ["Virtual Machine"]),
        (
            "(Get-CimInstance -Query 'SELECT * FROM Win32_ComputerSystem' -ComputerName kvm-01).PSComputerName",
            ["kvm-01"],
        ),
        ("Test-Connection kvm-01 -Quiet; Test-Connection -ComputerName web-01 -Count 1 -Quiet", [True, False]),
        ("(Test-Connection kvm-01 -Count 2).Count; Test-Connection nobody -Quiet", [2, False]),
        ("@((ping kvm-01 -n 1) -match 'Reply').Count", [1]),
        ("@(ping web-01 -n 2) -match 'timed out' | measure | % Count", [2]),
        ("ping nowhere -n 1", ["Ping request could not find host nowhere. Please check the name and try again."]),
        ("(Get-Service SCVMMService).Status; (Get-Service vmms -ComputerName kvm-01).Status", ["Running", "Running"]),
    ],
)
def test_answers(run: Run, host: VMHost, machine: VirtualMachine, script: str, expected: list[Any]) -> None:
    found = run(script)
    assert len(found) == len(expected)
    assert [
        value for value, wanted in zip(found, expected, strict=True) if wanted is not None and value != wanted
    ] == []


def test_memory_and_volumes_are_those_of_the_host(run: Run, host: VMHost) -> None:
    (system,) = run("Get-WmiObject Win32_OperatingSystem -ComputerName kvm-01")
    assert system.properties["TotalVisibleMemorySize"] == host.total_memory // 1024
    assert system.properties["FreePhysicalMemory"] == host.available_memory * 1024
    disks = run("Get-WmiObject Win32_LogicalDisk -Filter 'DriveType = 3' -ComputerName kvm-01")
    assert [d.properties["Size"] for d in disks] == [v.capacity for v in host.volumes]
    assert run("Get-WmiObject Win32_LogicalDisk -Filter \"DeviceID='X:'\" -ComputerName kvm-01") == []


def test_only_what_is_asked_for_is_shown(run: Run, host: VMHost) -> None:
    (system,) = run("Get-WmiObject Win32_OperatingSystem -Property Cap* -ComputerName kvm-01")
    assert isinstance(system, PSObject)
    assert system.properties.keys() == ["Caption", "PSComputerName"]


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("Get-WmiObject Win32_Bios -ComputerName kvm-01", CapabilityError),
        ("Get-WmiObject Msvm_ComputerSystem -Namespace root\\virtualization -ComputerName kvm-01", CapabilityError),
        ("Get-WmiObject Win32_OperatingSystem -ComputerName nowhere", NotFoundError),
        ("Get-WmiObject Win32_OperatingSystem -ComputerName web-01", NotFoundError),
        ("Get-WmiObject Win32_LogicalDisk -Filter 'what?' -ComputerName kvm-01", ParameterError),
        ("Get-WmiObject", ParameterError),
        ("Test-Connection web-01", NotFoundError),
        ("Get-Service Spooler -ComputerName kvm-01", CapabilityError),
        ("Get-Service Spooler -ComputerName web-01", CapabilityError),
    ],
)
def test_what_is_not_known_is_said(
    run: Run, host: VMHost, machine: VirtualMachine, script: str, error: type[VMMError]
) -> None:
    with pytest.raises(error):
        run(script)


def test_they_are_found_by_name_and_in_no_list() -> None:
    for names in STAND_INS.values():
        for name in names.split():
            assert registry.find(name) is not None
            assert name not in registry.names()


def test_dates_of_wmi_can_be_converted(run: Run, host: VMHost) -> None:
    script = "$os = gwmi Win32_OperatingSystem -ComputerName kvm-01; $os.LastBootUpTime = '20120305140709.000000+060'; "
    (at, back) = run(script + "$at = $os.ConvertToDateTime($os.LastBootUpTime); $at; $os.ConvertFromDateTime($at)")
    assert at.timestamp() == 1330952829
    assert run(f"[Management.ManagementDateTimeConverter]::ToDateTime('{back}')") == [at]


@pytest.mark.parametrize("getter", ["Get-ISO", "Get-HardwareProfile", "Get-OperatingSystem"])
def test_a_piped_name_is_no_servers(run: Run, getter: str) -> None:
    """Else it would list all there is, and the next in the pipeline would change all of it."""
    with pytest.raises(VMMError, match=r"from the pipeline|takes no"):
        run(f"$ErrorActionPreference = 'Stop'; 'web-01' | {getter}")
    assert isinstance(run(f"Get-VMMServer localhost | {getter}"), list)


def test_ping_says_by_its_exit_code_whether_something_answered(run: Run, host: VMHost) -> None:
    script = "ping -n 1 {} | Out-Null; $?; $LASTEXITCODE"
    assert run(script.format("kvm-01")) == [True, 0]
    assert run(script.format("web-01")) == [False, 1]
    assert run(script.format("nobody")) == [False, 1]
    assert run("$LASTEXITCODE") == [None]
