"""What the tests of the editor share: its window over a console with a stand-in of the engine's client."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from shiboken6 import isValid

from tests.ui.conftest import Console
from vmmconsole_ui.editor.open_editor import open_script_editor
from vmmconsole_ui.editor.window import ScriptEditorWindow


@pytest.fixture
def window(console: Console) -> Iterator[ScriptEditorWindow]:
    """The editor with an empty script."""
    made = open_script_editor(console.context)
    yield made
    close_for_good(made)


def close_for_good(window: ScriptEditorWindow) -> None:
    """Close the window, whatever is in it, if it is not closed."""
    if not isValid(window):
        return
    for page in window.pages():
        page.editor.document().setModified(False)
    window.close()
