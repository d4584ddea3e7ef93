"""The Migrate Virtual Machine wizard as a person sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.client_stand_in import ClientStandIn, ContextStandIn
from vmmconsole.client.contract import PathFacts
from vmmconsole.model.errors import EngineError, HostUnreachableError
from vmmconsole.model.host import RatingReason
from vmmconsole.script.reader import read
from vmmconsole_ui.wizards.migrate import open_migrate, open_migrate_storage
from vmmconsole_ui.wizards.wizard_window import WizardWindow

Open = Callable[..., WizardWindow]


@pytest.fixture
def migrate(context: ContextStandIn) -> Iterator[Open]:
    """Opens the wizard for machines by name."""
    opened: list[WizardWindow] = []

    def make(*names: str, host: str = "", storage: bool = False) -> WizardWindow:
        ids = {row.name: row.id for row in context.objects.table("VM")}
        hosts = {row.name: row.id for row in context.objects.table("VMHost")}
        wanted = [ids[name] for name in names]

        async def work() -> None:
            if storage:
                opened.append(await open_migrate_storage(context, wanted))
            else:
                opened.append(await open_migrate(context, wanted, host_id=hosts.get(host, "")))

        context.spawn(work())
        return opened[-1]

    yield make
    for window in opened:
        if isValid(window):
            window.discard()


def press_next(window: WizardWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.next_button, Qt.MouseButton.LeftButton)


def hosts_of(window: WizardWindow) -> list[list[str]]:
    tree = window.view("host").list  # type: ignore[attr-defined]
    return [
        [tree.topLevelItem(row).text(column) for column in range(1, tree.columnCount())]
        for row in range(tree.topLevelItemCount())
    ]


def page(window: WizardWindow, name: str) -> Any:
    return window.view(name)


def texts_of(window: WizardWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_what_is_shown_is_what_runs(migrate: Open, client: ClientStandIn, qtbot: QtBot) -> None:
    window = migrate("db-pg-01")
    assert window.windowTitle() == "Migrate db-pg-01"
    assert hosts_of(window) == [
        ["kvm-cph-02", "OK", "Live with storage", ""],
        ["kvm-muc-01", "OK", "Live with storage", ""],
        ["kvm-cph-01", "OK", "", "The virtual machine is on this host already."],
    ]
    press_next(window, qtbot)
    assert page(window, "path").field.text == "/var/lib/vmm"
    press_next(window, qtbot)
    assert window.flow.is_last
    shown = window.script.text()
    assert '-Path "/var/lib/vmm" -RunAsynchronously' in shown
    assert window.finish_button.text() == "&Move"
    qtbot.mouseClick(window.finish_button, Qt.MouseButton.LeftButton)
    assert client.ran == [(shown, "Migrate virtual machine", False)]
    assert not window.isVisible()


def test_a_host_that_was_dropped_on_is_chosen(migrate: Open) -> None:
    assert "kvm-muc-01" in migrate("web-01", host="kvm-muc-01").script.text()
    window = migrate("web-01", host="kvm-cph-01")
    assert not window.next_button.isEnabled()
    assert window.reason_label.text() == "kvm-cph-01 cannot be chosen: The virtual machine is on this host already."


def test_a_host_whose_networks_differ_brings_their_page(migrate: Open, qtbot: QtBot) -> None:
    window = migrate("web-01", host="kvm-muc-01")
    titles = [window.page_list.item(row).text() for row in range(window.page_list.count())]
    assert titles == ["Select host", "Select path", "Select networks", "Summary"]
    press_next(window, qtbot)
    press_next(window, qtbot)
    choice = next(iter(page(window, "networks").choices.values()))
    assert [choice.itemText(n) for n in range(choice.count())] == ["Not connected", "Munich"]
    note = "now Production, which kvm-muc-01 does not have; MAC address 00:1D:D8:B7:1C:01"
    qtbot.waitUntil(lambda: note in texts_of(window))
    choice.setCurrentIndex(1)
    assert '-VirtualNetwork "Munich"' in window.script.text()


def test_one_disk_of_a_machine_goes_elsewhere(migrate: Open, qtbot: QtBot) -> None:
    window = migrate("db-pg-01")
    press_next(window, qtbot)
    view = page(window, "path")
    disk = view.list.topLevelItem(0).child(0)
    assert disk.text(3) == "/var/lib/vmm/db-pg-01"
    view.list.clearSelection()
    disk.setSelected(True)
    assert (view.field.text, view.field.path.lineEdit().placeholderText()) == ("", "Where the virtual machine goes")
    view.field.path.setEditText("/srv/fast")
    assert disk.text(3) == "/srv/fast"
    assert 'Move-VirtualHardDisk -VMMServer localhost -IDE -Bus 0 -LUN 0 -Path "/srv/fast"' in window.script.text()
    view.field.path.setEditText("")
    assert "Move-VirtualHardDisk" not in window.script.text()


def test_the_host_says_what_is_wrong_with_a_path(
    migrate: Open, client: ClientStandIn, context: ContextStandIn, qtbot: QtBot
) -> None:
    window = migrate("db-pg-01")
    press_next(window, qtbot)
    view = page(window, "path")
    assert "218 GB free." in texts_of(window)
    client.facts = PathFacts(exists=True, writable=False, free_space=0)
    view.field.path.setEditText("/root")
    view.check()
    assert any(text.startswith("Files cannot be written to '/root'") for text in texts_of(window))
    assert not window.next_button.isEnabled()
    client.fails["path_facts"] = HostUnreachableError("The host does not answer.", action="Try again.")
    view.field.path.setEditText("/srv/other")
    view.check()
    assert "The host does not answer. Try again." in texts_of(window)
    del context


def test_several_machines_are_rated_and_moved_together(migrate: Open, client: ClientStandIn, qtbot: QtBot) -> None:
    client.stays.add("kvm-cph-02")
    window = migrate("web-01", "db-pg-01", "build")
    assert window.windowTitle() == "Migrate 3 virtual machines"
    assert len(client.queries) == 3
    assert hosts_of(window)[0] == ["kvm-cph-02", "OK", "Shared storage, Live", ""]
    press_next(window, qtbot)
    view = page(window, "path")
    assert view.field.path.lineEdit().placeholderText().startswith("The disks stay where they are")
    assert view.list.topLevelItem(0).text(3) == "stays where it is"
    view.field.path.setEditText("/srv/vmm")
    assert [view.list.topLevelItem(row).text(3) for row in range(3)] == ["/srv/vmm"] * 3
    press_next(window, qtbot)
    shown = window.script.text()
    qtbot.mouseClick(window.finish_button, Qt.MouseButton.LeftButton)
    assert len(client.ran) == 3
    assert "\n\n".join(script for script, _, _ in client.ran) == shown
    assert [len(read(script).statements) for script, _, _ in client.ran] == [3, 3, 3]


def test_what_the_engine_took_runs_no_second_time(migrate: Open, client: ClientStandIn, qtbot: QtBot) -> None:
    window = migrate("web-01", "db-pg-01")
    press_next(window, qtbot)
    press_next(window, qtbot)
    run = client.run

    async def fails_second(script: str, **values: Any) -> Any:
        if client.ran and "run" not in client.fails:
            client.fails["run"] = EngineError("No connection to the engine.", action="Try again.")
        return await run(script, **values)

    client.run = fails_second  # type: ignore[method-assign]
    qtbot.mouseClick(window.finish_button, Qt.MouseButton.LeftButton)
    assert window.reason_label.text() == "No connection to the engine. Try again."
    assert len(client.ran) == 1
    client.run, client.fails = run, {}  # type: ignore[method-assign]
    qtbot.mouseClick(window.finish_button, Qt.MouseButton.LeftButton)
    assert len({script for script, _, _ in client.ran}) == len(client.ran) == 2


def test_no_suitable_host_says_why(migrate: Open, client: ClientStandIn) -> None:
    for name in ("kvm-cph-02", "kvm-muc-01"):
        client.reasons[name] = [RatingReason(text="Not enough memory.", hard=True)]
    window = migrate("db-pg-01")
    assert page(window, "host").note.text() == "No host can take this virtual machine. The list says why."
    assert window.reason_label.text() == "Select a host."
    assert {row[-1] for row in hosts_of(window)} > {"Not enough memory."}


def test_ratings_that_fail_can_be_asked_for_again(migrate: Open, client: ClientStandIn, qtbot: QtBot) -> None:
    client.fails["rate"] = EngineError("No connection to the engine.")
    window = migrate("db-pg-01")
    assert "could not be rated" in page(window, "host").note.text()
    assert window.reason_label.text() == ""
    client.fails.clear()
    qtbot.mouseClick(page(window, "host").again, Qt.MouseButton.LeftButton)
    assert window.next_button.isEnabled()


def test_storage_alone_has_no_host_page(migrate: Open, client: ClientStandIn, qtbot: QtBot) -> None:
    window = migrate("db-pg-01", storage=True)
    assert window.windowTitle() == "Migrate storage of db-pg-01"
    assert window.title_label.text() == "Select path"
    view = page(window, "path")
    view.field.path.setEditText("/var/lib/vmm")
    assert any("are in /var/lib/vmm/db-pg-01 already" in text for text in texts_of(window))
    view.field.path.setEditText("/srv/vmm")
    press_next(window, qtbot)
    qtbot.mouseClick(window.finish_button, Qt.MouseButton.LeftButton)
    ((script, name, _),) = client.ran
    assert name == "Migrate storage"
    assert "-VMHost" not in script
    assert 'Move-VM -VM $VM -Path "/srv/vmm"' in script
