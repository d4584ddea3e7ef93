"""The New Virtual Machine wizard with a template or another virtual machine as its source."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn
from vmmconsole.client.contract import HostCapabilities
from vmmconsole.model import Template, VirtualMachine
from vmmconsole.model.errors import HostUnreachableError
from vmmconsole.model.status import VMStatus
from vmmconsole.script.reader import read
from vmmconsole_ui.wizards.new_vm import NewVirtualMachineWindow, open_new_vm, open_new_vm_from
from vmmconsole_ui.wizards.new_vm_flow import Facts, NewVirtualMachineFlow, Source, new_request, source_machine
from vmmconsole_ui.wizards.object_dialog import ObjectDialog
from vmmconsole_ui.wizards.source_field import SourceDialog
from vmmconsole_ui.wizards.summary_page import summary_rows


@pytest.fixture
def template(client: ClientStandIn, context: ContextStandIn) -> Template:
    """A template as large as the machine that it was made of."""
    machine = machine_of(client, "web-01").model_copy(deep=True, update={"id": uuid4(), "name": "Debian"})
    made = Template.of(machine, machine.vm_host)
    client.add(made)
    context.load()
    return made


@pytest.fixture
def window(context: ContextStandIn) -> Iterator[NewVirtualMachineWindow]:
    opened = open_new_vm(context)
    yield opened
    if isValid(opened):
        opened.discard()


def machine_of(client: ClientStandIn, name: str) -> VirtualMachine:
    return next(vm for vm in client.objects["VM"].values() if vm.name == name)  # type: ignore[return-value]  # by kind


def opened_from(context: ContextStandIn, kind: str, source_id: object) -> NewVirtualMachineWindow:
    return context.loop.run_until_complete(open_new_vm_from(context, kind, str(source_id)))


def choose(window: NewVirtualMachineWindow, source: Source, name: str, qtbot: QtBot) -> SourceDialog:
    """Choose the source as a person does: radio button, Select, filter, Select."""
    page = window.view("source")
    page.radios[source].click()
    field = page.machines[source]
    qtbot.mouseClick(field.select_button, Qt.MouseButton.LeftButton)
    dialog: SourceDialog = field.findChildren(SourceDialog)[-1]
    dialog.filter.setText(name)
    dialog.accept()
    return dialog


def walk_to_the_end(window: NewVirtualMachineWindow, qtbot: QtBot, name: str) -> None:
    while window.flow.current.id != "identity":
        window.next()
    field = window.view("identity").name
    field.clear()
    qtbot.keyClicks(field, name)
    while window.flow.current.id != "summary":
        assert window.next_button.isEnabled(), window.flow.reason
        qtbot.mouseClick(window.next_button, Qt.MouseButton.LeftButton)


def shown_texts(window: NewVirtualMachineWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_a_machine_is_made_from_a_template(
    window: NewVirtualMachineWindow, client: ClientStandIn, template: Template, qtbot: QtBot
) -> None:
    choose(window, Source.TEMPLATE, "deb", qtbot)
    assert window.view("source").machines[Source.TEMPLATE].text.text() == "Debian"
    walk_to_the_end(window, qtbot, "web-09")
    assert client.queries[-1].hardware.cpu_count == template.cpu_count
    assert client.queries[-1].disk_gb == 40
    shown = window.script.text()
    assert read(shown).statements == window.flow.script().statements
    qtbot.mouseClick(window.finish_button, Qt.MouseButton.LeftButton)
    assert [script for script, _name, _what_if in client.ran] == [shown]
    lines = [line.rstrip() for line in shown.splitlines() if line and not line.startswith("#")]
    assert lines == [
        f'$Template = Get-Template -VMMServer localhost -Name "Debian" | where {{$_.ID -eq "{template.id}"}}',
        '$VMHost = Get-VMHost -VMMServer localhost | where {$_.Name -eq "kvm-cph-01"}',
        '$OperatingSystem = Get-OperatingSystem -VMMServer localhost | where {$_.Name -eq "Debian GNU/Linux 12"}',
        (
            'New-VM -Template $Template -Name "web-09" -Description "" -Owner "CONTOSO\\anna" -VMHost $VMHost '
            '-Path "/var/lib/vmm" -RunAsynchronously -OperatingSystem $OperatingSystem '
            "-StartAction TurnOnVMIfRunningWhenVSStopped -DelayStart 0 -StopAction SaveVM"
        ),
    ]


def test_clone_opens_at_the_identity_with_the_machine_as_source(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot
) -> None:
    machine = machine_of(client, "web-01")
    window = opened_from(context, "VM", machine.id)
    titles = [window.page_list.item(row).text() for row in range(window.page_list.count())]
    assert titles == [
        "Identity", "Select destination", "Select host", "Select path", "Additional properties", "Summary",
    ]  # fmt: skip
    assert window.windowTitle() == "New virtual machine from web-01"
    walk_to_the_end(window, qtbot, "web-09")
    assert f'{{$_.ID -eq "{machine.id}"}}' in window.script.text()
    assert "New-VM -VM $VM -Name" in window.script.text()
    assert "New-HardwareProfile" not in window.script.text()
    facts = [label.text() for label in window.view("summary").findChildren(QLabel)]
    assert "Copy of the virtual machine web-01" in facts
    assert "40.0 GB, IDE 0:0" in facts
    window.discard()


def test_a_source_that_is_started_or_goes_away_stops_the_wizard(
    context: ContextStandIn, client: ClientStandIn, qtbot: QtBot
) -> None:
    machine = machine_of(client, "web-01")
    window = opened_from(context, "VM", machine.id)
    walk_to_the_end(window, qtbot, "web-09")
    assert window.finish_button.isEnabled()
    machine.status = VMStatus.RUNNING
    context.load()
    assert not window.finish_button.isEnabled()
    assert "web-01 is running" in window.finish_button.toolTip()
    machine.status = VMStatus.POWER_OFF
    context.load()
    assert window.finish_button.isEnabled()
    del client.objects["VM"][str(machine.id)]
    context.load()
    assert "was removed meanwhile" in window.finish_button.toolTip()
    window.discard()


def test_only_what_can_be_copied_can_be_chosen(
    window: NewVirtualMachineWindow, context: ContextStandIn, client: ClientStandIn, template: Template, qtbot: QtBot
) -> None:
    context.objects.abilities = {str(host.id): HostCapabilities() for host in client.objects["VMHost"].values()}  # type: ignore[attr-defined]  # a noun has an ID
    dialog = choose(window, Source.CLONE, "db-pg-01", qtbot)
    item = dialog.list.topLevelItem(0)
    assert item.isDisabled()
    assert item.toolTip(0) == "db-pg-01 is running. Its host clones only a machine that is stopped."
    assert not dialog.ok_button.isEnabled()
    dialog.reject()
    template.enabled = False
    context.load()
    dialog = choose(window, Source.TEMPLATE, "Debian", qtbot)
    assert "Enable it in the Library view" in dialog.list.topLevelItem(0).toolTip(0)
    dialog.reject()
    assert not window.next_button.isEnabled()
    assert window.next_button.toolTip() == "Choose the template."


def test_a_running_machine_is_taken_where_its_host_copies_it_itself(
    window: NewVirtualMachineWindow, context: ContextStandIn, client: ClientStandIn, qtbot: QtBot
) -> None:
    client.abilities = HostCapabilities(clone=True)
    choose(window, Source.CLONE, "db-pg-01", qtbot)
    assert window.next_button.isEnabled()
    context.objects.abilities.clear()
    client.abilities = HostCapabilities()
    choose(window, Source.CLONE, "db-pg-01", qtbot)
    assert not window.next_button.isEnabled()
    assert "db-pg-01 is running. Its host clones only a machine that is stopped." in shown_texts(window)


def test_a_source_that_cannot_be_read_is_said_below_its_field(
    window: NewVirtualMachineWindow, client: ClientStandIn, qtbot: QtBot
) -> None:
    client.fails["get"] = HostUnreachableError("esx-01 does not answer.", action="Wait until it does.")
    choose(window, Source.CLONE, "web-01", qtbot)
    assert "esx-01 does not answer. Wait until it does." in shown_texts(window)
    assert not window.next_button.isEnabled()
    client.fails.clear()
    choose(window, Source.CLONE, "web-01", qtbot)
    assert window.next_button.isEnabled()


def test_the_dialog_says_where_templates_come_from_and_keeps_to_what_can_be_looked_through(
    window: NewVirtualMachineWindow, context: ContextStandIn, client: ClientStandIn
) -> None:
    dialog = SourceDialog(context, "Template", window, lambda _row: None)
    assert "There is no template yet" in dialog.empty.text()
    for number in range(520):
        client.add(Template(name=f"t-{number:03}"))
    context.load()
    many: ObjectDialog = SourceDialog(context, "Template", window, lambda _row: None)
    assert many.list.topLevelItemCount() == 501
    assert many.list.topLevelItem(500).text(0) == "20 more; type into the filter to find them"
    many.filter.setText("t-519")
    assert [many.list.topLevelItem(row).text(0) for row in range(many.list.topLevelItemCount())] == ["t-519"]


@pytest.fixture
def flow() -> NewVirtualMachineFlow:
    return NewVirtualMachineFlow(new_request(server="localhost", owner="anna"), Facts())


def test_another_source_brings_back_the_hardware_that_was_configured(
    flow: NewVirtualMachineFlow, client: ClientStandIn
) -> None:
    flow.request.hardware.memory_mb = 3072
    before = flow.request.hardware.model_copy(deep=True)
    flow.set_source_machine(source_machine(machine_of(client, "web-01")))
    assert (flow.request.source, flow.request.hardware.memory_mb) == (Source.CLONE, 4096)
    assert flow.request.new_disk_gb == 40
    flow.set_source(Source.TEMPLATE)
    assert flow.reason == "Choose the template."
    flow.set_source(Source.BLANK_DISK)
    assert flow.request.hardware == before
    assert [page.id for page in flow.pages][2] == "hardware"
    assert flow.request.new_disk_gb == 40


def test_what_is_chosen_stays_out_of_the_copied_machine(flow: NewVirtualMachineFlow, client: ClientStandIn) -> None:
    machine = machine_of(client, "web-01")
    flow.set_source_machine(source_machine(machine))
    flow.request.hardware.virtual_network_adapters[0].virtual_network = "Lab"
    flow.set_name("web-09")
    assert machine.virtual_network_adapters[0].virtual_network == "Production"
    assert [drive.file_name for drive in flow.request.hardware.virtual_disk_drives] == [
        drive.file_name for drive in machine.virtual_disk_drives
    ]


def test_a_summary_without_a_source_name_is_never_shown(flow: NewVirtualMachineFlow, client: ClientStandIn) -> None:
    flow.set_source_machine(source_machine(machine_of(client, "web-01")))
    rows = dict(summary_rows(flow.request))
    assert rows["Source"] == "Copy of the virtual machine web-01"
    assert rows["Operating system"] == "Debian GNU/Linux 12"


def test_every_source_can_be_chosen(window: NewVirtualMachineWindow) -> None:
    radios: dict[Source, QRadioButton] = window.view("source").radios
    assert [source for source, radio in radios.items() if radio.isEnabled()] == list(Source)
