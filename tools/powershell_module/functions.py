"""Cmdlet classes as PowerShell functions: names, parameters with sets and types, and a body that calls the engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from vmmconsole.cmdlets.session import ServerConnection
from vmmconsole.script.binding import CHANGING, COMMON
from vmmconsole.script.cmdlet import Cmdlet, Parameter
from vmmconsole.script.coerce import is_list, item_type, options

HELP_FILE = "VirtualMachineManager.psm1-Help.xml"
_KEPT = {"get-job"}
"""Names that PowerShell has itself and scripts need: the product leaves them alone too, and has its SC name only."""
_AUTOMATIC = {
    "args", "error", "executioncontext", "false", "foreach", "home", "host", "input", "lastexitcode", "matches",
    "myinvocation", "null", "pid", "profile", "psboundparameters", "pscmdlet", "pshome", "psitem", "pwd", "sender",
    "shellid", "stacktrace", "switch", "this", "true",
}  # fmt: skip
"""Variables of PowerShell's own: a parameter of such a name would take their place, or could not be set at all."""
_PLAIN = {
    "str": "[string]", "int": "[long]", "float": "[double]", "bool": "[bool]", "UUID": "[guid]",
    "datetime": "[datetime]", "timedelta": "[timespan]",
}  # fmt: skip


def quoted(text: str) -> str:
    """A text as a literal of the language."""
    return "'" + "".join(c * 2 if c in "'\u2018\u2019\u201a\u201b" else c for c in text) + "'"


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the module."""

    kind: type[Cmdlet]
    name: str
    aliases: tuple[str, ...]


def functions_of(kinds: Iterable[type[Cmdlet]]) -> list[Function]:
    """A function for each class, by its first name that PowerShell does not need itself."""
    found = []
    for kind in kinds:
        names = [name for name in (kind.name, *kind.aliases) if name.lower() not in _KEPT]
        found.append(Function(kind, names[0], tuple(names[1:])))
    return sorted(found, key=lambda f: f.name.lower())


def values_of(parameter: Parameter) -> list[str]:
    """The values that a parameter of an enumeration takes."""
    kind = options(parameter.type)[0]
    kind = item_type(kind) if is_list(kind) else kind
    return [str(v.value) for v in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []


def type_of(parameter: Parameter) -> str:
    """The type of a parameter in plain PowerShell; objects come as themselves or as their names."""
    if parameter.is_switch:
        return "[switch]"
    if len(options(parameter.type)) > 1 or type(None) in getattr(parameter.type, "__args__", ()):
        return "[object]"
    kind = options(parameter.type)[0]
    if is_list(kind):
        return f"{_single(item_type(kind))[:-1]}[]]"
    if parameter.name.endswith("Credential"):
        return "[object]"  # one of PowerShell's, or the name of a stored one
    return _single(kind)


def _single(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "[string]"
    plain = (str, int, float, bool, UUID, datetime, timedelta)
    return _PLAIN[kind.__name__] if kind in plain else "[object]"


def piped(kind: type[Cmdlet]) -> list[Parameter]:
    """The parameters that take objects from the pipeline; a server only where nothing else does."""
    found = [p for p in kind.parameters if p.pipeline]
    return [p for p in found if p.type is not ServerConnection] or found


def is_dispatched(kind: type[Cmdlet]) -> bool:
    """Whether several parameters take the pipeline's objects, so that the function looks at what comes."""
    return len(piped(kind)) > 1


def pipeline_targets(kind: type[Cmdlet]) -> list[tuple[str, str]]:
    """For a dispatched one: kinds of objects and the parameters that take them; the first takes what fits none."""
    found = []
    for p in piped(kind):
        declared = options(p.type)[0]
        declared = item_type(declared) if is_list(declared) else declared
        found.append((str(getattr(declared, "kind", "") or getattr(declared, "__name__", "object")), p.name))
    return found


def _catcher(kind: type[Cmdlet]) -> str:
    """The name of the parameter that takes what comes through the pipeline of a dispatched one."""
    return "PipelineObject" if kind.find_parameter("InputObject") else "InputObject"


def sets_of(kind: type[Cmdlet]) -> list[str]:
    """The names of the parameter sets; empty where there is only one."""
    return list(dict.fromkeys(s for p in kind.parameters for s in p.sets))


def _default_set(kind: type[Cmdlet]) -> str:
    if kind.default_set:
        return kind.default_set
    free = [s for s in sets_of(kind) if not any(p.mandatory and s in p.sets for p in kind.parameters)]
    return next(iter([*free, *sets_of(kind)]), "")


def _positions(kind: type[Cmdlet]) -> dict[str, int]:
    """Positions by attribute; PowerShell takes each but once in a parameter set."""
    taken: set[tuple[str, int]] = set()
    found = {}
    for p in kind.parameters:
        if p.position is None:
            continue
        places = {(s, p.position) for s in p.sets or sets_of(kind) or [""]}
        if not places & taken:
            taken |= places
            found[p.attribute] = p.position
    return found


def _parameter_attributes(kind: type[Cmdlet], p: Parameter, position: int | None) -> list[str]:
    shared = []
    if position is not None:
        shared.append(f"Position = {position}")
    if p in piped(kind) and not is_dispatched(kind):
        shared.append("ValueFromPipeline = $true")
    if p.pipeline_property:
        shared.append("ValueFromPipelineByPropertyName = $true")
    if p.remaining:
        shared.append("ValueFromRemainingArguments = $true")
    if p.mandatory and not (p.pipeline and is_dispatched(kind)):
        shared.insert(0, "Mandatory = $true")
    if p.sets:
        return [f"[Parameter({', '.join([f'ParameterSetName = {quoted(s)}', *shared])})]" for s in p.sets]
    return [f"[Parameter({', '.join(shared)})]"] if shared else []


def _aliases(kind: type[Cmdlet], p: Parameter) -> list[str]:
    """The parameter's further names, without what would clash with another parameter or a common one."""
    known = {q.name.lower() for q in kind.parameters} | {*COMMON, *CHANGING}
    return [n for n in p.aliases if n.lower() not in known]


def _declaration(kind: type[Cmdlet], p: Parameter, position: int | None, used: set[str]) -> str:
    lines = _parameter_attributes(kind, p, position)
    aliases = [a for a in _aliases(kind, p) if a.lower() not in used]
    used.update(a.lower() for a in aliases)
    if aliases:
        lines.append(f"[Alias({', '.join(quoted(a) for a in aliases)})]")
    if values := values_of(p):
        lines.append(f"[ValidateSet({', '.join(quoted(v) for v in values)})]")
    kind_text = type_of(p)
    if kind_text in ("[object]", "[string]", "[object[]]", "[string[]]") and not values and not p.pipeline:
        if kind_text == "[object]":
            lines.append("[AllowNull()]")
        if p.mandatory and "string" in kind_text:
            lines.append("[AllowEmptyString()]")
    if kind_text == "[long]" and p.minimum is not None and p.maximum is not None:
        lines.append(f"[ValidateRange({int(p.minimum)}, {int(p.maximum)})]")
    lines.append(f"{kind_text}${p.name}")
    return "\n".join(f"        {line}" for line in lines)


def _parameters(kind: type[Cmdlet]) -> str:
    for p in kind.parameters:
        if p.name.lower() in _AUTOMATIC or p.name.lower() in {*COMMON, *CHANGING}:
            raise ValueError(f"{kind.name} -{p.name}: PowerShell has that name itself")
    positions = _positions(kind)
    used: set[str] = set()
    declared = [_declaration(kind, p, positions.get(p.attribute), used) for p in kind.parameters]
    if is_dispatched(kind):
        declared.append(f"        [Parameter(ValueFromPipeline = $true)]\n        [object]${_catcher(kind)}")
    return ",\n\n".join(declared)


def _targets(pairs: Sequence[tuple[str, str]]) -> str:
    return "@(" + ", ".join(f"@({quoted(kind)}, {quoted(name)})" for kind, name in pairs) + ")"


def function_text(function: Function) -> str:
    """The function's whole text."""
    kind = function.kind
    binding = []
    if kind.changes:
        binding.append("SupportsShouldProcess = $true")
    if name := _default_set(kind):
        binding.append(f"DefaultParameterSetName = {quoted(name)}")
    call = f"Invoke-EngineCall -Cmdlet $PSCmdlet -Name {quoted(kind.name)} -Bound $PSBoundParameters"
    if kind.changes:
        call += " -WhatIfOnly ([bool]$WhatIfPreference)"
    if is_dispatched(kind):
        call += f" -Catcher {quoted(_catcher(kind))} -Targets {_targets(pipeline_targets(kind))}"
    returns = f"    [OutputType({quoted(f'VirtualMachineManager.{kind.returns}')})]\n" if kind.returns else ""
    return (
        f"function {function.name} {{\n"
        f"    # .EXTERNALHELP {HELP_FILE}\n"
        f"    [CmdletBinding({', '.join(binding)})]\n"
        f"{returns}"
        f"    param(\n{_parameters(kind)}\n    )\n"
        f"    process {{\n        {call}\n    }}\n"
        "}\n"
    )
