"""The main window: the panes put together, and what moves between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QMainWindow, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from vmmconsole_ui import icons
from vmmconsole_ui.actions.registry import action, actions_for
from vmmconsole_ui.actions.windows import open_window
from vmmconsole_ui.context import Context, Selection
from vmmconsole_ui.models.objects import Delta, ObjectStore, Row
from vmmconsole_ui.recorder import Recorder
from vmmconsole_ui.settings import Settings
from vmmconsole_ui.theme import look
from vmmconsole_ui.views.catalog import VIEWS
from vmmconsole_ui.views.view import ListSpec, Node

from .action_pane import ActionPane
from .commands import Commands
from .general_page import GeneralPage
from .menus import ToolStrip, build_menus
from .navigation import Navigation
from .notices import Banner, Toasts
from .status_bar import StatusBar
from .view_page import ViewPage

if TYPE_CHECKING:
    from vmmconsole.client.contract import EngineClient
    from vmmconsole.model import Job
    from vmmconsole_ui.jobs_window import JobsWindow

TITLE = "Virtual Machine Manager"
_VIEWS = {view.id: view for view in VIEWS}
_OPENING = {"VM": "vm_properties", "VMHost": "host_properties", "Job": "view_script", "Script": "edit_script",
            "VirtualizationManager": "manager_properties", "RunAsAccount": "account_properties"}  # fmt: skip
"""What Enter and a double click do, by kind."""


class MainWindow(QMainWindow):
    """The console. It can be shown before there is an engine; `Context.objects` fills it."""

    quit_wanted = Signal()
    """The person closes the window; who owns it decides when it ends (`finish`)."""

    connect_wanted = Signal()
    """The person wants another window on another engine."""
    mend_wanted = Signal()
    """The person wants to do what the banner says."""

    sign_out_wanted = Signal()
    """The person wants to end the session and leave the window open."""

    def __init__(self, client: EngineClient, objects: ObjectStore, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icons.icon("view_vms", "accent"))
        self.context = Context(client, self, objects, settings)
        self.commands = Commands(self.context, self)
        self.addActions([*self.commands.all()])
        self.refresh_action = QAction(icons.icon("refresh"), "Refresh", self)
        self.refresh_action.setShortcut(QKeySequence("F5"))
        self.refresh_action.setToolTip("Ask the selected hosts, machines or shares for their state now  (F5)")
        self.refresh_action.triggered.connect(self.refresh)
        self.addAction(self.refresh_action)
        self.recorder = Recorder(self.context, self)
        self.record_action = QAction(icons.icon("record", "error"), "Record", self)
        self.record_action.setShortcut(QKeySequence("F9"))
        self.record_action.setCheckable(True)
        self.record_action.triggered.connect(self.recorder.toggle)
        self.recorder.changed.connect(self._show_recording)
        self.addAction(self.record_action)
        self.is_signed_in: Callable[[], bool] = lambda: False
        """Whether there is a session; whoever owns the window says."""
        self._pages: dict[str, ViewPage] = {}
        self._fact_pages: dict[str, QWidget] = {}
        self._view = ""
        self._may_close = False
        self._jobs: JobsWindow | None = None
        self._told: set[str] = set()
        """The failed jobs, and the servers with another certificate, that were told of."""
        self._build()
        self._connect()
        self._show_recording()
        self._restore()

    # What others ask of it

    @property
    def view(self) -> str:
        """The ID of the view that is shown."""
        return self._view

    @property
    def page(self) -> ViewPage | None:
        """The list that is shown; None where a page of facts is."""
        shown = self._middle.currentWidget()
        return shown if isinstance(shown, ViewPage) else None

    def show_view(self, view_id: str) -> None:
        """Switch to a view."""
        if view_id not in _VIEWS or view_id == self._view:
            return
        self._view = view_id
        self.context.settings.set("window/view", view_id)
        self.navigation.show_view(_VIEWS[view_id])
        self.actions_pane.show_view(view_id)
        self._show_node(self.navigation.tree.node)

    def show_object(self, kind: str, object_id: str) -> None:
        """Go to an object: its view, and select it."""
        view = {"VM": "machines", "VMHost": "hosts", "Job": "jobs"}.get(kind, "library")
        self.show_view(view)
        if self.page is not None:
            self.page.filter.clear()
            self.page.grid.select_ids([object_id])

    def show_jobs(self) -> None:
        """Open the Jobs window."""
        window = self.jobs_window()
        window.show()
        window.raise_()
        window.activateWindow()

    def jobs_window(self) -> JobsWindow:
        """The Jobs window, made on first use."""
        if self._jobs is None:
            from vmmconsole_ui.jobs_window import JobsWindow

            self._jobs = JobsWindow(self.context, self)
        return self._jobs

    def show_columns(self) -> None:
        """The menu of columns, at the list."""
        if self.page is not None:
            self.page.grid.column_menu().popup(self.page.grid.mapToGlobal(QPoint(0, look().size.header)))

    def focus_filter(self) -> None:
        """Go to the filter box."""
        if self.page is not None:
            self.page.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.page.filter.selectAll()

    def show_pane(self, pane: str, *, shown: bool) -> None:
        """Show or hide the navigation, details or actions pane."""
        self.context.settings.set(f"hide/{pane}", not shown)
        if pane == "navigation":
            self.navigation.setVisible(shown)
        elif pane == "actions":
            self.actions_pane.setVisible(shown)
        else:
            for page in self._pages.values():
                page.details.setVisible(shown)

    def next_pane(self, *, back: bool = False) -> None:
        """Move the focus to the next pane: tree, filter, list, details, actions."""
        stops = [stop for stop in self._stops() if stop.isVisible() and stop.isEnabled()]
        if not stops:
            return
        focus = self.focusWidget()
        here = next((n for n, stop in enumerate(stops) if focus is stop or (focus and stop.isAncestorOf(focus))), -1)
        there = stops[(here + (-1 if back else 1)) % len(stops)]
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def refresh(self) -> None:
        """Refresh what is selected, where the engine can ask for it; everything else follows by itself."""
        kind = self.context.selection.kind
        refreshing = {"VM": "refresh_vm", "VMHost": "refresh_host", "LibraryShare": "refresh_share"}.get(kind)
        if refreshing and self.commands.get(refreshing).isEnabled():
            self.commands.trigger(action(refreshing))
        elif self.page is not None:
            self.page.model.rebuild()
        elif ask_again := getattr(self._middle.currentWidget(), "ask_again", None):
            ask_again()

    def show_keyboard(self) -> None:
        """The keyboard sheet."""
        from .sheets import KeyboardSheet

        KeyboardSheet(self).open()

    def show_about(self) -> None:
        """What this is."""
        from .sheets import About

        About(self.context.client.address, self).open()

    def change_password(self) -> None:
        """Let the person choose another password."""
        self.context.spawn(open_window("open_change_password", self.context, self.context.client.user))

    def show_connection(self) -> None:
        """Say which engine this is, and who is signed in there."""
        client = self.context.client
        elsewhere = client.address != "localhost"
        self.setWindowTitle(f"{client.user} on {client.address} – {TITLE}" if elsewhere and client.user else TITLE)
        self.status.show_connection()

    def finish(self) -> None:
        """Remember everything and close for good."""
        self._may_close = True
        self.close()

    # Building

    def _build(self) -> None:
        size = look().size
        self.banner = Banner(self.context, self)
        self.navigation = Navigation(self.context.objects, self.context.settings, self)
        self._middle = QStackedWidget(self)
        self.actions_pane = ActionPane(self.commands, self)
        self.navigation.setMinimumWidth(size.navigation_width // 2)
        self.actions_pane.setMinimumWidth(size.actions_width * 3 // 4)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setHandleWidth(size.line)
        self._split.setChildrenCollapsible(False)
        for pane in (self.navigation, self._middle, self.actions_pane):
            self._split.addWidget(pane)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([size.navigation_width, size.window_width, size.actions_width])
        body = QFrame(self)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ToolStrip(self))
        layout.addWidget(self.banner)
        layout.addWidget(self._split, 1)
        self.setCentralWidget(body)
        self.status = StatusBar(self.context, self)
        self.setStatusBar(self.status)
        build_menus(self)
        self.toasts = Toasts(self.context, self)

    def _connect(self) -> None:
        self.navigation.view_chosen.connect(self.show_view)
        self.navigation.node_chosen.connect(self._show_node)
        self.navigation.tree_focused.connect(self._select_node)
        self.navigation.menu_wanted.connect(self._tree_menu)
        self.navigation.dropped.connect(self._dropped)
        self.status.jobs_wanted.connect(self.show_jobs)
        self.banner.acted.connect(self.mend_wanted)
        self.context.job_started.connect(self._follow)
        self.context.objects.changed.connect(self._on_changed)

    def _follow(self, job: Job) -> None:
        """Show a job that was just started, where nobody does already."""
        if str(job.id) not in self.context.shown_jobs:
            self.jobs_window().follow(job)

    def _show_recording(self) -> None:
        on = self.recorder.is_on
        self.record_action.setChecked(on)
        self.record_action.setText("Stop recording" if on else "Record")
        what = "Stop, and open what was recorded in the editor" if on else "Gather the script of everything done here"
        self.record_action.setToolTip(f"{what}  (F9)")
        self.status.show_recording(self.recorder.count if on else None)

    def _on_changed(self, delta: Delta) -> None:
        if delta.reset:
            self._refresh_selection()
            if delta.kind == "VirtualizationManager":
                for row in self.context.objects.table(delta.kind):
                    self._tell_certificate(row)
        elif delta.kind == "Job":
            for row in (*delta.inserted, *delta.updated):
                self._tell_failure(row)
        elif delta.kind == "VirtualizationManager":
            for row in (*delta.inserted, *delta.updated):
                self._tell_certificate(row)

    def _tell_failure(self, row: Row) -> None:
        """Say that a job of this console failed, where the Jobs window does not show it already."""
        if row["Status"] != "Failed":
            self._told.discard(row.id)  # it was restarted, and may fail again
            return
        if row.id in self._told or row.id not in self.context.own_jobs or row.id in self.context.shown_jobs:
            return
        self._told.add(row.id)
        if self._jobs is not None and self._jobs.isVisible():
            return

        def open_job() -> None:
            self.show_jobs()
            self.jobs_window().show_job(row.id)

        target = f" {row['ResultName']}" if row["ResultName"] else ""
        problem = str(row["ErrorInfo.Problem"] or "")
        self.context.notify(f"{row.name}{target} failed.", "error", details=problem, verb="Open job", act=open_job)

    def _tell_certificate(self, row: Row) -> None:
        """Say once that a server shows another certificate than the accepted one, which stops all work with it."""
        if not row["CertificateRefused"]:
            self._told.discard(row.id)
            return
        if row.id in self._told:
            return
        self._told.add(row.id)

        def check() -> None:
            self.context.spawn(open_window("open_check_certificate", self.context, row.id))

        text = f"Nothing is sent to {row.name} any more."
        what = "is not the accepted one" if row["Fingerprint"] else "is not trusted"
        details = f"The certificate that it shows {what}. Look at it before you accept it."
        self.context.notify(text, "error", details=details, verb="Check certificate", act=check)

    def _restore(self) -> None:
        settings, size = self.context.settings, look().size
        geometry = settings.blob("window/geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(size.window_width, size.window_height)
        kept = settings.blob("window/splitter")
        if not kept.isEmpty():
            self._split.restoreState(kept)
        self.navigation.setVisible(not settings.flag("hide/navigation"))
        self.actions_pane.setVisible(not settings.flag("hide/actions"))
        view = settings.text("window/view", "machines")
        self.show_view(view if view in _VIEWS else "machines")

    # Between the panes

    def _show_node(self, node: Node) -> None:
        spec = _VIEWS[self._view].list_for(node)
        page: QWidget = self._facts(node) if spec is None else self._page(spec)
        before = self._middle.currentWidget()
        if isinstance(before, ViewPage) and before is not page:
            before.set_active(active=False)
        self._middle.setCurrentWidget(page)
        if isinstance(page, ViewPage):
            page.set_scope(node)
            page.set_active(active=True)
        self._refresh_selection()

    def _page(self, spec: ListSpec) -> ViewPage:
        page = self._pages.get(spec.id)
        if page is None:
            page = self._pages[spec.id] = ViewPage(spec, self.context, self._middle)
            page.selected.connect(lambda page=page: self._select_rows(page))
            page.list_focused.connect(lambda page=page: self._select_rows(page))
            page.opened.connect(self._open_selected)
            page.menu_wanted.connect(self._list_menu)
            page.action_wanted.connect(lambda action_id: self.commands.trigger(action(action_id)))
            page.details.setVisible(not self.context.settings.flag("hide/details"))
            self._middle.addWidget(page)
        return page

    def _facts(self, node: Node) -> QWidget:
        """The page of a node that has no list, made on first use."""
        page = self._fact_pages.get(node.id)
        if page is None:
            page = self._fact_pages[node.id] = self._new_facts(node.id)
            self._middle.addWidget(page)
        if isinstance(page, GeneralPage):
            page.refresh()
        return page

    def _new_facts(self, node_id: str) -> QWidget:
        if node_id == "general":
            return GeneralPage(self.context, self._middle)
        from .access_page import PAGES

        return PAGES[node_id](self.context, self._middle)

    def _refresh_selection(self) -> None:
        page = self.page
        if page is not None and page.grid.selected_rows() and not self.navigation.tree.hasFocus():
            self._select_rows(page)
        else:
            self._select_node()

    def _select_rows(self, page: ViewPage) -> None:
        if page is not self.page:
            return
        rows = page.grid.selected_rows()
        if not rows:
            self._select_node()
            return
        node = page.node
        kinds = {row.kind for row in rows}
        kind = rows[0].kind if len(kinds) == 1 else ""
        self.context.select(Selection(kind, tuple(rows) if kind else (), self._view, node.kind, node.id))

    def _select_node(self) -> None:
        node = self.navigation.tree.node
        row = self.context.objects.find(node.kind, node.id)
        rows = (row,) if row is not None else ()
        self.context.select(Selection(node.kind if row else "", rows, self._view, node.kind, node.id))

    def _open_selected(self) -> None:
        opening = _OPENING.get(self.context.selection.kind)
        if opening and self.commands.get(opening).isEnabled():
            self.commands.trigger(action(opening))

    def _dropped(self, node: Node, kind: str, ids: list[str]) -> None:
        """Machines that are dropped on a host or a group move there, as far as they can."""
        rows = tuple(row for object_id in ids if (row := self.context.objects.find(kind, object_id)) is not None)
        migrate, selection = action("migrate"), Selection(kind, rows)
        possible, reason = migrate.verdict(selection)
        if not possible:
            self.context.notify(reason, "warning")
            return
        to = {"host_id" if node.kind == "VMHost" else "group_id": node.id}
        wanted = [row.id for row in migrate.fitting(selection)]
        self.context.spawn(open_window("open_migrate", self.context, wanted, **to), "The wizard could not be opened.")

    def _list_menu(self, at: QPoint) -> None:
        if self.page is not None:
            self._select_rows(self.page)
        self._popup(at)

    def _tree_menu(self, at: QPoint) -> None:
        self._select_node()
        self._popup(at)

    def _popup(self, at: QPoint) -> None:
        if not actions_for(self.context.selection.kind):
            return
        menu = self.commands.object_menu(QMenu(self))
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, menu, menu.deleteLater))
        menu.popup(at)

    def _stops(self) -> list[QWidget]:
        stops: list[QWidget] = [self.navigation.tree]
        page = self.page
        if page is not None:
            stops += [page.filter, page.grid, page.empty.button, page.details.tab_bar]
        first = next((button for button in self.actions_pane.buttons() if button.isEnabled()), None)
        return [*stops, first] if first is not None else stops

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whoever owns the window first; then remember how it was."""
        if not self._may_close:
            event.ignore()
            self.quit_wanted.emit()
            return
        self.context.closing.emit()
        self.save_layout()
        super().closeEvent(event)

    def save_layout(self) -> None:
        """Remember geometry, panes, columns and selections."""
        settings = self.context.settings
        settings.set("window/geometry", self.saveGeometry())
        settings.set("window/splitter", self._split.saveState())
        for page in self._pages.values():
            page.save()
        if self._jobs is not None:
            self._jobs.close()
        settings.save()
