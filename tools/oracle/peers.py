"""The other parsers, in an environment of their own: reads ``{name: text}`` as JSON, writes what each says of each.

    peers.py shapes IN OUT     accept or reject by tree-sitter-pwsh, and the skeleton of binary-refinery's tree
    peers.py speed IN OUT      the seconds that binary-refinery's parser takes for all texts

Skeletons are those of `skeleton.py`. Nothing of vmmconsole is imported here, and nothing of this there.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any


def accepts(parser: Any, text: str) -> int:
    """0 when tree-sitter-pwsh takes the text, else the line of its first error."""
    tree = parser.parse(text.encode("utf-8", "replace"))
    if not tree.root_node.has_error:
        return 0
    waiting = [tree.root_node]
    lines = []
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            lines.append(node.start_point[0] + 1)
        waiting += [c for c in node.children if c.has_error or c.is_missing]
    return min(lines, default=1)


class Shape:
    """A tree of binary-refinery as the common skeleton."""

    def __init__(self, text: str) -> None:
        self.starts = [0]
        for index, char in enumerate(text):
            if char == "\n":
                self.starts.append(index + 1)

    def line(self, node: Any) -> int:
        """The line where a node begins."""
        from bisect import bisect_right

        return bisect_right(self.starts, max(getattr(node, "offset", 0), 0))

    def node(self, label: str, at: Any, children: Any = ()) -> list[Any]:
        """One node of the skeleton."""
        return [label, self.line(at), list(children)]

    def of(self, node: Any) -> list[Any]:
        """Any node."""
        return getattr(self, "_" + type(node).__name__.removeprefix("Ps1"), self._other)(node)

    def _other(self, node: Any) -> list[Any]:
        return self.node(f"? {type(node).__name__}", node)

    def body(self, block: Any) -> list[Any]:
        """A block in braces."""
        return self.node("body", block, [self.of(s) for s in block.body])

    def code(self, code: Any) -> list[Any]:
        """The children of a script, function or block."""
        children = [self._parameter(p) for p in code.param_block.parameters] if code.param_block else []
        named = [(n, getattr(code, f"{n}_block")) for n in ("begin", "process", "end", "dynamicparam")]
        named = sorted((pair for pair in named if pair[1] is not None), key=lambda pair: pair[1].offset)
        children += [self.node(f"{n} block", b, [self.of(s) for s in b.body]) for n, b in named]
        return children + [self.of(s) for s in code.body]

    def _parameter(self, p: Any) -> list[Any]:
        children = []
        types = [a for a in p.attributes if type(a).__name__ == "Ps1TypeExpression"]
        children += [self.node(f"attribute {a.name.lower()}", a) for a in p.attributes if a not in types]
        children += [self.node(f"type {_plain(t.name)}", t) for t in types]
        if p.default_value is not None:
            children.append(self.of(p.default_value))
        return self.node(f"declared {p.variable.name.lower()}", p, children)

    def _Script(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("script", n, self.code(n))

    def _ExpressionStatement(self, n: Any) -> list[Any]:  # noqa: N802
        return self.of(n.expression)

    def _ParenExpression(self, n: Any) -> list[Any]:  # noqa: N802
        return self.of(n.expression) if n.expression is not None else self.node("empty", n)

    def _Pipeline(self, n: Any) -> list[Any]:  # noqa: N802
        parts = [self.of(e) for e in n.elements]
        return parts[0] if len(parts) == 1 else self.node("pipeline", n, parts)

    def _PipelineElement(self, n: Any) -> list[Any]:  # noqa: N802
        inner = self.of(n.expression)
        if not n.redirections:
            return inner
        more = [self._redirection(r) for r in n.redirections]
        if inner[0].startswith(("command", "call")):
            return [inner[0], inner[1], inner[2] + more]
        return self.node("redirected", n, [inner, *more])

    def _redirection(self, r: Any) -> list[Any]:
        return self.node("redirection" + (" append" if getattr(r, "append", False) else ""), r)

    def _CommandInvocation(self, n: Any) -> list[Any]:  # noqa: N802
        children = [self._argument(a) for a in n.arguments]
        more = [self._redirection(r) for r in n.redirections]
        kind = type(n.name).__name__
        if kind == "Ps1StringLiteral" and not n.invocation_operator:
            return self.node(f"command {n.name.value.lower()}", n, _flat(children) + more)
        return self.node(f"call {n.invocation_operator}".rstrip(), n, [self.of(n.name), *_flat(children), *more])

    def _argument(self, a: Any) -> list[Any]:
        if type(a).__name__ != "Ps1CommandArgument":
            return [self.of(a)]
        kind = a.kind.value
        if kind == "positional":
            return [self.of(a.value)]
        name = self.node(f"parameter {_dashed(a.name).lstrip('-')}", a)
        if a.value is None:
            return [name]
        return [[name[0], name[1], [self.of(a.value)]]]

    def _AssignmentExpression(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node(f"assign {n.operator}", n, [self.of(n.target), self.of(n.value)])

    def _IfStatement(self, n: Any) -> list[Any]:  # noqa: N802
        children = [t for condition, block in n.clauses for t in (self.of(condition), self.body(block))]
        return self.node("if", n, [*children, *([self.body(n.else_block)] if n.else_block else [])])

    def _WhileLoop(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("while", n, [self.of(n.condition), self.body(n.body)])

    def _DoLoop(self, n: Any) -> list[Any]:  # noqa: N802
        label = "do until" if n.is_until else "do while"
        return self.node(label, n, [self.of(n.condition), self.body(n.body)])

    def _ForLoop(self, n: Any) -> list[Any]:  # noqa: N802
        parts = [self.of(p) for p in (n.initializer, n.condition, n.iterator) if p is not None]
        return self.node("for", n, [*parts, self.body(n.body)])

    def _ForEachLoop(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("foreach", n, [self.of(n.variable), self.of(n.iterable), self.body(n.body)])

    def _SwitchStatement(self, n: Any) -> list[Any]:  # noqa: N802
        children = [self.of(n.value)]
        for pattern, block in n.clauses:
            children += [self.of(pattern) if pattern is not None else self.node("default", block), self.body(block)]
        mode = "regex" if n.regex else "wildcard" if n.wildcard else "exact"
        return self.node(f"switch {mode}", n, children)

    def _TryCatchFinally(self, n: Any) -> list[Any]:  # noqa: N802
        catches = [
            self.node(" ".join(["catch", *(_plain(t) for t in c.types)]), c, [self.body(c.body)])
            for c in n.catch_clauses
        ]
        final = [self.body(n.finally_block)] if n.finally_block is not None else []
        return self.node("try", n, [self.body(n.try_block), *catches, *final])

    def _TrapStatement(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("trap", n, [self.body(n.body)])

    def _FunctionDefinition(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node(f"function {n.name.lower()}", n, self.code(n.body))

    def _flow(self, keyword: str, n: Any, value: Any = None) -> list[Any]:
        return self.node(keyword, n, [self.of(value)] if value is not None else [])

    def _ReturnStatement(self, n: Any) -> list[Any]:  # noqa: N802
        return self._flow("return", n, n.pipeline)

    def _ThrowStatement(self, n: Any) -> list[Any]:  # noqa: N802
        return self._flow("throw", n, n.pipeline)

    def _ExitStatement(self, n: Any) -> list[Any]:  # noqa: N802
        return self._flow("exit", n, n.pipeline)

    def _BreakStatement(self, n: Any) -> list[Any]:  # noqa: N802
        return self._flow("break", n)

    def _ContinueStatement(self, n: Any) -> list[Any]:  # noqa: N802
        return self._flow("continue", n)

    def _Variable(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node(f"variable {n.name.lower()}", n)

    def _IntegerLiteral(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("number", n)

    _RealLiteral = _IntegerLiteral

    def _StringLiteral(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("constant", n)

    _HereString = _StringLiteral

    def _ExpandableString(self, n: Any) -> list[Any]:  # noqa: N802
        parts = [self.of(p) for p in n.parts if type(p).__name__ != "Ps1StringLiteral"]
        return self.node("expandable" if parts else "constant", n, parts)

    _ExpandableHereString = _ExpandableString

    def _BinaryExpression(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node(f"binary {_dashed(n.operator)}", n, [self.of(n.left), self.of(n.right)])

    def _RangeExpression(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("binary ..", n, [self.of(n.start), self.of(n.end)])

    def _UnaryExpression(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node(f"unary {_dashed(n.operator)}", n, [self.of(n.operand)])

    def _TypeExpression(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node(f"type {_plain(n.name)}", n)

    def _CastExpression(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node(f"cast {_plain(n.type_name)}", n, [self.of(n.operand)])

    def _named(self, n: Any) -> tuple[str, list[Any]]:
        more = []
        member = n.member
        if not isinstance(member, str):
            if type(member).__name__ == "Ps1StringLiteral":
                member = member.value
            else:
                more = [self.of(member)]
                member = "computed"
        return f"{n.access.value}{member.lower()}", [self.of(n.object), *more]

    def _MemberAccess(self, n: Any) -> list[Any]:  # noqa: N802
        name, children = self._named(n)
        return self.node(f"member {name}", n, children)

    def _InvokeMember(self, n: Any) -> list[Any]:  # noqa: N802
        name, children = self._named(n)
        return self.node(f"invoke {name}", n, [*children, *(self.of(a) for a in n.arguments)])

    def _IndexExpression(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("index", n, [self.of(n.object), self.of(n.index)])

    def _ArrayLiteral(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("array", n, [self.of(e) for e in n.elements])

    def _ArrayExpression(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("@()", n, [self.of(s) for s in n.body])

    def _SubExpression(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("$()", n, [self.of(s) for s in n.body])

    def _HashLiteral(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("hashtable", n, [t for key, value in n.pairs for t in (self.of(key), self.of(value))])

    def _ScriptBlock(self, n: Any) -> list[Any]:  # noqa: N802
        return self.node("block", n, self.code(n))


def _flat(lists: list[list[Any]]) -> list[Any]:
    return [item for items in lists for item in items]


def _plain(name: str) -> str:
    return name.replace(" ", "").strip("[]").lower() if not name.endswith("[]") else name.replace(" ", "").lower()


def _dashed(operator: str) -> str:
    return "".join("-" if c in "\u2013\u2014\u2015" else c for c in operator.lower())


def shapes(texts: dict[str, str]) -> dict[str, Any]:
    """What both say of each text."""
    import tree_sitter
    import tree_sitter_pwsh
    from refinery.lib.scripts.ps1.parser import Ps1Parser

    sitter = tree_sitter.Parser(tree_sitter.Language(tree_sitter_pwsh.language()))
    found = {}
    for name, text in texts.items():
        try:
            skeleton = Shape(text).of(Ps1Parser(text).parse())
        except Exception as err:  # noqa: BLE001  whatever it raises is what it says
            skeleton = [f"failed: {type(err).__name__}: {err}", 1, []]
        found[name] = {"rejected_in_line": accepts(sitter, text), "skeleton": skeleton}
    return found


def speed(texts: dict[str, str]) -> dict[str, Any]:
    """The seconds that binary-refinery's parser takes for the texts, the best of three."""
    from refinery.lib.scripts.ps1.parser import Ps1Parser

    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for text in texts.values():
            Ps1Parser(text).parse()
        best = min(best, time.perf_counter() - start)
    return {"seconds": best}


if __name__ == "__main__":
    sys.setrecursionlimit(20_000)
    work = {"shapes": shapes, "speed": speed}[sys.argv[1]]
    said = work(json.loads(Path(sys.argv[2]).read_text("utf-8")))
    Path(sys.argv[3]).write_text(json.dumps(said), "utf-8")
