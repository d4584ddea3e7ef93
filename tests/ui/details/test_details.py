"""The details pane: what each tab shows, and that a thumbnail is asked for only while somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from vmmconsole.model.status import VMStatus
from vmmconsole_ui.details.machine import Summary
from vmmconsole_ui.theme import look

if TYPE_CHECKING:
    from tests.ui.conftest import Console


def words(console: Console) -> list[str]:
    """What is to read in the tab that is looked at."""
    tab = console.page.details.current_tab
    assert tab is not None
    return [label.text() for label in tab.findChildren(QLabel) if not label.isHidden()]


def tab(console: Console, title: str) -> None:
    """Click a tab."""
    bar = console.page.details.tab_bar
    bar.setCurrentIndex(next(n for n in range(bar.count()) if bar.tabText(n) == title))


def picture() -> bytes:
    """A screen as PNG."""
    pixmap = QPixmap(320, 200)
    pixmap.fill(look().color("screen"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    return bytes(data.data())


def test_the_summary_of_a_machine(console: Console) -> None:
    console.select("db-pg-01")
    console.until(lambda: "Production, VLAN 204" in words(console))
    shown = words(console)
    assert "16.0 GB, 9.3 GB in use" in shown
    assert "2, newest 3 days ago" in shown
    assert "1 disk, 90.0 GB, 37.0 GB used" in shown


def test_the_screen_is_fetched_while_the_machine_runs_and_somebody_looks(console: Console) -> None:
    console.client.picture = picture()
    console.select("db-pg-01")
    summary = console.page.details.current_tab
    assert isinstance(summary, Summary)
    console.until(lambda: summary.thumbnail.has_picture)
    console.until(lambda: console.client.thumbnails >= 2)
    tab(console, "Networks")
    assert not summary.is_watching
    tab(console, "Summary")
    assert summary.is_watching
    machine = console.client.machine("db-pg-01")
    machine.status = VMStatus.POWER_OFF
    console.client.put(machine)
    console.until(lambda: not summary.thumbnail.has_picture)
    assert not summary.is_watching


def test_the_checkpoints_and_the_latest_job(console: Console) -> None:
    console.select("db-pg-01")
    tab(console, "Checkpoints")
    table = console.page.details.current_tab.table.table.model()  # type: ignore[union-attr]  # the tab has a table
    console.until(lambda: table.rowCount() == 2)
    assert table.index(0, 0).data() == "Before upgrade"
    assert table.index(1, 0).data().strip() == "After upgrade   (current)"
    console.select("build-07")
    tab(console, "Latest job")
    steps = console.page.details.current_tab.steps.tree.model()  # type: ignore[union-attr]  # the tab has steps
    console.until(lambda: steps.rowCount() == 1)
    assert steps.rowCount(steps.index(0, 0)) == 2
    assert "Create virtual machine: running" in words(console)


def test_change_tracking_reads_old_and_new(console: Console) -> None:
    console.select("db-pg-01")
    tab(console, "Change tracking")
    table = console.page.details.current_tab.table.table.model()  # type: ignore[union-attr]  # the tab has a table
    console.until(lambda: table.rowCount() == 1)
    assert [table.index(0, column).data() for column in (2, 3, 4)] == ["Memory", "2048", "4096"]


def test_the_tab_is_remembered_per_kind(console: Console) -> None:
    console.select("db-pg-01")
    tab(console, "Checkpoints")
    console.window.show_view("hosts")
    console.select("kvm-cph-01")
    assert console.page.details.tab_bar.tabText(console.page.details.tab_bar.currentIndex()) == "Summary"
    console.window.show_view("machines")
    console.select("vpn-gw")
    assert console.page.details.tab_bar.tabText(console.page.details.tab_bar.currentIndex()) == "Checkpoints"


def test_a_failed_job_says_what_to_do(console: Console) -> None:
    console.window.show_view("jobs")
    console.page.grid.selectRow(1)
    console.until(lambda: "Recommended action: Free some space on the host, then restart the job." in words(console))
    tab(console, "Script")
    view = console.page.details.current_tab.view  # type: ignore[union-attr]  # the tab has a script
    console.until(lambda: "Start-VM" in view.editor.toPlainText())


def test_a_job_says_from_where_it_was_asked_for(console: Console) -> None:
    for job in console.client.objects["Job"].values():
        job.origin = "10.0.0.7"  # type: ignore[attr-defined]  # by kind
    console.window.show_view("jobs")
    console.page.grid.selectRow(1)
    console.until(lambda: "10.0.0.7" in words(console))
