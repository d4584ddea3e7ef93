"""The conditions that filters mostly have, such as ``$_.Status -eq "Running" -and $_.Memory -gt $most``, as functions.

A script block is a program: each object costs a scope, statements, and a walk through the tree. Where the block is one
comparison of properties and variables, which changes nothing, that work is done once. What such a function cannot do,
errors among it, is left to the block itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import operators
from .ast import (
    Binary,
    CommandExpression,
    Constant,
    Expression,
    Member,
    Paren,
    Pipeline,
    ScriptBlock,
    Unary,
    VariableRef,
)
from .convert import to_bool, to_text
from .limits import sized
from .members import get_member
from .strict_mode import strictness
from .values import ScriptBlockValue

if TYPE_CHECKING:
    from .runtime import Runtime

Test = Callable[[Any], Any]
"""What an expression is for one object in ``$_``. Raises whatever; the block then says what is wrong."""

_WORDS = ("eq", "ne", "gt", "ge", "lt", "le", "like", "notlike", "contains", "notcontains", "in", "notin")
_COMPARISONS = frozenset(f"-{case}{word}" for word in _WORDS for case in ("", "c", "i"))


class NotSimpleError(Exception):
    """The expression is more than a condition."""


def condition_of(runtime: Runtime, block: ScriptBlockValue) -> Test | None:
    """The block's condition as a function; None where it is more than that."""
    only = _only(block.block)
    if only is None or strictness(block.scope):
        return None
    try:
        return _made(runtime, block, only)
    except NotSimpleError:
        return None


def _only(block: ScriptBlock) -> Expression | None:
    if block.parameters or block.named or block.attributes or len(block.statements) != 1:
        return None
    return _expression(block.statements[0])


def _expression(statement: object) -> Expression | None:
    """The expression that a statement is made of alone."""
    if not isinstance(statement, Pipeline) or len(statement.commands) != 1:
        return None
    first = statement.commands[0]
    return first.expression if isinstance(first, CommandExpression) and not first.redirections else None


def _made(runtime: Runtime, block: ScriptBlockValue, node: Expression) -> Test:
    if isinstance(node, Binary) and node.operator in ("-and", "-or"):
        return _either(node.operator == "-or", _made(runtime, block, node.left), _made(runtime, block, node.right))
    if isinstance(node, Binary) and node.operator in _COMPARISONS:
        work = operators.operation(node.operator)
        left, right = _made(runtime, block, node.left), _made(runtime, block, node.right)
        return lambda item: sized(work(left(item), right(item)))
    if isinstance(node, Unary) and node.operator in ("-not", "!"):
        operand = _made(runtime, block, node.operand)
        return lambda item: not to_bool(operand(item))
    if isinstance(node, Paren):
        inner = _expression(node.body)
        if inner is not None:
            return _made(runtime, block, inner)
    return _operand(runtime, block, node)


def _either(wanted: bool, left: Test, right: Test) -> Test:
    """``-or`` where `wanted`, else ``-and``: the right side counts only where the left one does not decide."""

    def test(item: Any) -> bool:
        return wanted if to_bool(left(item)) is wanted else to_bool(right(item))

    return test


def _operand(runtime: Runtime, block: ScriptBlockValue, node: Expression) -> Test:
    if isinstance(node, Constant):
        value = node.value
        return lambda _item: value
    if isinstance(node, Member) and not node.is_static and isinstance(node.name, Constant):
        target, name = _operand(runtime, block, node.target), to_text(node.name.value)
        return lambda item: sized(get_member(target(item), name))
    if isinstance(node, VariableRef) and not node.splat:
        return _variable(runtime, block, node)
    raise NotSimpleError


def _variable(runtime: Runtime, block: ScriptBlockValue, node: VariableRef) -> Test:
    if not node.scope and node.name.lower() in ("_", "psitem"):
        return lambda item: item

    def read(_item: Any) -> Any:
        before, runtime.scope = runtime.scope, block.scope
        try:
            return runtime.evaluate(node)
        finally:
            runtime.scope = before

    return read
