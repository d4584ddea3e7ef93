"""Variables and functions: each call of a function has its own, and sees those of its callers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vmmconsole.model.errors import ScriptError

from .ast import Attribute, ScriptBlock, TypeName

CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None}
READ_ONLY = frozenset(("?", "psversiontable", "error", "host", "pid", "shellid"))


@dataclass(slots=True)
class Variable:
    """A variable's name as first written, its value, and the type it was declared with."""

    name: str
    value: Any
    type: TypeName | None = None
    checks: tuple[Attribute, ...] = ()
    """What its values must pass, such as ``[ValidateRange(1, 5)]``."""
    is_nothing: bool = False
    """Whether it got the output of something that wrote nothing: null, but a pipeline has no object of it."""


@dataclass(frozen=True, slots=True)
class FunctionValue:
    """A function of the script."""

    name: str
    block: ScriptBlock
    is_filter: bool = False
    is_workflow: bool = False


class Scope:
    """One level of variables and functions; `is_script` marks the outermost of a script."""

    __slots__ = ("functions", "is_script", "parent", "strictness", "variables")

    def __init__(self, parent: Scope | None = None, *, is_script: bool = False) -> None:
        self.parent = parent
        self.is_script = is_script
        self.variables: dict[str, Variable] = {}
        self.functions: dict[str, FunctionValue] = {}
        self.strictness: int | None = None
        """The version of Set-StrictMode that was given here, 0 for off; None where the scope outside says."""

    def find(self, name: str) -> Variable | None:
        """The variable of that lower-case name, here or further out."""
        scope: Scope | None = self
        while scope is not None:
            found = scope.variables.get(name)
            if found is not None:
                return found
            scope = scope.parent
        return None

    def find_function(self, name: str) -> FunctionValue | None:
        """The function of that lower-case name, here or further out."""
        scope: Scope | None = self
        while scope is not None:
            found = scope.functions.get(name)
            if found is not None:
                return found
            scope = scope.parent
        return None

    def all_functions(self) -> dict[str, FunctionValue]:
        """Every function that can be called from here."""
        found = self.parent.all_functions() if self.parent else {}
        return {**found, **self.functions}

    def all_variables(self) -> dict[str, Variable]:
        """Every variable that can be read from here."""
        found = self.parent.all_variables() if self.parent else {}
        return {**found, **self.variables}

    def set(self, name: str, value: Any) -> None:
        """Give a variable of this level a value.

        Raises:
            ScriptError: it is a constant.
        """
        lowered = name.lower()
        known = self.variables.get(lowered)
        if known is not None:
            known.value = value
            known.is_nothing = False
            return
        if lowered in CONSTANTS or lowered in READ_ONLY:
            raise ScriptError(f"The variable ${name} cannot be changed.", action="Choose another name.")
        self.variables[lowered] = Variable(name, value)

    def outermost(self) -> Scope:
        """The global level."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def script(self) -> Scope:
        """The level of the script."""
        scope = self
        while scope.parent is not None and not scope.is_script:
            scope = scope.parent
        return scope
