"""Expressions: from the syntax tree to a value."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vmmconsole.model.errors import BudgetError, ScriptError, VMMError

from . import list_methods, operators
from .ast import (
    ArrayExpression,
    ArrayLiteral,
    Attributed,
    Binary,
    Cast,
    Constant,
    Expandable,
    Expression,
    HashtableLiteral,
    Index,
    Member,
    MethodCall,
    Paren,
    ScriptBlockLiteral,
    Step,
    SubExpression,
    TypeLiteral,
    TypeName,
    Unary,
    VariableRef,
)
from .calling import CallingCmdlet
from .casts import cast
from .convert import to_bool, to_number, to_text
from .exceptions import INVALID_CAST, RaisedError
from .limits import check_items, check_string, sized
from .members import describe, get_member
from .methods import call_method
from .net_types import Folder, Pattern
from .parser import parse
from .patterns import regex
from .runtime import Runtime
from .scope import Scope, Variable
from .statics import as_match, static_call, static_member
from .strict_mode import (
    PLACES,
    STRINGS_AND_PROPERTIES,
    VARIABLES,
    check_place,
    check_property,
    check_variable,
    strictness,
)
from .types import canonical, kind_of
from .values import Hashtable, PSObject, PSType, Reference, ScriptBlockValue, collect

_WINDOWS_NAMES: dict[str, Callable[[], str | None]] = {
    "computername": platform.node,
    "username": lambda: os.environ.get("USER"),
    "userprofile": lambda: str(Path.home()),
    "temp": lambda: os.environ.get("TMPDIR", "/tmp"),  # noqa: S108  as the system itself has it
    "tmp": lambda: os.environ.get("TMPDIR", "/tmp"),  # noqa: S108
}
"""Variables that Windows has under other names than this computer's system."""
_OWN_ENVIRONMENT = {"machinename": "COMPUTERNAME", "username": "USERNAME", "userdomainname": "USERDOMAIN"}
"""What ``[environment]`` says of this computer, and the variable that has it."""


def _cast_error_id(value: Any, wanted: str) -> str:
    """As PowerShell names a cast that does not work."""
    kind = kind_of(value).capitalize()
    to_integer = kind == "String" and canonical(wanted) in ("int", "long", "byte", "int16", "uint32")
    return "InvalidCastFromStringToInteger" if to_integer else f"InvalidCastFrom{kind}"


class Evaluator(Runtime):
    """Evaluates expressions."""

    def evaluate(self, node: Expression) -> Any:
        try:
            return _EVALUATORS[type(node)](self, node)
        except VMMError as error:
            if isinstance(error, ScriptError) and not error.line:
                error.line, error.column, error.file = node.line, node.column, error.file or self.file
            raise

    def compute(self, node: Any, work: Callable[..., Any], *values: Any) -> Any:
        """What an operator makes of values; what Python's own types refuse is the script's mistake.

        Raises:
            ScriptError: the values do not fit.
        """
        self.node = node
        try:
            return sized(work(*values))
        except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as err:
            raise ScriptError(
                "These values do not go together.", cause=str(err), line=node.line, column=node.column, file=self.file
            ) from err

    # --- literals ---

    def constant(self, node: Constant) -> Any:
        return node.value

    def expandable(self, node: Expandable) -> str:
        out: list[str] = []
        length = 0
        for part in node.parts:
            text = part if isinstance(part, str) else self.text_in_string(self._in_string(part))
            length += len(text)
            check_string(length)
            out.append(text)
        return "".join(out)

    def _in_string(self, part: Expression) -> Any:
        self.in_string = isinstance(part, VariableRef)
        try:
            return self.evaluate(part)
        finally:
            self.in_string = False

    def text_in_string(self, value: Any) -> str:
        """A value in a string; an array's items stand with $OFS between them."""
        if isinstance(value, (list, tuple)):
            return operators.join(value, to_text(self.variable("ofs")))
        return to_text(value)

    def array(self, node: ArrayLiteral) -> list[Any]:
        return [self.evaluate(item) for item in node.items]

    def array_expression(self, node: ArrayExpression) -> list[Any]:
        out: list[Any] = []
        self.run_statements(node.body, out.append)
        check_items(len(out))
        return out

    def subexpression(self, node: SubExpression) -> Any:
        out: list[Any] = []
        self.run_statements(node.body, out.append)
        check_items(len(out))
        return collect(out)

    def paren(self, node: Paren) -> Any:
        return self.value_of(node.body)

    def hashtable(self, node: HashtableLiteral, *, ordered: bool = False) -> Hashtable:
        table = Hashtable(ordered=ordered)
        for key_node, value in node.entries:
            key = self.evaluate(key_node)
            if key is None:
                raise ScriptError("A key of a table is null.", line=key_node.line, column=key_node.column)
            if key in table:
                raise ScriptError(
                    f"The key '{to_text(key)}' is twice in the table.", line=key_node.line, column=key_node.column
                )
            table[key] = self.value_of(value)
        return table

    def block_literal(self, node: ScriptBlockLiteral) -> ScriptBlockValue:
        return ScriptBlockValue(node.block, self.scope)

    def type_literal(self, node: TypeLiteral) -> PSType:
        return self.type_value(node.type)

    def type_value(self, name: TypeName) -> PSType:
        """A type's name as a value."""
        if name.is_array:
            return PSType("array", name.name)
        return PSType(canonical(name.name) or name.name)

    # --- variables ---

    def variable_ref(self, node: VariableRef) -> Any:
        name = node.name.lower()
        if not node.scope or node.scope in ("using", "private", "local", "variable"):
            if node.scope == "local":
                found = self.scope.variables.get(name)
                return found.value if found else None
            value = self.variable(name)
            if value is None and strictness(self.scope) >= (STRINGS_AND_PROPERTIES if self.in_string else VARIABLES):
                check_variable(self, name, node.name)
            return value
        if node.scope in ("global", "script"):
            return self._scope_of(node.scope).variables[name].value if self._has(node) else self.automatic(name)
        if node.scope == "env":
            return self.environment(node.name)
        if node.scope == "function":
            function = self.scope.find_function(name)
            return ScriptBlockValue(function.block, self.scope) if function else None
        raise ScriptError(
            f"There is no scope or drive '{node.scope}:'.",
            action=f"Write ${{{node.scope}}}: when the colon belongs to the text.",
        )

    def _has(self, node: VariableRef) -> bool:
        return node.name.lower() in self._scope_of(node.scope).variables

    def _scope_of(self, name: str) -> Scope:
        return {"global": self.scope.outermost, "script": self.scope.script}.get(name, lambda: self.scope)()

    def environment(self, name: str) -> Any:
        """``$env:NAME``: what the script has set, else this computer's where it may see it."""
        own = self.global_scope.find("env:" + name.lower())
        if own is not None:
            return own.value
        if not self.host.allows_files:
            return None
        found = os.environ.get(name) or os.environ.get(name.upper())
        own_name = _WINDOWS_NAMES.get(name.lower())
        return own_name() if found is None and own_name is not None else found

    def folder(self, name: str) -> Any:
        if not self.host.allows_files:
            return None
        if name in ("psscriptroot", "pscommandpath"):
            if not self.file:
                return ""
            at = Path(self.file).absolute()
            return str(at if name == "pscommandpath" else at.parent)
        return Folder(str(self.location or Path.cwd())) if name == "pwd" else str(Path.home())

    # --- operators ---

    def binary(self, node: Binary) -> Any:
        sign = node.operator
        if sign in ("-and", "-or"):
            left = to_bool(self.evaluate(node.left))
            if left is (sign == "-or"):
                return left
            return to_bool(self.evaluate(node.right))
        left, right = self.evaluate(node.left), self.evaluate(node.right)
        value = self.compute(node, operators.binary, sign, left, right)
        if sign.endswith("match") and not isinstance(left, list):
            self._set_matches(left, right, case_sensitive=sign == "-cmatch")
        return value

    def _set_matches(self, left: Any, right: Any, *, case_sensitive: bool) -> None:
        text = to_text(left)
        match = regex(to_text(right), text, case_sensitive=case_sensitive).search(text)
        if match is not None:
            groups = as_match(match).groups
            self.scope.set("Matches", Hashtable((k, v) for k, v in groups.items() if v is not None))

    def unary(self, node: Unary) -> Any:
        return self.compute(node, operators.unary, node.operator, self.evaluate(node.operand))

    def step(self, node: Step) -> Any:
        before = self.evaluate(node.operand)
        after = self.compute(node, operators.binary, node.operator[0], to_number(before), 1)
        self.assign(node.operand, after)
        return after if node.is_prefix else to_number(before)

    def cast(self, node: Cast) -> Any:
        name = node.type
        kind = canonical(name.name)
        if kind == "ref" and isinstance(node.operand, VariableRef):
            return Reference(node.operand.name, self.scope)
        if kind in ("ordered", "pscustomobject", "psobject") and isinstance(node.operand, HashtableLiteral):
            table = self.hashtable(node.operand, ordered=True)
            return table if kind == "ordered" else PSObject((to_text(k), v) for k, v in table.items())
        return self.compute(node, self.cast_to, self.evaluate(node.operand), name)

    def cast_to(self, value: Any, name: TypeName) -> Any:
        """``[name]value``."""
        if name.is_array:
            return cast(value, "array", name.name if canonical(name.name) not in ("object", "psobject") else "")
        own = self.own_call(name.name, "new")
        if own is not None:
            return own(value)
        try:
            return cast(value, name.name)
        except (RaisedError, BudgetError):
            raise
        except ScriptError as err:
            raise RaisedError(
                f"Cannot convert value {describe(value)} to type [{name.name}].", cause=err.problem, action=err.action,
                error_id=_cast_error_id(value, name.name), category="InvalidArgument",
                inner=RaisedError(err.problem, exception=INVALID_CAST),
            ) from err  # fmt: skip

    # --- members ---

    def _name_of(self, node: Member | MethodCall) -> str:
        written = node.name
        return to_text(written.value if type(written) is Constant else self.evaluate(written))

    def member(self, node: Member) -> Any:
        name = self._name_of(node)
        if node.is_static:
            kind = self._type_name(node.target)
            own = _OWN_ENVIRONMENT.get(name.lower()) if canonical(kind) == "environment" else None
            if own is not None and self.host.allows_files:
                return self.environment(own)
            return static_member(kind, name)
        target = self.evaluate(node.target)
        value = get_member(target, name)
        if value is None and strictness(self.scope) >= STRINGS_AND_PROPERTIES:
            check_property(target, name)
        return sized(value)

    def _type_name(self, node: Expression) -> str:
        if isinstance(node, TypeLiteral):
            return node.type.name
        value = self.evaluate(node)
        if isinstance(value, PSType):
            return value.name
        raise ScriptError("'::' needs a type on its left, such as [math].")

    def method(self, node: MethodCall) -> Any:
        name = self._name_of(node)
        if node.is_static:
            return self._static_method(node, self._type_name(node.target), name)
        target = self.evaluate(node.target)
        arguments = [self.evaluate(a) for a in node.arguments]
        self.node = node
        if isinstance(target, ScriptBlockValue):
            return self._block_method(target, name, arguments)
        if target is None:
            raise RaisedError(
                "You cannot call a method on a null-valued expression.", cause=f"The method is {name}.",
                error_id="InvokeMethodOnNull",
            )  # fmt: skip
        if isinstance(target, CallingCmdlet):
            return target.call(name, arguments)
        if isinstance(target, list) and name.lower() in list_methods.NAMES:
            return list_methods.call(self, target, name.lower(), arguments)
        if isinstance(target, PSObject) and name.lower() in target.methods:
            return self._own_method(target, name.lower(), arguments)
        kind = "regex" if isinstance(target, Pattern) else ""
        return self.compute(node, call_method, target, name, self._evaluators(kind, arguments))

    def _static_method(self, node: MethodCall, kind: str, name: str) -> Any:
        arguments = [self.evaluate(a) for a in node.arguments]
        called = (canonical(kind), name.lower())
        if arguments and called == ("environment", "getenvironmentvariable"):
            return self.environment(to_text(arguments[0]))
        if arguments and called == ("scriptblock", "create"):
            return ScriptBlockValue(parse(to_text(arguments[0])), self.scope)
        if called[0] == "console" and called[1] in ("writeline", "write"):
            shape, *rest = arguments or [""]
            text = operators.binary("-f", shape, rest) if rest else to_text(shape)
            self.write("host", f"{to_text(text)}\n" if called[1] == "writeline" else to_text(text))
            return None
        own = self.own_call(kind, name)
        if own is not None:
            return self.compute(node, own, *arguments)
        return self.compute(node, static_call, kind, name, self._evaluators(called[0], arguments))

    def _evaluators(self, kind: str, arguments: list[Any]) -> list[Any]:
        """A script block where a regular expression takes a MatchEvaluator, as what it calls."""
        if kind != "regex":
            return arguments
        return [self._evaluator(a) if isinstance(a, ScriptBlockValue) else a for a in arguments]

    def _evaluator(self, block: ScriptBlockValue) -> Callable[[Any], str]:
        return lambda match: to_text(collect(self.invoke_block(block, [match], new_scope=True)))

    def _block_method(self, block: ScriptBlockValue, name: str, arguments: list[Any]) -> Any:
        lowered = name.lower()
        if lowered in ("invoke", "invokereturnasis"):
            return collect(self.invoke_block(block, arguments, new_scope=True))
        if lowered == "getnewclosure":
            closed = Scope(block.scope)
            for key, variable in block.scope.all_variables().items():
                closed.variables[key] = Variable(variable.name, variable.value)
            return ScriptBlockValue(block.block, closed)
        return call_method(block, name, arguments)

    def _own_method(self, target: PSObject, name: str, arguments: list[Any]) -> Any:
        block = target.methods[name]
        scope = Scope(block.scope)
        scope.set("this", target)
        return collect(self.invoke_block(ScriptBlockValue(block.block, scope), arguments, new_scope=True))

    def index(self, node: Index) -> Any:
        target, place = self.evaluate(node.target), self.evaluate(node.index)
        value = self.compute(node, operators.index, target, place)
        if value is None and strictness(self.scope) >= PLACES:
            check_place(target, place)
        return value

    def attributed(self, node: Attributed) -> Any:
        return self.evaluate(node.operand)


_EVALUATORS: dict[type, Callable[[Any, Any], Any]] = {
    Constant: Evaluator.constant,
    Expandable: Evaluator.expandable,
    VariableRef: Evaluator.variable_ref,
    Member: Evaluator.member,
    MethodCall: Evaluator.method,
    Index: Evaluator.index,
    Binary: Evaluator.binary,
    Unary: Evaluator.unary,
    Step: Evaluator.step,
    Attributed: Evaluator.attributed,
    Cast: Evaluator.cast,
    Paren: Evaluator.paren,
    SubExpression: Evaluator.subexpression,
    ArrayExpression: Evaluator.array_expression,
    ArrayLiteral: Evaluator.array,
    HashtableLiteral: Evaluator.hashtable,
    ScriptBlockLiteral: Evaluator.block_literal,
    TypeLiteral: Evaluator.type_literal,
}
