"""The New Virtual Machine wizard without a display: walks to the end, and what each page refuses."""

from __future__ import annotations

from uuid import uuid4

import pytest

from vmmconsole.client.contract import HostCapabilities, PathFacts
from vmmconsole.model.hardware import VirtualDVDDrive, VirtualNetworkAdapter
from vmmconsole.model.host import RatingReason, VirtualNetwork, VMHostRating
from vmmconsole.model.noun import Ref
from vmmconsole.model.status import BusType, DVDConnection, MACAddressType, VHDType
from vmmconsole_ui.wizards.hardware_rules import HardwareLimits, add_disk, add_scsi_adapter
from vmmconsole_ui.wizards.new_vm_flow import Facts, LibraryFile, NewVirtualMachineFlow, Source, new_request

GB = 1024**3
HOST = Ref(kind="VMHost", id=uuid4(), name="kvm-01")


@pytest.fixture
def flow() -> NewVirtualMachineFlow:
    facts = Facts(machine_names={"web-01"})
    return NewVirtualMachineFlow(new_request(server="localhost", owner="anna"), facts)


def at(flow: NewVirtualMachineFlow, page_id: str) -> NewVirtualMachineFlow:
    """Walk to a page with everything before it filled in."""
    request = flow.request
    flow.set_name("web-04")
    request.host, request.path = HOST, "/var/lib/vmm"
    flow.facts.rating = VMHostRating(rating=4, name="kvm-01", vm_host=HOST)
    while flow.current.id != page_id:
        assert flow.next(), flow.reason
    return flow


def messages(flow: NewVirtualMachineFlow) -> dict[str, str]:
    return {problem.field: problem.message for problem in flow.problems()}


def test_blank_disk_walks_to_the_summary(flow: NewVirtualMachineFlow) -> None:
    at(flow, "summary")
    assert flow.can_finish
    assert [page.id for page in flow.pages] == [
        "source", "identity", "hardware", "destination", "host", "path", "networks", "properties", "summary",
    ]  # fmt: skip
    text = flow.script_text()
    assert '-FileName "web-04_disk_1"' in text
    assert "New-VM " in text


def test_existing_disk_of_the_library_needs_a_choice_and_replaces_the_blank_one(flow: NewVirtualMachineFlow) -> None:
    flow.set_source(Source.EXISTING_DISK)
    assert not flow.next()
    assert "library" in flow.reason
    flow.set_source_file(LibraryFile(id=uuid4(), name="base.qcow2", share_path="/lib/base.qcow2", size=3 * GB))
    at(flow, "summary")
    text = flow.script_text()
    assert "$VirtualHardDisk = Get-VirtualHardDisk" in text
    assert "New-VM -VirtualHardDisk $VirtualHardDisk" in text
    assert "New-VirtualDiskDrive" not in text
    assert flow.request.new_disk_gb == 3


def test_existing_disk_on_the_host_is_attached_where_it_is(flow: NewVirtualMachineFlow) -> None:
    flow.set_source(Source.EXISTING_DISK)
    flow.set_source_path("srv/disk.qcow2")
    assert "whole path" in flow.reason
    flow.set_source_path("/srv/disk.qcow2")
    at(flow, "summary")
    assert '-UseLocalVirtualHardDisk -Path "/srv" -FileName "disk.qcow2"' in flow.script_text()


def test_going_back_to_a_blank_disk_forgets_the_existing_one(flow: NewVirtualMachineFlow) -> None:
    flow.set_source(Source.EXISTING_DISK)
    flow.set_source_path("/srv/disk.qcow2")
    flow.set_source(Source.BLANK_DISK)
    assert [drive.size_mb for drive in flow.request.hardware.virtual_disk_drives] == [40 * 1024]
    assert flow.request.source_path == ""


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("", "name is needed"), ("a/b", "'/'"), ("WEB-01", "exists already"), ("x" * 201, "200 bytes"),
        ("a\nb", "line breaks"), (" a", "blank"),
    ],
)  # fmt: skip
def test_identity_refuses_a_name(flow: NewVirtualMachineFlow, name: str, part: str) -> None:
    flow.next()
    flow.set_name(name)
    assert part in messages(flow)["name"]
    assert not flow.can_go_next


def test_identity_needs_an_owner(flow: NewVirtualMachineFlow) -> None:
    at(flow, "identity")
    flow.request.owner = " "
    assert "responsible" in messages(flow)["owner"]


def test_file_names_follow_the_name_until_chosen_by_hand(flow: NewVirtualMachineFlow) -> None:
    flow.set_name("web")
    flow.set_name("web-04")
    disk = flow.request.hardware.virtual_disk_drives[0]
    assert disk.file_name == "web-04_disk_1"
    disk.file_name = "system"
    flow.set_name("web-05")
    assert disk.file_name == "system"


def test_hardware_refuses_a_place_used_twice(flow: NewVirtualMachineFlow) -> None:
    at(flow, "hardware")
    hardware = flow.request.hardware
    other = add_disk(hardware, flow.facts.limits, "web-04")
    other.bus, other.lun = 0, 0
    assert messages(flow)[f"disk:{other.id}.place"] == "IDE 0:0 is used twice. Choose another place."


def test_hardware_refuses_scsi_without_an_adapter(flow: NewVirtualMachineFlow) -> None:
    at(flow, "hardware")
    disk = flow.request.hardware.virtual_disk_drives[0]
    disk.bus_type = BusType.SCSI
    assert "no place SCSI 0:0" in messages(flow)[f"disk:{disk.id}.place"]
    add_scsi_adapter(flow.request.hardware)
    assert messages(flow) == {}


def test_hardware_keeps_to_the_hosts_limits(flow: NewVirtualMachineFlow) -> None:
    at(flow, "hardware")
    flow.facts.limits = HardwareLimits(
        HostCapabilities(maximum_network_adapters=1, disk_formats=["vhd"]), maximum_cpus=4, maximum_memory_mb=1024,
        host_name="hv-01",
    )  # fmt: skip
    hardware = flow.request.hardware
    hardware.cpu_count = 5
    hardware.virtual_network_adapters.append(VirtualNetworkAdapter())
    hardware.virtual_disk_drives[0].size_mb = 3000 * 1024
    found = messages(flow)
    assert found["processor.count"] == "Choose 1 to 4 processors on hv-01."
    assert found["memory.size"] == "Memory can be 1,024 MB at most on hv-01."
    assert "2,040 GB" in found[f"disk:{hardware.virtual_disk_drives[0].id}.size"]
    assert "1 network adapters at most" in found[f"nic:{hardware.virtual_network_adapters[1].id}.type"]


@pytest.mark.parametrize(
    ("address", "part"), [("", "Enter"), ("00:1D:D8", "six pairs"), ("01:00:5E:00:00:01", "multicast"),
                          ("00:00:00:00:00:00", "zeros")],
)  # fmt: skip
def test_hardware_refuses_a_static_address(flow: NewVirtualMachineFlow, address: str, part: str) -> None:
    at(flow, "hardware")
    adapter = flow.request.hardware.virtual_network_adapters[0]
    adapter.mac_address_type, adapter.mac_address = MACAddressType.STATIC, address
    assert part in messages(flow)[f"nic:{adapter.id}.mac"]


def test_hardware_refuses_vlan_com_port_image_and_file_name(flow: NewVirtualMachineFlow) -> None:
    at(flow, "hardware")
    hardware = flow.request.hardware
    hardware.virtual_network_adapters[0].vlan_enabled = True
    hardware.virtual_network_adapters[0].vlan_id = 4095
    hardware.virtual_com_ports[0].connection = "TextFile"
    hardware.virtual_dvd_drives[0].connection = DVDConnection.ISO_IMAGE
    hardware.virtual_disk_drives[0].file_name = "a:b"
    text = " ".join(messages(flow).values())
    for part in ("1 and 4094", "COM 1", "Choose an ISO image", "':'"):
        assert part in text


def test_a_third_dvd_drive_finds_no_ide_place(flow: NewVirtualMachineFlow) -> None:
    from vmmconsole_ui.wizards.hardware_rules import add_dvd_drive

    hardware = flow.request.hardware
    add_dvd_drive(hardware, flow.facts.limits)
    add_dvd_drive(hardware, flow.facts.limits)
    with pytest.raises(ValueError, match="no free IDE place"):
        add_dvd_drive(hardware, flow.facts.limits)
    assert all(isinstance(drive, VirtualDVDDrive) for drive in hardware.virtual_dvd_drives)


def test_a_host_that_a_hard_reason_forbids_is_refused_and_a_soft_zero_is_not(flow: NewVirtualMachineFlow) -> None:
    at(flow, "host")
    reason = RatingReason(text="Not enough memory.", hard=True)
    flow.facts.rating = VMHostRating(rating=0, name="kvm-01", vm_host=HOST, reasons=[reason])
    assert "Not enough memory." in flow.reason
    flow.facts.rating = VMHostRating(
        rating=0, name="kvm-01", vm_host=HOST, reasons=[RatingReason(text="No network.", hard=False)]
    )
    assert flow.can_go_next


def test_a_host_that_is_not_rated_yet_waits(flow: NewVirtualMachineFlow) -> None:
    at(flow, "host")
    flow.facts.rating = None
    assert flow.reason == "kvm-01 is being rated."
    flow.facts.rating_problem = "Hosts could not be rated."
    assert flow.reason == "Hosts could not be rated."


def test_a_host_is_needed(flow: NewVirtualMachineFlow) -> None:
    at(flow, "host")
    flow.request.host = None
    assert flow.reason == "Select a host."


def test_path_is_checked_for_form_rights_and_space(flow: NewVirtualMachineFlow) -> None:
    at(flow, "path")
    flow.request.path = "vmm"
    assert "whole path" in flow.reason
    flow.request.path = "/var/lib/vmm"
    flow.facts.path = PathFacts(exists=True, writable=False, free_space=GB)
    assert "cannot be written" in flow.reason
    flow.facts.path = PathFacts(exists=True, writable=True, free_space=GB)
    assert flow.can_go_next
    flow.request.hardware.virtual_disk_drives[0].virtual_hard_disk.vhd_type = VHDType.FIXED
    assert "1.0 GB are free" in flow.reason
    flow.facts.path_problem = "The host does not answer."
    assert flow.reason == "The host does not answer."


def test_a_network_that_the_host_does_not_have_is_refused(flow: NewVirtualMachineFlow) -> None:
    at(flow, "networks")
    flow.facts.networks = [VirtualNetwork(id=uuid4(), name="Lab")]
    flow.request.hardware.virtual_network_adapters[0].virtual_network = "Production"
    assert flow.reason == "'Production' is not a virtual network of kvm-01."


def test_the_delay_has_limits(flow: NewVirtualMachineFlow) -> None:
    at(flow, "properties")
    flow.request.delay_start = 3601
    assert "3,600 seconds" in flow.reason


def test_the_script_grows_with_the_pages(flow: NewVirtualMachineFlow) -> None:
    lengths = []
    at(flow, "source")
    while True:
        lengths.append(len(flow.script().statements))
        if not flow.next():
            break
    assert lengths[0] == 0
    assert lengths == sorted(lengths)
    assert lengths[-1] > lengths[2] > lengths[1]
