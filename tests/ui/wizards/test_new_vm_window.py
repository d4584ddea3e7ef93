"""The New Virtual Machine wizard as a person sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import dump, isValid

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn
from vmmconsole.client.contract import PathFacts
from vmmconsole.model import VirtualMachine
from vmmconsole.model.errors import EngineError, HostUnreachableError
from vmmconsole.model.host import RatingReason
from vmmconsole.script.reader import read
from vmmconsole_ui.dialogs.save_profile import SaveProfileDialog
from vmmconsole_ui.wizards.customize_ratings import CustomizeRatings
from vmmconsole_ui.wizards.library_dialog import LibraryDialog
from vmmconsole_ui.wizards.new_vm import NewVirtualMachineWindow, open_new_vm


@pytest.fixture
def window(context: ContextStandIn, qtbot: QtBot) -> Iterator[NewVirtualMachineWindow]:
    context.settings.set("wizards/new_vm/script", True)
    opened = open_new_vm(context)
    yield opened
    if isValid(opened):
        opened.discard()


def type_name(window: NewVirtualMachineWindow, qtbot: QtBot, name: str = "web-04") -> None:
    while window.flow.current.id != "identity":
        window.next()
    field = window.view("identity").name
    field.clear()
    qtbot.keyClicks(field, name)


def walk_to(window: NewVirtualMachineWindow, qtbot: QtBot, page_id: str) -> None:
    type_name(window, qtbot)
    while window.flow.current.id != page_id:
        qtbot.mouseClick(window.next_button, Qt.MouseButton.LeftButton)


def page_titles(window: NewVirtualMachineWindow) -> list[str]:
    return [window.page_list.item(row).text() for row in range(window.page_list.count())]


def test_what_is_shown_is_what_runs(window: NewVirtualMachineWindow, client: ClientStandIn, qtbot: QtBot) -> None:
    walk_to(window, qtbot, "summary")
    window.view("summary").start.click()
    shown = window.script.text()
    assert shown.rstrip().endswith("-StartVM")
    qtbot.mouseClick(window.finish_button, Qt.MouseButton.LeftButton)
    assert [(script.encode(), name) for script, name, _ in client.ran] == [(shown.encode(), "Create virtual machine")]
    assert read(shown).statements == window.flow.script().statements
    assert not window.isVisible()


def test_a_wizard_that_goes_does_not_take_the_screen_along(window: NewVirtualMachineWindow) -> None:
    """What PySide6 believes to belong to a window, it frees with it."""
    assert "parent..." not in dump(QGuiApplication.primaryScreen())


def test_it_names_its_pages_and_marks_where_one_is(window: NewVirtualMachineWindow, qtbot: QtBot) -> None:
    assert page_titles(window) == [
        "Select source", "Identity", "Configure hardware", "Select destination", "Select host", "Select path",
        "Select networks", "Additional properties", "Summary",
    ]  # fmt: skip
    walk_to(window, qtbot, "host")
    assert window.title_label.text() == "Select host"
    said = [window.page_list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(6)]
    assert said[4:6] == ["Select host, current", "Select path, not yet"]
    assert said[0] == "Select source, done"
    window.page_list.itemClicked.emit(window.page_list.item(1))
    assert window.title_label.text() == "Identity"
    window.page_list.itemClicked.emit(window.page_list.item(8))
    assert window.title_label.text() == "Identity"


def test_a_taken_name_is_said_beside_the_field_and_next_waits(window: NewVirtualMachineWindow, qtbot: QtBot) -> None:
    type_name(window, qtbot, "web-01")
    form = window.view("identity").form
    texts = [label.text() for label in form.findChildren(type(window.reason_label)) if label.isVisible()]
    assert "A virtual machine named 'web-01' exists already. Choose another name." in texts
    assert not window.next_button.isEnabled()
    assert "exists already" in window.next_button.toolTip()


def test_a_name_taken_while_the_wizard_is_open_is_seen(
    window: NewVirtualMachineWindow, client: ClientStandIn, context: ContextStandIn, qtbot: QtBot
) -> None:
    type_name(window, qtbot)
    assert window.next_button.isEnabled()
    client.add(VirtualMachine(name="WEB-04"))
    context.load()
    assert not window.next_button.isEnabled()


def test_enter_goes_on_and_escape_asks_before_discarding(window: NewVirtualMachineWindow, qtbot: QtBot) -> None:
    type_name(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert window.flow.current.id == "hardware"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "Discard what you have filled in?"
    next(b for b in box.buttons() if b.text() == "&Discard").click()
    assert not window.isVisible()


def test_the_script_can_be_hidden_and_copied(window: NewVirtualMachineWindow, qtbot: QtBot) -> None:
    walk_to(window, qtbot, "hardware")
    assert window.script_frame.isVisible()
    qtbot.mouseClick(window.script_button, Qt.MouseButton.LeftButton)
    assert not window.script_frame.isVisible()
    qtbot.mouseClick(window.script_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.script.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == window.script.text()
    assert "New-VirtualDiskDrive" in window.script.text()


def test_hardware_can_be_added_changed_and_removed(window: NewVirtualMachineWindow, qtbot: QtBot) -> None:
    walk_to(window, qtbot, "hardware")
    editor = window.view("hardware").editor
    editor.add_actions["disk"].trigger()
    assert editor.title.text() == "Disk 0:1"
    assert '-FileName "web-04_disk_2"' in window.script.text()
    qtbot.mouseClick(editor.remove_button, Qt.MouseButton.LeftButton)
    assert "web-04_disk_2" not in window.script.text()
    editor.select("memory")
    assert not editor.remove_button.isEnabled()
    editor.select("processor")
    spin = next(iter(editor.form.findChildren(type(window.view("properties").delay))))
    spin.setValue(4)
    assert "-CPUCount 4" in window.script.text()


def test_an_iso_of_the_library_is_put_into_the_drive(
    window: NewVirtualMachineWindow, context: ContextStandIn, qtbot: QtBot
) -> None:
    walk_to(window, qtbot, "hardware")
    editor = window.view("hardware").editor
    drive = window.flow.request.hardware.virtual_dvd_drives[0]
    editor.select(f"dvd:{drive.id}")
    from vmmconsole_ui.wizards.file_field import FileField

    media = next(c for c in editor.form.findChildren(type(window.view("host").group)) if c.findText("ISO image") >= 0)
    media.setCurrentIndex(media.findText("ISO image"))
    assert not window.next_button.isEnabled()
    field = editor.form.findChild(FileField)
    qtbot.mouseClick(field.library_button, Qt.MouseButton.LeftButton)
    dialog = field.findChild(LibraryDialog)
    dialog.filter.setText("debian")
    assert dialog.list.topLevelItemCount() == 1
    dialog.accept()
    assert window.next_button.isEnabled()
    assert '$ISO = Get-ISO -VMMServer localhost | where {$_.Name -eq "debian-12.iso"' in window.script.text()
    assert "-ISO $ISO -Link" in window.script.text()


def test_an_empty_library_says_where_files_go(context: ContextStandIn, client: ClientStandIn, qtbot: QtBot) -> None:
    client.objects["ISO"].clear()
    context.load()
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = LibraryDialog(context, "ISO", parent, lambda _file: None)
    assert "/home/anna/VMM Library" in dialog.empty.text()
    assert not dialog.ok_button.isEnabled()


def test_hosts_are_there_before_their_stars(
    window: NewVirtualMachineWindow, context: ContextStandIn, qtbot: QtBot
) -> None:
    walk_to(window, qtbot, "destination")
    context.hold = True
    window.next()
    page = window.view("host")
    assert page.list.topLevelItemCount() == 3
    assert page.note.text() == "Rating hosts …"
    assert not window.next_button.isEnabled()
    context.hold = False
    context.drain()
    assert page.note.text() == "3 of 3 hosts can take this virtual machine."
    assert window.flow.request.host.name == "kvm-cph-01"
    assert window.next_button.isEnabled()


def test_a_forbidden_host_cannot_be_selected_and_says_why(
    window: NewVirtualMachineWindow, client: ClientStandIn, qtbot: QtBot
) -> None:
    client.reasons["kvm-cph-01"] = [RatingReason(text="Not enough memory.", hard=True)]
    walk_to(window, qtbot, "host")
    page = window.view("host")
    assert window.flow.request.host.name == "kvm-cph-02"
    item = next(i for i in map(page.list.topLevelItem, range(3)) if i.text(1) == "kvm-cph-01")
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled
    assert item.text(3) == "Not enough memory."
    page.suitable.click()
    assert page.list.topLevelItemCount() == 2


def test_an_engine_that_cannot_rate_is_said_and_can_be_asked_again(
    window: NewVirtualMachineWindow, client: ClientStandIn, qtbot: QtBot
) -> None:
    client.fails["rate"] = EngineError("The engine does not answer.")
    walk_to(window, qtbot, "host")
    page = window.view("host")
    assert "The engine does not answer." in page.note.text()
    assert not window.next_button.isEnabled()
    client.fails.clear()
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert window.next_button.isEnabled()


def test_customized_ratings_are_asked_for(window: NewVirtualMachineWindow, client: ClientStandIn, qtbot: QtBot) -> None:
    walk_to(window, qtbot, "host")
    page = window.view("host")
    qtbot.mouseClick(page.customize, Qt.MouseButton.LeftButton)
    dialog = page.findChild(CustomizeRatings)
    dialog.sliders["cpu"].setValue(9)
    dialog.goal.setCurrentIndex(2)
    dialog.cpu.setValue(75)
    dialog.accept()
    query = client.queries[-1]
    assert (query.cpu_weight, query.goal, query.hardware.expected_cpu_utilization) == (9, "Consolidate", 75)


def test_the_path_is_checked_on_the_host(window: NewVirtualMachineWindow, client: ClientStandIn, qtbot: QtBot) -> None:
    walk_to(window, qtbot, "path")
    page = window.view("path")
    assert page.path.currentText() == "/var/lib/vmm"
    assert page.facts.text() == "218 GB free."
    assert page.folder.text() == "The files go into /var/lib/vmm/web-04"
    client.facts = PathFacts(exists=True, writable=False, free_space=0)
    page.path.setEditText("/root")
    qtbot.waitUntil(lambda: not window.next_button.isEnabled(), timeout=2000)
    assert "cannot be written to '/root'" in window.next_button.toolTip()
    client.fails["path_facts"] = HostUnreachableError("kvm-cph-01 does not answer.")
    page.path.setEditText("/srv")
    qtbot.waitUntil(lambda: "does not answer" in window.next_button.toolTip(), timeout=2000)


def test_a_path_can_become_a_default_path_of_the_host(window: NewVirtualMachineWindow, qtbot: QtBot) -> None:
    walk_to(window, qtbot, "path")
    page = window.view("path")
    assert not page.add_path.isEnabled()
    assert page.add_path.toolTip() == "It is one of them already."
    page.path.setEditText("/srv/new")
    page.add_path.click()
    assert 'Set-VMHost -VMHost $VMHost -VMPaths "/var/lib/vmm|/srv/vmm|/srv/new"' in window.script.text()
    page.path.setEditText("/var/lib/vmm/")
    assert "Set-VMHost" not in window.script.text()


def test_hardware_is_saved_as_a_profile_without_its_disks(
    window: NewVirtualMachineWindow, client: ClientStandIn, qtbot: QtBot
) -> None:
    walk_to(window, qtbot, "hardware")
    page = window.view("hardware")
    qtbot.mouseClick(page.save_as, Qt.MouseButton.LeftButton)
    dialog = page.findChild(SaveProfileDialog)
    qtbot.keyClicks(dialog.name, "small server")
    assert not dialog.run_button.isEnabled()
    qtbot.keyClicks(dialog.name, " 2")
    shown = dialog.script.text()
    qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    assert [(script, name) for script, name, _ in client.ran] == [(shown, "Create hardware profile")]
    assert '-Name "small server 2"' in shown
    assert "New-VirtualNetworkAdapter" in shown
    assert "New-VirtualDiskDrive" not in shown
    assert str(window.flow.request.job_group) not in shown


def test_the_script_panel_goes_to_what_is_new(window: NewVirtualMachineWindow, qtbot: QtBot) -> None:
    window.resize(1200, 400)
    walk_to(window, qtbot, "summary")
    bar = window.script.editor.verticalScrollBar()
    bar.setValue(0)
    window.view("summary").start.click()
    lines = window.script.text().split("\n")
    last = next(n for n, line in enumerate(lines) if line.startswith("New-VM "))
    assert 0 < bar.value() <= last < bar.value() + bar.pageStep()


def test_networks_of_the_host_are_offered(window: NewVirtualMachineWindow, qtbot: QtBot) -> None:
    walk_to(window, qtbot, "networks")
    choice = window.view("networks").choices[0]
    assert [choice.itemText(n) for n in range(choice.count())] == [
        "Not connected", "Production (bridge)", "Lab (bridge)",
    ]  # fmt: skip
    assert choice.currentText() == "Production (bridge)"
    choice.setCurrentIndex(0)
    assert "-VirtualNetwork " not in window.script.text()
    choice.setCurrentIndex(2)
    assert '-VirtualNetwork "Lab"' in window.script.text()


def test_a_refused_script_is_said_in_the_page(
    window: NewVirtualMachineWindow, client: ClientStandIn, qtbot: QtBot
) -> None:
    walk_to(window, qtbot, "summary")
    client.fails["run"] = EngineError("No connection to the engine.", action="Try again.")
    qtbot.mouseClick(window.finish_button, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    assert window.reason_label.text() == "No connection to the engine. Try again."
    client.fails.clear()
    qtbot.mouseClick(window.finish_button, Qt.MouseButton.LeftButton)
    assert len(client.ran) == 1


def test_plan_asks_and_changes_nothing(window: NewVirtualMachineWindow, client: ClientStandIn, qtbot: QtBot) -> None:
    from vmmconsole_ui.dialogs.plan import PlanDialog

    walk_to(window, qtbot, "summary")
    qtbot.mouseClick(window.script.plan_button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(PlanDialog)
    assert "Nothing has been changed" in dialog.note.text()
    assert "Make the disk" in dialog.text.toPlainText()
    assert [what_if for _, _, what_if in client.ran] == [True]


def test_a_profile_brings_its_hardware_and_leaves_the_disks(window: NewVirtualMachineWindow, qtbot: QtBot) -> None:
    walk_to(window, qtbot, "hardware")
    page = window.view("hardware")
    page.profile.setCurrentIndex(page.profile.findText("Small server"))
    assert "-CPUCount 2 -MemoryMB 4096" in window.script.text()
    assert '-FileName "web-04_disk_1"' in window.script.text()


def test_size_and_script_panel_are_remembered(context: ContextStandIn, qtbot: QtBot) -> None:
    context.settings.set("wizards/new_vm/script", True)
    first = open_new_vm(context)
    first.script_button.click()
    qtbot.waitUntil(lambda: first.minimumWidth() < 760, timeout=2000)
    first.resize(760, 600)
    first.close()
    second = open_new_vm(context)
    assert (second.width(), second.height()) == (760, 600)
    assert not second.script_frame.isVisible()
    second.close()


def test_tab_goes_from_the_pages_through_the_fields_to_the_buttons(
    window: NewVirtualMachineWindow, qtbot: QtBot
) -> None:
    type_name(window, qtbot)
    view = window.view("identity")
    assert window.focusWidget() is view.name
    seen = []
    for _ in range(3):
        seen.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [view.name, view.owner, view.description]
    assert window.focusWidget() is window.script.copy_button
    view.name.setFocus()
    qtbot.keyClick(view.name, Qt.Key.Key_Backtab)
    assert window.focusWidget() is window.page_list


def test_an_answer_that_comes_after_the_window_is_closed_is_dropped(context: ContextStandIn, qtbot: QtBot) -> None:
    opened = open_new_vm(context)
    type_name(opened, qtbot)
    while opened.flow.current.id != "destination":
        opened.next()
    context.hold = True
    opened.next()
    opened.discard()
    qtbot.waitUntil(lambda: not isValid(opened), timeout=2000)
    context.hold = False
    context.drain()
    assert context.notices == []


def mnemonics(window: NewVirtualMachineWindow) -> dict[str, list[str]]:
    """The texts behind each Alt key on the shown page."""
    texts = [b.text() for b in window.findChildren(QAbstractButton) if b.isVisible()]
    texts += [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.buddy()]
    found: dict[str, list[str]] = {}
    for text in texts:
        if (match := re.search(r"&([^&])", text)) is not None:
            found.setdefault(match[1].lower(), []).append(text)
    return found


def test_no_alt_key_is_given_twice_on_a_page(window: NewVirtualMachineWindow, qtbot: QtBot) -> None:
    type_name(window, qtbot)
    while True:
        assert {key: texts for key, texts in mnemonics(window).items() if len(texts) > 1} == {}
        if window.flow.current.id == "hardware":
            editor = window.view("hardware").editor
            editor.add("scsi")
            for row in editor.state.devices():
                editor.select(row.key)
                assert {key: texts for key, texts in mnemonics(window).items() if len(texts) > 1} == {}, row.title
        if window.flow.is_last:
            break
        window.next()
