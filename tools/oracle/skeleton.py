"""Our syntax tree as the skeleton that the trees of different parsers have in common.

A node is ``[label, line, [child, …]]``. Labels are lower case: ``if``, ``command get-vm``, ``parameter name``,
``binary -eq``, ``variable vm``. Brackets that only group, pipelines of one command and the like have no node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from vmmconsole.script import ast

Tree = list[Any]


def node(label: str, at: ast.Node, children: Iterable[Tree] = ()) -> Tree:
    """One node of a skeleton."""
    return [label, at.line, list(children)]


def script(block: ast.ScriptBlock) -> Tree:
    """A script's or a function's body."""
    children = [_parameter(p) for p in block.parameters]
    children += [node(f"{name} block", body, _statements(body.statements)) for name, body in block.named]
    return node("script", block, children + _statements(block.statements))


def _statements(statements: Iterable[ast.Statement]) -> list[Tree]:
    return [statement(s) for s in statements]


def _block(block: ast.Block) -> Tree:
    return node("body", block, _statements(block.statements))


def _parameter(p: ast.ParameterDeclaration) -> Tree:
    children = [node(f"attribute {a.name.lower()}", a) for a in p.attributes]
    if p.type is not None:
        children.append(node(f"type {_type_text(p.type)}", p.type))
    if p.default is not None:
        children.append(expression(p.default))
    return node(f"declared {p.name.lower()}", p, children)


def _type_text(t: ast.TypeName) -> str:
    text = t.name.lower()
    if t.arguments:
        text += "[" + ",".join(_type_text(a) for a in t.arguments) + "]"
    return text + "[]" if t.is_array else text


def statement(s: ast.Statement) -> Tree:
    """A statement."""
    known = _STATEMENTS.get(type(s))
    return known(s) if known is not None else node(type(s).__name__.lower(), s)


def _pipeline(s: ast.Pipeline) -> Tree:
    parts = [_command(c) for c in s.commands]
    return parts[0] if len(parts) == 1 else node("pipeline", s, parts)


def _command(c: ast.Command | ast.CommandExpression) -> Tree:
    redirections = [_redirection(r) for r in c.redirections]
    if isinstance(c, ast.CommandExpression):
        inner = expression(c.expression)
        return node("redirected", c, [inner, *redirections]) if redirections else inner
    name = c.name
    children = [_argument(a) for a in c.elements] + redirections
    if isinstance(name, ast.Constant) and not c.invocation:
        return node(f"command {str(name.value).lower()}", c, children)
    return node(f"call {c.invocation}".rstrip(), c, [expression(name), *children])


def _argument(a: ast.Expression | ast.ParameterArgument) -> Tree:
    if isinstance(a, ast.ParameterArgument):
        return node(f"parameter {a.name.lower()}", a, [expression(a.value)] if a.value is not None else [])
    return expression(a)


def _redirection(r: ast.Redirection) -> Tree:
    return node("redirection" + (" append" if r.append else ""), r)


def _flow(s: ast.Flow) -> Tree:
    return node(s.keyword, s, [statement(s.value)] if s.value is not None else [])


def _loop(s: ast.While) -> Tree:
    label = ("do until" if s.negate else "do while") if s.body_first else "while"
    return node(label, s, [statement(s.condition), _block(s.body)])


def _if(s: ast.If) -> Tree:
    children = [t for condition, body in s.clauses for t in (statement(condition), _block(body))]
    return node("if", s, [*children, *([_block(s.otherwise)] if s.otherwise else [])])


def _switch(s: ast.Switch) -> Tree:
    children = [statement(s.source)]
    for pattern, body in s.clauses:
        children += [expression(pattern) if pattern is not None else node("default", body), _block(body)]
    return node(f"switch {s.mode}", s, children)


def _try(s: ast.Try) -> Tree:
    catches = [node(" ".join(["catch", *(_type_text(t) for t in c.types)]), c, [_block(c.body)]) for c in s.catches]
    return node("try", s, [_block(s.body), *catches, *([_block(s.final)] if s.final else [])])


def _for(s: ast.For) -> Tree:
    parts = [statement(p) for p in (s.start, s.condition, s.step) if p is not None]
    return node("for", s, [*parts, _block(s.body)])


_STATEMENTS: dict[type, Callable[[Any], Tree]] = {
    ast.Pipeline: _pipeline,
    ast.Assignment: lambda s: node(f"assign {s.operator}", s, [expression(s.target), statement(s.value)]),
    ast.If: _if,
    ast.While: _loop,
    ast.For: _for,
    ast.ForEach: lambda s: node("foreach", s, [expression(s.variable), statement(s.source), _block(s.body)]),
    ast.Switch: _switch,
    ast.Try: _try,
    ast.Trap: lambda s: node("trap", s, [_block(s.body)]),
    ast.Flow: _flow,
    ast.Function: lambda s: node(f"function {s.name.lower()}", s, script(s.block)[2]),
}


def expression(e: ast.Expression) -> Tree:
    """An expression."""
    known = _EXPRESSIONS.get(type(e))
    return known(e) if known is not None else node(type(e).__name__.lower(), e)


def _constant(e: ast.Constant) -> Tree:
    return node("constant" if isinstance(e.value, str) else "number", e)


def _expandable(e: ast.Expandable) -> Tree:
    return node("expandable", e, [expression(p) for p in e.parts if not isinstance(p, str)])


def _member(e: ast.Member | ast.MethodCall) -> tuple[str, list[Tree]]:
    sign = "::" if e.is_static else "."
    name = f"{sign}{str(e.name.value).lower()}" if isinstance(e.name, ast.Constant) else f"{sign}computed"
    return name, [expression(e.target), *([] if isinstance(e.name, ast.Constant) else [expression(e.name)])]


def _call(e: ast.MethodCall) -> Tree:
    name, children = _member(e)
    return node(f"invoke {name}", e, [*children, *(expression(a) for a in e.arguments)])


def _access(e: ast.Member) -> Tree:
    name, children = _member(e)
    return node(f"member {name}", e, children)


def _entries(e: ast.HashtableLiteral) -> Tree:
    return node("hashtable", e, [t for key, value in e.entries for t in (expression(key), statement(value))])


def _paren(e: ast.Paren) -> Tree:
    return statement(e.body)


_EXPRESSIONS: dict[type, Callable[[Any], Tree]] = {
    ast.Constant: _constant,
    ast.Expandable: _expandable,
    ast.VariableRef: lambda e: node(f"variable {e.name.lower()}", e),
    ast.TypeLiteral: lambda e: node(f"type {_type_text(e.type)}", e),
    ast.Cast: lambda e: node(f"cast {_type_text(e.type)}", e, [expression(e.operand)]),
    ast.Unary: lambda e: node("array" if e.operator == "," else f"unary {e.operator}", e, [expression(e.operand)]),
    ast.Step: lambda e: node(f"unary {e.operator}", e, [expression(e.operand)]),
    ast.Binary: lambda e: node(f"binary {e.operator}", e, [expression(e.left), expression(e.right)]),
    ast.ArrayLiteral: lambda e: node("array", e, [expression(i) for i in e.items]),
    ast.ArrayExpression: lambda e: node("@()", e, _statements(e.body)),
    ast.SubExpression: lambda e: node("$()", e, _statements(e.body)),
    ast.Paren: _paren,
    ast.HashtableLiteral: _entries,
    ast.ScriptBlockLiteral: lambda e: node("block", e, script(e.block)[2]),
    ast.Member: _access,
    ast.MethodCall: _call,
    ast.Index: lambda e: node("index", e, [expression(e.target), expression(e.index)]),
}
