"""How a script is shown: exactly, highlighted, and ready to be taken away."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from vmmconsole_ui.theme import look
from vmmconsole_ui.widgets.script_view import ScriptView

TEXT = st.text(
    st.characters(exclude_characters="\r\u2028\u2029\x00\ufdd0\ufdd1", exclude_categories=["Cs"]), max_size=80
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXT)
def test_the_text_is_kept_exactly(qtbot: QtBot, text: str) -> None:
    for editable in (False, True):
        view = ScriptView(editable=editable)
        view.set_text(text)
        assert view.text() == text
        view.deleteLater()


def test_each_piece_has_its_colour_also_behind_wide_characters(context: object, qtbot: QtBot) -> None:
    view = ScriptView()
    qtbot.addWidget(view)
    view.set_text('"\U0001f600" | Start-VM\n# end')
    first = view.editor.document().firstBlock()
    ranges = [(f.start, f.length, f.format.foreground().color().name().upper()) for f in first.layout().formats()]
    colors = look().colors
    assert (0, 4, colors.syntax_string.upper()) in ranges
    assert (7, 8, colors.syntax_cmdlet.upper()) in ranges
    last = view.editor.document().lastBlock().layout().formats()[0]
    assert last.format.foreground().color().name().upper() == colors.syntax_comment.upper()


def test_it_is_copied_and_saved_byte_for_byte(qtbot: QtBot, tmp_path: Path) -> None:
    view = ScriptView()
    qtbot.addWidget(view)
    view.set_text("# é \nStart-VM \n")
    view.copy_button.click()
    assert QGuiApplication.clipboard().text() == "# é \nStart-VM \n"
    view.save_to(tmp_path / "a.ps1")
    assert (tmp_path / "a.ps1").read_bytes() == "# é \nStart-VM \n".encode()
    assert view.note.text() == "Saved as a.ps1."
    view.save_to(tmp_path / "none" / "a.ps1")
    assert "Not saved" in view.note.text()


def test_a_narrow_view_has_icons_only(qtbot: QtBot) -> None:
    view = ScriptView(can_edit=True)
    qtbot.addWidget(view)
    view.resize(view.minimumWidth(), 200)
    view.show()
    assert view.copy_button.text() == ""
    assert view.copy_button.accessibleName() == "Copy"
    view.resize(900, 200)
    assert view.copy_button.text() == "Copy"
