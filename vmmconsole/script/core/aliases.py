"""Other names of commands: Get-Alias, Set-Alias."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.model.errors import NotFoundError, ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.patterns import like
from vmmconsole.script.values import PSObject

from .discovery import all_cmdlets


def _described(name: str, command: str) -> PSObject:
    return PSObject(
        [("CommandType", "Alias"), ("Name", name), ("Definition", command), ("DisplayName", f"{name} -> {command}")],
        "AliasInfo",
    )


def known_aliases(context: Context) -> dict[str, str]:
    """Every alias, in its own case, with the command it stands for; what the script has set comes first."""
    found = {alias: cls.name for cls in all_cmdlets(context) for alias in cls.aliases if "-" not in alias}
    own = {name.lower() for name in context.runtime.aliases}
    kept = {alias: command for alias, command in found.items() if alias.lower() not in own}
    return {**kept, **context.runtime.aliases}


class GetAlias(Cmdlet):
    """Shows which command an alias stands for.

    Example:
        Get-Alias sort

    Example:
        Get-Alias -Definition Where-Object
    """

    name = "Get-Alias"
    aliases = ("gal",)

    names: list[str] = parameter("Name", position=0, default=("*",), pipeline=True, help="Aliases or wildcards.")
    definitions: list[str] = parameter("Definition", help="The commands whose aliases are wanted.")
    exclude: list[str] = parameter("Exclude", default=(), help="Aliases to leave out.")
    scope: str = parameter("Scope", default="", help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        known = known_aliases(session)
        for wanted in self.names:
            found = [a for a in sorted(known, key=str.lower) if like(a, wanted) and self._kept(a, known[a])]
            if not found and "*" not in wanted:
                raise NotFoundError(f"There is no alias '{wanted}'.", action="Get-Alias lists them all.")
            for alias in found:
                yield _described(alias, known[alias])

    def _kept(self, alias: str, command: str) -> bool:
        fits = self.definitions is UNSET or any(like(command, d) for d in self.definitions)
        return fits and not any(like(alias, e) for e in self.exclude)


class SetAlias(Cmdlet):
    """Gives a command another name, until the script or the shell ends.

    Example:
        Set-Alias show Write-Output; show 5
    """

    name = "Set-Alias"
    aliases = ("sal", "New-Alias", "nal")

    alias: str = parameter("Name", position=0, mandatory=True, pipeline_property=True, help="The new name.")
    value: str = parameter("Value", position=1, mandatory=True, pipeline_property=True, help="The command.")
    description: str = parameter("Description", default="", help="Accepted.")
    option: str = parameter("Option", default="None", help="Accepted.")
    scope: str = parameter("Scope", default="", help="Accepted.")
    force: switch = parameter("Force", help="Accepted.")
    pass_through: switch = parameter("PassThru", help="Write the alias.")

    def run(self, session: Context) -> Iterable[Any]:
        if self.alias.lower() == self.value.lower():
            raise ScriptError(f"'{self.alias}' cannot stand for itself.")
        session.runtime.aliases[self.alias.lower()] = self.value
        return [_described(self.alias, self.value)] if self.pass_through else ()


class RemoveAlias(Cmdlet):
    """Forgets an alias that Set-Alias has made.

    Example:
        Set-Alias show Write-Output; Remove-Alias show
    """

    name = "Remove-Alias"

    names: list[str] = parameter("Name", position=0, mandatory=True, pipeline=True, help="The aliases.")
    force: switch = parameter("Force", help="Accepted.")
    scope: str = parameter("Scope", default="", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        for name in self.names:
            if session.runtime.aliases.pop(name.lower(), None) is None:
                raise NotFoundError(f"The script has set no alias '{name}'.")
        return ()
