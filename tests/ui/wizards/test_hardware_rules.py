"""Places, devices and addresses of virtual hardware."""

from __future__ import annotations

import pytest

from vmmconsole.client.contract import HostCapabilities
from vmmconsole.model.hardware import DiskImage
from vmmconsole.model.status import BusType
from vmmconsole_ui.wizards.edited_hardware import EditedHardware
from vmmconsole_ui.wizards.hardware_rules import (
    MAC_RANGE,
    HardwareLimits,
    add_disk,
    add_scsi_adapter,
    check_hardware,
    free_places,
    generate_mac,
    mac_problem,
    standard_hardware,
)


def test_standard_hardware_has_nothing_wrong() -> None:
    assert check_hardware(standard_hardware(), HardwareLimits()) == []


def test_disks_fill_ide_and_then_get_a_scsi_adapter() -> None:
    hardware, limits = standard_hardware(), HardwareLimits()
    places = [(d.bus_type, d.bus, d.lun) for d in (add_disk(hardware, limits, "web") for _ in range(5))]
    ide = [(BusType.IDE, 0, 0), (BusType.IDE, 0, 1), (BusType.IDE, 1, 1)]
    assert places == [*ide, (BusType.SCSI, 0, 0), (BusType.SCSI, 0, 1)]
    assert len(hardware.virtual_scsi_adapters) == 1
    assert [d.file_name for d in hardware.virtual_disk_drives] == [f"web_disk_{n}" for n in range(1, 6)]
    assert check_hardware(hardware, limits) == []


def test_a_new_disk_gets_a_name_that_no_present_file_has() -> None:
    hardware, limits = standard_hardware(), HardwareLimits()
    present = add_disk(hardware, limits, "web")
    present.file_name, present.size_mb = "", None
    present.virtual_hard_disk = DiskImage(location="/vms/web/Web_disk_1.qcow2")
    assert add_disk(hardware, limits, "web").file_name == "web_disk_2"


def test_there_are_four_scsi_adapters_at_most() -> None:
    hardware = standard_hardware()
    for _ in range(4):
        add_scsi_adapter(hardware)
    with pytest.raises(ValueError, match="4 SCSI adapters"):
        add_scsi_adapter(hardware)


def test_places_are_those_of_the_host() -> None:
    limits = HardwareLimits(HostCapabilities(ide_slots=[(0, 0)], maximum_scsi_lun=1))
    hardware = standard_hardware()
    add_scsi_adapter(hardware)
    assert free_places(hardware, limits) == [(BusType.IDE, 0, 0), (BusType.SCSI, 0, 0), (BusType.SCSI, 0, 1)]


def test_a_generated_address_is_in_the_range_and_valid() -> None:
    for _ in range(50):
        address = generate_mac()
        assert mac_problem(address) == ""
        assert MAC_RANGE[0] <= int(address.replace(":", ""), 16) <= MAC_RANGE[1]


def test_a_scsi_adapter_in_use_cannot_be_removed() -> None:
    hardware = standard_hardware()
    state = EditedHardware(hardware)
    add_scsi_adapter(hardware)
    disk = add_disk(hardware, state.limits, "web")
    disk.bus_type = BusType.SCSI
    assert "drives on it" in state.remove_problem("scsi:0")
    state.remove(f"disk:{disk.id}")
    assert state.remove_problem("scsi:0") == ""


def test_the_source_disk_cannot_be_removed() -> None:
    hardware = standard_hardware()
    disk = add_disk(hardware, HardwareLimits(), "web")
    state = EditedHardware(hardware, source_drive_id=disk.id)
    assert "source of the virtual machine" in state.remove_problem(f"disk:{disk.id}")
    assert "part of every virtual machine" in state.remove_problem("memory")


def test_a_new_drive_keeps_off_the_scsi_adapters_own_number() -> None:
    hardware = standard_hardware()
    limits = HardwareLimits(HostCapabilities(ide_slots=[], maximum_scsi_lun=15))
    luns = [add_disk(hardware, limits, "web").lun for _ in range(16)]
    assert luns == [*range(7), *range(8, 16), 7]
