"""One open script: its text, where it came from, and whether it is saved."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vmmconsole.script.diagnostics import Diagnostic

from .checker import Checker
from .code_editor import CodeEditor
from .drafts import Draft, Drafts
from .live_highlighter import SMALL
from .script_file import STANDARD, FileFormat

_QUIET_MS, _QUIET_LARGE_MS = 120, 400
"""How long nobody types before the text is checked; a large one takes longer to hand over."""
_DRAFT_MS = 2_000


@dataclass(frozen=True, slots=True)
class LibraryPlace:
    """Where a script stands in the library: the share, the path below it, and the content it had when it was read."""

    share_id: str
    share_name: str
    path: str
    """Below the share, with ``/``."""
    content_hash: str = ""
    item_id: str = ""


class ScriptPage(QWidget):
    """A tab of the editor."""

    titled = Signal()
    """Title, place or saved state are others now."""
    checked = Signal()
    """What is wrong with the script is known anew."""

    def __init__(self, checker: Checker, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = CodeEditor(self)
        self.path: Path | None = None
        self.library: LibraryPlace | None = None
        self.form: FileFormat = STANDARD
        self.name = "Untitled"
        """What it is called while it stands nowhere."""
        self.is_checked = False
        self.check_problem = ""
        self._checker = checker
        self._drafts = drafts
        self._draft_key = Drafts.new_key()
        self._has_draft = False
        self._asked = -1
        self._check_soon = self._timer(_QUIET_MS, self._check)
        self._draft_soon = self._timer(_DRAFT_MS, self.keep_draft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)
        self.setFocusProxy(self.editor)
        self.editor.edited.connect(self._edited)
        self.editor.document().modificationChanged.connect(lambda _on: self.titled.emit())
        checker.painted.connect(self._painted)
        checker.checked.connect(self._checked)
        checker.failed.connect(self._not_checked)

    def _timer(self, quiet_ms: int, act: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(quiet_ms)
        timer.timeout.connect(act)
        return timer

    # What it is

    @property
    def title(self) -> str:
        """Its name: the file's, the library object's, or what it was given."""
        if self.library is not None:
            return self.library.path.rpartition("/")[2]
        return self.path.name if self.path is not None else self.name

    @property
    def place(self) -> str:
        """Where it stands, in words; empty for nowhere."""
        if self.library is not None:
            return f"{self.library.share_name} › {self.library.path.replace('/', ' › ')}"
        return str(self.path) if self.path is not None else ""

    @property
    def is_modified(self) -> bool:
        """Whether there is something that is nowhere but here."""
        return self.editor.document().isModified()

    @property
    def is_blank(self) -> bool:
        """Whether nobody would miss it."""
        return self.path is None and self.library is None and not self.is_modified and not self.editor.text()

    @property
    def problems(self) -> list[Diagnostic]:
        """What is wrong, as far as is known."""
        return self.editor.problems

    @property
    def errors(self) -> list[Diagnostic]:
        """What keeps it from running."""
        return [problem for problem in self.problems if problem.severity == "error"]

    # Its text

    def load(self, text: str, form: FileFormat = STANDARD, *, modified: bool = False) -> None:
        """Begin with a text; `modified` for one that stands nowhere else."""
        self.form = form
        self.editor.set_text(text)
        self.editor.document().setModified(modified)
        self._edited()
        self.titled.emit()

    def saved(self) -> None:
        """The text stands safely somewhere else now."""
        self.editor.document().setModified(False)
        self.drop_draft()
        self.titled.emit()

    def _edited(self) -> None:
        self.is_checked = False
        large = self.editor.document().characterCount() > SMALL
        self._check_soon.start(_QUIET_LARGE_MS if large else _QUIET_MS)
        self._draft_soon.start()

    # Checking

    def _check(self) -> None:
        self._asked = self.editor.revision
        self._checker.ask(self, self._asked, self.editor.text())

    def _painted(self, asker: object, revision: int, pieces: Any) -> None:
        if asker is self:
            self.editor.highlighter.take(revision, pieces)

    def _checked(self, asker: object, revision: int, found: list[Diagnostic]) -> None:
        if asker is self and revision == self.editor.revision:
            self.is_checked, self.check_problem = True, ""
            self.editor.show_problems(found)
            self.checked.emit()

    def _not_checked(self, reason: str) -> None:
        self.check_problem = reason
        self.checked.emit()

    # Drafts

    def keep_draft(self) -> None:
        """Keep what is not saved, against a crash."""
        self._draft_soon.stop()
        if not self.is_modified:
            self.drop_draft()
            return
        origin = {"form": asdict(self.form), "library": asdict(self.library) if self.library else None}
        path = str(self.path) if self.path is not None else ""
        self._drafts.keep(Draft(self.editor.text(), self.title, path, origin, self._draft_key))
        self._has_draft = True

    def take_draft(self, draft: Draft) -> None:
        """Go on with a draft of a console that did not end well."""
        self._draft_key, self._has_draft = draft.key, True
        self.path = Path(draft.path) if draft.path else None
        self.name = draft.title or self.name
        try:
            library = draft.origin.get("library")
            self.library = LibraryPlace(**library) if library else None
            form = FileFormat(**draft.origin["form"])
        except (KeyError, TypeError):
            form = STANDARD
        self.load(draft.text, form, modified=True)

    def drop_draft(self) -> None:
        """The draft is needed no more."""
        self._draft_soon.stop()
        if self._has_draft:
            self._drafts.drop(self._draft_key)
            self._has_draft = False

    def leave(self) -> None:
        """The tab is closed."""
        self._checker.forget(self)
        self._check_soon.stop()
        self.drop_draft()
