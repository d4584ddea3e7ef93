"""A virtual machine's properties: only what was changed is written, and others' changes are not lost."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn
from vmmconsole.client.contract import HostCapabilities
from vmmconsole.cmdlets.registry import find
from vmmconsole.model import VirtualMachine
from vmmconsole.model.hardware import VirtualDiskDrive, VirtualNetworkAdapter
from vmmconsole.model.status import BusType, MACAddressType, VMStatus
from vmmconsole.script.calls import SWITCH, Call, Lookup, Variable
from vmmconsole.script.reader import read
from vmmconsole_ui.dialogs.hardware_changes import HardwareChanges, moves
from vmmconsole_ui.dialogs.machine_changes import MachineEdit, hardware_lock
from vmmconsole_ui.dialogs.vm_properties import VMPropertiesDialog, open_vm_properties
from vmmconsole_ui.wizards.edited_hardware import EditedHardware


def machine_of(client: ClientStandIn, name: str) -> VirtualMachine:
    found = next(machine for machine in client.objects["VM"].values() if machine.name == name)
    assert isinstance(found, VirtualMachine)
    return found


@pytest.fixture
def dialog(context: ContextStandIn, client: ClientStandIn) -> Iterator[VMPropertiesDialog]:
    opened = open_vm_properties(context, str(machine_of(client, "web-01").id))
    assert opened is not None
    yield opened
    if isValid(opened):
        opened.close()


def calls_of(text: str) -> list[Call]:
    found = []
    for statement in read(text).statements:
        call = statement.call if isinstance(statement, Lookup) else statement
        cmdlet = find(call.cmdlet)
        assert cmdlet is not None, call.cmdlet
        for argument in call.arguments:
            known = cmdlet.find_parameter(argument.name)
            assert known is not None, f"{call.cmdlet} -{argument.name}"
            assert known.is_switch == (argument.value == SWITCH), argument.name
        found.append(call)
    return found


def changed(call: Call) -> dict[str, object]:
    return {argument.name: argument.value for argument in call.arguments if argument.name not in {"VM", "JobGroup"}}


def test_it_has_the_originals_tabs(dialog: VMPropertiesDialog) -> None:
    assert [dialog.tabs.tabText(n).replace("&", "") for n in range(dialog.tabs.count())] == [
        "General", "Hardware configuration", "Checkpoints", "Custom", "Settings", "Actions",
    ]  # fmt: skip
    assert not dialog.apply_button.isEnabled()
    assert dialog.general.name.text() == "web-01"


def test_ok_without_a_change_only_closes(dialog: VMPropertiesDialog, client: ClientStandIn, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert client.ran == []


def test_touched_fields_alone_are_written(dialog: VMPropertiesDialog, client: ClientStandIn, qtbot: QtBot) -> None:
    dialog.general.description.setPlainText('web "server"')
    dialog.general.system.setCurrentIndex(dialog.general.system.findText("Ubuntu 24.04"))
    dialog.edit.after.memory_mb = 8192
    dialog.refresh()
    qtbot.mouseClick(dialog.script_button, Qt.MouseButton.LeftButton)
    shown = dialog.script.text()
    qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    assert client.ran == [(shown, "Change properties of virtual machine", False)]
    assert changed(calls_of(shown)[-1]) == {
        "Description": 'web "server"', "OperatingSystem": Variable("OperatingSystem"), "MemoryMB": 8192,
    }  # fmt: skip
    assert not dialog.isVisible()


def test_devices_come_first_and_share_the_group(
    dialog: VMPropertiesDialog, client: ClientStandIn, qtbot: QtBot
) -> None:
    dialog.editor.add("disk")
    dialog.editor.add("nic")
    dvd = dialog.edit.after.virtual_dvd_drives[0]
    dialog.editor.select(f"dvd:{dvd.id}")
    dialog.editor.remove()
    text = dialog.scripts()[0]
    calls = calls_of(text)
    assert [call.cmdlet for call in calls] == [
        "Get-VirtualDVDDrive", "Remove-VirtualDVDDrive", "New-VirtualDiskDrive", "New-VirtualNetworkAdapter", "Get-VM",
        "Set-VM",
    ]  # fmt: skip
    groups = {call.value("JobGroup") for call in calls if not call.cmdlet.startswith("Get-")}
    assert len(groups) == 1
    assert isinstance(groups.pop(), UUID)
    assert changed(calls[-1]) == {}


def test_apply_stays_open_and_begins_anew(dialog: VMPropertiesDialog, client: ClientStandIn, qtbot: QtBot) -> None:
    dialog.general.owner.clear()
    qtbot.keyClicks(dialog.general.owner, "dana")
    qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert len(client.ran) == 1
    assert dialog.scripts() == []
    assert not dialog.apply_button.isEnabled()


def test_a_change_from_elsewhere_is_taken_over(
    dialog: VMPropertiesDialog, client: ClientStandIn, context: ContextStandIn
) -> None:
    dialog.general.description.setPlainText("mine")
    other = machine_of(client, "web-01")
    other.tag, other.revision = "finance", 7
    context.load()
    assert not dialog.conflict_bar.isVisible()
    assert dialog.edit.after.tag == "finance"
    assert changed(calls_of(dialog.scripts()[0])[-1]) == {"Description": "mine"}


@pytest.mark.parametrize("keep", [True, False])
def test_a_conflict_is_shown_and_decided(
    dialog: VMPropertiesDialog, client: ClientStandIn, context: ContextStandIn, qtbot: QtBot, keep: bool
) -> None:
    dialog.general.description.setPlainText("mine")
    other = machine_of(client, "web-01")
    other.description, other.revision = "theirs", 7
    context.load()
    assert dialog.conflict_bar.isVisible()
    assert "Description" in dialog.conflict_label.text()
    assert not dialog.run_button.isEnabled()
    qtbot.mouseClick(dialog.mine_button if keep else dialog.theirs_button, Qt.MouseButton.LeftButton)
    assert dialog.general.description.toPlainText() == ("mine" if keep else "theirs")
    assert bool(dialog.scripts()) is keep
    assert dialog.run_button.isEnabled()


def test_a_machine_that_is_removed_meanwhile_is_said(
    dialog: VMPropertiesDialog, client: ClientStandIn, context: ContextStandIn
) -> None:
    client.objects["VM"].clear()
    context.load()
    assert dialog.error_label.text() == "The virtual machine was removed meanwhile."
    assert not dialog.run_button.isEnabled()


def test_a_running_machine_says_what_must_wait(context: ContextStandIn, client: ClientStandIn) -> None:
    opened = open_vm_properties(context, str(machine_of(client, "db-pg-01").id))
    assert not opened.general.name.isEnabled()
    opened.editor.select("processor")
    spin = opened.editor.form.findChild(QSpinBox)
    assert not spin.isEnabled()
    assert "must be off" in spin.toolTip()
    assert opened.editor.add_actions["disk"].isEnabled()
    assert not opened.editor.add_actions["scsi"].isEnabled()
    assert "must be off" in opened.editor.add_actions["scsi"].toolTip()
    opened.close()


@pytest.mark.parametrize(
    ("status", "key", "free"),
    [
        (VMStatus.POWER_OFF, "memory.size", True), (VMStatus.RUNNING, "memory.size", False),
        (VMStatus.RUNNING, "add:disk", True), (VMStatus.RUNNING, "remove:disk:a", False),
        (VMStatus.RUNNING, "remove:disk:new", True), (VMStatus.RUNNING, "dvd:a.media", True),
        (VMStatus.RUNNING, "nic:a.network", True), (VMStatus.SAVED, "add:disk", False),
        (VMStatus.UNDER_CREATION, "memory.size", False), (VMStatus.POWER_OFF, "nic:a.kind", False),
        (VMStatus.POWER_OFF, "nic:new.kind", True),
    ],
)  # fmt: skip
def test_what_may_be_changed_now(status: VMStatus, key: str, free: bool) -> None:
    machine = VirtualMachine(name="web", status=status)
    abilities = HostCapabilities(hot_add_disk=True)
    reason = hardware_lock(key, machine, {"disk:a", "dvd:a", "nic:a"}, abilities)
    assert (reason == "") is free


def test_drives_that_change_places_go_round_a_free_one() -> None:
    first, second = VirtualDiskDrive(bus=0, lun=0), VirtualDiskDrive(bus=0, lun=1)
    machine = VirtualMachine(name="web", virtual_disk_drives=[first, second])
    edit = MachineEdit.of(machine)
    one, other = edit.after.virtual_disk_drives
    one.lun, other.lun = 1, 0
    steps = moves(edit.before, EditedHardware(edit.after))
    where = {first.id: (BusType.IDE, 0, 0), second.id: (BusType.IDE, 0, 1)}
    for drive, place in steps:
        assert place not in where.values()
        where[drive.id] = place
    assert where == {first.id: (BusType.IDE, 0, 1), second.id: (BusType.IDE, 0, 0)}
    assert len(steps) == 3


def test_an_adapter_change_writes_what_differs() -> None:
    adapter = VirtualNetworkAdapter(virtual_network="Production")
    machine = VirtualMachine(name="web", virtual_network_adapters=[adapter])
    edit = MachineEdit.of(machine)
    now = edit.after.virtual_network_adapters[0]
    now.virtual_network, now.vlan_enabled, now.vlan_id = "", True, 12
    now.mac_address_type, now.mac_address = MACAddressType.STATIC, "00:1D:D8:B7:1C:05"
    changes = HardwareChanges("localhost", uuid4())
    changes.write(edit.before, EditedHardware(edit.after))
    call = changes.statements[-1]
    assert isinstance(call, Call)
    assert call.value("NoConnection") == SWITCH
    assert (call.value("VLanEnabled"), call.value("VLanID")) == (True, 12)
    assert call.value("PhysicalAddress") == "00:1D:D8:B7:1C:05"


def test_an_answer_that_comes_after_the_dialog_is_closed_is_dropped(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot
) -> None:
    context.hold = True
    opened = open_vm_properties(context, str(machine_of(client, "web-01").id))
    opened.close()
    qtbot.waitUntil(lambda: not isValid(opened), timeout=2000)
    context.hold = False
    context.drain()
    assert context.notices == []


def test_what_changes_by_itself_leaves_the_fields_alone(
    dialog: VMPropertiesDialog, client: ClientStandIn, context: ContextStandIn
) -> None:
    field = dialog.general.name
    other = machine_of(client, "web-01")
    other.cpu_utilization, other.total_size, other.revision = 93, 7, 8
    other.virtual_disk_drives[0].virtual_hard_disk.size += 4096
    other.virtual_network_adapters[0].ipv4_addresses = ["10.0.0.9"]
    context.load()
    assert dialog.general.name is field
    assert dialog.scripts() == []
    assert not dialog.conflict_bar.isVisible()
