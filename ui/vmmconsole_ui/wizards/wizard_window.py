"""The window of every wizard: pages on the left, the current one in the middle, its script on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vmmconsole.model.errors import VMMError
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.alive import spawn_for
from vmmconsole_ui.widgets.form import focusables, order_tabs, plain_label, scrolled
from vmmconsole_ui.widgets.script_view import ScriptView, panel_frame

from .flow import WizardFlow
from .page_list import PageList
from .page_view import PageView

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context


class WizardWindow(QWidget):
    """Shows a flow. It is not modal; the text in its script panel on the last page is what runs, byte for byte."""

    def __init__(
        self,
        context: Context,
        flow: WizardFlow[Any],
        pages: Mapping[str, Callable[[], PageView]],
        *,
        title: str,
        verb: str,
        job_name: str,
        script_text: Callable[[], str],
        memory_key: str,
        scripts: Callable[[], list[str]] | None = None,
    ) -> None:
        """`pages` make each page when it is first entered; `verb` is on the last button; `script_text` makes the text
        as far as the pages are filled in, and `scripts` its parts where each is a job of its own; the size of the
        window is remembered under `memory_key`."""
        super().__init__(context.window, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        as_role(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(title)
        self.setWindowIcon(icon("new_vm", "accent"))
        self.context = context
        self.flow = flow
        self._script_text = script_text
        self._scripts = scripts or (lambda: [self.script.text()])
        self._taken: set[str] = set()
        self._verb = verb
        self._job_name = job_name
        self._memory_key = memory_key
        self._running = False
        self._failure = ""
        self._edited = False
        self._makers = pages
        self._made: dict[str, tuple[PageView, QWidget]] = {}
        self._build()
        self._restore_size()
        self._show_page()

    # Layout

    def _build(self) -> None:
        self.page_list = PageList(self.flow)
        self.page_list.page_chosen.connect(self.go)
        self.script = ScriptView(note="grows with every page", can_edit=True, can_plan=True)
        self.script.edit_requested.connect(self._edit_script)
        self.script.plan_requested.connect(self._plan_script)
        self.script_frame = panel_frame(self.script)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(look().size.line)
        self.splitter.addWidget(self._content())
        self.splitter.addWidget(self.script_frame)
        self.splitter.setStretchFactor(0, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.page_list)
        middle.addWidget(self.splitter, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        self.footer = self._footer()
        layout.addWidget(self.footer)

    def _content(self) -> QWidget:
        size = look().size
        content = as_role(QFrame(), "surface")
        self.title_label = as_role(QLabel(), "title")
        self.sentence_label = plain_label("", "muted", wrap=True)
        self.stack = QStackedWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(size.pane + size.grid, size.pane + size.half, size.pane, size.grid)
        column.setSpacing(0)
        column.addWidget(self.title_label)
        column.addSpacing(size.grid + size.half)
        column.addWidget(self.sentence_label)
        column.addSpacing(size.pane)
        column.addWidget(self.stack, 1)
        content.setMinimumWidth(look().characters(52))
        return content

    def _footer(self) -> QFrame:
        size = look().size
        footer = as_role(QFrame(), "footer")
        self.script_button = QPushButton(icon("view_script"), "&View Script")
        self.script_button.setCheckable(True)
        self.script_button.clicked.connect(self.toggle_script)
        self.reason_label = plain_label("", "muted", wrap=True)
        self.reason_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.previous_button = QPushButton("&Previous")
        self.next_button = as_role(QPushButton("&Next"), "primary")
        self.finish_button = as_role(QPushButton(self._verb), "primary")
        self.cancel_button = QPushButton("Cancel")
        self.previous_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)
        self.finish_button.clicked.connect(self.finish)
        self.cancel_button.clicked.connect(self.close)
        row = QHBoxLayout(footer)
        row.setContentsMargins(size.pane, size.grid + size.half, size.pane, size.grid + size.half)
        row.setSpacing(size.grid)
        row.addWidget(self.script_button)
        row.addWidget(self.reason_label, 1)
        for button in (self.previous_button, self.next_button, self.finish_button, self.cancel_button):
            row.addWidget(button)
        return footer

    def _restore_size(self) -> None:
        size = look().size
        # On a small screen the page needs the room; the script is one button away.
        roomy = self._default_width() >= size.wizard_width
        shown = self.context.settings.flag(f"{self._memory_key}/script", default=roomy)
        self.script_button.setChecked(shown)
        self.script_frame.setVisible(shown)
        geometry = self.context.settings.blob(f"{self._memory_key}/geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(self._default_width(), size.wizard_height)
        splitter = self.context.settings.blob(f"{self._memory_key}/splitter")
        if splitter.isEmpty() or not self.splitter.restoreState(splitter):
            script = size.script_width + size.pane + size.grid
            self.splitter.setSizes([self._default_width() - self.page_list.width() - script, script])

    def _default_width(self) -> int:
        """A little more than the script panel and a page need beside each other, where there is room for it."""
        # Not `self.screen()`: PySide6 makes that a child of this window, and frees it with its wrapper.
        room = QGuiApplication.primaryScreen().availableGeometry().width()
        if self.context.window is not None:
            room = max(room, self.context.window.width())
        return min(look().size.wizard_width + look().size.page_list // 2, room)

    def view(self, page_id: str) -> PageView:
        """The widget of a page; made on first use, so that the window opens at once."""
        made = self._made.get(page_id)
        if made is None:
            view = self._makers[page_id]()
            view.changed.connect(self._page_changed)
            view.answered.connect(self.refresh)
            made = self._made[page_id] = (view, view if view.grows else scrolled(view))
            self.stack.addWidget(made[1])
        return made[0]

    # Walking

    def go(self, page_id: str) -> None:
        """Enter a page where that is possible."""
        if self.flow.go(page_id):
            self._show_page()

    def next(self) -> None:
        """Enter the following page, or say on this one what keeps it from going on."""
        if self.flow.next():
            self._edited = True
            self._show_page()
        else:
            self.view(self.flow.current.id).show_problems(self.flow.problems(), all_fields=True)

    def back(self) -> None:
        """Enter the page before."""
        if self.flow.back():
            self._show_page()

    def toggle_script(self) -> None:
        """Show or hide the script panel."""
        self.script_frame.setVisible(self.script_button.isChecked())

    def _show_page(self) -> None:
        page = self.flow.current
        view = self.view(page.id)
        self._failure = ""
        self.title_label.setText(page.title)
        self.sentence_label.setText(page.sentence)
        self.stack.setCurrentWidget(self._made[page.id][1])
        view.enter()
        self.refresh()
        if self.flow.is_last:
            self.finish_button.setFocus()
        elif view.focusProxy() is not None:
            view.setFocus()
        else:
            fields = [w for w in focusables(view) if w.isEnabled() and w.isVisibleTo(self)]
            (fields[0] if fields else self.next_button).setFocus()
        order_tabs(self.page_list, view, self.script, self.footer)

    def _page_changed(self) -> None:
        self._edited = True
        self._failure = ""
        self.refresh()

    def refresh(self) -> None:
        """Show what follows from the request: page list, script, buttons, problems."""
        flow = self.flow
        self.page_list.refresh()
        view = self.view(flow.current.id)
        view.show_problems(flow.problems())
        last = flow.is_last
        self.script.set_text(self._script_text(), reveal=True)
        as_role(self.script.note, "muted").setText("runs exactly as shown" if last else "grows with every page")
        reason = flow.reason
        self.previous_button.setEnabled(not flow.is_first and not self._running)
        self.next_button.setVisible(not last)
        self.next_button.setEnabled(flow.can_go_next)
        self.next_button.setToolTip(reason)
        self.finish_button.setVisible(last)
        self.finish_button.setEnabled(last and flow.can_finish and not self._running)
        self.finish_button.setToolTip(reason)
        inline = view.shows(flow.problems())
        as_role(self.reason_label, "error" if self._failure else "muted").setText(
            self._failure or ("" if inline else reason)
        )

    # Ending

    def finish(self) -> None:
        """Run the script that is shown, and close once the engine has taken it."""
        if self.flow.is_last and self.flow.can_finish and not self._running:
            self._running = True
            self.refresh()
            spawn_for(self, self._run(), f"{self._job_name} was not started.")

    async def _run(self) -> None:
        try:
            for text in self._scripts():
                if text not in self._taken:  # after a failure, what the engine has taken already runs no second time
                    await self.context.run_script(text, name=self._job_name)
                    self._taken.add(text)
        except VMMError as err:
            self._failure = f"{err} {err.action}".strip()
        else:
            self._edited = False
            self.close()
            return
        finally:
            self._running = False
        self.refresh()

    def _edit_script(self, text: str) -> None:
        from vmmconsole_ui.editor.open_editor import open_script_editor  # only needed when asked for

        open_script_editor(self.context, text, self.windowTitle())

    def _plan_script(self, text: str) -> None:
        from vmmconsole_ui.dialogs.plan import open_plan

        open_plan(self.context, text, parent=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Escape cancels."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(self.focusWidget(), QComboBox):
            self.finish() if self.flow.is_last else self.next()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before throwing away what was filled in, and remember the size."""
        if self._edited:
            event.ignore()
            self._ask_discard()
            return
        settings = self.context.settings
        settings.set(f"{self._memory_key}/geometry", QByteArray(self.saveGeometry()))
        settings.set(f"{self._memory_key}/splitter", QByteArray(self.splitter.saveState()))
        settings.set(f"{self._memory_key}/script", self.script_button.isChecked())
        event.accept()

    def _ask_discard(self) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.windowTitle())
        box.setText("Discard what you have filled in?")
        box.setInformativeText("Nothing has been changed yet.")
        discard = box.addButton("&Discard", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("&Go on", QMessageBox.ButtonRole.RejectRole))
        discard.clicked.connect(self.discard)
        box.open()

    def discard(self) -> None:
        """Close without asking."""
        self._edited = False
        self.close()
