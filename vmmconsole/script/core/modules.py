"""Modules, snap-ins and types that scripts load: what there is of them is there without loading."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vmmconsole.model.errors import CapabilityError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.patterns import like
from vmmconsole.script.values import PSObject

_SNAPIN = "Microsoft.SystemCenter.VirtualMachineManager"
_MODULE = "virtualmachinemanager"


class _Accepted(Cmdlet):
    names: list[Any] = parameter("Name", position=0, pipeline=True, help="The names.")
    force: switch = parameter("Force", help="Accepted.")
    pass_through: switch = parameter("PassThru", help="Accepted.")


class AddType(Cmdlet):
    """Accepts the assemblies whose types are here anyway; code cannot be compiled.

    Example:
        Add-Type -AssemblyName System.Web
    """

    name = "Add-Type"
    default_set = "Assembly"

    assembly: list[str] = parameter(
        "AssemblyName", aliases=("AN",), sets=("Assembly",), mandatory=True, help="Accepted without effect."
    )
    definition: str = parameter(
        "TypeDefinition", position=0, sets=("Source",), mandatory=True, help="Refused: code is not compiled here."
    )
    path: list[str] = parameter("Path", sets=("Path",), mandatory=True, help="Refused: code is not loaded here.")
    member: list[str] = parameter("MemberDefinition", sets=("Member",), mandatory=True, help="Refused likewise.")
    member_name: str = parameter("Name", sets=("Member",), help="Refused likewise.")
    member_namespace: str = parameter("Namespace", sets=("Member",), help="Refused likewise.")
    language: str = parameter("Language", default="", help="Refused likewise.")
    references: list[str] = parameter("ReferencedAssemblies", help="Accepted without effect.")
    ignores_warnings: switch = parameter("IgnoreWarnings", help="Accepted without effect.")
    pass_through: switch = parameter("PassThru", help="Accepted without effect.")

    def run(self, session: Context) -> Iterable[Any]:
        if self.assembly is UNSET:
            raise CapabilityError(
                "Add-Type is not available here.", cause="Scripts here do not compile or load code.",
                action="Write it as a function in the script.",
            )  # fmt: skip
        return ()


class SetExecutionPolicy(Cmdlet):
    """Accepted without effect: scripts here are not signed.

    Example:
        Set-ExecutionPolicy RemoteSigned -Scope Process -Force
    """

    name = "Set-ExecutionPolicy"

    policy: str = parameter("ExecutionPolicy", position=0, mandatory=True, help="Accepted.")
    scope: str = parameter("Scope", position=1, default="", help="Accepted.")
    force: switch = parameter("Force", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        return ()


class ImportModule(_Accepted):
    """Accepted without effect: all cmdlets are there already.

    Example:
        Import-Module virtualmachinemanager
    """

    name = "Import-Module"
    aliases = ("ipmo",)

    disable: switch = parameter("DisableNameChecking", help="Accepted.")
    scope: str = parameter("Scope", default="", help="Accepted.")
    version: str = parameter("MinimumVersion", aliases=("Version",), default="", help="Accepted.")
    required_version: str = parameter("RequiredVersion", default="", help="Accepted.")
    maximum_version: str = parameter("MaximumVersion", default="", help="Accepted.")
    full_name: Any = parameter("FullyQualifiedName", help="Accepted.")
    functions: list[str] = parameter("Function", help="Accepted.")
    cmdlets: list[str] = parameter("Cmdlet", help="Accepted.")
    variables: list[str] = parameter("Variable", help="Accepted.")
    alias_names: list[str] = parameter("Alias", help="Accepted.")
    no_clobber: switch = parameter("NoClobber", help="Accepted.")
    arguments: list[Any] = parameter("ArgumentList", help="Accepted.")
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
    refresh: switch = parameter("Refresh", help="Accepted.")
    full_name: Any = parameter("FullyQualifiedName", help="Accepted.")
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


class GetExecutionPolicy(Cmdlet):
    """Says that scripts may run.

    Example:
        Get-ExecutionPolicy
    """

    name = "Get-ExecutionPolicy"

    scope: str = parameter("Scope", position=0, default="", help="Accepted.")
    list_: switch = parameter("List", help="Accepted.")

    def run(self, session: Context) -> Iterable[Any]:
        return ["RemoteSigned"]
