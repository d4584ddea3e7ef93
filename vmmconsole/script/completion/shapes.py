"""What kind of value an expression has, as far as that can be told without running anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from vmmconsole.model.errors import VMMError
from vmmconsole.script.ast import (
    ArrayLiteral,
    Command,
    CommandExpression,
    Constant,
    Expression,
    Index,
    Member,
    ParameterArgument,
    Paren,
    Pipeline,
    Statement,
    SubExpression,
    VariableRef,
)
from vmmconsole.script.coerce import is_list, item_type, options
from vmmconsole.script.members import get_member, model_properties, property_names
from vmmconsole.script.methods import method_names
from vmmconsole.script.types import type_name_of
from vmmconsole.script.values import is_model

from .known import find_command
from .names import ObjectNames
from .place import Part, Place

if TYPE_CHECKING:
    from vmmconsole.script.interpreter import Interpreter

_PASSING = frozenset(("where-object", "sort-object", "select-object", "tee-object", "write-output", "get-unique"))
"""Cmdlets that hand on the objects they get."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A value, or only the class that it will have."""

    value: Any = None
    model: type | None = None

    @property
    def is_known(self) -> bool:
        return self.value is not None or self.model is not None

    def item(self) -> Shape:
        """One of its items, where it is a list."""
        if isinstance(self.value, (list, tuple)):
            return Shape(self.value[0]) if self.value else UNKNOWN
        return self

    def properties(self) -> list[tuple[str, str]]:
        """Names of properties, with what they hold."""
        if self.model is not None:
            return [(name, _held(self.model, attribute)) for name, attribute in model_properties(self.model).values()]
        found = [(name, "") for name in property_names(self.value)]
        if isinstance(self.value, (list, tuple)) and self.value:
            found += self.item().properties()
        if is_model(self.value):
            return Shape(model=type(self.value)).properties()
        return found

    def methods(self) -> list[str]:
        """Methods in lower case."""
        return method_names(self.value) if self.value is not None else ["tostring", "gettype"]

    @property
    def title(self) -> str:
        """Its type, for people."""
        if self.model is not None:
            return str(getattr(self.model, "kind", "") or self.model.__name__)
        return type_name_of(self.value)


UNKNOWN = Shape()


def _field_type(model: type, attribute: str) -> Any:
    fields: dict[str, Any] = getattr(model, "model_fields", {})
    found = fields.get(attribute)
    return None if found is None else found.annotation


def _held(model: type, attribute: str) -> str:
    from vmmconsole.script.core.discovery import type_text

    declared = _field_type(model, attribute)
    return "" if declared is None else type_text(declared)


class Shapes:
    """Tells the shapes of the expressions around one place."""

    def __init__(self, interpreter: Interpreter, names: ObjectNames) -> None:
        self.interpreter = interpreter
        self.names = names

    def of(self, node: Expression, place: Place) -> Shape:
        """What an expression at `place` is."""
        if isinstance(node, VariableRef):
            if node.name.lower() in ("_", "psitem"):
                return self.current(place)
            return Shape(self.interpreter.variable(node.name.lower()))
        if isinstance(node, Constant):
            return Shape(node.value)
        if isinstance(node, Member) and isinstance(node.name, Constant) and not node.is_static:
            return self._member(self.of(node.target, place), str(node.name.value))
        if isinstance(node, Index):
            return self.of(node.target, place).item()
        if isinstance(node, ArrayLiteral):
            return Shape([self.of(node.items[0], place).value])
        if isinstance(node, Paren):
            return self._statement(node.body, place)
        if isinstance(node, SubExpression) and len(node.body) == 1:
            return self._statement(node.body[0], place)
        return UNKNOWN

    def current(self, place: Place) -> Shape:
        """``$_``: what comes through the pipe to the nearest command around that stands behind one."""
        frames = [*place.outer, *([place.frame] if place.frame is not None else [])]
        for frame in reversed(frames):
            if frame.sources:
                return self.written_by(frame.sources, place)
        return Shape(self.interpreter.variable("_"))

    def written_by(self, parts: Sequence[Part], place: Place) -> Shape:
        """The objects that commands joined by pipes write."""
        for part in reversed(parts):
            if isinstance(part, CommandExpression):
                return self.of(part.expression, place).item()
            known = find_command(self.interpreter, _name(part))
            if known is None or known.cmdlet is None:
                return UNKNOWN
            if known.name.lower() not in _PASSING:
                return Shape(model=self.names.class_of(known.cmdlet.returns))
            expanded = _expanded(part)
            if expanded:
                return self._member(self.written_by(parts[: parts.index(part)], place), expanded)
        return UNKNOWN

    def _statement(self, node: Statement, place: Place) -> Shape:
        return self.written_by(node.commands, place) if isinstance(node, Pipeline) else UNKNOWN

    def _member(self, shape: Shape, name: str) -> Shape:
        if is_model(shape.value):  # an object of a list may have to be read from the engine for its value
            shape = Shape(model=type(shape.value))
        if shape.model is not None:
            found = model_properties(shape.model).get(name.lower())
            declared = options(_field_type(shape.model, found[1]))[0] if found else None
            declared = item_type(declared) if declared is not None and is_list(declared) else declared
            return Shape(model=declared) if hasattr(declared, "model_fields") else UNKNOWN
        try:
            return Shape(get_member(shape.value, name))
        except VMMError:
            return UNKNOWN


def _name(command: Command) -> str:
    return str(command.name.text or command.name.value) if isinstance(command.name, Constant) else ""


def _expanded(command: Command) -> str:
    """The property that Select-Object hands on instead of the object."""
    for element, following in pairwise(command.elements):
        is_named = isinstance(element, ParameterArgument) and "expandproperty".startswith(element.name.lower())
        if is_named and isinstance(following, Constant):
            return str(following.value)
    return ""
