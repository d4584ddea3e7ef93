"""Statements: control flow, functions, errors and their handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from vmmconsole.model.errors import BudgetError, CapabilityError, ScriptError, VMMError

from . import operators
from .assignment import Assigner
from .ast import (
    Assignment,
    Block,
    Cast,
    CatchClause,
    Command,
    CommandExpression,
    Expression,
    Flow,
    For,
    ForEach,
    Function,
    If,
    MethodCall,
    Paren,
    Pipeline,
    ScriptBlock,
    ScriptBlockLiteral,
    Statement,
    Step,
    Switch,
    Trap,
    Try,
    Unsupported,
    VariableRef,
    While,
)
from .beyond import WHAT
from .convert import round_half_even, to_bool, to_number, to_text
from .exceptions import RUNTIME, RaisedError, is_kind_of
from .limits import check_items
from .net_types import Enumerator
from .parser import decode
from .patterns import like, regex
from .runtime import Emit
from .scope import FunctionValue, Variable
from .signals import Break, Continue, Exit, LoopSignal, Return, Terminate, uncatchable
from .statics import as_match
from .values import ErrorRecord, collect, enumerate_value, type_text

NOTHING: Any = object()
"""What a statement without output gives, where that is not the same as null."""


class Executor(Assigner):
    """Runs statements."""

    def run_statements(self, statements: Iterable[Statement], emit: Emit) -> None:
        listed = statements if isinstance(statements, (tuple, list)) else tuple(statements)
        if Trap in map(type, listed):  # it holds for the statements before it too
            self._run_with_traps(listed, emit)
            return
        for statement in listed:
            self.run_statement(statement, emit)

    def run_statement(self, node: Statement, emit: Emit) -> None:
        """Run one statement; an error is reported and the script goes on, unless somebody is to catch it."""
        self.check()
        self.node = node
        before = self.error_count
        try:
            _EXECUTORS[type(node)](self, node, emit)
        except RecursionError:
            raise self._too_deep(node) from None
        except MemoryError:
            raise BudgetError("The script was stopped.", cause="It needs more memory than there is.") from None
        except VMMError as error:
            if uncatchable(error):
                raise
            self._fail(node, error)
        if isinstance(node, (Pipeline, Assignment)):
            self.success = self.error_count == before

    def _too_deep(self, node: Statement) -> Terminate:
        self.node = node
        return Terminate(self.record(ScriptError("The script is nested too deeply.")))

    def _fail(self, node: Statement, error: VMMError) -> None:
        if not isinstance(self.node, (Expression, Command)):
            self.node = node
        record = self.record(error)
        action = self.error_action()
        if self.try_depth or action == "stop":
            raise Terminate(record)
        self.report(record, action)

    def value_of(self, node: Statement) -> Any:
        value = self.gathered(node)
        return None if value is NOTHING else value

    def gathered(self, node: Statement) -> Any:
        """As `value_of`, but `NOTHING` where the statement writes nothing."""
        if isinstance(node, Pipeline):
            only = node.commands[0] if len(node.commands) == 1 else None
            if isinstance(only, CommandExpression) and not only.redirections:
                return self.value_or_nothing(only.expression)
        if isinstance(node, Assignment):
            return self.assignment(node, lambda _: None)
        out: list[Any] = []
        _EXECUTORS[type(node)](self, node, out.append)
        check_items(len(out))
        return collect(out) if out else NOTHING

    def value_or_nothing(self, expression: Expression) -> Any:
        """An expression's value; `NOTHING` for what had no output: ``(pipeline)``, or a variable that got one."""
        if isinstance(expression, Paren):
            return self.gathered(expression.body)
        value = self.evaluate(expression)
        if value is None and isinstance(expression, VariableRef):
            variable = self.scope.find(expression.name.lower())
            if variable is not None and variable.is_nothing:
                return NOTHING
        return value

    def items_of(self, expression: Expression) -> Iterable[Any]:
        """What a pipeline gets of an expression."""
        value = self.value_or_nothing(expression)
        return () if value is NOTHING else enumerate_value(value)

    def is_true(self, node: Statement) -> bool:
        """Whether a condition holds."""
        return to_bool(self.value_of(node))

    # --- simple statements ---

    def pipeline(self, node: Pipeline, emit: Emit) -> None:
        first = node.commands[0]
        if len(node.commands) == 1 and isinstance(first, CommandExpression) and not first.redirections:
            self.emit_expression(first.expression, emit)
            return
        try:
            self.run_pipeline(node.commands, emit)
        except VMMError as error:
            failed = self.node
            if uncatchable(error) or not isinstance(failed, Command) or not failed.redirections:
                raise
            with self.redirected(failed.redirections, emit):  # its error goes where it sends its errors
                self._fail(node, error)

    def emit_expression(self, expression: Expression, emit: Emit) -> None:
        """Write an expression's value to the pipeline; a call without a result writes nothing."""
        value = self.value_or_nothing(expression)
        if value is NOTHING or isinstance(expression, Step):
            return
        if value is None and isinstance(expression, (MethodCall, Cast)):
            return
        for item in enumerate_value(value):
            emit(item)

    def assignment(self, node: Assignment, _emit: Emit) -> Any:
        wrote = True
        if node.operator == "=":
            value = self.gathered(node.value)
            wrote = value is not NOTHING
            value = value if wrote else None
        else:
            old = self.evaluate(node.target)
            change = self.gathered(node.value)
            if change is NOTHING:
                change = [] if isinstance(old, list) else None
            value = self.compute(node, operators.binary, node.operator[0], old, change)
        self.node = node
        self.assign(node.target, value)
        if not wrote and isinstance(node.target, VariableRef):
            variable = self.scope.find(node.target.name.lower())
            if variable is not None and variable.value is None:
                variable.is_nothing = True
        return value

    def function(self, node: Function, _emit: Emit) -> None:
        name = node.name
        scope = self.scope
        prefix, colon, rest = name.partition(":")
        if colon and prefix.lower() in ("global", "script", "local"):
            name = rest
            scope = self._scope_of(prefix.lower())
        made = FunctionValue(name, node.block, node.is_filter, node.is_workflow)
        scope.functions[name.lower()] = made
        for attribute in node.block.attributes:
            if attribute.name.lower() == "alias":
                for other in attribute.arguments:
                    scope.functions[to_text(self.evaluate(other)).lower()] = made

    def unsupported(self, node: Unsupported, _emit: Emit) -> None:
        """A statement that is read and not run.

        Raises:
            RaisedError: unless it only shortens names.
        """
        if node.keyword == "using" and node.name.startswith("namespace"):
            return
        self.node = node
        raise RaisedError(
            f"{WHAT[node.keyword]} are not supported in scripts here ('{node.keyword} {node.name}').",
            exception="System.NotSupportedException", category="NotImplemented",
            action="Write it with functions, tables and objects of New-Object instead.",
        )  # fmt: skip

    def flow(self, node: Flow, emit: Emit) -> None:
        if node.keyword == "break":
            raise Break(node.label)
        if node.keyword == "continue":
            raise Continue(node.label)
        if node.keyword == "return":
            if node.value is not None:
                _EXECUTORS[type(node.value)](self, node.value, emit)
            raise Return
        value = self.value_of(node.value) if node.value is not None else None
        if node.keyword == "exit":
            raise Exit(round_half_even(to_number(value)))
        self.node = node
        raise Terminate(self.thrown(value))

    def thrown(self, value: Any) -> ErrorRecord:
        """The error record that ``throw value`` makes."""
        if isinstance(value, ErrorRecord):
            return value
        if value is None and node_is_rethrow(self.variable("_")):
            known = self.variable("_")
            assert isinstance(known, ErrorRecord)
            return known
        if isinstance(value, VMMError):
            return self.record(value)
        text = to_text(value) if value is not None else "ScriptHalted"
        thrown = RaisedError(text, exception=RUNTIME, error_id=text, category="OperationStopped")
        return self.record(thrown, value)

    # --- branches and loops ---

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

    # --- errors ---

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

    def run_body(self, block: ScriptBlock, emit: Emit) -> None:
        for name, part in block.named:
            if name in ("begin", "process", "end"):
                self.run_statements(part.statements, emit)
        self.run_statements(block.statements, emit)


def node_is_rethrow(value: Any) -> bool:
    """Whether ``throw`` alone stands in a handler, where it passes the error on."""
    return isinstance(value, ErrorRecord)


def _fits(trap: Trap, record: ErrorRecord) -> bool:
    return trap.type is None or is_kind_of(record.error, type_text(trap.type))


_EXECUTORS: dict[type, Callable[[Any, Any, Emit], Any]] = {
    Pipeline: Executor.pipeline,
    Assignment: Executor.assignment,
    If: Executor.if_,
    While: Executor.while_,
    For: Executor.for_,
    ForEach: Executor.foreach,
    Switch: Executor.switch,
    Try: Executor.try_,
    Trap: Executor.trap,
    Flow: Executor.flow,
    Function: Executor.function,
    Unsupported: Executor.unsupported,
}
