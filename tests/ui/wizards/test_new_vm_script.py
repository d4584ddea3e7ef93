"""The script of the New Virtual Machine wizard: its layout, its parameters, and that no name can break out of it."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from vmmconsole.cmdlets.registry import find
from vmmconsole.model.hardware import VirtualNetworkAdapter
from vmmconsole.model.noun import Ref
from vmmconsole.model.status import AdapterType, DVDConnection, MACAddressType
from vmmconsole.script.calls import SWITCH, Call, Lookup
from vmmconsole.script.parser import check
from vmmconsole.script.reader import read
from vmmconsole.script.writer import write
from vmmconsole_ui.wizards.hardware_rules import HardwareLimits, add_disk, add_scsi_adapter
from vmmconsole_ui.wizards.new_vm_flow import LibraryFile, NewVirtualMachine, NewVirtualMachineFlow, Source, new_request
from vmmconsole_ui.wizards.new_vm_script import statements

JOB = UUID("8e3b50bc-4b0f-4f7e-9d0e-0a1b2c3d4e5f")
AT = datetime(2026, 11, 21, 14, 4, 11, tzinfo=UTC)
NASTY = st.text(max_size=60) | st.sampled_from(
    ['"; Remove-VM *; "', "$(Stop-VM x)", "`n",
     "a'b\"c", "\u201csmart\u201d", "$env:HOME", "--%", "line\nbreak", "\u202eabc",
     "\ud800", "{}|;&<>", "\x00", "# no comment", "名前", "é" * 50, "@'\n'@", "\u00a0nbsp"]
)  # fmt: skip

PART = st.text(st.characters(exclude_characters="/\\"), min_size=1, max_size=20)
check("1")  # widens the interpreter's stack once, before Hypothesis watches it


def full_request() -> NewVirtualMachine:
    """A request with every kind of device."""
    request = new_request(server="localhost", owner="CONTOSO\\anna")
    request.job_group, request.generated_at = JOB, AT
    flow = NewVirtualMachineFlow(request)
    flow.set_name("web-04")
    hardware = request.hardware
    add_scsi_adapter(hardware)
    limits = HardwareLimits()
    for _ in range(3):
        add_disk(hardware, limits, "web-04")
    dvd = hardware.virtual_dvd_drives[0]
    dvd.connection = DVDConnection.ISO_IMAGE
    request.isos[dvd.id] = LibraryFile(id=JOB, name="debian-12.iso", share_path="/lib/debian-12.iso")
    hardware.virtual_network_adapters[0].virtual_network = "Production"
    hardware.virtual_network_adapters.append(
        VirtualNetworkAdapter(
            adapter_type=AdapterType.EMULATED, mac_address_type=MACAddressType.STATIC, mac_address="00:1D:D8:B7:1C:00",
            vlan_enabled=True, vlan_id=204,
        )
    )  # fmt: skip
    hardware.cpu_type = "1.00 GHz Pentium III Xeon"
    hardware.virtual_com_ports[1].connection = "NamedPipe"
    hardware.virtual_com_ports[1].named_pipe = "/run/com2"
    request.host, request.path = Ref(kind="VMHost", id=JOB, name="kvm-01"), "/var/lib/vmm"
    request.operating_system, request.start_vm, request.exclude_from_pro = "Debian GNU/Linux 12", True, True
    return request


def names(request: NewVirtualMachine) -> list[str]:
    return [s.call.cmdlet if isinstance(s, Lookup) else s.cmdlet for s in statements(request).statements]


def test_the_statements_stand_in_the_originals_order() -> None:
    assert names(full_request()) == [
        "Set-VirtualFloppyDrive", "Set-VirtualCOMPort", "Set-VirtualCOMPort", "New-VirtualSCSIAdapter",
        "New-VirtualNetworkAdapter", "New-VirtualNetworkAdapter", "Get-ISO", "New-VirtualDVDDrive", "Get-CPUType",
        "New-HardwareProfile", "New-VirtualDiskDrive", "New-VirtualDiskDrive", "New-VirtualDiskDrive",
        "New-VirtualDiskDrive", "Get-VMHost", "Get-HardwareProfile", "Get-OperatingSystem", "New-VM",
    ]  # fmt: skip


def test_new_vm_has_all_its_parameters_in_order() -> None:
    last = statements(full_request()).statements[-1]
    assert isinstance(last, Call)
    assert [argument.name for argument in last.arguments] == [
        "Name", "Description", "Owner", "VMHost", "Path", "JobGroup", "RunAsynchronously", "HardwareProfile",
        "OperatingSystem", "StartAction", "DelayStart", "StopAction", "ExcludeFromPRO", "StartVM",
    ]  # fmt: skip
    assert last.value("StartVM") == SWITCH
    assert last.value("JobGroup") == JOB


def test_the_text_has_the_originals_layout() -> None:
    lines = write(statements(full_request()), generated_at=AT).splitlines()
    assert lines[0] == "# " + "-" * 78
    assert lines[1] == "# New Virtual Machine Script"
    assert lines[3] == "# Script generated on Saturday, November 21, 2026 2:04:11 PM by Virtual Machine Manager"
    first = f"Set-VirtualFloppyDrive -RunAsynchronously -VMMServer localhost -NoMedia -JobGroup {JOB} "
    assert lines[7:10] == ["", "", first]
    disk = next(line for line in lines if line.startswith("New-VirtualDiskDrive"))
    assert disk == (
        f"New-VirtualDiskDrive -VMMServer localhost -IDE -Bus 0 -LUN 0 -JobGroup {JOB} -Size 40960 -Dynamic "
        '-FileName "web-04_disk_1" '
    )
    boot = '-BootOrder "CD", "IdeHardDrive", "PxeBoot", "Floppy"'
    assert boot in next(line for line in lines if line.startswith("New-HardwareProfile"))


def test_the_same_request_gives_the_same_bytes() -> None:
    request = full_request()
    first = write(statements(request), generated_at=request.generated_at)
    again = write(statements(request.model_copy(deep=True)), generated_at=request.generated_at)
    assert first.encode() == again.encode()


def test_every_cmdlet_and_parameter_is_one_that_the_engine_knows() -> None:
    library = full_request()
    library.source, library.source_disk = Source.EXISTING_DISK, LibraryFile(id=JOB, name="b", share_path="/lib/b")
    for request in (full_request(), library):
        for statement in statements(request).statements:
            call = statement.call if isinstance(statement, Lookup) else statement
            cmdlet = find(call.cmdlet)
            assert cmdlet is not None, call.cmdlet
            for argument in call.arguments:
                known = cmdlet.find_parameter(argument.name)
                assert known is not None, f"{call.cmdlet} -{argument.name}"
                assert known.is_switch == (argument.value == SWITCH), f"{call.cmdlet} -{argument.name}"


@settings(max_examples=80, deadline=None)
@given(name=NASTY, description=NASTY, owner=NASTY, path=NASTY, iso=NASTY, network=NASTY, server=NASTY)
def test_whatever_is_typed_is_read_back_as_typed(
    name: str, description: str, owner: str, path: str, iso: str, network: str, server: str
) -> None:
    request = full_request()
    request.name = name or "x"
    request.server = server or "localhost"
    request.description, request.owner, request.path = description, owner, path or "/"
    request.hardware.virtual_network_adapters[0].virtual_network = network
    dvd = request.hardware.virtual_dvd_drives[0]
    request.isos[dvd.id] = LibraryFile(id=JOB, name=iso, share_path=f"/lib/{iso}")
    script = statements(request)
    text = write(script, generated_at=AT)
    back = read(text)
    assert back.statements == script.statements
    last = back.statements[-1]
    assert isinstance(last, Call)
    assert (last.value("Name"), last.value("Description"), last.value("Owner"), last.value("Path")) == (
        request.name, description, owner, request.path,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(folder=PART, file=PART)
def test_a_disk_on_the_host_keeps_its_path(folder: str, file: str) -> None:
    path = f"/{folder}/{file}"
    flow = NewVirtualMachineFlow(new_request(server="localhost", owner="anna"))
    flow.set_source(Source.EXISTING_DISK)
    flow.set_source_path(path)
    calls = [s for s in statements(flow.request).statements if isinstance(s, Call)]
    call = next(c for c in calls if c.cmdlet == "New-VirtualDiskDrive")
    assert (call.value("Path"), call.value("FileName")) == (f"/{folder}", file)


def test_a_disk_file_on_a_datastore_is_named_with_its_folder() -> None:
    flow = NewVirtualMachineFlow(new_request(server="localhost", owner="LAB\\anna"))
    flow.set_name("web")
    flow.set_source(Source.EXISTING_DISK)
    for path, folder in (("[datastore1] golden.vmdk", "[datastore1]"), ("[ds 1] a/golden.vmdk", "[ds 1] a")):
        flow.set_source_path(path)
        drive = next(
            s for s in statements(flow.request).statements if getattr(s, "cmdlet", "") == "New-VirtualDiskDrive"
        )
        assert (drive.value("Path"), drive.value("FileName")) == (folder, "golden.vmdk")
