"""Run … : a form made from a script's param block; the script that binds the answers is shown, and is what runs."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from vmmconsole.model.errors import ParameterError, VMMError
from vmmconsole.script.script_form import Answer, Field, ScriptForm, bound_script, problem_of, script_form
from vmmconsole_ui.dialogs.script_dialog import ScriptDialog, present
from vmmconsole_ui.theme import as_role, look, mark_invalid
from vmmconsole_ui.widgets.form import choice_field, number_field, plain_label, scrolled
from vmmconsole_ui.wizards.flow import Problem

if TYPE_CHECKING:
    from vmmconsole_ui.context import Context

_INT32 = 2**31
_LIST_ROWS = 3
_MOST_HEIGHT = 70
"""In characters; a form with more than fits scrolls."""


class RunForm(ScriptDialog):
    """Asks for the parameters of one script."""

    def __init__(
        self,
        context: Context,
        text: str,
        name: str,
        form: ScriptForm,
        take: Callable[[str], Coroutine[Any, Any, None]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`take` runs the bound script instead of the console."""
        super().__init__(
            context, f"Run {name}", "&Run", job_name=f"Run script {name}", width=look().characters(86), parent=parent
        )
        self._text = text
        self._fields = form.fields
        self._take = take
        self._hindrance = form.hindrance
        self.editors: dict[str, QWidget] = {}
        if form.synopsis:
            self.body.addWidget(plain_label(form.synopsis, "muted", wrap=True))
        for field in self._fields:
            self._add(field)
        if not self._fields:
            self.body.addWidget(plain_label("The script takes no parameters. It runs as it is.", wrap=True))
        self.form.finish()
        area = scrolled(self.form)
        self.form.setMaximumWidth(look().characters(82))
        wanted = self.form.heightForWidth(look().characters(78))
        wanted = max(wanted, self.form.sizeHint().height()) + look().size.field  # one line more for what is wrong
        area.setMinimumHeight(min(wanted, look().characters(_MOST_HEIGHT)))
        self.body.addWidget(area, 1)
        if self._hindrance:
            self.say(self._hindrance)
        self.refresh()

    def _add(self, field: Field) -> None:
        editor = self._editor(field)
        self.editors[field.name] = editor
        cell = as_role(QWidget(), "page")
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().size.half)
        column.addWidget(editor)
        told = field.reason or field.help
        if told:
            column.addWidget(plain_label(told, "muted", wrap=True))
        cell.setFocusProxy(editor)
        label = field.label + (" *" if field.mandatory else "")
        editor.setAccessibleName(f"{field.label}{', mandatory' if field.mandatory else ''}")
        editor.setToolTip("\n".join(part for part in (f"-{field.name}", field.type_text, told) if part))
        self.form.add(label, cell, field.name, wide=True)
        editor.setEnabled(not field.reason)

    def _editor(self, field: Field) -> QWidget:
        if field.is_list:
            many = QPlainTextEdit()
            many.setTabChangesFocus(True)
            many.setFixedHeight(look().size.field * _LIST_ROWS)
            many.setPlaceholderText("One on each line")
            many.setPlainText("\n".join(field.default) if isinstance(field.default, tuple) else "")
            many.textChanged.connect(lambda: self.refresh(field.name))
            return many
        if field.kind in ("switch", "flag"):
            box = QCheckBox("Yes")
            box.setMinimumHeight(look().size.field)
            box.setChecked(field.default is True)
            box.toggled.connect(lambda _on: self.refresh(field.name))
            return box
        if field.kind == "choice":
            return self._choices(field)
        if field.kind == "number" and _counts(field):
            return self._number(field)
        return self._line(field)

    def _choices(self, field: Field) -> QComboBox:
        choices: list[tuple[str, object]] = [(choice, choice) for choice in field.choices]
        if field.default is None:
            choices.insert(0, ("", None))
        found = next((c for c in field.choices if c.lower() == str(field.default).lower()), None)
        combo = choice_field(choices, found)
        combo.currentIndexChanged.connect(lambda _index: self.refresh(field.name))
        return combo

    def _number(self, field: Field) -> QSpinBox:
        assert field.minimum is not None
        assert field.maximum is not None
        low, high = int(field.minimum), int(field.maximum)
        start = field.default if isinstance(field.default, int) else min(max(low, 0), high)
        spin = number_field(start, low, high)
        spin.valueChanged.connect(lambda _value: self.refresh(field.name))
        return spin

    def _line(self, field: Field) -> QLineEdit:
        line = QLineEdit("" if field.default is None else str(field.default))
        hints = {"date": "2026-11-25 14:00", "guid": "00000000-0000-0000-0000-000000000000"}
        line.setPlaceholderText(field.default_text or hints.get(field.kind, ""))
        if field.object_kind and field.object_kind in self.context.objects.tables:
            names = sorted({row.name for row in self.context.objects.table(field.object_kind)}, key=str.casefold)
            completer = QCompleter(names, line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        line.textChanged.connect(lambda _text: self.refresh(field.name))
        return line

    def answers(self) -> dict[str, Answer]:
        """What is in the fields."""
        return {field.name: self._answer(field) for field in self._fields}

    def _answer(self, field: Field) -> Answer:
        editor = self.editors[field.name]
        if isinstance(editor, QPlainTextEdit):
            lines = tuple(line for line in editor.toPlainText().split("\n") if line)
            return lines or (None if field.default is None else ())
        if isinstance(editor, QCheckBox):
            if field.kind == "switch":
                return True if editor.isChecked() else None
            return editor.isChecked() if field.default is not None or editor.isChecked() else None
        if isinstance(editor, QComboBox):
            value = editor.currentData()
            return value if isinstance(value, str) else None
        if isinstance(editor, QSpinBox):
            return editor.value()
        assert isinstance(editor, QLineEdit)
        return editor.text() or (None if field.default is None else "")

    # What the dialog asks

    def problems(self) -> list[Problem]:
        """What is wrong, at its field."""
        if self._hindrance:
            return [Problem("", self._hindrance)]
        answers = self.answers()
        found = [Problem(f.name, said) for f in self._fields if (said := problem_of(f, answers[f.name]))]
        wrong = {problem.field for problem in found if problem.field in self.touched}
        for name, editor in self.editors.items():
            mark_invalid(editor, name in wrong)
        return found

    def scripts(self) -> list[str]:
        """The one script that runs."""
        try:
            text = bound_script(
                self._text, self._fields, self.answers(), title=self.title, server=self.server,
                generated_at=self.generated_at,
            )  # fmt: skip
        except ParameterError as err:
            self.say(f"{err} {err.action}".strip())
            return []
        if not self._hindrance:
            self.say("")
        return [text]

    async def _run(self, scripts: list[str]) -> None:
        if self._take is None:
            await super()._run(scripts)
            return
        self.accept()
        await self._take(scripts[0])


def _counts(field: Field) -> bool:
    """Whether a box that counts up and down suits: one can never be empty."""
    low, high = field.minimum, field.maximum
    is_small = low is not None and high is not None and -_INT32 <= low <= high < _INT32
    return is_small and (field.mandatory or isinstance(field.default, int))


def open_run_form(
    context: Context,
    text: str,
    name: str,
    *,
    take: Callable[[str], Coroutine[Any, Any, None]] | None = None,
    parent: QWidget | None = None,
) -> RunForm | None:
    """Open the form of a script; a script with errors is only told of."""
    try:
        form = script_form(text)
    except VMMError as err:
        context.notify(f"{name} cannot run.", "error", details=f"Line {getattr(err, 'line', 0)}: {err}")
        return None
    dialog = RunForm(context, text, name, form, take, parent)
    present(dialog)
    return dialog
