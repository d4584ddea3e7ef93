"""The window as a person sees it: lists, filter, selection, verbs, keyboard, layout, live changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.stand_in import ClientStandIn, fabric, identity
from vmmconsole.model import Job
from vmmconsole.model.errors import StateError
from vmmconsole.model.status import HostStatus, JobStatus, VMStatus
from vmmconsole_ui.settings import Settings
from vmmconsole_ui.shell.general_page import GeneralPage, _places
from vmmconsole_ui.theme import DARK, look

if TYPE_CHECKING:
    from tests.ui.conftest import Console

    MakeConsole = Callable[[ClientStandIn, Settings], Console]


def test_before_the_engine_answers_the_window_says_so(waiting: Console) -> None:
    page = waiting.page
    assert page.empty.isVisible()
    assert page.empty.title.text() == "Connecting to the engine…"
    assert waiting.window.status.state.text() == "connecting…"
    possible, reason = waiting.verbs()["New virtual machine"]
    assert not possible
    assert "no connection" in reason


def test_the_list_has_the_machines_in_columns(console: Console) -> None:
    page = console.page
    assert page.grid.isVisible()
    assert page.title.text() == "Virtual Machines"
    assert page.counter.text() == "40 of 40"
    row = console.names().index("db-pg-01")
    texts = {c.title: page.model.index(row, n).data() for n, c in enumerate(page.model.columns)}
    assert texts["Status"] == "Running"
    assert texts["CPU"] == "31 %"
    assert texts["Memory"] == "16.0 GB"
    assert texts["Host"] == "kvm-cph-01"
    assert texts["Uptime"].startswith("61 d")
    stopped = console.names().index("legacy-erp")
    assert page.model.index(stopped, 5).data() == ""


def test_the_job_column_follows_the_running_job(console: Console) -> None:
    row = console.names().index("build-07")
    assert console.column("Job")[row] == "Create, 62 %"
    job = next(j for j in console.client.objects["Job"].values() if j.result_name == "build-07")
    job.progress = 80
    console.client.put(job)
    console.until(lambda: console.column("Job")[row] == "Create, 80 %")
    assert console.column("Job")[console.names().index("test-win11-04")] == "Create failed"
    console.until(lambda: "Create virtual machine build-07" in console.window.status.job.text())
    assert console.window.status.progress.isVisible()


def test_a_click_on_a_header_sorts_and_another_turns_it_round(console: Console) -> None:
    header = console.page.grid.horizontalHeader()
    for ending in ("asc", "desc"):
        QTest.mouseClick(
            header.viewport(),
            Qt.MouseButton.LeftButton,
            pos=header.rect().topLeft().__class__(header.sectionViewportPosition(5) + 20, 10),
        )
        loads = [int(text.split()[0]) for text in console.column("CPU") if text]
        assert loads == sorted(loads, reverse=ending == "desc")
        assert console.column("CPU")[-1] == ""


def test_typing_filters_and_escape_shows_all_again(console: Console) -> None:
    page = console.page
    QTest.keyClick(console.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    console.until(page.filter.hasFocus)
    QTest.keyClicks(page.filter, "status:running cpu>80 host:hv*")
    console.until(lambda: len(page.model.rows) < 40)
    assert "app-web-02" in console.names()
    assert page.counter.text() == f"{len(console.names())} of 40"
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    console.until(lambda: len(page.model.rows) == 40)


def test_a_filter_without_match_offers_to_clear_it(console: Console) -> None:
    console.filter("nothing like it")
    assert console.page.empty.title.text() == "Nothing matches the filter"
    console.page.empty.button.click()
    console.until(lambda: len(console.page.model.rows) == 40)


def test_an_empty_view_says_what_to_do(make_console: MakeConsole, settings: Settings) -> None:
    console = make_console(ClientStandIn(), settings)
    console.follow()
    assert console.page.empty.title.text() == "No virtual machines yet"
    assert console.page.empty.button.text() == "New virtual machine"


def test_the_scope_limits_the_list(console: Console) -> None:
    tree = console.window.navigation.tree
    node = next(n for n in (tree.model().node(i) for i in _indexes(tree.model())) if n.name == "kvm-cph-01")
    tree.choose(node)
    assert set(console.column("Host")) == {"kvm-cph-01"}
    assert console.page.title.text() == "Virtual Machines in kvm-cph-01"
    group = next(n for n in (tree.model().node(i) for i in _indexes(tree.model())) if n.name == "Munich")
    tree.choose(group)
    assert set(console.column("Host")) <= {"esx-muc-01", "esx-muc-02"}
    assert console.page.counter.text().endswith(f"of {len(console.names())}")


def _indexes(model, parent=None):  # type: ignore[no-untyped-def]  # a generator over any model
    from PySide6.QtCore import QModelIndex

    parent = parent or QModelIndex()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index
        yield from _indexes(model, index)


def test_selection_decides_on_the_verbs_and_says_why_not(console: Console) -> None:
    console.select("db-pg-01")
    verbs = console.verbs()
    assert verbs["Shut down"][0]
    assert verbs["Pause"][0]
    why = "Start needs a machine that is stopped or in saved state or paused. This one is running."
    assert verbs["Start"] == (False, why)
    assert verbs["Delete"] == (False, "Stop the machine first. Only a machine that does not run can be deleted.")
    labels = [label.text() for label in console.window.actions_pane.findChildren(QLabel)]
    assert labels == ["VIRTUAL MACHINE MANAGER", "DB-PG-01"]


def test_several_machines_are_acted_on_one_job_each(console: Console) -> None:
    console.select("app-web-01", "app-web-02", "legacy-erp")
    assert console.page.details.title.text() == "3 selected"
    assert console.page.details.subtitle.text() == "2 running, 1 stopped"
    assert not console.verbs()["Rename"][0]
    console.window.commands.get("pause").trigger()
    console.until(lambda: len(console.client.scripts) == 2)
    names = [script for script in console.client.scripts if "Suspend-VM" in script]
    assert len(names) == 2
    assert all("legacy-erp" not in script for script in names)


def test_a_refused_script_is_shown_with_cause_and_action(console: Console) -> None:
    console.client.error = StateError("web-01 cannot be paused.", cause="It is stopped.", action="Start it first.")
    console.select("app-web-01")
    console.window.commands.get("pause").trigger()
    console.until(lambda: console.window.toasts.shown)
    toast = console.window.toasts.shown[0]
    words = [label.text() for label in toast.findChildren(QLabel)]
    assert "web-01 cannot be paused." in words
    assert "It is stopped.\nStart it first." in words


def test_changes_arrive_and_the_selection_stays(console: Console) -> None:
    console.select("db-pg-01")
    machine = console.client.machine("db-pg-01")
    machine.status = VMStatus.POWER_OFF
    console.client.put(machine)
    row = console.names().index("db-pg-01")
    console.until(lambda: console.column("Status")[row] == "Stopped")
    console.until(lambda: console.verbs()["Start"][0])
    assert console.page.details.title.text() == "db-pg-01"
    console.client.remove(machine)
    console.until(lambda: "db-pg-01" not in console.names())
    console.until(lambda: console.page.details.title.text() != "db-pg-01")


def test_the_selection_survives_a_sort_and_a_filter(console: Console) -> None:
    console.select("db-pg-01", "vpn-gw")
    console.page.grid.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    console.filter("debian")
    assert {row.name for row in console.page.grid.selected_rows()} == {"db-pg-01", "vpn-gw"}


def test_a_lost_connection_is_a_banner_and_nothing_can_be_done(console: Console) -> None:
    console.client.lose_connection()
    console.until(console.window.banner.isVisible)
    assert "Reconnecting…" in console.window.banner.text.text()
    assert not console.verbs()["New virtual machine"][0]
    assert len(console.names()) == 40
    console.client.put(console.client.machine("db-pg-01"))
    console.until(lambda: not console.window.banner.isVisible())
    assert console.window.status.state.text() == "live"


def test_the_views_by_keyboard(console: Console) -> None:
    for key, view in ((Qt.Key.Key_1, "hosts"), (Qt.Key.Key_3, "library"), (Qt.Key.Key_4, "jobs"),
                      (Qt.Key.Key_5, "administration"), (Qt.Key.Key_2, "machines")):  # fmt: skip
        QTest.keyClick(console.window, key, Qt.KeyboardModifier.ControlModifier)
        console.until(lambda view=view: console.window.view == view)
        assert console.window.navigation.buttons[view].isChecked()


def test_f6_goes_round_the_panes(console: Console) -> None:
    console.window.activateWindow()
    console.window.navigation.tree.setFocus()
    seen = []
    for _ in range(6):
        QTest.keyClick(console.window, Qt.Key.Key_F6)
        focus = console.window.focusWidget()
        seen.append(focus)
    assert console.page.filter in seen
    assert console.page.grid in seen
    assert console.window.navigation.tree in seen


def test_the_other_views_show_their_objects(console: Console) -> None:
    console.window.show_view("hosts")
    assert console.names() == ["esx-muc-01", "esx-muc-02", "hv-cph-01", "hv-cph-02", "kvm-cph-01"]
    console.select("esx-muc-01")
    assert console.verbs()["Stop maintenance mode"][0]
    assert console.verbs()["Start maintenance mode"] == (False, "Maintenance mode needs a host whose status is OK.")
    console.window.show_view("library")
    assert console.names() == ["Blank Disk - Small", "debian-12.iso"]
    console.window.show_view("jobs")
    assert console.column("Object") == ["build-07", "test-win11-04", "dc-03"]
    console.window.show_view("administration")
    assert console.window.page is None


def test_a_new_host_stands_in_the_tree_in_its_colour(console: Console) -> None:
    host = next(h for h in console.client.objects["VMHost"].values() if h.name == "hv-cph-01")
    new = host.model_copy(update={"id": identity("new"), "name": "aa-new", "overall_state": HostStatus.OK})
    console.client.put(new)
    tree = console.window.navigation.tree.model()
    console.until(lambda: "aa-new" in [i.data() for i in _indexes(tree)])
    names = [i.data() for i in _indexes(tree)]
    assert names.index("aa-new") == names.index("Copenhagen") + 1


def test_the_theme_changes_without_a_restart(console: Console) -> None:
    from vmmconsole_ui.shell.appearance import set_appearance

    before = console.window.grab().toImage().pixelColor(3, 3).name().upper()
    set_appearance(console.settings, "look/scheme", "dark")
    after = console.window.grab().toImage().pixelColor(3, 3).name().upper()
    assert before != after == DARK.window
    set_appearance(console.settings, "look/scheme", "light")
    assert not look().is_dark


def test_the_layout_is_remembered(make_console: MakeConsole, tmp_path: Path) -> None:
    file = tmp_path / "console.ini"
    first = make_console(fabric(ClientStandIn()), Settings(file))
    first.follow()
    first.page.grid.show_column(9, shown=True)
    first.page.grid.setColumnWidth(0, 321)
    first.page.grid.horizontalHeader().moveSection(8, 1)
    first.page.grid.horizontalHeader().setSortIndicator(5, Qt.SortOrder.DescendingOrder)
    first.select("vpn-gw")
    first.window.show_pane("actions", shown=False)
    first.window.show_view("hosts")
    first.window.show_view("machines")
    first.window.save_layout()

    second = make_console(fabric(ClientStandIn()), Settings(file))
    second.follow()
    grid = second.page.grid
    assert not grid.isColumnHidden(9)
    assert grid.columnWidth(0) == 321
    assert grid.horizontalHeader().visualIndex(8) == 1
    assert second.page.model.sorting == ("PerfCPUUtilization", True)
    second.until(lambda: [row.name for row in grid.selected_rows()] == ["vpn-gw"])
    assert not second.window.actions_pane.isVisible()


def test_a_damaged_settings_file_is_no_obstacle(make_console: MakeConsole, tmp_path: Path) -> None:
    file = tmp_path / "console.ini"
    file.write_text("[window]\ngeometry=rubbish\nview=nowhere\n[lists]\nmachines\\columns=a|b\n[look]\nscale=x\n")
    console = make_console(fabric(ClientStandIn()), Settings(file))
    console.follow()
    assert console.window.view == "machines"
    assert len(console.names()) == 40


def test_closing_asks_first_and_finish_closes(console: Console) -> None:
    wanted: list[bool] = []
    console.window.quit_wanted.connect(lambda: wanted.append(True))
    console.window.close()
    assert wanted == [True]
    assert console.window.isVisible()


def test_the_keyboard_sheet_lists_the_shortcuts(console: Console) -> None:
    from vmmconsole_ui.shell.sheets import KeyboardSheet

    sheet = KeyboardSheet(console.window)
    words = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "Ctrl+N" in words
    assert "New virtual machine" in words
    assert "F6" in words


def test_the_header_follows_the_selected_machines(console: Console) -> None:
    console.select("app-web-01", "app-web-02", "legacy-erp")
    machine = console.client.machine("app-web-01")
    machine.status = VMStatus.POWER_OFF
    console.client.put(machine)
    console.until(lambda: console.page.details.subtitle.text() == "2 stopped, 1 running")


def test_the_header_counts_the_uptime_on(console: Console) -> None:
    machine = console.client.machine("app-web-01")
    machine.started_at = datetime.now(UTC) - timedelta(seconds=20)
    console.client.put(machine)
    console.select("app-web-01")
    subtitle = console.page.details.subtitle
    console.until(lambda: subtitle.text().endswith("s"))
    before = subtitle.text()
    console.until(lambda: subtitle.text() != before)


def test_administration_shows_how_the_engine_is_set(console: Console) -> None:
    console.window.show_view("administration")
    page = console.window.findChild(GeneralPage)
    console.until(lambda: "Load balancing" in _texts(page))
    assert "SQLite, /srv/vmm/data/engine.sqlite" in _texts(page)
    assert "/srv/vmm/data" in _texts(page)
    console.client.server = {**console.client.server, "PlacementGoal": "Consolidate", "LibraryRefresherEnabled": False}
    job = Job(name="Change server settings", status=JobStatus.RUNNING, cmdlet_name="Set-VMMServer")
    console.client.put(job)
    job.status, job.ended_at = JobStatus.COMPLETED, datetime.now(UTC)
    console.client.put(job)
    console.until(lambda: "Resource maximization" in _texts(page))
    assert "Off" in _texts(page)


def test_the_status_bar_says_as_whom_and_what_runs(console: Console) -> None:
    status = console.window.status
    assert status.user.text() == "CONTOSO\\anna, Administrator"
    console.until(lambda: status.job.text().startswith("Create virtual machine build-07"))
    assert status.progress.isVisible()
    assert status.progress.value() > 0


def test_a_password_of_the_database_is_not_shown() -> None:
    assert _places("postgresql+psycopg://vmm:secret@db.example.org/vmm") == [
        ("Database", "postgresql, db.example.org/vmm")
    ]


def _texts(widget: QWidget | None) -> list[str]:
    assert widget is not None
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
