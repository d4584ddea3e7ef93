"""The process that checks, the colours that it gives, and the drafts."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from vmmconsole_ui.editor.check_process import HEAD, KINDS, Pieces, diagnostics, frame, paint, serve
from vmmconsole_ui.editor.checker import Checker
from vmmconsole_ui.editor.code_editor import CodeEditor
from vmmconsole_ui.editor.drafts import Draft, Drafts
from vmmconsole_ui.editor.live_highlighter import SMALL
from vmmconsole_ui.theme import look

SCRIPT = '$VM = Get-VM -Name "web 😀" # of 😀 all\nif ($VM) { Start-VM $VM }\n'


@pytest.fixture(autouse=True)
def _look(qtbot: QtBot) -> None:
    if look().generation == 0:
        look().apply(scheme="light")


def test_the_process_answers_with_colours_and_then_with_what_is_wrong() -> None:
    sink = io.BytesIO()
    source = frame(b"T", 7, b"Get-VMM") + frame(b"T", 8, "Get-VM '\udc80".encode("utf-8", "surrogatepass"))
    serve(io.BytesIO(source), sink)
    answers, data = [], sink.getvalue()
    while data:
        letter, number, length = HEAD.unpack_from(data)
        answers.append((letter, number, data[HEAD.size : HEAD.size + length]))
        data = data[HEAD.size + length :]
    assert [(letter, number) for letter, number, _ in answers] == [(b"P", 7), (b"D", 7), (b"P", 8), (b"D", 8)]
    assert KINDS[Pieces.unpack(answers[0][2]).kinds[0]] == "cmdlet"
    assert json.loads(answers[1][2])[0]["message"] == "There is no cmdlet or function 'Get-VMM'."


@given(st.text(max_size=60))
def test_pieces_survive_the_way_and_places_are_those_of_qt(text: str) -> None:
    pieces = paint(text)
    assert Pieces.unpack(pieces.pack()) == pieces
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert all(0 <= a < b <= length for a, b in zip(pieces.starts, pieces.ends, strict=True))


def test_places_of_problems_are_those_of_qt() -> None:
    (found,) = diagnostics("$x = '😀😀'; Get-VMM")
    assert (found["start"], found["end"]) == (13, 20)


def test_a_crash_of_the_process_is_survived_and_the_newest_text_is_checked(qtbot: QtBot) -> None:
    checker, asker, other = Checker(), QObject(), QObject()
    answers: list[tuple[object, int]] = []
    checker.checked.connect(lambda who, revision, _found: answers.append((who, revision)))
    checker.ask(asker, 1, "Get-VM")
    checker._process.kill()
    for revision in range(2, 6):
        checker.ask(asker, revision, "Get-VM")
    checker.ask(other, 1, "Get-VM")
    qtbot.waitUntil(lambda: (other, 1) in answers, timeout=30_000)
    assert [a for a in answers if a[0] is asker][-1] == (asker, 5)
    assert len(answers) <= 3, "texts that nobody waits for any more are not checked"
    checker.stop()


def test_a_process_that_always_ends_is_given_up(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false" if os.path.exists("/bin/false") else "false")  # noqa: PTH110
    checker, asker = Checker(), QObject()
    with qtbot.waitSignal(checker.failed, timeout=10_000):
        for revision in range(4):
            checker.ask(asker, revision, "Get-VM")
            qtbot.wait(50)
    checker.stop()


def colours(editor: CodeEditor) -> list[tuple[int, int, str]]:
    """What is coloured, by place in the text."""
    found = []
    block = editor.document().begin()
    while block.isValid():
        for piece in block.layout().formats():
            start = block.position() + piece.start
            found.append((start, start + piece.length, piece.format.foreground().color().name()))
        block = block.next()
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10), st.sampled_from(["", "#", '"', "x", "\n", "}"])))
)
def test_colours_of_what_was_edited_are_those_of_the_text_read_anew(
    qtbot: QtBot, edits: list[tuple[int, int, str]]
) -> None:
    edited, fresh = CodeEditor(), CodeEditor()
    for editor in (edited, fresh):
        qtbot.addWidget(editor)
        editor.resize(900, 900)
    edited.set_text(SCRIPT.replace("😀", "é"))  # nobody can put the cursor between the halves of a character
    for place, length, text in edits:
        cursor = edited.textCursor()
        last = edited.document().characterCount() - 1
        cursor.setPosition(min(place, last))
        cursor.setPosition(min(place + length, last), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
    fresh.set_text(edited.text())
    assert colours(edited) == colours(fresh)


def test_a_large_script_keeps_its_colours_while_one_types_and_is_coloured_where_it_is_seen(qtbot: QtBot) -> None:
    editor = CodeEditor()
    qtbot.addWidget(editor)
    editor.resize(900, 400)
    editor.show()
    text = SCRIPT * (SMALL // len(SCRIPT) + 50)
    editor.set_text(text)
    assert colours(editor) == []
    editor.highlighter.take(editor.revision, paint(text))
    seen = colours(editor)
    assert seen
    assert seen[-1][1] < len(text) // 2, "only what is seen"
    editor.textCursor().insertText("# new\n")
    moved = [(a + 6, b + 6, c) for a, b, c in seen]
    assert set(moved[:20]) <= set(colours(editor))
    editor.verticalScrollBar().setValue(editor.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: colours(editor)[-1][1] > len(text) - 20)


def test_drafts_of_consoles_that_run_are_left_to_them(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(Draft("Get-VM", "mine", key="a" * 32))
    assert drafts.left_behind() == []
    file = tmp_path / f"{'a' * 32}.draft"
    content = json.loads(file.read_bytes())
    file.write_text(json.dumps({**content, "started": 1.0}))
    assert [d.text for d in drafts.left_behind()] == ["Get-VM"]
    assert drafts.left_behind() == [], "it is ours now"
    (tmp_path / "broken.draft").write_text("{")
    assert drafts.left_behind() == []
    drafts.drop("a" * 32)
    assert not file.exists()
    Drafts(None).keep(Draft("nowhere"))
    assert Drafts(None).left_behind() == []
