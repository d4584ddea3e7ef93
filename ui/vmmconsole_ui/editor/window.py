"""The script editor: tabs of scripts, what is wrong with them, and what they came to when they ran."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout

from vmmconsole.script.diagnostics import Diagnostic
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.empty_state import EmptyState

from .asking import ask_number
from .checker import Checker
from .code_editor import CodeEditor
from .commands import Commands, EditorToolStrip
from .completing import Completing
from .drafts import Drafts
from .files import Files
from .find_bar import FindBar
from .launch import Launch
from .library_scripts import LibraryScripts
from .page import ScriptPage
from .plan_table import PlanTable
from .problems_list import ProblemsList, summary
from .result_panel import ResultPanel
from .running import Runner
from .status_line import StatusLine

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_GEOMETRY, _SPLIT, _ZOOM = "editor/geometry", "editor/splitter", "editor/zoom"


class ScriptEditorWindow(QMainWindow):
    """One window for all scripts that are open."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setWindowTitle("Script editor")
        self.setWindowIcon(icon("script_editor", "accent"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        folder = context.settings.folder
        self.drafts = Drafts(folder / "drafts" if folder is not None else None)
        self.checker = Checker(self)
        self.files: Files = Files(self)
        self.library: LibraryScripts = LibraryScripts(self)
        self._may_close = False
        self._asking = False
        self.tabs = QTabWidget()
        self.find_bar: FindBar = FindBar(lambda: self.editor)
        self.problems = ProblemsList()
        self.result = ResultPanel(context.settings)
        self.plan_table = PlanTable()
        self.runner: Runner = Runner(context, self.result, self.plan_table, self)
        self.launch: Launch = Launch(self)
        self.panel = QTabWidget()
        self.empty = EmptyState()
        self.status = StatusLine(self)
        self.completing: Completing = Completing(context, self)
        self.commands = Commands(self)
        self._build()
        self._connect()
        self._restore()
        self._show_state()

    # What is open

    @property
    def page(self) -> ScriptPage | None:
        """The tab that is shown."""
        shown = self.tabs.currentWidget()
        return shown if isinstance(shown, ScriptPage) else None

    @property
    def editor(self) -> CodeEditor | None:
        """Its text."""
        return self.page.editor if self.page is not None else None

    def pages(self) -> list[ScriptPage]:
        """All tabs."""
        found = [self.tabs.widget(number) for number in range(self.tabs.count())]
        return [page for page in found if isinstance(page, ScriptPage)]

    def new_page(self, text: str = "", name: str = "") -> ScriptPage:
        """A new tab; a text that it begins with is saved nowhere yet."""
        page = self.blank_page()
        page.name = name or self._free_name()
        page.load(text, modified=bool(text))
        page.editor.setFocus()
        return page

    def blank_page(self) -> ScriptPage:
        """An empty tab: the one that is shown, where nobody would miss it, else a new one."""
        if self.page is not None and self.page.is_blank:
            return self.page
        page = ScriptPage(self.checker, self.drafts, self.tabs)
        page.editor.set_zoom(self.context.settings.number(_ZOOM))
        page.titled.connect(lambda: self._show_title(page))
        page.checked.connect(lambda: self._show_problems(page))
        page.editor.cursorPositionChanged.connect(lambda: self._cursor_moved(page))
        page.editor.selectionChanged.connect(self.commands.update)
        page.editor.zoomed.connect(lambda zoom: self.context.settings.set(_ZOOM, zoom))
        self.completing.attach(page.editor)
        page.editor.files_dropped.connect(self.open_files)
        self.tabs.addTab(page, page.title)
        self.show_page(page)
        return page

    def open_files(self, names: list[str]) -> None:
        """Open files by their paths."""
        from pathlib import Path

        for name in names:
            self.spawn(self.files.open(Path(name)))

    def show_page(self, page: ScriptPage) -> None:
        """Go to a tab."""
        self.tabs.setCurrentWidget(page)
        page.editor.setFocus()

    def remove_page(self, page: ScriptPage) -> None:
        """Take a tab away; what is in it is lost."""
        page.leave()
        self.tabs.removeTab(self.tabs.indexOf(page))
        page.deleteLater()

    def turn(self, by: int) -> None:
        """Go some tabs further."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _free_name(self) -> str:
        taken = {page.title for page in self.pages()}
        names = (f"Untitled {number}" if number > 1 else "Untitled" for number in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken or (self.page is not None and self.page.name == name))

    def recover(self) -> int:
        """Open what another console left unsaved when it ended; returns how many scripts that are."""
        drafts = self.drafts.left_behind()
        for draft in drafts:
            self.blank_page().take_draft(draft)
        if drafts:
            self.say("What was not saved when the console ended last time is here again.", "warning")
        return len(drafts)

    # Doing

    def spawn(self, work: Coroutine[Any, Any, Any], what: str = "") -> None:
        """Run a coroutine; errors are shown."""
        spawn_for(self, work, what)

    def on_page(self, act: Callable[[ScriptPage], Coroutine[Any, Any, Any]]) -> None:
        """Do something with the tab that is shown."""
        if self.page is not None:
            self.spawn(act(self.page))

    def say(self, text: str, role: str = "muted") -> None:
        """A sentence in the line at the bottom."""
        self.status.say(text, role)

    async def ask_line(self) -> None:
        """Ask for a line, and go there."""
        editor = self.editor
        if editor is None:
            return
        line = await ask_number(self, "Go to line", f"Line, 1 to {editor.blockCount():,}:", editor.place()[0],
                                editor.blockCount())  # fmt: skip
        if line is not None:
            editor.go_to(line)

    def complete(self) -> None:
        """Offer what can stand at the cursor."""
        if self.editor is not None:
            self.completing.offer(self.editor)

    def next_problem(self, *, back: bool = False) -> None:
        """Go to the next thing that is wrong."""
        if self.editor is None:
            return
        problem = self.editor.next_problem(back=back)
        if problem is None:
            self.say("There are no problems.", "ok")
            return
        self.problems.focus_line(problem)
        self.say(problem.text, problem.severity)

    def toggle_panel(self) -> None:
        """Show or hide what is below the script."""
        self.panel.setVisible(not self.panel.isVisible())

    def show_panel(self, panel: ProblemsList | PlanTable | ResultPanel) -> None:
        """Go to one of the tabs below the script."""
        self.panel.show()
        self.panel.setCurrentWidget(panel)

    # Building

    def _build(self) -> None:
        size = look().size
        self.tabs.setDocumentMode(True)
        self.tabs.setTabsClosable(True)
        self.tabs.setMovable(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.tabs.tabBar().setAccessibleName("Scripts")
        self.panel.setDocumentMode(True)
        self.panel.tabBar().setAccessibleName("Problems, result and plan")
        for widget, title in ((self.problems, "Problems"), (self.result, "Result"), (self.plan_table, "Plan")):
            self.panel.addTab(widget, title)
        self.empty.say("No script is open", "Write a new one, or open a file. Files can be dropped here too.",
                       "New script")  # fmt: skip
        self._middle = QStackedWidget()
        self._middle.addWidget(self.empty)
        self._middle.addWidget(self.tabs)
        upper = as_role(QFrame(), "surface")
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self._middle, 1)
        lower = as_role(QFrame(), "surface")
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.panel)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(size.line)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(upper)
        self._split.addWidget(lower)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([size.window_height * 2 // 3, size.window_height // 4])
        body = QFrame(self)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.tools = EditorToolStrip(self.commands)
        layout.addWidget(self.tools)
        layout.addWidget(self._split, 1)
        self.setCentralWidget(body)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _number: self._show_state())
        self.tabs.currentChanged.connect(lambda _number: self.completing.leave())
        self.tabs.tabCloseRequested.connect(self._close_tab)
        self.empty.acted.connect(self.new_page)
        self.problems.chosen.connect(self._go_to_problem)
        self.result.line_chosen.connect(self._go_to_line)
        self.plan_table.line_chosen.connect(self._go_to_line)
        self.runner.changed.connect(self._show_state)
        self.checker.failed.connect(lambda reason: self.say(reason, "warning"))
        self.context.before_quit.append(self._may_quit)
        self.context.closing.connect(self._close_for_good)

    def _restore(self) -> None:
        settings, size = self.context.settings, look().size
        geometry = settings.blob(_GEOMETRY)
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(look().characters(160), size.window_height - size.toolbar)
        kept = settings.blob(_SPLIT)
        if not kept.isEmpty():
            self._split.restoreState(kept)

    # Showing

    def _show_state(self) -> None:
        page = self.page
        self._middle.setCurrentWidget(self.tabs if page is not None else self.empty)
        if page is not None:
            self._show_title(page)
            self._show_problems(page)
        else:
            self.setWindowTitle("Script editor")
            self.problems.show_problems([])
            self.find_bar.hide()
        self.commands.update()
        self.status.show_page(page)

    def _show_title(self, page: ScriptPage) -> None:
        number = self.tabs.indexOf(page)
        if number < 0:
            return
        mark = " •" if page.is_modified else ""
        self.tabs.setTabText(number, page.title.replace("&", "&&") + mark)
        self.tabs.setTabToolTip(number, page.place or "Not saved yet")
        if page is self.page:
            self.setWindowTitle(f"{page.title}{mark} – Script editor")
            self.status.show_page(page)

    def _show_problems(self, page: ScriptPage) -> None:
        if page is not self.page:
            return
        self.problems.show_problems(page.problems, is_known=page.is_checked, reason=page.check_problem)
        found = summary(page.problems)
        self.panel.setTabText(0, f"Problems ({len(page.problems)})" if found else "Problems")
        self.status.show_page(page)

    def _cursor_moved(self, page: ScriptPage) -> None:
        if page is self.page:
            self.status.show_place(page)

    def _go_to_problem(self, problem: Diagnostic) -> None:
        if self.editor is not None:
            self.editor.go_to(problem.line, problem.column)

    def _go_to_line(self, line: int) -> None:
        page = self.runner.page
        if page is not None and page in self.pages():
            self.show_page(page)
            page.editor.go_to(line)

    # The end

    def _close_tab(self, number: int) -> None:
        page = self.tabs.widget(number)
        if isinstance(page, ScriptPage):
            self.spawn(self.files.close(page))

    async def _may_quit(self) -> bool:
        """The console is quit: may what is open be lost?"""
        if not await self.files.may_lose(self.pages()):
            return False
        self._close_for_good()
        return True

    def _close_for_good(self) -> None:
        self._may_close = True
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files also where no script is open."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files."""
        event.acceptProposedAction()
        self.open_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about what is not saved; then remember how the window was."""
        if not self._may_close and any(page.is_modified for page in self.pages()):
            event.ignore()
            if not self._asking:
                self._asking = True
                self.spawn(self._ask_and_close())
            return
        self.context.before_quit.remove(self._may_quit)
        for page in self.pages():
            page.leave()
        self.checker.stop()
        self.context.settings.set(_GEOMETRY, self.saveGeometry())
        self.context.settings.set(_SPLIT, self._split.saveState())
        self.closed.emit()
        super().closeEvent(event)

    async def _ask_and_close(self) -> None:
        try:
            if await self.files.may_lose(self.pages()):
                self._close_for_good()
        finally:
            self._asking = False
