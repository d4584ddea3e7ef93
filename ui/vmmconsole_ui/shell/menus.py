"""The menu bar and the toolbar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from vmmconsole_ui import icons
from vmmconsole_ui.actions.registry import MENUS, actions_for
from vmmconsole_ui.theme import DENSITIES, SCALES, SCHEMES, as_role, look
from vmmconsole_ui.views.catalog import VIEWS

from .appearance import set_appearance

if TYPE_CHECKING:
    from .main_window import MainWindow


def build_menus(window: MainWindow) -> None:
    """File, View, Go, Actions, Tools, Help."""
    bar = window.menuBar()
    bar.setFixedHeight(look().size.menu)
    _file_menu(window, bar.addMenu("&File"))
    _view_menu(window, bar.addMenu("&View"))
    _go_menu(window, bar.addMenu("&Go"))
    _actions_menu(window, bar.addMenu("&Actions"))
    _tools_menu(window, bar.addMenu("&Tools"))
    _help_menu(window, bar.addMenu("&Help"))


class ToolStrip(QFrame):
    """What is used most, below the menus."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        as_role(self, "toolbar")
        self._line = QHBoxLayout(self)
        jobs = _add(window, "Jobs", window.show_jobs, "Ctrl+J", "job", tip="The jobs of this console")
        new, shell = window.commands.get("new_vm"), window.commands.get("powershell")
        editor = window.commands.get("script_editor")
        self.buttons = [
            _tool(self, qt_action)
            for qt_action in (new, jobs, shell, editor, window.record_action, window.refresh_action)
        ]
        for button in self.buttons:
            self._line.addWidget(button)
        self._line.addStretch(1)
        self._apply_look()
        look().changed.connect(self._apply_look)

    def _apply_look(self) -> None:
        size = look().size
        self.setFixedHeight(size.toolbar)
        self._line.setContentsMargins(size.grid + size.half, 0, size.pane, 0)
        self._line.setSpacing(size.pane)
        for button in self.buttons:
            button.setIconSize(QSize(size.icon, size.icon))


def _tool(bar: QFrame, qt_action: QAction) -> QToolButton:
    button = QToolButton(bar)
    button.setDefaultAction(qt_action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _add(
    window: MainWindow,
    title: str,
    act: Callable[[], object],
    shortcut: str = "",
    icon: str = "",
    *,
    tip: str = "",
) -> QAction:
    action = QAction(title, window)
    if icon:
        action.setIcon(icons.icon(icon))
    if shortcut:
        action.setShortcut(QKeySequence(shortcut))
        action.setToolTip(f"{tip or title}  ({shortcut})")
    action.triggered.connect(lambda: act())
    window.addAction(action)
    return action


def _file_menu(window: MainWindow, menu: QMenu) -> None:
    menu.setToolTipsVisible(True)
    menu.addAction(window.commands.get("new_vm"))
    menu.addAction(window.commands.get("run_script"))
    connect = _add(window, "&Connect to server…", window.connect_wanted.emit, icon="connect")
    connect.setToolTip("Opens another window on another engine")
    menu.addAction(connect)
    password = _add(window, "Change &password…", window.change_password, icon="key")
    leave = _add(window, "Sign &out", window.sign_out_wanted.emit, icon="disconnect")
    for action in (password, leave):
        menu.addAction(action)

    def show_session() -> None:
        signed_in = window.is_signed_in()
        password.setVisible(signed_in and "\\" not in window.context.client.user)  # a directory has its own ways
        leave.setVisible(signed_in)

    menu.aboutToShow.connect(show_session)
    show_session()
    menu.addSeparator()
    menu.addAction(_add(window, "&Quit", window.close, "Ctrl+Q", "quit"))


def _view_menu(window: MainWindow, menu: QMenu) -> None:
    menu.addAction(_add(window, "Columns…", window.show_columns, icon="columns"))
    menu.addAction(_add(window, "Filter", window.focus_filter, "Ctrl+F", "filter"))
    menu.addSeparator()
    for pane, title in (("navigation", "Navigation pane"), ("details", "Details pane"), ("actions", "Actions pane")):
        action = _add(window, title, lambda: None)
        action.setCheckable(True)
        action.setChecked(not window.context.settings.flag(f"hide/{pane}"))
        action.toggled.connect(lambda shown, pane=pane: window.show_pane(pane, shown=shown))
        menu.addAction(action)
    menu.addSeparator()
    _choices(
        window,
        menu.addMenu(icons.icon("theme"), "Colors"),
        "look/scheme",
        {str(k): v for k, v in SCHEMES.items()},
        look().scheme,
    )
    _choices(window, menu.addMenu("Density"), "look/density", {str(k): v for k, v in DENSITIES.items()}, look().density)
    _choices(window, menu.addMenu("Scale"), "look/scale", {str(s): f"{s} %" for s in SCALES}, str(look().scale))
    menu.addSeparator()
    menu.addAction(window.refresh_action)


def _choices(window: MainWindow, menu: QMenu, key: str, values: Mapping[str, str], current: str) -> None:
    group = QActionGroup(menu)
    for value, title in values.items():
        action = menu.addAction(title)
        action.setCheckable(True)
        action.setChecked(value == current)
        group.addAction(action)
        action.triggered.connect(lambda _on=False, value=value: set_appearance(window.context.settings, key, value))


def _go_menu(window: MainWindow, menu: QMenu) -> None:
    for number, view in enumerate(VIEWS, 1):
        menu.addAction(_add(window, view.title, partial(window.show_view, view.id), f"Ctrl+{number}", view.icon))
    menu.addSeparator()
    menu.addAction(_add(window, "Next pane", window.next_pane, "F6"))
    menu.addAction(_add(window, "Previous pane", lambda: window.next_pane(back=True), "Shift+F6"))


def _actions_menu(window: MainWindow, menu: QMenu) -> None:
    menu.setToolTipsVisible(True)
    for action_id in ("new_vm", "add_hosts", "new_host_group", "add_share", "server_settings"):
        menu.addAction(window.commands.get(action_id))
    menu.addSeparator()
    for title, kinds in MENUS:
        submenu = menu.addMenu(title)
        submenu.setToolTipsVisible(True)
        seen: set[str] = set()
        section = None
        for kind in kinds:
            for action in actions_for(kind):
                if action.id in seen:
                    continue
                seen.add(action.id)
                if section is not None and section != action.section:
                    submenu.addSeparator()
                section = action.section
                submenu.addAction(window.commands.get(action.id))
    menu.addSeparator()
    scripts = menu.addMenu(icons.icon("view_script"), "View script of")
    scripts.aboutToShow.connect(lambda: window.commands.fill_scripts(scripts))


def _tools_menu(window: MainWindow, menu: QMenu) -> None:
    menu.setToolTipsVisible(True)
    for action_id in ("powershell", "script_editor", "run_script"):
        menu.addAction(window.commands.get(action_id))
    menu.addSeparator()
    menu.addAction(window.record_action)


def _help_menu(window: MainWindow, menu: QMenu) -> None:
    keyboard = _add(window, "Keyboard", window.show_keyboard, icon="keyboard")
    keyboard.setShortcuts([QKeySequence("F1"), QKeySequence("?")])
    menu.addAction(keyboard)
    menu.addAction(_add(window, "About", window.show_about, icon="about"))
