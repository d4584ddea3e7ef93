"""The session: variables, modules and snap-ins, and running blocks of script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vmmconsole.model.errors import CapabilityError, NotFoundError, ParameterError, ScriptError
from vmmconsole.script.cmdlet import UNSET, Cmdlet, parameter, switch
from vmmconsole.script.context import Context
from vmmconsole.script.convert import to_text
from vmmconsole.script.parser import parse
from vmmconsole.script.patterns import like
from vmmconsole.script.scope import CONSTANTS, Scope, Variable
from vmmconsole.script.strict_mode import PLACES
from vmmconsole.script.values import PSObject, ScriptBlockValue

from .text_files import read_text

_SNAPIN = "Microsoft.SystemCenter.VirtualMachineManager"
_MODULE = "virtualmachinemanager"
_NEWEST = 7
"""The newest version of PowerShell that scripts may name to Set-StrictMode."""


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
        known = session.runtime.scope.all_variables()
        for name in self.names:
            found = [v for k, v in sorted(known.items()) if like(k, name) and ":" not in k and self._kept(k)]
            automatic = session.runtime.automatic(name.lower()) if not found else None
            if automatic is not None:
                found = [Variable(name, automatic)]
            if not found and not _is_wildcard(name):
                raise NotFoundError(f"Cannot find a variable with the name '{name}'.")
            for variable in found:
                pairs = [("Name", variable.name), ("Value", variable.value)]
                yield variable.value if self.value_only else PSObject(pairs, "PSVariable")

    def _kept(self, name: str) -> bool:
        return any(like(name, p) for p in self.include) and not any(like(name, p) for p in self.exclude)


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
            if like(key, name) and any(like(key, p) for p in include) and not any(like(key, p) for p in exclude)
        ]
        if not here and not _is_wildcard(name):
            raise NotFoundError(f"Cannot find a variable with the name '{name}'.")
        found.extend(pair for pair in here if pair not in found)
    return found


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


class InvokeCommand(Cmdlet):
    """Runs a script block here, whatever computer -ComputerName names, and says so.

    Example:
        Invoke-Command -ScriptBlock {param($x) $x * 2} -ArgumentList 21
    """

    name = "Invoke-Command"
    aliases = ("icm",)

    block: ScriptBlockValue = parameter(
        "ScriptBlock", aliases=("Command",), position=0, sets=("Block",), mandatory=True, help="The block."
    )
    computer: list[Any] = parameter("ComputerName", aliases=("Cn",), position=0, help="Only said; the block runs here.")
    session_: list[Any] = parameter("Session", help="Only said; the block runs here.")
    file: str = parameter("FilePath", aliases=("PSPath",), sets=("File",), mandatory=True, help="A script to run.")
    arguments: list[Any] = parameter("ArgumentList", aliases=("Args",), help="Its arguments.")
    item: Any = parameter("InputObject", pipeline=True, help="What the block sees as $_ and $input.")
    credential: Any = parameter("Credential", help="Not needed here.")
    authentication: str = parameter("Authentication", help="Not needed here.")
    as_job: switch = parameter("AsJob", help="Not supported.")
    hide_name: switch = parameter("HideComputerName", help="Accepted.")
    no_new_scope: switch = parameter("NoNewScope", help="Where the variables are those of the caller.")
    throttle: int = parameter("ThrottleLimit", help="Accepted.")
    port: int = parameter("Port", help="Not needed here.")
    use_ssl: switch = parameter("UseSSL", help="Not needed here.")
    option: Any = parameter("SessionOption", help="Not needed here.")
    configuration: str = parameter("ConfigurationName", help="Not needed here.")
    session_name: list[str] = parameter("SessionName", help="Not needed here.")
    job_name_: str = parameter("JobName", help="Not needed here.")
    certificate: str = parameter("CertificateThumbprint", help="Not needed here.")
    redirection: switch = parameter("AllowRedirection", help="Not needed here.")
    network: switch = parameter("EnableNetworkAccess", help="Not needed here.")

    default_set = "Block"

    def run(self, session: Context) -> Iterable[Any]:
        if self.as_job:
            raise CapabilityError("Invoke-Command -AsJob is not available here.", action="Leave -AsJob out.")
        self._say_where(session)
        arguments = [] if self.arguments is UNSET else self.arguments
        has_item = self.item is not UNSET
        block = self.block if self.block is not UNSET else self._of_file(session)
        return session.runtime.invoke_block(
            block, arguments, item=self.item if has_item else None, has_item=has_item, new_scope=not self.no_new_scope
        )

    def _say_where(self, session: Context) -> None:
        """Say once in a script that blocks do not leave this computer."""
        given = [*([] if self.computer is UNSET else self.computer), *([] if self.session_ is UNSET else self.session_)]
        others = [name for name in map(to_text, given) if name.lower() not in _HERE]
        if others and not session.runtime.said_where:
            session.runtime.said_where = True
            session.write("warning", f"Blocks of Invoke-Command run here, not on {', '.join(others[:5])}.")

    def _of_file(self, session: Context) -> ScriptBlockValue:
        session.need_files(self.name)
        block = parse(read_text(session.path(self.file)), self.file)
        return ScriptBlockValue(block, session.runtime.scope)


_HERE = ("localhost", ".", "127.0.0.1", "::1")


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


class SetStrictMode(Cmdlet):
    """Makes errors of variables without a value, properties that are not there and places outside an array.

    It holds in the scope where it is called and in those inside.

    Example:
        Set-StrictMode -Version Latest
    """

    name = "Set-StrictMode"

    version: str = parameter(
        "Version",
        aliases=("v",),
        sets=("Version",),
        mandatory=True,
        help="1.0, 2.0, 3.0 or Latest: the higher the more.",
    )
    off: switch = parameter("Off", sets=("Off",), mandatory=True, help="No more such errors.")

    def run(self, session: Context) -> Iterable[Any]:
        session.runtime.scope.strictness = 0 if self.off else self._level()
        return ()

    def _level(self) -> int:
        text = to_text(self.version)
        if text.lower() == "latest":
            return PLACES
        major = text.partition(".")[0]
        if not major.isdigit() or int(major) > _NEWEST:
            raise ParameterError(
                f"The value '{text[:40]}' does not fit the parameter -Version.", action="Give 1.0, 2.0, 3.0 or Latest."
            )
        return min(int(major), PLACES)


class GetHost(Cmdlet):
    """Shows the program that runs the script.

    Example:
        (Get-Host).Name
    """

    name = "Get-Host"

    def run(self, session: Context) -> Iterable[Any]:
        return [session.runtime.variable("host")]


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
