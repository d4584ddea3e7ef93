"""Adding a library share: a folder whose files become library objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from vmmconsole.script.calls import SWITCH, Statement
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import plain_label
from vmmconsole_ui.wizards.flow import Problem
from vmmconsole_ui.wizards.host_paths import path_syntax_problem
from vmmconsole_ui.wizards.script_parts import call, server_value

from .script_dialog import ScriptDialog, present

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context


class AddShareDialog(ScriptDialog):
    """Path and description."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "Add library share", "&Add", job_name="Add library share", width=look().characters(84)
        )
        self.path = QLineEdit()
        self.path.setAccessibleName("Share path")
        self.path.setPlaceholderText("/srv/library")
        self.browse_button = QPushButton("&Browse …")
        self.browse_button.setAutoDefault(False)
        self.browse_button.clicked.connect(self.browse)
        # The folder stands on the engine's computer, which is this one only when it is embedded.
        if self.server != "localhost":
            self.browse_button.hide()
        field = as_role(QWidget(), "page")
        row = QHBoxLayout(field)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().size.grid)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse_button)
        field.setFocusProxy(self.path)
        self.form.add("Share &path", field, "path", wide=True)
        self.description = self.form.add("&Description", QPlainTextEdit(), "description", wide=True)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(look().size.field * 2)
        self.body.addWidget(self.form)
        note = "Its ISO images, disks, scripts and answer files appear in the library by themselves, now and later."
        self.body.addWidget(plain_label(note, "muted", wrap=True))
        self.body.addStretch(1)
        self.path.textEdited.connect(lambda _: self.refresh("path"))
        self.description.textChanged.connect(lambda: self.refresh("description"))
        self.path.setFocus()
        self.refresh()

    def browse(self) -> None:
        """Ask for a folder of this computer, where the engine runs on it."""
        chosen = QFileDialog.getExistingDirectory(self, "Select folder", self.path.text())
        if chosen:
            self.path.setText(chosen)
            self.refresh("path")

    def problems(self) -> list[Problem]:
        """The path's form, and whether it is a share already."""
        text = self.path.text()
        wrong = path_syntax_problem(text, "folder").replace(" on the host", "")
        known = {str(row["Path"]).rstrip("/") for row in self.context.objects.table("LibraryShare")}
        if not wrong and text.rstrip("/") in known:
            wrong = "This folder is a library share already."
        return [Problem("path", wrong)] if wrong else []

    def statements(self) -> Iterable[Statement]:
        """Add-LibraryShare."""
        return (
            call(
                "Add-LibraryShare",
                VMMServer=server_value(self.server),
                SharePath=self.path.text(),
                Description=self.description.toPlainText(),
                RunAsynchronously=SWITCH,
            ),
        )


def open_add_share(context: Context) -> AddShareDialog:
    """Open the dialog that adds a library share."""
    dialog = AddShareDialog(context)
    present(dialog)
    return dialog
