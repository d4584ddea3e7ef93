"""Variables as objects: Get-, Set-, New-, Clear- and Remove-Variable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.model.errors import NotFoundError, ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.patterns import like
from vmmconsole.script.scope import CONSTANTS, Scope, Variable
from vmmconsole.script.values import PSObject


class GetVariable(Cmdlet):
    """Shows variables.

    Example:
        $size = 5; Get-Variable size -ValueOnly
    """

    name = "Get-Variable"
    aliases = ("gv",)

    names: list[str] = parameter("Name", position=0, default=("*",), pipeline=True, help="Names or wildcards.")
    value_only: switch = parameter("ValueOnly", help="Only the values.")
    include: list[str] = parameter("Include", default=("*",), help="Only these.")
    exclude: list[str] = parameter("Exclude", default=(), help="All but these.")
    scope: str = parameter("Scope", default="", help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        known = sorted((k, v) for k, v in session.runtime.scope.all_variables().items() if ":" not in k)
        for name in self.names:
            found = [v for k, v in known if _is_meant(k, name, self.include, self.exclude)]
            automatic = session.runtime.automatic(name.lower()) if not found else None
            if automatic is not None:
                found = [Variable(name, automatic)]
            if not found and not _is_wildcard(name):
                raise NotFoundError(f"Cannot find a variable with the name '{name}'.")
            for variable in found:
                pairs = [("Name", variable.name), ("Value", variable.value)]
                yield variable.value if self.value_only else PSObject(pairs, "PSVariable")


def _is_meant(key: str, name: str, include: Iterable[str], exclude: Iterable[str]) -> bool:
    """Whether a variable is one that -Name, -Include and -Exclude ask for."""
    return like(key, name) and any(like(key, p) for p in include) and not any(like(key, p) for p in exclude)


def _is_wildcard(name: str) -> bool:
    return any(c in name for c in "*?[")


class _Assigning(Cmdlet):
    names: list[str] = parameter("Name", position=0, mandatory=True, pipeline_property=True, help="The names.")
    value: Any = parameter("Value", position=1, pipeline=True, pipeline_property=True, help="The value.")
    scope: str = parameter("Scope", default="Local", help="Global, Script or Local.")
    option: str = parameter("Option", default="None", help="Accepted.")
    visibility: str = parameter("Visibility", default="Public", help="Accepted.")
    description: str = parameter("Description", default="", help="Accepted.")
    force: switch = parameter("Force", help="Accepted; with New-Variable over a variable that is there.")
    pass_through: switch = parameter("PassThru", help="Write the variable.")

    _only_new = False

    def run(self, session: Context) -> Iterator[Any]:
        here = session.runtime.scope
        scope = {"global": here.outermost(), "script": here.script(), "1": here.parent or here}.get(
            self.scope.lower(), here
        )
        value = None if self.value is UNSET else self.value
        for written in self.names:
            name = written.lstrip("$")
            if name.lower() in CONSTANTS:
                raise ScriptError(f"The variable ${name} cannot be changed.", action="Choose another name.")
            if self._only_new and not self.force and name.lower() in scope.variables:
                raise ScriptError(f"A variable with name '{name}' already exists.", action="Replace it with -Force.")
            scope.set(name, value)
            if self.pass_through:
                yield PSObject([("Name", name), ("Value", value)], "PSVariable")


class SetVariable(_Assigning):
    """Gives a variable a value.

    Example:
        Set-Variable -Name size -Value 5; $size
    """

    name = "Set-Variable"
    aliases = ("sv", "set")


class NewVariable(_Assigning):
    """Makes a variable.

    Example:
        New-Variable -Name size -Value 5; $size
    """

    name = "New-Variable"
    aliases = ("nv",)
    _only_new = True


class RemoveVariable(Cmdlet):
    """Forgets variables.

    Example:
        $size = 5; Remove-Variable size
    """

    name = "Remove-Variable"
    aliases = ("rv",)

    names: list[str] = parameter("Name", position=0, mandatory=True, pipeline_property=True, help="The names.")
    include: list[str] = parameter("Include", default=("*",), help="Only these.")
    exclude: list[str] = parameter("Exclude", default=(), help="All but these.")
    force: switch = parameter("Force", help="Accepted.")
    scope: str = parameter("Scope", default="", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        for scope, key in _own_variables(session, self.names, self.include, self.exclude):
            del scope.variables[key]
        return ()


class ClearVariable(Cmdlet):
    """Gives variables no value.

    Example:
        $size = 5; Clear-Variable size
    """

    name = "Clear-Variable"
    aliases = ("clv",)

    names: list[str] = parameter("Name", position=0, mandatory=True, pipeline_property=True, help="The names.")
    include: list[str] = parameter("Include", default=("*",), help="Only these.")
    exclude: list[str] = parameter("Exclude", default=(), help="All but these.")
    force: switch = parameter("Force", help="Accepted.")
    scope: str = parameter("Scope", default="", help="Accepted.")
    pass_through: switch = parameter("PassThru", help="Write the variables.")

    def run(self, session: Context) -> Iterator[Any]:
        for scope, key in _own_variables(session, self.names, self.include, self.exclude):
            scope.variables[key].value = None
            if self.pass_through:
                yield PSObject([("Name", scope.variables[key].name), ("Value", None)], "PSVariable")


def _own_variables(
    session: Context, names: Iterable[str], include: Iterable[str], exclude: Iterable[str]
) -> list[tuple[Scope, str]]:
    """The variables that names and wildcards mean, each with the scope that has it.

    Raises:
        NotFoundError: there is none of a name.
    """
    found: list[tuple[Scope, str]] = []
    for written in names:
        name = written.lstrip("$")
        here = [
            (session.runtime.scope, key)
            for key in session.runtime.scope.variables
            if _is_meant(key, name, include, exclude)
        ]
        if not here and not _is_wildcard(name):
            raise NotFoundError(f"Cannot find a variable with the name '{name}'.")
        found.extend(pair for pair in here if pair not in found)
    return found
