"""Virtual machines that are dragged from the list onto hosts and groups of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from vmmconsole.model.status import VMStatus
from vmmconsole_ui.models.dragging import packed, unpacked
from vmmconsole_ui.views.view import Node
from vmmconsole_ui.wizards.wizard_window import WizardWindow

if TYPE_CHECKING:
    from tests.ui.conftest import Console


def drop(console: Console, data: QMimeData, node: Node) -> bool:
    """Drag over a node of the tree and let go there, as the mouse does; returns whether it was taken."""
    tree = console.window.navigation.trees["hosts"]
    model = tree.model()
    at = tree.visualRect(model.find(model.key_of(node))).center()  # type: ignore[attr-defined]
    press = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(tree.viewport(), QDragEnterEvent(at, *press))
    over = QDragMoveEvent(at, *press)
    QApplication.sendEvent(tree.viewport(), over)
    if over.isAccepted():
        QApplication.sendEvent(tree.viewport(), QDropEvent(QPointF(at), *press))
    return over.isAccepted()


def node_of(console: Console, kind: str, name: str) -> Node:
    """The node of a host or group."""
    return next(Node(kind, row.id, name) for row in console.objects.table(kind) if row.name == name)


def wizard() -> WizardWindow | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, WizardWindow) and w.isVisible()), None)


def test_machines_dropped_on_a_host_open_the_migrate_wizard_with_it(console: Console) -> None:
    machine, node = console.client.machine("vpn-gw"), node_of(console, "VMHost", "hv-cph-02")
    assert drop(console, packed("VM", [str(machine.id)]), node)
    console.until(wizard)
    opened = wizard()
    assert opened is not None
    assert opened.windowTitle() == "Migrate vpn-gw"
    console.until(lambda: "hv-cph-02" in opened.script.text())
    opened.discard()


def test_on_a_group_its_hosts_are_rated(console: Console) -> None:
    machine, node = console.client.machine("vpn-gw"), node_of(console, "VMHostGroup", "Munich")
    assert drop(console, packed("VM", [str(machine.id)]), node)
    console.until(wizard)
    opened = wizard()
    assert opened is not None
    assert opened.view("host").group.currentText() == "All Hosts\\Munich"  # type: ignore[attr-defined]
    opened.discard()


def test_a_machine_that_cannot_move_says_why(console: Console) -> None:
    machine, node = console.client.machine("build-07"), node_of(console, "VMHost", "hv-cph-02")
    assert machine.status is VMStatus.UNDER_CREATION
    drop(console, packed("VM", [str(machine.id)]), node)
    console.until(lambda: console.context.notices)
    assert "can be moved" in console.context.notices[-1].text
    assert wizard() is None


def test_nothing_else_can_be_dropped(console: Console) -> None:
    node = node_of(console, "VMHost", "hv-cph-02")
    assert not drop(console, packed("Job", ["1"]), node)
    text = QMimeData()
    text.setText("VM")
    assert not drop(console, text, node)
    assert unpacked(text) == ("", [])
