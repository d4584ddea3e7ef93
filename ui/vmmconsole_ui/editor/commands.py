"""The editor's commands as data: menus, toolbar and shortcuts are made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look

if TYPE_CHECKING:
    from .code_editor import CodeEditor
    from .window import ScriptEditorWindow

LINE = "-"


@dataclass(frozen=True, slots=True)
class Command:
    """One verb of the editor; `needs` says what must be there: nothing, a ``page``, something ``running``."""

    id: str
    title: str
    run: Callable[[ScriptEditorWindow], object]
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    needs: str = "page"
    tip: str = ""


def _editing(act: Callable[[CodeEditor], object]) -> Callable[[ScriptEditorWindow], object]:
    """A verb of the text that is shown."""

    def run(window: ScriptEditorWindow) -> None:
        if window.editor is not None:
            act(window.editor)

    return run


COMMANDS: tuple[Command, ...] = (
    Command("new", "&New", lambda w: w.new_page(), ("Ctrl+N", "Ctrl+T"), "new_file", "", "New script"),
    Command("open", "&Open…", lambda w: w.spawn(w.files.ask_open()), ("Ctrl+O",), "explore", "", "Open scripts"),
    Command("save", "&Save", lambda w: w.on_page(w.files.save), ("Ctrl+S",), "save", tip="Save the script"),
    Command("save_as", "Save &as…", lambda w: w.on_page(w.files.save_as), ("Ctrl+Shift+S",)),
    Command("save_to_library", "Save to &library…", lambda w: w.on_page(w.library.save_as), ("Ctrl+Shift+L",),
            "save_to_library", tip="Save the script in a library share"),
    Command("close", "&Close", lambda w: w.on_page(w.files.close), ("Ctrl+W",), "close"),
    Command("undo", "&Undo", _editing(lambda e: e.undo()), ("Ctrl+Z",), "undo"),
    Command("redo", "&Redo", _editing(lambda e: e.redo()), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
    Command("cut", "Cu&t", _editing(lambda e: e.cut()), ("Ctrl+X",)),
    Command("copy", "&Copy", _editing(lambda e: e.copy()), ("Ctrl+C",), "copy"),
    Command("paste", "&Paste", _editing(lambda e: e.paste()), ("Ctrl+V",)),
    Command("select_all", "Select &all", _editing(lambda e: e.selectAll()), ("Ctrl+A",)),
    Command("find", "&Find…", lambda w: w.find_bar.enter(), ("Ctrl+F",), "search"),
    Command("replace", "R&eplace…", lambda w: w.find_bar.enter(replacing=True), ("Ctrl+H",), "replace"),
    Command("find_next", "Find &next", lambda w: w.find_bar.find_next(), ("F3",)),
    Command("find_previous", "Find pre&vious", lambda w: w.find_bar.find_next(back=True), ("Shift+F3",)),
    Command("go_to_line", "&Go to line…", lambda w: w.spawn(w.ask_line()), ("Ctrl+G",)),
    Command("complete", "Com&plete", lambda w: w.complete(), (), tip="Ctrl+Space"),
    Command("comment", "Co&mment or uncomment", _editing(lambda e: e.toggle_comments()), ("Ctrl+/",),
            "comment"),
    Command("indent", "&Indent", _editing(lambda e: e.shift_lines(back=False)), ("Ctrl+]",)),
    Command("outdent", "&Outdent", _editing(lambda e: e.shift_lines(back=True)), ("Ctrl+[",)),
    Command("next_problem", "Next &problem", lambda w: w.next_problem(), ("F8",)),
    Command("previous_problem", "Pre&vious problem", lambda w: w.next_problem(back=True), ("Shift+F8",)),
    Command("zoom_in", "Zoom &in", _editing(lambda e: e.set_zoom(e.zoom + 1)), ("Ctrl++", "Ctrl+=")),
    Command("zoom_out", "Zoom &out", _editing(lambda e: e.set_zoom(e.zoom - 1)), ("Ctrl+-",)),
    Command("zoom_reset", "&Usual size", _editing(lambda e: e.set_zoom(0)), ("Ctrl+0",)),
    Command("next_tab", "Next &script", lambda w: w.turn(1), ("Ctrl+Tab", "Ctrl+PgDown"), needs=""),
    Command("previous_tab", "P&revious script", lambda w: w.turn(-1), ("Ctrl+Shift+Tab", "Ctrl+PgUp"), needs=""),
    Command("panel", "&Panel below", lambda w: w.toggle_panel(), ("Ctrl+J",), "panel_bottom", ""),
    Command("plan", "&Plan", lambda w: w.launch.plan(), ("F6",), "plan", tip="Say what the script would change"),
    Command("run", "&Run", lambda w: w.launch.run(), ("F5", "Ctrl+Return"), "start", tip="Run the script as a job"),
    Command("run_selection", "Run se&lection", lambda w: w.launch.run(selection=True), ("Ctrl+F5",), "run_selection",
            "selection", "Run what is selected as a job"),
    Command("plan_selection", "Plan selec&tion", lambda w: w.launch.plan(selection=True), ("Ctrl+F6",), "",
            "selection"),
    Command("stop", "S&top", lambda w: w.runner.stop(), ("Shift+F5",), "stop", "running",
            "Stop the job at its next safe point"),
)  # fmt: skip

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("&File", ("new", "open", "recent", LINE, "save", "save_as", "save_to_library", LINE, "close")),
    ("&Edit", ("undo", "redo", LINE, "cut", "copy", "paste", "select_all", LINE, "find", "replace", "find_next",
               "find_previous", "go_to_line", LINE, "complete", "comment", "indent", "outdent")),
    ("&View", ("zoom_in", "zoom_out", "zoom_reset", LINE, "next_problem", "previous_problem", LINE, "next_tab",
               "previous_tab", "panel")),
    ("&Script", ("plan", "plan_selection", LINE, "run", "run_selection", "stop")),
)  # fmt: skip
TOOLBAR = ("new", "open", "save", LINE, "plan", "run", "run_selection", "stop")


class Commands(QObject):
    """A QAction for each command, enabled as the window is."""

    def __init__(self, window: ScriptEditorWindow) -> None:
        super().__init__(window)
        self.window = window
        self.actions: dict[str, QAction] = {}
        for command in COMMANDS:
            self.actions[command.id] = self._make(command)
        window.addActions([*self.actions.values()])
        self._build_menus()

    def _make(self, command: Command) -> QAction:
        action = QAction(command.title, self.window)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(text) for text in command.shortcuts])
        tip = command.tip or command.title.replace("&", "").rstrip("…")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip}  ({keys})" if keys else tip)
        action.triggered.connect(lambda: command.run(self.window))
        return action

    def _build_menus(self) -> None:
        bar = self.window.menuBar()
        bar.setFixedHeight(look().size.menu)
        for title, entries in MENUS:
            menu = bar.addMenu(title)
            for entry in entries:
                if entry == LINE:
                    menu.addSeparator()
                elif entry == "recent":
                    self.recent = menu.addMenu("Open &recent")
                    self.recent.aboutToShow.connect(lambda: self._fill_recent(self.recent))
                else:
                    menu.addAction(self.actions[entry])

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self.window.files.recent:
            entry = menu.addAction(path.name)
            entry.setToolTip(str(path))
            entry.triggered.connect(lambda _=False, path=path: self.window.spawn(self.window.files.open(path)))
        if menu.isEmpty():
            menu.addAction("No script was opened yet").setEnabled(False)
        menu.setToolTipsVisible(True)

    def update(self) -> None:
        """Enable what is possible now."""
        window = self.window
        have = {
            "": True,
            "page": window.page is not None,
            "selection": window.editor is not None and window.editor.textCursor().hasSelection(),
            "running": window.runner.is_running,
        }
        for command in COMMANDS:
            self.actions[command.id].setEnabled(have[command.needs])
        ready = window.page is not None and not window.runner.is_running
        for name in ("plan", "run"):
            self.actions[name].setEnabled(ready)
            self.actions[f"{name}_selection"].setEnabled(ready and have["selection"])


class EditorToolStrip(QFrame):
    """What is used most."""

    def __init__(self, commands: Commands) -> None:
        super().__init__(commands.window)
        as_role(self, "toolbar")
        self._line = QHBoxLayout(self)
        self.buttons: dict[str, QToolButton] = {}
        for entry in TOOLBAR:
            if entry == LINE:
                self._line.addWidget(as_role(QFrame(self), "separator_vertical"))
                continue
            button = QToolButton(self)
            button.setDefaultAction(commands.actions[entry])
            button.setText(commands.actions[entry].text().replace("&", "").rstrip("…"))
            button.setAccessibleName(button.text())
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[entry] = button
            self._line.addWidget(button)
        self._line.addStretch(1)
        self._apply_look()
        look().changed.connect(self._apply_look)

    def _apply_look(self) -> None:
        size = look().size
        self.setFixedHeight(size.toolbar)
        self._line.setContentsMargins(size.grid, size.half, size.pane, size.half)
        self._line.setSpacing(size.half)
        for button in self.buttons.values():
            button.setIconSize(QSize(size.icon, size.icon))
