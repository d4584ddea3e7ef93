"""Runs scripts for a host."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from vmmconsole.model.errors import VMMError

from .ast import Command, Constant, ScriptBlock, Span
from .binding import Given
from .cmdlet import Cmdlet
from .core import CORE, core_command
from .host import Host
from .limits import STINT, Stint
from .parser import parse
from .pipeline import Pipelines
from .relations import FOLLOW, whole
from .runtime import Emit
from .scope import FunctionValue, Scope, Variable
from .signals import Exit, LoopSignal, Return, StopPipeline, Terminate
from .stages import FunctionStage
from .values import ErrorRecord

_NAMED = re.compile(r"-([A-Za-z_]\w*)(?::(.*))?", re.DOTALL)
_WORDS: dict[str, Any] = {"$true": True, "$false": False, "$null": None}
_NOWHERE = Span(0, 0, 1, 1)


def given_words(words: Sequence[str]) -> list[Given]:
    """Words of a command line as the arguments of a call: ``-Name`` names a parameter, all else is text."""
    given = []
    for word in words:
        named = _NAMED.fullmatch(word)
        node = Constant(_NOWHERE, word, word, bare=True)
        if named is None:
            given.append(Given(node, value=_WORDS.get(word.lower(), word)))
            continue
        value = named.group(2)
        given.append(Given(node, named.group(1), None if value is None else _WORDS.get(value.lower(), value),
                           value is not None))  # fmt: skip
    return given


MAX_HISTORY = 1000
"""Inputs that Get-History can show."""


class _Variables(MutableMapping[str, Any]):
    """The script's outermost variables, by name in any case."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def __getitem__(self, name: str) -> Any:
        return self._scope.variables[name.lower()].value

    def __setitem__(self, name: str, value: Any) -> None:
        self._scope.variables[name.lower()] = Variable(name, value)

    def __delitem__(self, name: str) -> None:
        del self._scope.variables[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter([v.name for v in self._scope.variables.values()])

    def __len__(self) -> int:
        return len(self._scope.variables)


class Interpreter(Pipelines):
    """One script, or one shell's line after line: variables and functions stay between runs.

    `had_errors` says whether any statement failed, `exit_code` what ``exit`` gave, `errors` is ``$Error``.
    """

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.variables: MutableMapping[str, Any] = _Variables(self.global_scope)
        self.has_exited = False
        """Whether a script has said ``exit``."""

    def run(self, script: str | ScriptBlock, file: str = "", arguments: Sequence[str] = ()) -> None:
        """Run a script; what it writes goes to the host's streams as it comes. `arguments` are the words behind its
        name on a command line: ``-Name web-01``.

        Raises:
            ScriptSyntaxError: the text is not the language; nothing of it has run.
            VMMError: an error ended the script; it is the error itself, and ``errors[0]`` says where.
        """
        self._run(script, file, lambda value: self.write("output", whole(value)), given_words(arguments))

    def run_collect(self, script: str | ScriptBlock, file: str = "") -> list[object]:
        """Run a script and return the objects that it writes to its output.

        Raises:
            VMMError: as for `run`.
        """
        out: list[object] = []
        self._run(script, file, out.append)
        return out

    def _run(self, script: str | ScriptBlock, file: str, emit: Emit, arguments: Sequence[Given] = ()) -> None:
        tree = parse(script, file) if isinstance(script, str) else script
        self.file = file
        self.history.append(tree.text)
        del self.history[:-MAX_HISTORY]
        # A script file has its own level of variables; what is typed or posted as text has the outermost.
        own = Scope(self.global_scope, is_script=True) if file else self.global_scope
        self.scope = own
        self.try_depth = self.call_depth = 0
        self.redirects = []
        token = FOLLOW.set(getattr(self.host, "follow", None))
        stint = STINT.set(Stint(self.check))
        try:
            if tree.parameters or arguments:
                self._run_with_parameters(tree, emit, list(arguments), own)
            else:
                self.run_body(tree, emit)
        except Terminate as signal:
            raise self._ended(signal.record) from signal.record.error.__cause__
        except Exit as signal:
            self.has_exited = True
            self.exit_code = signal.code
            self.had_errors = self.had_errors or signal.code != 0
        except (Return, LoopSignal, StopPipeline):
            return
        except VMMError:
            self.had_errors = True
            raise
        finally:
            FOLLOW.reset(token)
            STINT.reset(stint)
            self.scope = self.global_scope
            if self.transcript is not None:
                self.transcript.flush()

    def _run_with_parameters(self, tree: ScriptBlock, emit: Emit, arguments: list[Given], scope: Scope) -> None:
        """Run a script as the function that its ``param`` block makes it, with its variables in `scope`."""
        name = Path(self.file).name if self.file else "script"
        call = Command(tree.span, Constant(tree.span, name, name, bare=True), text=name)
        stage = FunctionStage(self, call, FunctionValue(name, tree), arguments, scope, own_scope=False)
        stage.emit = emit
        stage.begin()
        stage.alone()
        stage.end()

    def _ended(self, record: ErrorRecord) -> VMMError:
        self.had_errors = True
        self.remember(record)
        return record.error

    def find_core(self, name: str) -> type[Cmdlet] | None:
        found = core_command(name)
        if found is not None and found.takes_anything and self.host.find_command(name) is not None:
            return None  # only to say that it is not available, and the host has one
        return found

    def core_names(self) -> list[str]:
        return [cls.name for cls in CORE]
