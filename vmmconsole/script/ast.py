"""The syntax tree. Every node knows where it stands in the text: line, column, and the span of its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import NamedTuple


class Span(NamedTuple):
    """Where a node stands: `start` and `end` are offsets into the text, `line` and `column` count from 1."""

    start: int
    end: int
    line: int
    column: int


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """Anything in the tree."""

    span: Span

    @property
    def line(self) -> int:
        return self.span.line

    @property
    def column(self) -> int:
        return self.span.column


# --- expressions ---------------------------------------------------------------------------------------------------


class Expression(Node):
    """Something with a value."""

    __slots__ = ()


@dataclass(slots=True, eq=False, repr=False)
class Constant(Expression):
    """A literal string or number; `text` is its source, `bare` whether it was a word without quotes."""

    value: str | int | float | Decimal
    text: str = ""
    bare: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Expandable(Expression):
    """A string with variables and subexpressions in it: text and expressions in order."""

    parts: tuple[str | Expression, ...]
    bare: bool = False


@dataclass(slots=True, eq=False, repr=False)
class VariableRef(Expression):
    """``$name`` or ``$scope:name``; `scope` is lower case, or empty. `splat` for ``@name``."""

    name: str
    scope: str = ""
    splat: bool = False


@dataclass(slots=True, eq=False, repr=False)
class TypeName(Node):
    """A type's name as written in square brackets, with `arguments` for a generic type and `rank` for ``[]``."""

    name: str
    arguments: tuple[TypeName, ...] = ()
    is_array: bool = False


@dataclass(slots=True, eq=False, repr=False)
class TypeLiteral(Expression):
    """``[datetime]`` as a value."""

    type: TypeName


@dataclass(slots=True, eq=False, repr=False)
class Cast(Expression):
    """``[int]$x``."""

    type: TypeName
    operand: Expression


@dataclass(slots=True, eq=False, repr=False)
class Unary(Expression):
    """A prefix operator in lower case with an ASCII dash, such as ``-not``, ``!``, ``-``, ``+``, ``-join``, ``,``."""

    operator: str
    operand: Expression


@dataclass(slots=True, eq=False, repr=False)
class Step(Expression):
    """``$i++`` and its kin; `operator` is ``++`` or ``--``."""

    operator: str
    operand: Expression
    is_prefix: bool


@dataclass(slots=True, eq=False, repr=False)
class Binary(Expression):
    """An operator between two operands, in lower case with an ASCII dash, such as ``-eq`` or ``+``."""

    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False, repr=False)
class ArrayLiteral(Expression):
    """``a, b``."""

    items: tuple[Expression, ...]


@dataclass(slots=True, eq=False, repr=False)
class ArrayExpression(Expression):
    """``@( … )``."""

    body: tuple[Statement, ...]


@dataclass(slots=True, eq=False, repr=False)
class SubExpression(Expression):
    """``$( … )``."""

    body: tuple[Statement, ...]


@dataclass(slots=True, eq=False, repr=False)
class Paren(Expression):
    """``( pipeline )``."""

    body: Statement


@dataclass(slots=True, eq=False, repr=False)
class HashtableLiteral(Expression):
    """``@{ key = value }``."""

    entries: tuple[tuple[Expression, Statement], ...]


@dataclass(slots=True, eq=False, repr=False)
class ScriptBlockLiteral(Expression):
    """``{ … }`` as a value."""

    block: ScriptBlock


@dataclass(slots=True, eq=False, repr=False)
class Member(Expression):
    """``$a.b`` or ``[T]::b``."""

    target: Expression
    name: Expression
    is_static: bool = False


@dataclass(slots=True, eq=False, repr=False)
class MethodCall(Expression):
    """``$a.b(c)`` or ``[T]::b(c)``."""

    target: Expression
    name: Expression
    arguments: tuple[Expression, ...]
    is_static: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Index(Expression):
    """``$a[i]``."""

    target: Expression
    index: Expression


# --- commands ------------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False, repr=False)
class ParameterArgument(Node):
    """``-Name`` in a command, with its value only when joined by a colon: ``-Name:value``."""

    name: str
    value: Expression | None = None


@dataclass(slots=True, eq=False, repr=False)
class Redirection(Node):
    """``2>$null``, ``>> a.txt``, ``2>&1``; `source` is a stream's number or ``*``; `merge_into` is 0 for a file."""

    source: str
    target: Expression | None
    append: bool = False
    merge_into: int = 0


@dataclass(slots=True, eq=False, repr=False)
class Command(Node):
    """A command with its arguments; `invocation` is ``&``, ``.`` or empty."""

    name: Expression
    elements: tuple[Expression | ParameterArgument, ...] = ()
    redirections: tuple[Redirection, ...] = ()
    invocation: str = ""
    text: str = ""
    """Its source."""


@dataclass(slots=True, eq=False, repr=False)
class CommandExpression(Node):
    """An expression as the first part of a pipeline."""

    expression: Expression
    redirections: tuple[Redirection, ...] = ()


# --- statements ----------------------------------------------------------------------------------------------------


class Statement(Node):
    """Something that runs."""

    __slots__ = ()


@dataclass(slots=True, eq=False, repr=False)
class Pipeline(Statement):
    """Commands joined by ``|``."""

    commands: tuple[Command | CommandExpression, ...]


@dataclass(slots=True, eq=False, repr=False)
class Assignment(Statement):
    """``target = value``; `operator` is ``=``, ``+=`` and so on; `value` is a pipeline or a statement."""

    target: Expression
    operator: str
    value: Statement


@dataclass(slots=True, eq=False, repr=False)
class If(Statement):
    """``if``: the conditions with their blocks in order, and the ``else`` block."""

    clauses: tuple[tuple[Statement, Block], ...]
    otherwise: Block | None = None


@dataclass(slots=True, eq=False, repr=False)
class While(Statement):
    """``while``, ``do … while`` and ``do … until``."""

    condition: Statement
    body: Block
    label: str = ""
    body_first: bool = False
    negate: bool = False


@dataclass(slots=True, eq=False, repr=False)
class For(Statement):
    """``for (start; condition; step)``."""

    start: Statement | None
    condition: Statement | None
    step: Statement | None
    body: Block
    label: str = ""


@dataclass(slots=True, eq=False, repr=False)
class ForEach(Statement):
    """``foreach ($x in …)``."""

    variable: VariableRef
    source: Statement
    body: Block
    label: str = ""


@dataclass(slots=True, eq=False, repr=False)
class Switch(Statement):
    """``switch``; `mode` is ``exact``, ``wildcard`` or ``regex``; a clause without a pattern is ``default``."""

    source: Statement
    clauses: tuple[tuple[Expression | None, Block], ...]
    mode: str = "exact"
    case_sensitive: bool = False
    label: str = ""
    is_file: bool = False
    """Whether `source` names a file whose lines are the values."""


@dataclass(slots=True, eq=False, repr=False)
class CatchClause(Node):
    """``catch [T] { … }``; no types catches everything."""

    types: tuple[TypeName, ...]
    body: Block


@dataclass(slots=True, eq=False, repr=False)
class Try(Statement):
    """``try … catch … finally``."""

    body: Block
    catches: tuple[CatchClause, ...]
    final: Block | None = None


@dataclass(slots=True, eq=False, repr=False)
class Trap(Statement):
    """``trap [T] { … }``."""

    type: TypeName | None
    body: Block


@dataclass(slots=True, eq=False, repr=False)
class Flow(Statement):
    """``break``, ``continue``, ``return``, ``exit`` or ``throw``, in `keyword`, with its label or value."""

    keyword: str
    value: Statement | None = None
    label: str = ""


@dataclass(slots=True, eq=False, repr=False)
class Function(Statement):
    """``function`` or ``filter``."""

    name: str
    block: ScriptBlock
    is_filter: bool = False
    is_workflow: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Unsupported(Statement):
    """A statement that scripts here cannot run, such as ``class``, with the name of what it makes."""

    keyword: str
    name: str


@dataclass(slots=True, eq=False, repr=False)
class Block(Node):
    """Statements in braces."""

    statements: tuple[Statement, ...]


@dataclass(slots=True, eq=False, repr=False)
class Attribute(Node):
    """``[Parameter(Mandatory=$true)]``: positional and named arguments; a name alone means ``$true``."""

    name: str
    arguments: tuple[Expression, ...] = ()
    named: tuple[tuple[str, Expression], ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Attributed(Expression):
    """``[ValidateRange(1, 5)]$n``: a variable whose values are checked."""

    attribute: Attribute
    operand: Expression


@dataclass(slots=True, eq=False, repr=False)
class ParameterDeclaration(Node):
    """One parameter of a function or script."""

    name: str
    type: TypeName | None = None
    default: Expression | None = None
    attributes: tuple[Attribute, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class ScriptBlock(Node):
    """A script, a function's body, or a literal block. `named` holds begin, process and end when they are written."""

    statements: tuple[Statement, ...] = ()
    parameters: tuple[ParameterDeclaration, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    named: tuple[tuple[str, Block], ...] = ()
    text: str = ""
    """The source between the braces, or all of it for a script."""


def walk(node: object) -> Iterator[Node]:
    """The node and every node below it, in the order of the text; without recursion, however deep it is."""
    waiting: list[object] = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            waiting.extend(reversed(current))
        elif isinstance(current, Node):
            yield current
            if is_dataclass(current):
                waiting.extend(getattr(current, field.name) for field in reversed(fields(current)))


def literal_name(node: Command) -> str:
    """The command's name where the text has it; empty for a computed one."""
    name = node.name
    return name.value if isinstance(name, Constant) and isinstance(name.value, str) else ""
