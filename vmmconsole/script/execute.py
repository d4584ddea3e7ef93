"""Statements: control flow, functions, errors and their handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from vmmconsole.model.errors import BudgetError, ScriptError, VMMError

from . import operators
from .ast import (
    Assignment,
    Cast,
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
from .convert import round_half_even, to_number, to_text
from .exceptions import RUNTIME, RaisedError
from .handlers import Handlers
from .limits import check_items
from .runtime import Emit
from .scope import FunctionValue
from .signals import Break, Continue, Exit, Return, Terminate, uncatchable
from .values import ErrorRecord, collect, enumerate_value

NOTHING: Any = object()
"""What a statement without output gives, where that is not the same as null."""


class Executor(Handlers):
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
        if value is True or value is False:
            emit(value)
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

    def run_body(self, block: ScriptBlock, emit: Emit) -> None:
        if len(block.statements) == 1 and type(block.statements[0]) is Pipeline and not block.named:
            self.run_statement(block.statements[0], emit)  # the usual filter, run for every object
            return
        for name, part in block.named:
            if name in ("begin", "process", "end"):
                self.run_statements(part.statements, emit)
        self.run_statements(block.statements, emit)


def node_is_rethrow(value: Any) -> bool:
    """Whether ``throw`` alone stands in a handler, where it passes the error on."""
    return isinstance(value, ErrorRecord)


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
