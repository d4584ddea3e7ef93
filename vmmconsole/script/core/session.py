"""The session: variables, modules and snap-ins, and running blocks of script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.model.errors import ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.parser import parse
from vmmconsole.script.patterns import like
from vmmconsole.script.values import PSObject, ScriptBlockValue

_SNAPIN = "Microsoft.SystemCenter.VirtualMachineManager"
_MODULE = "virtualmachinemanager"


class GetVariable(Cmdlet):
    """Shows variables.

    Example:
        $size = 5; Get-Variable size -ValueOnly
    """

    name = "Get-Variable"
    aliases = ("gv",)

    names: list[str] = parameter("Name", position=0, default=("*",), pipeline=True, help="Names or wildcards.")
    value_only: switch = parameter("ValueOnly", help="Only the values.")
    scope: str = parameter("Scope", default="", help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        known = session.runtime.scope.all_variables()
        for name in self.names:
            found = [v for k, v in sorted(known.items()) if like(k, name) and ":" not in k]
            if not found and "*" not in name:
                raise ScriptError(f"There is no variable '{name}'.")
            for variable in found:
                pairs = [("Name", variable.name), ("Value", variable.value)]
                yield variable.value if self.value_only else PSObject(pairs, "PSVariable")


class SetVariable(Cmdlet):
    """Gives a variable a value.

    Example:
        Set-Variable -Name size -Value 5; $size
    """

    name = "Set-Variable"
    aliases = ("sv", "set", "New-Variable", "nv")

    names: list[str] = parameter("Name", position=0, mandatory=True, help="The names.")
    value: Any = parameter("Value", position=1, pipeline=True, help="The value.")
    scope: str = parameter("Scope", default="Local", help="Global, Script or Local.")
    option: str = parameter("Option", default="None", help="Accepted.")
    description: str = parameter("Description", default="", help="Accepted.")
    force: switch = parameter("Force", help="Accepted.")
    pass_through: switch = parameter("PassThru", help="Write the variable.")

    def run(self, session: Context) -> Iterator[Any]:
        here = session.runtime.scope
        scope = {"global": here.outermost(), "script": here.script()}.get(self.scope.lower(), here)
        value = None if self.value is UNSET else self.value
        for name in self.names:
            scope.set(name.lstrip("$"), value)
            if self.pass_through:
                yield PSObject([("Name", name), ("Value", value)], "PSVariable")


class RemoveVariable(Cmdlet):
    """Forgets variables.

    Example:
        $size = 5; Remove-Variable size
    """

    name = "Remove-Variable"
    aliases = ("rv", "Clear-Variable", "clv")

    names: list[str] = parameter("Name", position=0, mandatory=True, help="The names.")
    force: switch = parameter("Force", help="Accepted.")
    scope: str = parameter("Scope", default="", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        for name in self.names:
            session.runtime.scope.variables.pop(name.lower(), None)
        return ()


class _Accepted(Cmdlet):
    names: list[Any] = parameter("Name", position=0, pipeline=True, help="The names.")
    force: switch = parameter("Force", help="Accepted.")
    pass_through: switch = parameter("PassThru", help="Accepted.")


class ImportModule(_Accepted):
    """Accepted without effect: all cmdlets are there already.

    Example:
        Import-Module virtualmachinemanager
    """

    name = "Import-Module"
    aliases = ("ipmo",)

    disable: switch = parameter("DisableNameChecking", help="Accepted.")
    scope: str = parameter("Scope", default="", help="Accepted.")
    global_: switch = parameter("Global", help="Accepted.")
    prefix: str = parameter("Prefix", default="", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        return ()


class RemoveModule(_Accepted):
    """Accepted without effect.

    Example:
        Remove-Module virtualmachinemanager
    """

    name = "Remove-Module"
    aliases = ("rmo",)

    def run(self, session: Context) -> Iterable[Any]:
        return ()


class GetModule(_Accepted):
    """Shows the one module whose cmdlets are there.

    Example:
        Get-Module virtualmachinemanager
    """

    name = "Get-Module"
    aliases = ("gmo",)

    available: switch = parameter("ListAvailable", help="Accepted.")
    all: switch = parameter("All", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        wanted = ["*"] if self.names is UNSET else self.names
        fits = any(like(_MODULE, str(name)) for name in wanted)
        return (
            [PSObject([("ModuleType", "Binary"), ("Name", _MODULE), ("Version", "5.1")], "PSModuleInfo")]
            if fits
            else []
        )


class AddSnapin(_Accepted):
    """Accepted without effect: all cmdlets are there already.

    Example:
        Add-PSSnapin Microsoft.SystemCenter.VirtualMachineManager
    """

    name = "Add-PSSnapin"
    aliases = ("asnp",)

    def run(self, session: Context) -> Iterable[Any]:
        return ()


class RemoveSnapin(_Accepted):
    """Accepted without effect.

    Example:
        Remove-PSSnapin Microsoft.SystemCenter.VirtualMachineManager
    """

    name = "Remove-PSSnapin"
    aliases = ("rsnp",)

    def run(self, session: Context) -> Iterable[Any]:
        return ()


class GetSnapin(_Accepted):
    """Shows the one snap-in whose cmdlets are there.

    Example:
        Get-PSSnapin Microsoft.SystemCenter.VirtualMachineManager
    """

    name = "Get-PSSnapin"
    aliases = ("gsnp",)

    registered: switch = parameter("Registered", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        wanted = ["*"] if self.names is UNSET else self.names
        fits = any(like(_SNAPIN, str(name)) for name in wanted)
        return (
            [
                PSObject(
                    [("Name", _SNAPIN), ("PSVersion", "2.0"), ("Description", "Virtual Machine Manager")],
                    "PSSnapInInfo",
                )
            ]
            if fits
            else []
        )


class InvokeCommand(Cmdlet):
    """Runs a script block here.

    Example:
        Invoke-Command -ScriptBlock {param($x) $x * 2} -ArgumentList 21
    """

    name = "Invoke-Command"
    aliases = ("icm",)

    block: ScriptBlockValue = parameter("ScriptBlock", position=0, mandatory=True, help="The block.")
    arguments: list[Any] = parameter("ArgumentList", aliases=("Args",), position=1, help="Its arguments.")
    computer: list[str] = parameter("ComputerName", aliases=("Cn",), help="Only this computer.")
    credential: Any = parameter("Credential", help="Not needed here.")
    item: Any = parameter("InputObject", pipeline=True, help="What the block sees as $_.")

    def run(self, session: Context) -> Iterable[Any]:
        if self.computer is not UNSET and any(c.lower() not in ("localhost", ".", "127.0.0.1") for c in self.computer):
            raise ScriptError(
                "Blocks cannot be run on other computers.", cause=f"-ComputerName names {', '.join(self.computer)}.",
                action="Use the cmdlets, which work on the hosts.",
            )  # fmt: skip
        arguments = [] if self.arguments is UNSET else self.arguments
        has_item = self.item is not UNSET
        return session.runtime.invoke_block(
            self.block, arguments, item=self.item if has_item else None, has_item=has_item, new_scope=True
        )


class InvokeExpression(Cmdlet):
    """Runs text as script.

    Example:
        Invoke-Expression "1 + 1"
    """

    name = "Invoke-Expression"
    aliases = ("iex",)

    command: str = parameter("Command", position=0, mandatory=True, pipeline=True, help="The text.")

    def run(self, session: Context) -> Iterable[Any]:
        block = parse(self.command, "Invoke-Expression")
        return session.runtime.invoke_block(ScriptBlockValue(block, session.runtime.scope))
