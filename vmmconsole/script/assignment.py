"""Assigning: to variables with their types and checks, to properties, to places of lists and tables, to several."""

from __future__ import annotations

from typing import Any

from vmmconsole.model.errors import ScriptError

from . import operators
from .ast import ArrayLiteral, Attributed, Cast, Expression, Index, Member, VariableRef
from .convert import to_list, to_text
from .evaluate import Evaluator
from .functions import check_value
from .members import set_member
from .scope import CONSTANTS, FunctionValue
from .values import ScriptBlockValue


class Assigner(Evaluator):
    """Assigns to expressions."""

    def assign(self, target: Expression, value: Any) -> None:
        """``target = value``.

        Raises:
            ScriptError: the target takes no such value.
        """
        if isinstance(target, VariableRef):
            self.assign_variable(target, value)
        elif isinstance(target, Member):
            if target.is_static:
                raise ScriptError("Static properties cannot be set.", line=target.line, column=target.column)
            set_member(self.evaluate(target.target), self._name_of(target), value)
        elif isinstance(target, Index):
            place = self.evaluate(target.target)
            self.compute(target, operators.assign_index, place, self.evaluate(target.index), value)
        elif isinstance(target, Attributed):
            self._assign_checked(target, value)
        elif isinstance(target, Cast):
            self._assign_typed(target, value)
        elif isinstance(target, ArrayLiteral):
            self._assign_many(target, value)

    def _assign_checked(self, target: Attributed, value: Any) -> None:
        check_value(self, (target.attribute,), "variable", value)
        self.assign(target.operand, value)
        inner: Expression = target.operand
        while isinstance(inner, (Attributed, Cast)):
            inner = inner.operand
        if isinstance(inner, VariableRef):
            variable = self.scope.variables.get(inner.name.lower())
            if variable is not None:
                variable.checks = (*variable.checks, target.attribute)

    def _assign_typed(self, target: Cast, value: Any) -> None:
        converted = self.cast_to(value, target.type)
        self.assign(target.operand, converted)
        if isinstance(target.operand, VariableRef):
            variable = self.scope.variables.get(target.operand.name.lower())
            if variable is not None:
                variable.type = target.type

    def _assign_many(self, target: ArrayLiteral, value: Any) -> None:
        values = to_list(value)
        last = len(target.items) - 1
        for i, item in enumerate(target.items):
            if i == last and len(values) > len(target.items):
                self.assign(item, values[i:])
            else:
                self.assign(item, values[i] if i < len(values) else None)

    def assign_variable(self, node: VariableRef, value: Any) -> None:
        """Give a variable a value in the scope that its name says, or the present one."""
        lowered = node.name.lower()
        if node.scope == "env":
            self.global_scope.set("env:" + lowered, to_text(value))
            return
        if node.scope == "function" and isinstance(value, ScriptBlockValue):
            self.scope.functions[lowered] = FunctionValue(node.name, value.block)
            return
        if node.scope in ("using", "function"):
            raise ScriptError(f"${node.scope}:{node.name} cannot be changed.")
        scope = self._scope_of(node.scope)
        if lowered in CONSTANTS:
            if lowered == "null":
                return
            raise ScriptError(f"The variable ${node.name} cannot be changed.", action="Choose another name.")
        known = scope.variables.get(lowered)
        if known is not None and known.type is not None:
            value = self.cast_to(value, known.type)
        if known is not None and known.checks:
            check_value(self, known.checks, node.name, value)
        if isinstance(value, (tuple, range)):
            value = list(value)
        scope.set(node.name, value)
