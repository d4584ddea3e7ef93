"""The language and the cmdlets as jobs use them. What is heavy is imported when the first script comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.ast import ScriptBlock
from vmmconsole.script.cmdlet import Cmdlet

from .jobs.analysis import Analysis


class EngineWorld:
    """`ScriptWorld` over the interpreter and the registry of cmdlets."""

    def find(self, name: str) -> type[Cmdlet] | None:
        """The engine's cmdlet of that name or alias, in any case."""
        from vmmconsole.cmdlets import registry

        return registry.find(name)

    def names(self) -> Iterable[str]:
        """All names of the engine's cmdlets."""
        from vmmconsole.cmdlets import registry

        return registry.names()

    def analyse(self, script: ScriptBlock) -> Analysis:
        """The script's calls.

        Raises:
            ParameterError: it names a command that does not exist.
        """
        from vmmconsole.script.core import CORE, core_command

        analysis = Analysis(script, self.find)

        def suggest(name: str) -> str:
            lowered = {known.lower(): known for known in (*self.names(), *(cls.name for cls in CORE))}
            near = get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
            return lowered[near[0]] if near else ""

        analysis.refuse_unknown(lambda name: core_command(name) is not None, suggest)
        return analysis

    def relations(self, read: Callable[[Cmdlet], Sequence[object]]) -> Any:
        """Follows properties that lead to other objects, which `read` reads."""
        from vmmconsole.cmdlets.relations import Relations

        return Relations(read)

    def server_names(self, server: Callable[[], Any], warn: Callable[[str], None]) -> Any:
        """What one script calls this engine, which `server` describes."""
        from vmmconsole.cmdlets.server_names import ServerNames

        return ServerNames(server, warn)

    def interpret(self, host: Any, text: str) -> None:
        """Run a script on that host.

        Raises:
            VMMError: an error ended the script, or it ended with an exit code that is not 0.
        """
        from vmmconsole.script.interpreter import Interpreter

        interpreter = Interpreter(host)
        interpreter.run(text)
        if interpreter.exit_code:
            raise ScriptError(
                f"The script ended with the exit code {interpreter.exit_code}.", cause="It says so with 'exit'."
            )

    def resolve(self, session: Any, kind: Any, value: object) -> object:
        """The object that a parameter's value names."""
        from vmmconsole.cmdlets.resolve import resolve

        return resolve(session, kind, value)
