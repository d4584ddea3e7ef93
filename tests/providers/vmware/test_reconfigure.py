"""Changing the hardware of machines on an ESX host, off and running."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.vcsim import Vcsim
from vmmconsole.model.errors import CancelledError, NotFoundError, StateError, StorageError
from vmmconsole.model.hardware import (
    Hardware,
    VirtualCOMPort,
    VirtualDiskDrive,
    VirtualDVDDrive,
    VirtualFloppyDrive,
    VirtualNetworkAdapter,
    VirtualSCSIAdapter,
)
from vmmconsole.model.status import (
    AdapterType,
    BootDevice,
    BusType,
    DVDConnection,
    MACAddressType,
    SCSIControllerType,
)
from vmmconsole.model.virtual_machine import VirtualMachine
from vmmconsole.providers.contract import HardwareChange
from vmmconsole.providers.vmware import reconfigure
from vmmconsole.providers.vmware.host import VMwareHost
from vmmconsole.providers.vmware.identity import NEW_MARK

from .esx import STORE, Steps, hosts, manager, simulator_of_verbs, spec

__all__ = ["hosts", "manager", "simulator_of_verbs"]


@pytest.fixture
def host(hosts: list[VMwareHost]) -> VMwareHost:
    return hosts[0]


@pytest.fixture
def machine(host: VMwareHost) -> VirtualMachine:
    return host.create(spec(), Steps())


def hardware_of(machine: VirtualMachine) -> Hardware:
    return Hardware.model_validate({name: getattr(machine, name) for name in Hardware.model_fields}).model_copy(
        deep=True
    )


def change(host: VMwareHost, machine_id: UUID, progress: Any = None, **fields: Any) -> VirtualMachine:
    target = hardware_of(host.machine(machine_id)).model_copy(update=fields)
    return host.reconfigure(machine_id, HardwareChange(target), progress or Steps())


def test_everything_changes_in_one_task(host: VMwareHost, vcsim: Vcsim, machine: VirtualMachine) -> None:
    before = vcsim.calls()["ReconfigVM_Task"]
    added = VirtualDiskDrive(bus_type=BusType.SCSI, bus=1, lun=3, size_mb=32, file_name="data")
    card = VirtualNetworkAdapter(virtual_network="DC0_DVPG0", adapter_type=AdapterType.EMULATED,
                                 mac_address="00:50:56:00:00:01", mac_address_type=MACAddressType.STATIC)  # fmt: skip
    after = change(
        host, machine.id, cpu_count=2, memory_mb=64, relative_weight=200, boot_order=[BootDevice.PXE_BOOT],
        virtual_disk_drives=[*machine.virtual_disk_drives, added], virtual_network_adapters=[card],
        virtual_floppy_drive=VirtualFloppyDrive(),
        virtual_com_ports=[VirtualCOMPort(connection="NamedPipe", named_pipe="p")],
    )  # fmt: skip
    assert (after.cpu_count, after.memory_mb, after.relative_weight) == (2, 64, 200)
    assert after.boot_order == [BootDevice.PXE_BOOT]
    found = next(d for d in after.virtual_disk_drives if d.id == added.id)
    assert (found.bus, found.lun) == (1, 3)
    assert found.virtual_hard_disk is not None
    assert found.virtual_hard_disk.location == f"{STORE} {machine.name}/data.vmdk"
    (adapter,) = after.virtual_network_adapters
    assert (adapter.id, adapter.virtual_network, adapter.mac_address) == (card.id, "DC0_DVPG0", "00:50:56:00:00:01")
    assert adapter.adapter_type is AdapterType.EMULATED
    assert after.virtual_com_ports[0].named_pipe == "p"
    assert after.virtual_floppy_drive is not None
    assert vcsim.calls()["ReconfigVM_Task"] - before == 2  # the change, and which device is which


def test_a_running_machine_gets_and_loses_devices(host: VMwareHost, machine: VirtualMachine) -> None:
    host.start(machine.id, Steps())
    disk = VirtualDiskDrive(bus_type=BusType.SCSI, bus=0, lun=5, size_mb=32)
    after = change(
        host, machine.id, cpu_count=2, memory_mb=64,
        virtual_disk_drives=[*machine.virtual_disk_drives, disk],
        virtual_network_adapters=[*machine.virtual_network_adapters, VirtualNetworkAdapter()],
    )  # fmt: skip
    assert (after.cpu_count, len(after.virtual_disk_drives), len(after.virtual_network_adapters)) == (2, 2, 2)
    last = change(host, machine.id, virtual_disk_drives=after.virtual_disk_drives[:1], virtual_network_adapters=[])
    assert (len(last.virtual_disk_drives), last.virtual_network_adapters) == (1, [])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"memory_mb": 16}, "16 MB of memory"),
        ({"virtual_dvd_drives": []}, "remove the virtual DVD drive"),
        ({"virtual_com_ports": [VirtualCOMPort()]}, "add the COM port 1"),
        ({"virtual_floppy_drive": VirtualFloppyDrive()}, "floppy"),
    ],
)
def test_what_needs_it_off_is_named(
    host: VMwareHost, machine: VirtualMachine, fields: dict[str, Any], words: str
) -> None:
    host.start(machine.id, Steps())
    with pytest.raises(StateError) as refused:
        change(host, machine.id, **fields)
    assert words in refused.value.cause
    host.save_state(machine.id, Steps())
    with pytest.raises(StateError, match="saved state"):
        change(host, machine.id, **fields)


def test_media_of_a_running_machine_change_and_images_are_sent(
    host: VMwareHost, machine: VirtualMachine, tmp_path: Path
) -> None:
    image = tmp_path / "tools.iso"
    image.write_bytes(b"tools" * 1000)
    host.start(machine.id, Steps())
    (drive,) = machine.virtual_dvd_drives
    full = drive.model_copy(update={"connection": DVDConnection.ISO_IMAGE, "iso_path": str(image)})
    after = change(host, machine.id, virtual_dvd_drives=[full])
    (dvd,) = after.virtual_dvd_drives
    assert (dvd.id, dvd.connection) == (drive.id, DVDConnection.ISO_IMAGE)
    assert dvd.iso_path == f"{STORE} {machine.name}/tools.iso"
    assert host.path_facts(dvd.iso_path)[0]
    (empty,) = change(host, machine.id, virtual_dvd_drives=[drive]).virtual_dvd_drives
    assert empty.connection is DVDConnection.NONE


def test_a_disk_moves_grows_and_is_copied_in(host: VMwareHost, machine: VirtualMachine) -> None:
    (drive,) = machine.virtual_disk_drives
    assert drive.virtual_hard_disk is not None
    moved = drive.model_copy(update={"bus_type": BusType.IDE, "bus": 0, "lun": 1})
    source = drive.virtual_hard_disk.location
    (after,) = change(host, machine.id, virtual_disk_drives=[moved]).virtual_disk_drives
    assert (after.id, after.bus_type, after.lun) == (drive.id, BusType.IDE, 1)
    assert after.virtual_hard_disk is not None
    assert after.virtual_hard_disk.location == source
    larger = after.virtual_hard_disk.model_copy(update={"maximum_size": 128 << 20})
    grown = after.model_copy(update={"virtual_hard_disk": larger})
    copied = VirtualDiskDrive(bus_type=BusType.SCSI, bus=0, lun=0, path=source, file_name="copy")
    drives = change(host, machine.id, virtual_disk_drives=[grown, copied]).virtual_disk_drives
    images = {d.id: d.virtual_hard_disk for d in drives}
    assert images[drive.id].maximum_size == 128 << 20  # type: ignore[union-attr]
    assert images[copied.id].location == f"{STORE} {machine.name}/copy.vmdk"  # type: ignore[union-attr]


def test_scsi_adapters_come_and_go(host: VMwareHost, machine: VirtualMachine) -> None:
    adapter = VirtualSCSIAdapter(bus=2, scsi_controller_type=SCSIControllerType.PARA_VIRTUAL, shared=True)
    after = change(host, machine.id, virtual_scsi_adapters=[*machine.virtual_scsi_adapters, adapter])
    found = next(a for a in after.virtual_scsi_adapters if a.bus == 2)
    assert (found.id, found.shared) == (adapter.id, True)
    assert found.scsi_controller_type is SCSIControllerType.PARA_VIRTUAL
    assert len(change(host, machine.id, virtual_scsi_adapters=[]).virtual_scsi_adapters) == 1  # the disk's own stays


def test_a_failed_change_changes_nothing(host: VMwareHost, vcsim: Vcsim, machine: VirtualMachine) -> None:
    (drive,) = machine.virtual_disk_drives
    source = drive.virtual_hard_disk.location if drive.virtual_hard_disk else ""
    copied = VirtualDiskDrive(bus_type=BusType.SCSI, bus=0, lun=1, path=source, file_name="copy")
    vcsim.fail("CopyVirtualDisk_Task", task="NoDiskSpace")
    with pytest.raises(StorageError):
        change(host, machine.id, virtual_disk_drives=[drive, copied])
    assert host.machine(machine.id).virtual_disk_drives == machine.virtual_disk_drives
    with pytest.raises(CancelledError):
        change(host, machine.id, Steps(cancel_at=4), virtual_disk_drives=[drive, copied])
    assert not host.path_facts(f"{STORE} {machine.name}/copy.vmdk")[0]
    assert len(change(host, machine.id, virtual_disk_drives=[drive, copied]).virtual_disk_drives) == 2


class _Killed(BaseException):
    """Stands for the process's end: nothing cleans up."""


def test_a_second_run_after_a_kill_adds_nothing_twice(
    host: VMwareHost, machine: VirtualMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = VirtualNetworkAdapter(virtual_network="VM Network")
    target = hardware_of(machine)
    target.virtual_network_adapters.append(added)

    def killed(*_: object) -> None:
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(reconfigure._Reconfiguration, "_complete", killed)
        with pytest.raises(_Killed):
            host.reconfigure(machine.id, HardwareChange(target), Steps())
    assert host.site.machine(machine.id, "config.extraConfig").marks[NEW_MARK]
    after = host.reconfigure(machine.id, HardwareChange(target), Steps())
    assert [a.id for a in after.virtual_network_adapters] == [machine.virtual_network_adapters[0].id, added.id]


def test_files_are_not_deleted_under_checkpoints(host: VMwareHost, machine: VirtualMachine) -> None:
    (disk,) = machine.virtual_hard_disks
    host.create_checkpoint(machine.id, UUID(int=5), "one", "", Steps())
    target = hardware_of(machine)
    target.virtual_disk_drives = []
    with pytest.raises(StateError, match="checkpoints"):
        host.reconfigure(machine.id, HardwareChange(target, delete_files=(disk.location,)), Steps())
    assert host.path_facts(disk.location)[0]


def test_a_network_that_is_not_there_is_named_with_those_that_are(host: VMwareHost, machine: VirtualMachine) -> None:
    with pytest.raises(NotFoundError) as refused:
        change(host, machine.id, virtual_network_adapters=[VirtualNetworkAdapter(virtual_network="none")])
    assert "VM Network" in refused.value.cause


def test_a_dvd_drive_is_added(host: VMwareHost, machine: VirtualMachine) -> None:
    drives = [*machine.virtual_dvd_drives, VirtualDVDDrive(bus=1, lun=1)]
    assert [(d.bus, d.lun) for d in change(host, machine.id, virtual_dvd_drives=drives).virtual_dvd_drives] == [
        (1, 0), (1, 1),
    ]  # fmt: skip
