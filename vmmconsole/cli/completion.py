"""Completion in the shell: cmdlets, their parameters, values of enumerations, and variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from vmmconsole.script.binding import CHANGING, COMMON
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.coerce import is_list, item_type, options
from vmmconsole.script.lexer import DASHES

if TYPE_CHECKING:
    from vmmconsole.client.remote_host import RemoteHost
    from vmmconsole.script.interpreter import Interpreter

_WORD = re.compile(r"[^\s|;(){}=,\"']*$")
_COMMAND = re.compile(r"(?:^|[|;({=\n])\s*([A-Za-z]+-[A-Za-z0-9]+)\b[^|;(){}\n]*$")


class ScriptCompleter(Completer):
    """Offers what can stand at the cursor."""

    def __init__(self, interpreter: Interpreter, host: RemoteHost) -> None:
        self.interpreter = interpreter
        self.host = host

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """What can stand at the cursor."""
        del complete_event
        before = document.text_before_cursor
        for word, offered in offers(before, self.interpreter, self.host):
            yield Completion(offered, start_position=-len(word))


def offers(before: str, interpreter: Interpreter, host: RemoteHost) -> Iterator[tuple[str, str]]:
    """The word at the end of `before`, and what could stand in its place, sorted, once for each."""
    found = _WORD.search(before)
    word = found.group() if found else ""
    if word.startswith("$"):
        names: Iterable[str] = (f"${name}" for name in interpreter.variables)
        yield from _matching(word, names)
        return
    command = _COMMAND.search(before)
    kind = _find(command.group(1), interpreter, host) if command else None
    if kind is not None and word[:1] and word[0] in DASHES:
        yield from _matching(word, (f"-{name}" for name in parameter_names(kind)))
    elif kind is not None and command is not None and command.end(1) < len(before):
        yield from _matching(word, _values(kind, before[: len(before) - len(word)]))
    else:
        yield from _matching(word, [*host.command_names(), *interpreter.core_names()])


def _find(name: str, interpreter: Interpreter, host: RemoteHost) -> type[Cmdlet] | None:
    return host.find_command(name) or interpreter.find_core(name)


def parameter_names(kind: type[Cmdlet]) -> list[str]:
    """The parameters a call of the cmdlet can have."""
    common = {name for name, _ in [*COMMON.values(), *(CHANGING.values() if kind.changes else ())]}
    return [p.name for p in kind.parameters] + sorted(common)


def _values(kind: type[Cmdlet], before: str) -> list[str]:
    """What the parameter that `before` ends with can be, where that is a list of words."""
    written = before.split()
    if not written or written[-1][0] not in DASHES:
        return []
    parameter = kind.find_parameter(written[-1][1:])
    if parameter is None:
        return []
    declared = options(parameter.type)[0]
    declared = item_type(declared) if is_list(declared) else declared
    if declared is bool:
        return ["$true", "$false"]
    if isinstance(declared, type) and issubclass(declared, Enum):
        return [str(member.value) for member in declared]
    return []


def _matching(word: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    wanted = word.lower()
    for name in sorted({n for n in names if n.lower().startswith(wanted)}, key=str.lower):
        yield word, name


def new_line_keys(is_incomplete: Callable[[str], bool]) -> KeyBindings:
    """Enter runs a whole statement, and begins a new line of one that is not."""
    keys = KeyBindings()

    @keys.add("enter")
    def enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_incomplete(buffer.text):
            buffer.insert_text("\n")
        else:
            buffer.validate_and_handle()

    return keys
