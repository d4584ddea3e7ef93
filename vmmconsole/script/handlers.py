"""Errors that scripts handle: try, catch, finally, trap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .ast import (
    Block,
    CatchClause,
    Statement,
    Trap,
    Try,
)
from .branches import Branches
from .exceptions import is_kind_of
from .runtime import Emit
from .signals import Break, Continue, Terminate
from .values import ErrorRecord, type_text


class Handlers(Branches):
    """Runs them."""

    def try_(self, node: Try, emit: Emit) -> None:
        try:
            self._guarded(node, emit)
        finally:
            if node.final is not None:
                depth, self.try_depth = self.try_depth, 0
                try:
                    self.run_statements(node.final.statements, emit)
                finally:
                    self.try_depth = depth

    def _guarded(self, node: Try, emit: Emit) -> None:
        if not node.catches:
            self.run_statements(node.body.statements, emit)
            return
        scope, depth, redirects = self.scope, self.try_depth, list(self.redirects)
        self.try_depth += 1
        try:
            self.run_statements(node.body.statements, emit)
        except Terminate as signal:
            self.scope, self.try_depth, self.redirects = scope, depth, redirects
            clause = self._catching(node.catches, signal.record)
            if clause is None:
                raise
            self.remember(signal.record)
            self._handle(clause.body, signal.record, emit)
        finally:
            self.try_depth = depth

    def _catching(self, clauses: Iterable[CatchClause], record: ErrorRecord) -> CatchClause | None:
        everything = None
        for clause in clauses:
            if not clause.types:
                everything = everything or clause
            elif any(is_kind_of(record.error, type_text(t)) for t in clause.types):
                return clause
        return everything

    def _handle(self, body: Block, record: ErrorRecord, emit: Emit) -> None:
        """Run a handler with the error in ``$_``."""
        known = self.scope.variables.get("_")
        before = known.value if known else None
        self.scope.set("_", record)
        try:
            self.run_statements(body.statements, emit)
        finally:
            self.scope.set("_", before)

    def _run_with_traps(self, statements: Sequence[Statement], emit: Emit) -> None:
        traps = [statement for statement in statements if isinstance(statement, Trap)]
        traps.sort(key=lambda trap: trap.type is None)  # the one of the error's type before the one of any
        for statement in statements:
            self.try_depth += 1
            try:
                self.run_statement(statement, emit)
            except Terminate as signal:
                self.try_depth -= 1
                try:
                    trap = next((t for t in traps if _fits(t, signal.record)), None)
                    if trap is None:
                        raise
                    self.remember(signal.record)
                    try:
                        self._handle(trap.body, signal.record, emit)
                    except Continue:
                        continue
                    except Break:
                        raise signal from None
                    self.report(signal.record)
                finally:
                    self.try_depth += 1
            finally:
                self.try_depth -= 1

    def trap(self, node: Trap, emit: Emit) -> None:
        """A trap alone does nothing; `run_statements` sets it up."""


def _fits(trap: Trap, record: ErrorRecord) -> bool:
    return trap.type is None or is_kind_of(record.error, type_text(trap.type))
