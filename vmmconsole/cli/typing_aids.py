"""What helps while typing at the prompt: completion, colours and history, as prompt_toolkit wants them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import History
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.styles import Style

if TYPE_CHECKING:
    from vmmconsole.client import history
    from vmmconsole.script.completion import Completion as Found

STYLE = Style.from_dict(
    {
        "prompt": "bold", "script.cmdlet": "ansibrightyellow", "script.parameter": "ansigray",
        "script.variable": "ansibrightgreen", "script.string": "ansicyan", "script.number": "ansiwhite",
        "script.comment": "ansigreen", "script.keyword": "ansibrightblue", "script.operator": "ansigray",
        "script.type": "ansigray", "script.error": "ansibrightred", "auto-suggestion": "ansibrightblack",
        "bottom-toolbar": "noreverse ansicyan",
    }
)  # fmt: skip
_HIGHLIGHT = "vmmconsole.script.highlight"


class ScriptCompleter(Completer):
    """Offers what the shell knows."""

    def __init__(self, complete: Callable[[str], Found]) -> None:
        self._complete = complete

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """What can stand at the cursor."""
        del complete_event
        before = document.text_before_cursor
        found = self._complete(before)
        for offer in found.offers:
            yield Completion(
                offer.text, start_position=found.start - len(before), display=offer.label, display_meta=offer.detail
            )


class ScriptLexer(Lexer):
    """Colours what is typed; plain until the language has been loaded behind the prompt."""

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """The coloured pieces of each line."""
        module = sys.modules.get(_HIGHLIGHT)
        spans = getattr(module, "spans", None)  # missing too while it is half imported
        lines = document.lines
        if spans is None:
            return lambda number: [("", lines[number])] if number < len(lines) else []
        painted = _by_line(document.text, spans(document.text))
        return lambda number: painted[number] if number < len(painted) else []


def _by_line(text: str, pieces: Iterable[tuple[int, int, str]]) -> list[StyleAndTextTuples]:
    lines: list[StyleAndTextTuples] = [[]]

    def add(style: str, part: str) -> None:
        for number, line in enumerate(part.split("\n")):
            if number:
                lines.append([])
            if line:
                lines[-1].append((style, line))

    at = 0
    for start, end, kind in pieces:
        add("", text[at:start])
        add(f"class:script.{kind}", text[start:end])
        at = end
    add("", text[at:])
    return lines


class KeptHistory(History):
    """The shell's own history file, which leaves secrets out."""

    def __init__(self, kept: history.History) -> None:
        super().__init__()
        self._kept = kept

    def load_history_strings(self) -> Iterable[str]:
        """The newest first."""
        return list(reversed(self._kept.statements))

    def store_string(self, string: str) -> None:
        """Keep one more."""
        self._kept.add(string)


def keys(is_unfinished: Callable[[str], bool]) -> KeyBindings:
    """Enter runs a whole statement, and begins a new line of one that is not; Alt+Enter always begins one."""
    bindings = KeyBindings()

    @bindings.add("enter")
    def enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_unfinished(buffer.text):
            buffer.insert_text("\n")
        else:
            buffer.validate_and_handle()

    @bindings.add("escape", "enter")
    def new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    return bindings
