"""Statements that choose and repeat: if, the loops, switch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vmmconsole.model.errors import CapabilityError, ScriptError

from . import operators
from .assignment import Assigner
from .ast import (
    Block,
    Expression,
    For,
    ForEach,
    If,
    ScriptBlockLiteral,
    Statement,
    Switch,
    While,
)
from .convert import to_bool, to_text
from .net_types import Enumerator
from .parser import decode
from .patterns import like, regex
from .runtime import Emit
from .scope import Variable
from .signals import Break, Continue, LoopSignal
from .statics import as_match
from .values import collect, enumerate_value


class Branches(Assigner):
    """Runs them."""

    def is_true(self, node: Statement) -> bool:
        """Whether a condition holds."""
        return to_bool(self.value_of(node))

    def if_(self, node: If, emit: Emit) -> None:
        for condition, block in node.clauses:
            if self.is_true(condition):
                self.run_statements(block.statements, emit)
                return
        if node.otherwise is not None:
            self.run_statements(node.otherwise.statements, emit)

    def _turn(self, body: Block, label: str, emit: Emit) -> bool:
        """One turn of a loop; false when it is to end."""
        self.check()
        try:
            self.run_statements(body.statements, emit)
        except LoopSignal as signal:
            if signal.label and signal.label != label:
                raise
            return isinstance(signal, Continue)
        return True

    def while_(self, node: While, emit: Emit) -> None:
        first = node.body_first
        while first or self.is_true(node.condition) is not node.negate:
            first = False
            if not self._turn(node.body, node.label, emit):
                return

    def for_(self, node: For, emit: Emit) -> None:
        if node.start is not None:
            self.run_statement(node.start, lambda _: None)
        while node.condition is None or self.is_true(node.condition):
            if not self._turn(node.body, node.label, emit):
                return
            if node.step is not None:
                self.run_statement(node.step, lambda _: None)

    def foreach(self, node: ForEach, emit: Emit) -> None:
        source = self.value_of(node.source)
        if source is None:
            return
        outer = self.scope.variables.get("foreach")
        walk = Enumerator(list(enumerate_value(source)))
        self.scope.variables["foreach"] = Variable("foreach", walk)
        try:
            while walk.move_next():
                self.assign_variable(node.variable, walk.current)
                if not self._turn(node.body, node.label, emit):
                    return
        finally:
            if outer is None:
                self.scope.variables.pop("foreach", None)
            else:
                self.scope.variables["foreach"] = outer

    def switch(self, node: Switch, emit: Emit) -> None:
        source = self._lines_of(node) if node.is_file else self.value_of(node.source)
        outer = self.scope.variables.get("_")
        before = outer.value if outer else None
        try:
            for item in list(enumerate_value(source)):
                self.check()
                self.scope.set("_", item)
                if not self._switch_item(node, item, emit):
                    return
        except LoopSignal as signal:
            if signal.label and signal.label != node.label:
                raise
        finally:
            self.scope.set("_", before)

    def _lines_of(self, node: Switch) -> list[str]:
        """The lines of the file that ``switch -file`` names.

        Raises:
            VMMError: the script may not read files, or this one cannot be read.
        """
        name = to_text(self.value_of(node.source))
        if not self.host.allows_files:
            raise CapabilityError(
                "switch -file cannot work with files here.", cause="The script runs as a job in the engine.",
                action="Run it with 'vmmconsole run' or in the shell.",
            )  # fmt: skip
        try:
            return decode(Path(name.replace("\\", "/")).expanduser().read_bytes()).splitlines()
        except OSError as err:
            raise ScriptError(f"The file '{name}' cannot be read.", cause=str(err.strerror or err)) from err

    def _switch_item(self, node: Switch, item: Any, emit: Emit) -> bool:
        """Run the clauses that fit one item; false after ``break``."""
        for block in self._fitting(node, item):
            try:
                self.scope.set("_", item)
                self.run_statements(block.statements, emit)
            except Continue as signal:
                if signal.label and signal.label != node.label:
                    raise
                return True
            except Break as signal:
                if signal.label and signal.label != node.label:
                    raise
                return False
        return True

    def _fitting(self, node: Switch, item: Any) -> Iterator[Block]:
        """The blocks to run: each clause is tried after the block before it has run, ``default`` when none has."""
        found = False
        for pattern, block in node.clauses:
            if pattern is not None and self._clause_fits(node, pattern, item):
                found = True
                yield block
                self.scope.set("_", item)
        if not found:
            yield from (block for pattern, block in node.clauses if pattern is None)

    def _clause_fits(self, node: Switch, pattern: Expression, item: Any) -> bool:
        if isinstance(pattern, ScriptBlockLiteral):
            out: list[Any] = []
            self.run_statements(pattern.block.statements, out.append)
            return to_bool(collect(out))
        wanted = self.evaluate(pattern)
        if node.mode == "wildcard":
            return like(to_text(item), to_text(wanted), case_sensitive=node.case_sensitive)
        if node.mode == "regex":
            text = to_text(item)
            match = regex(to_text(wanted), text, case_sensitive=node.case_sensitive).search(text)
            if match is not None:
                self.scope.set("Matches", as_match(match).groups)
            return match is not None
        return operators.equals(item, wanted, case_sensitive=node.case_sensitive)
