"""Everything by keyboard, and a name for everything that the keyboard reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from vmmconsole.model import VMHost
from vmmconsole.model.status import VMStatus

if TYPE_CHECKING:
    from tests.ui.conftest import Console

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing")
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(console: Console, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A key in the list of machines."""
    console.until(console.window.isActiveWindow)
    console.page.grid.setFocus()
    QTest.keyClick(console.page.grid, key, modifiers)


def other_window(console: Console) -> QWidget | None:
    """The window that is open beside the console."""
    return next((w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not console.window), None)


@pytest.mark.parametrize(
    ("key", "modifiers", "title"),
    [
        (Qt.Key.Key_F2, NONE, "Rename virtual machine"),
        (Qt.Key.Key_Delete, NONE, "Delete virtual machine"),
        (Qt.Key.Key_Return, ALT, "Properties of legacy-erp"),
        (Qt.Key.Key_Return, NONE, "Properties of legacy-erp"),
        (Qt.Key.Key_N, CONTROL, "New virtual machine"),
        (Qt.Key.Key_M, CONTROL | Qt.KeyboardModifier.ShiftModifier, "Migrate legacy-erp"),
        (Qt.Key.Key_J, CONTROL, "Jobs"),
        (Qt.Key.Key_F1, NONE, "Keyboard"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_key_opens_its_window_and_escape_closes_it(
    console: Console, key: Qt.Key, modifiers: Qt.KeyboardModifier, title: str
) -> None:
    console.select("legacy-erp")
    press(console, key, modifiers)
    console.until(lambda: other_window(console))
    opened = other_window(console)
    assert opened is not None
    assert opened.windowTitle().lower().startswith(title.lower())
    console.qtbot.wait(50)  # its answers come
    assert nameless(opened) == []
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    console.until(lambda: other_window(console) is None)


def test_ctrl_shift_e_opens_the_editor_which_every_reader_can_name(console: Console) -> None:
    press(console, Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    console.until(lambda: other_window(console))
    opened = other_window(console)
    assert opened is not None
    assert opened.windowTitle() == "Untitled – Script editor"
    assert nameless(opened) == []
    opened.close()
    console.until(lambda: other_window(console) is None)


def test_f5_asks_for_the_state_and_ctrl_f_goes_to_the_filter(console: Console) -> None:
    console.select("legacy-erp")
    press(console, Qt.Key.Key_F5)
    console.until(lambda: any("Refresh-VM -VM $VM" in script for script in console.client.scripts))
    console.until(console.window.jobs_window().isVisible)
    console.window.activateWindow()  # the offscreen screen activates whatever opens
    press(console, Qt.Key.Key_F, CONTROL)
    assert console.window.focusWidget() is console.page.filter
    QTest.keyClicks(console.page.filter, "legacy")
    console.until(lambda: console.names() == ["legacy-erp"])
    QTest.keyClick(console.page.filter, Qt.Key.Key_Escape)
    console.until(lambda: len(console.names()) == 40)


def test_the_menu_key_offers_what_can_be_done(console: Console) -> None:
    console.select("legacy-erp")
    grid = console.page.grid
    at = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, grid.viewport().mapToGlobal(at))
    QApplication.sendEvent(grid.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles[0] == "Start"
    assert titles[-2:] == ["Properties", "View script of"]
    menu.close()


def test_a_hundred_machines_are_a_hundred_jobs(console: Console) -> None:
    host = VMHost(name="kvm-many")
    console.client.put(host)
    template = console.client.machine("legacy-erp")
    machines = [
        template.model_copy(update={"id": type(host)(name="x").id, "name": f"many-{n:03d}", "vm_host": host.ref})
        for n in range(112)
    ]
    for machine in machines[100:]:
        machine.status = VMStatus.RUNNING
    console.client.put(*machines)
    console.filter("many-")
    console.until(lambda: len(console.names()) == 112)
    press(console, Qt.Key.Key_A, CONTROL)
    assert console.page.details.title.text() == "112 selected"
    assert console.verbs()["Start"] == (True, "112 selected, 12 running: Start applies to 100")
    console.window.commands.get("start").trigger()
    console.until(lambda: len(console.client.scripts) == 100)
    assert len({script.split("$VM = ")[1].split("\n")[0] for script in console.client.scripts}) == 100


@pytest.mark.parametrize("view", ["hosts", "machines", "library", "jobs", "administration"])
def test_whatever_the_tab_key_reaches_has_a_name(console: Console, view: str) -> None:
    console.window.show_view(view)
    if console.window.page is not None:
        console.page.grid.selectRow(0)
        tabs = console.page.details.tab_bar
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
            assert nameless(console.window) == []
    assert nameless(console.window) == []


def test_no_shortcut_of_the_window_is_given_twice(console: Console) -> None:
    taken: dict[str, list[str]] = {}
    for action in console.window.actions():
        for keys in action.shortcuts():
            taken.setdefault(keys.toString(QKeySequence.SequenceFormat.PortableText), []).append(action.text())
    by_object = {"F2", "Del", "Alt+Return"}  # only the one for the selected kind of object is enabled
    assert {keys: names for keys, names in taken.items() if len(names) > 1 and keys not in by_object} == {}


def nameless(window: QWidget) -> list[str]:
    """What a screen reader could not name: widgets that the Tab key stops at."""
    found = []
    for widget in window.findChildren(QWidget):
        stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if stops and widget.isVisible() and widget.window() is window:
            interface = QAccessible.queryAccessibleInterface(widget)
            if not (interface and interface.text(QAccessible.Text.Name)):
                found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found
