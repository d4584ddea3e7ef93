"""From text back to calls and lookups: the other half of `writer.write`, through the parser."""

from __future__ import annotations

import re
from decimal import Decimal
from uuid import UUID

from vmmconsole.model.errors import ScriptError

from .ast import (
    ArrayExpression,
    ArrayLiteral,
    Assignment,
    Binary,
    Cast,
    Command,
    CommandExpression,
    Constant,
    Expandable,
    Expression,
    Member,
    Node,
    ParameterArgument,
    Pipeline,
    ScriptBlockLiteral,
    SubExpression,
    VariableRef,
)
from .ast import Statement as Tree
from .calls import SWITCH, Argument, Call, Condition, Lookup, Scalar, Script, Statement, Value, Variable, Word
from .parser import parse

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_RULE = re.compile(r"#\s*-{10,}\s*")
_WHERE = ("where", "where-object", "?")


def read(text: str) -> Script:
    """The title and the statements of a script that `writer.write` made, or that has only such statements.

    Raises:
        ScriptSyntaxError: the text is not the language.
        ScriptError: it has more in it than calls and lookups.
    """
    tree = parse(text)
    if tree.parameters or tree.named:
        raise _beyond(tree, "parameters and named blocks")
    return Script(_title(text), tuple(map(_statement, tree.statements)))


def _title(text: str) -> str:
    lines = text.splitlines()[:3]
    if len(lines) == 3 and _RULE.fullmatch(lines[0]) and _RULE.fullmatch(lines[2]) and lines[1].startswith("#"):
        return lines[1][1:].strip()
    return ""


def _beyond(node: Node, what: str) -> ScriptError:
    return ScriptError(
        f"Line {node.line} is more than a cmdlet call or a lookup: {what}.", line=node.line, column=node.column,
        action="Run it as a script; only scripts as the wizards write them can be read back.",
    )  # fmt: skip


def _statement(tree: Tree) -> Statement:
    if isinstance(tree, Pipeline):
        if len(tree.commands) != 1 or not isinstance(tree.commands[0], Command):
            raise _beyond(tree, "a pipeline")
        return _call(tree.commands[0])
    if not isinstance(tree, Assignment):
        raise _beyond(tree, f"the statement '{type(tree).__name__.lower()}'")
    target, value = tree.target, tree.value
    if tree.operator != "=" or not isinstance(target, VariableRef) or target.scope:
        raise _beyond(tree, "an assignment to something else than a variable")
    if not isinstance(value, Pipeline) or not isinstance(value.commands[0], Command):
        raise _beyond(tree, "a value that is not a cmdlet's")
    conditions: list[Condition] = []
    for command in value.commands[1:]:
        conditions.extend(_where(command))
    return Lookup(target.name, _call(value.commands[0]), tuple(conditions))


def _call(command: Command) -> Call:
    name = command.name
    if command.invocation or command.redirections or not isinstance(name, Constant):
        raise _beyond(command, "a call operator or a redirection")
    arguments: list[Argument] = []
    elements = list(command.elements)
    while elements:
        first = elements.pop(0)
        if not isinstance(first, ParameterArgument):
            raise _beyond(first, "an argument without its parameter's name")
        if first.value is not None:
            arguments.append(Argument(first.name, _value(first.value)))
        elif elements and not isinstance(elements[0], ParameterArgument):
            following = elements.pop(0)
            assert not isinstance(following, ParameterArgument)
            arguments.append(Argument(first.name, _value(following)))
        else:
            arguments.append(Argument(first.name, SWITCH))
    return Call(name.text, tuple(arguments))


def _value(node: Expression) -> Value:
    if isinstance(node, ArrayLiteral):
        return tuple(_scalar(item, bare=True) for item in node.items)
    if isinstance(node, ArrayExpression):
        return _array(node)
    return _scalar(node, bare=True)


def _array(node: ArrayExpression) -> tuple[Scalar, ...]:
    if not node.body:
        return ()
    inner = _only_expression(node, node.body)
    if isinstance(inner, ArrayLiteral):
        return tuple(_scalar(item, bare=False) for item in inner.items)
    return (_scalar(inner, bare=False),)


def _only_expression(node: Node, body: tuple[Tree, ...]) -> Expression:
    if len(body) == 1 and isinstance(body[0], Pipeline) and len(body[0].commands) == 1:
        command = body[0].commands[0]
        if isinstance(command, CommandExpression) and not command.redirections:
            return command.expression
    raise _beyond(node, "a computed value")


def _scalar(node: Expression, *, bare: bool) -> Scalar:
    if isinstance(node, Constant):
        return _constant(node, bare=bare)
    if isinstance(node, VariableRef) and not node.scope and not node.splat:
        lowered = node.name.lower()
        if lowered in ("true", "false", "null"):
            return {"true": True, "false": False, "null": None}[lowered]
        return Variable(node.name)
    if isinstance(node, Cast) and node.type.name.lower() == "guid":
        text = str(node.operand.value) if isinstance(node.operand, Constant) else ""
        if _GUID.fullmatch(text):
            return UUID(text)
    if isinstance(node, Expandable):
        return "".join(part if isinstance(part, str) else _character(part) for part in node.parts)
    raise _beyond(node, "a computed value")


def _constant(node: Constant, *, bare: bool) -> Scalar:
    if not isinstance(node.value, str):
        return float(node.value) if isinstance(node.value, Decimal) else node.value
    if bare and node.bare:
        if _GUID.fullmatch(node.value):
            return UUID(node.value)
        return Word(node.value) if _WORD.fullmatch(node.value) else node.value
    if not bare and node.text.startswith("'") and _WORD.fullmatch(node.value):
        return Word(node.value)
    return node.value


def _character(node: Expression) -> str:
    """``$([char]0x202e)``, as the writer spells what cannot be seen."""
    if isinstance(node, SubExpression):
        inner = _only_expression(node, node.body)
        if isinstance(inner, Cast) and inner.type.name.lower() == "char" and isinstance(inner.operand, Constant):
            code = inner.operand.value
            if isinstance(code, int) and 0 <= code < 0x110000:
                return chr(code)
    raise _beyond(node, "a variable inside a string")


def _where(command: Command | CommandExpression) -> list[Condition]:
    if (
        isinstance(command, Command)
        and isinstance(command.name, Constant)
        and command.name.text.lower() in _WHERE
        and len(command.elements) == 1
        and isinstance(command.elements[0], ScriptBlockLiteral)
    ):
        block = command.elements[0].block
        if not block.parameters and not block.named:
            return _conditions(_only_expression(block, block.statements))
    raise _beyond(command, "a pipeline into something else than 'where {…}'")


def _conditions(node: Expression) -> list[Condition]:
    if isinstance(node, Binary) and node.operator == "-and":
        return _conditions(node.left) + _conditions(node.right)
    if isinstance(node, Binary) and node.operator == "-eq":
        return [Condition(_path(node.left), _scalar(node.right, bare=False))]
    raise _beyond(node, "a condition that is not an equality")


def _path(node: Expression) -> tuple[str, ...]:
    if isinstance(node, VariableRef) and node.name == "_":
        return ()
    if isinstance(node, Member) and not node.is_static and isinstance(node.name, (Constant, Expandable)):
        step = _scalar(node.name, bare=False)
        return (*_path(node.target), step.text if isinstance(step, Word) else str(step))
    raise _beyond(node, "a condition on something else than a property of $_")
