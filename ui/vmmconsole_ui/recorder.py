"""Record: gathers the scripts of everything done in the console until it is stopped, then opens them in the editor."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vmmconsole_ui.actions.windows import open_window
from vmmconsole_ui.views.words import count

if TYPE_CHECKING:
    from vmmconsole.model import Job
    from vmmconsole_ui.context import Context

    from .editor.drafts import Draft, Drafts
    from .recording import Fate, Recorded, Recording

_NAME = "Recorded script"


class Recorder(QObject):
    """One recording at a time; it goes on whatever view or window is shown."""

    changed = Signal()
    """It begins, has one more script, or ends."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.recording: Recording | None = None
        self._draft: Draft | None = None
        context.script_posted.connect(self._posted)
        context.job_verb_done.connect(self._asked)
        context.statement_typed.connect(self._typed)
        context.before_quit.append(self._may_quit)

    @property
    def is_on(self) -> bool:
        """Whether it records."""
        return self.recording is not None

    @property
    def count(self) -> int:
        """How many scripts it has."""
        return len(self.recording.scripts) if self.recording is not None else 0

    def toggle(self) -> None:
        """Begin, or stop and open what was recorded."""
        if self.recording is None:
            self.start()
        else:
            self.stop()

    def start(self) -> None:
        """Begin a recording."""
        from .recording import Recording  # reads the language, so not before it is wanted

        client = self.context.client
        self.recording = Recording(_now(), client.user, client.address)
        self.changed.emit()

    def stop(self) -> None:
        """End the recording and open it in the editor."""
        text = self._end()
        if text:
            self.context.spawn(open_window("open_script_editor", self.context, text, _NAME))
        else:
            self.context.notify("Nothing was recorded.", details="No script was posted meanwhile.")

    def text(self) -> str:
        """What was recorded so far; empty for nothing."""
        if self.recording is None or not self.recording.scripts:
            return ""
        return self.recording.text(self._outcome, _now())

    def _end(self) -> str:
        text = self.text()
        self.recording = None
        if self._draft is not None:
            self._drafts().drop(self._draft.key)
            self._draft = None
        self.changed.emit()
        return text

    def _posted(self, text: str, name: str, job: Job) -> None:
        if self.recording is not None:
            from .recording import Recorded

            self._add(self.recording, Recorded(_now(), name or job.name, text, str(job.id)))

    def _asked(self, text: str, name: str) -> None:
        if self.recording is not None:
            from .recording import Recorded

            self._add(self.recording, Recorded(_now(), name, text))

    def _typed(self, text: str) -> None:
        if self.recording is not None:
            from .recording import typed

            statement = typed(text, _now())
            if statement is not None:
                self._add(self.recording, statement)

    def _add(self, recording: Recording, recorded: Recorded) -> None:
        from .editor.drafts import Draft, Drafts

        recording.scripts.append(recorded)
        # A draft, so that a recording of hours outlives a crash.
        if self._draft is None:
            self._draft = Draft("", _NAME, key=Drafts.new_key())
        self._draft.text = self.text()
        self._drafts().keep(self._draft)
        self.changed.emit()

    def _drafts(self) -> Drafts:
        from .editor.drafts import Drafts

        folder = self.context.settings.folder
        return Drafts(folder / "drafts" if folder is not None else None)

    def _outcome(self, job_id: str) -> Fate:
        from .recording import Fate

        row = self.context.objects.find("Job", job_id)
        if row is None:
            return Fate()
        return Fate(str(row["Status"] or ""), str(row["ErrorInfo.Problem"] or ""), str(row["ResultName"] or ""))

    async def _may_quit(self) -> bool:
        """The console is quit while it records."""
        if not self.count or self.context.window is None:
            return True
        from .editor import script_file
        from .editor.asking import ask_file, ask_to_save

        window = self.context.window
        what = f"Save the recording of {count(self.count, 'script')}?"
        answer = await ask_to_save(window, [_NAME], what=what)
        if answer == "cancel":
            return False
        if answer == "save":
            chosen = await ask_file(window, "Save recording", save_as=f"{_NAME}.ps1")
            if not chosen:
                return False
            try:
                script_file.save(Path(chosen[0]), script_file.to_bytes(self.text(), script_file.STANDARD)[0])
            except OSError as err:
                self.context.notify("The recording was not saved.", "error", details=str(err.strerror))
                return False
        self._end()
        return True


def _now() -> datetime:
    return datetime.now().astimezone()
