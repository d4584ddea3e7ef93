"""Get-Command and Get-Help: what there is, all from the cmdlet classes."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from vmmconsole.model.errors import NotFoundError
from vmmconsole.script.binding import shown_value
from vmmconsole.script.cmdlet import UNSET, Cmdlet, Parameter, parameter, switch
from vmmconsole.script.coerce import is_list, item_type, nearest, options, type_name_of_class
from vmmconsole.script.context import Context
from vmmconsole.script.convert import enum_text, to_text
from vmmconsole.script.functions import parameters_of
from vmmconsole.script.patterns import like
from vmmconsole.script.scope import FunctionValue
from vmmconsole.script.values import Computed, Hashtable, PSObject

from .script_help import function_help

if TYPE_CHECKING:
    from vmmconsole.script.evaluate import Evaluator

_core: tuple[type[Cmdlet], ...] = ()


def set_core(cmdlets: tuple[type[Cmdlet], ...]) -> None:
    """Tell which core cmdlets there are; the package does it once they are all defined."""
    global _core
    _core = cmdlets


def all_cmdlets(context: Context) -> list[type[Cmdlet]]:
    """Every cmdlet that the script can call, by name."""
    found = {cls.name.lower(): cls for cls in _core}
    for name in context.host.command_names():
        cls = context.host.find_command(name)
        if cls is not None:
            found.setdefault(cls.name.lower(), cls)
    return [found[name] for name in sorted(found)]


def type_text(kind: Any) -> str:
    """A parameter's type as help shows it."""
    found = options(kind)[0]
    if found in (Any, object):
        return "Object"
    if is_list(found):
        return type_text(item_type(found)) + "[]"
    if found is switch:
        return "Switch"
    known = {str: "String", int: "Int32", float: "Double", bool: "Boolean"}
    if found in known:
        return known[found]
    if isinstance(found, type):
        kind_name = getattr(found, "kind", "")
        names = {"UUID": "Guid", "datetime": "DateTime", "timedelta": "TimeSpan"}
        name = kind_name if isinstance(kind_name, str) and kind_name else type_name_of_class(found)
        return names.get(name, name)
    return str(found)


def syntax(cls: type[Cmdlet]) -> list[str]:
    """The lines of a cmdlet's syntax, one per parameter set; of one that works only what works."""
    known = {s for p in cls.parameters for s in p.sets} or {""}
    lacking = {s for p in cls.parameters if p.needs and p.mandatory for s in p.sets}
    lines = []
    for name in sorted(known if cls.needs else (known - lacking or known)):
        shown = [p for p in cls.parameters if not p.sets or name in p.sets]
        shown = [p for p in shown if cls.needs or p.mandatory or not p.needs]
        shown.sort(key=_rank)
        pieces = [cls.name, *map(_syntax_piece, shown)]
        if cls.changes:
            pieces += ["[-WhatIf]", "[-Confirm]"]
        lines.append(" ".join([*pieces, "[<CommonParameters>]"]))
    return lines


def _rank(p: Parameter) -> tuple[bool, int, bool]:
    """Positional parameters first, then mandatory ones."""
    return p.position is None, p.position or 0, not p.mandatory


def _syntax_piece(p: Parameter) -> str:
    if p.is_switch:
        return f"[-{p.name}]"
    name = f"-{p.name}" if p.position is None else f"[-{p.name}]"
    text = f"{name} <{type_text(p.type)}>"
    return text if p.mandatory else f"[{text}]"


def help_parts(cls: type[Cmdlet]) -> tuple[str, str, list[str]]:
    """Synopsis, description and examples from a cmdlet's docstring."""
    text = inspect.getdoc(cls) or ""
    head, *examples = re.split(r"^Example:\s*$", text, flags=re.MULTILINE)
    synopsis, _, description = head.strip().partition("\n")
    return synopsis.strip(), description.strip(), [inspect.cleandoc(e).strip() for e in examples]


def help_text(cls: type[Cmdlet], *, examples_only: bool = False) -> str:
    """What Get-Help prints for a cmdlet."""
    synopsis, description, examples = help_parts(cls)
    out = ["", "NAME", f"    {cls.name}", "", "SYNOPSIS", f"    {synopsis}", ""]
    shown = [line for i, e in enumerate(examples, 1) for line in (f"    Example {i}", "", *_indented(e, 8), "")]
    if examples_only:
        return "\n".join([*out, "EXAMPLES", *shown])
    if cls.needs:
        out += ["AVAILABILITY", f"    Not available: this version does not have {cls.needs}.", ""]
    out += ["SYNTAX", *(f"    {line}" for line in syntax(cls)), ""]
    if description:
        out += ["DESCRIPTION", *_indented(description, 4), ""]
    if cls.aliases:
        out += ["ALIASES", f"    {', '.join(cls.aliases)}", ""]
    out += ["PARAMETERS"]
    for p in sorted(cls.parameters, key=_rank):
        out += _parameter_help(p)
    if cls.returns:
        out += ["OUTPUTS", f"    {cls.returns}", ""]
    return "\n".join([*out, "EXAMPLES", *shown])


def _indented(text: str, by: int) -> list[str]:
    return [" " * by + line if line else "" for line in text.splitlines()]


def _range(p: Parameter) -> str:
    """``1 to 64``, ``at least 1``."""
    if p.minimum is None or p.maximum is None:
        return f"at least {p.minimum:g}" if p.maximum is None else f"at most {p.maximum:g}"
    return f"{p.minimum:g} to {p.maximum:g}"


def _parameter_help(p: Parameter) -> list[str]:
    kind = options(p.type)[0]
    lines = [f"    -{p.name}" + ("" if p.is_switch else f" <{type_text(p.type)}>"), f"        {p.help}"]
    inner = item_type(kind) if is_list(kind) else kind
    if isinstance(inner, type) and issubclass(inner, Enum):
        lines.append(f"        One of: {', '.join(enum_text(m) for m in inner)}.")
    if p.minimum is not None or p.maximum is not None:
        lines.append(f"        Range: {_range(p)} {p.unit}".rstrip())
    elif p.unit:
        lines.append(f"        Unit: {p.unit}")
    if p.needs:
        only = " or ".join(map(shown_value, p.neutral))
        lines.append(f"        {f'Only {only}' if only else 'Not available'}: this version does not have {p.needs}.")
    takes = [t for t, on in (("by value", p.pipeline), ("by property name", p.pipeline_property)) if on]
    default = "" if p.default is UNSET or p.is_switch or p.default in ("", None) else to_text(p.default)
    facts = [
        ("Required", "true" if p.mandatory else "false"),
        ("Position", "named" if p.position is None else str(p.position + 1)),
        ("Default value", default or "none"), ("Accepts pipeline input", ", ".join(takes) or "false"),
        ("Aliases", ", ".join(p.aliases) or "none"), ("Parameter sets", ", ".join(p.sets) or "all"),
    ]  # fmt: skip
    return [*lines, "", *(f"        {name:<24}{value}" for name, value in facts), ""]


class GetCommand(Cmdlet):
    """Lists the cmdlets and functions that can be called.

    Missing says what this version does not have, for a cmdlet that can do nothing but say so.

    Example:
        Get-Command -Verb Get

    Example:
        Get-Command *-Object
    """

    name = "Get-Command"
    aliases = ("gcm",)
    returns = "CommandInfo"

    names: list[str] = parameter("Name", position=0, default=("*",), pipeline=True, help="Names or wildcards.")
    verb: str = parameter("Verb", default="*", help="Only this verb.")
    noun: str = parameter("Noun", default="*", help="Only this noun.")
    module: list[str] = parameter("Module", aliases=("PSSnapin",), help="Only cmdlets of this module or snap-in.")
    command_type: str = parameter("CommandType", default="All", help="Cmdlet, Function or Alias.")
    syntax: switch = parameter("Syntax", help="The syntax as text.")
    total: int = parameter("TotalCount", minimum=0, help="Only so many.")
    parameter_names: list[str] = parameter("ParameterName", help="Only those with such a parameter.")
    all: switch = parameter("All", help="Accepted.")
    imported: switch = parameter("ListImported", help="Accepted.")
    arguments: list[Any] = parameter("ArgumentList", aliases=("Args",), help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        found = 0
        for info, names, lines in self._known(session):
            if any(like(n, wanted) for n in names for wanted in self.names) and self._fits(info):
                if self.total is not UNSET and found >= self.total:
                    return
                found += 1
                yield "\n".join(lines) if self.syntax else info
        exact = [n for n in self.names if "*" not in n and "?" not in n]
        if exact and not found:
            near = nearest(exact[0], [cls.name for cls in all_cmdlets(session)])
            raise NotFoundError(
                f"There is no cmdlet or function '{exact[0]}'.", action=f"Did you mean {near}?" if near else ""
            )  # fmt: skip

    def _known(self, session: Context) -> Iterator[tuple[PSObject, list[str], list[str]]]:
        for cls in all_cmdlets(session):
            if not self._has_parameters(cls) or not self._in_module(cls):
                continue
            info = _info("Cmdlet", cls.name, help_parts(cls)[0], cls.needs, cls.parameters)
            yield (
                info,
                [cls.name, *(a for a in cls.aliases if any(a.lower() == n.lower() for n in self.names))],
                syntax(cls),
            )
            yield from self._aliases_of(cls)
        functions: Iterable[FunctionValue] = session.runtime.scope.all_functions().values()
        for function in functions:
            parameters = parameters_of(cast("Evaluator", session.runtime), function.block)
            info = _info("Function", function.name, function.block.text.strip(), parameters=parameters)
            yield info, [function.name], [function.name]

    def _aliases_of(self, cls: type[Cmdlet]) -> Iterator[tuple[PSObject, list[str], list[str]]]:
        """The cmdlet's other names, where a wildcard asks for some of them."""
        wanted = [name for name in self.names if name.strip("*") and ("*" in name or "?" in name)]
        for alias in cls.aliases:
            if any(like(alias, name) for name in wanted):
                yield _info("Alias", alias, cls.name, cls.needs, cls.parameters), [alias], [alias]

    def _has_parameters(self, cls: type[Cmdlet]) -> bool:
        wanted = [] if self.parameter_names is UNSET else self.parameter_names
        known = [n for p in cls.parameters for n in (p.name, *p.aliases)]
        return not wanted or any(like(n, w) for n in known for w in wanted)

    def _in_module(self, cls: type[Cmdlet]) -> bool:
        """The product's cmdlets belong to its module or snap-in, the language's own to PowerShell's."""
        if self.module is UNSET:
            return True
        name = "Microsoft.PowerShell.Core" if cls in _core else "VirtualMachineManager"
        return any(like(name, m) or like(f"Microsoft.SystemCenter.{name}", m) for m in self.module)

    def _fits(self, info: PSObject) -> bool:
        verb, _, noun = to_text(info.properties["Name"]).partition("-")
        kind = self.command_type.lower()
        return (
            like(verb, self.verb)
            and like(noun, self.noun)
            and kind in ("all", to_text(info.properties["CommandType"]).lower())
        )


def _info(kind: str, name: str, definition: str, missing: str = "", parameters: Sequence[Parameter] = ()) -> PSObject:
    """`missing` is what the product cannot do yet and the command is for."""
    facts: list[tuple[str, Any]] = [
        ("CommandType", kind), ("Name", name), ("Missing", missing), ("Definition", definition),
        ("Parameters", Computed("Property", lambda _: _by_name(parameters), "Parameters")),
    ]  # fmt: skip
    return PSObject(facts, "CommandInfo")


def _by_name(parameters: Sequence[Parameter]) -> Hashtable:
    """What ``(Get-Command …).Parameters`` gives."""
    return Hashtable(
        (
            (p.name, PSObject([("Name", p.name), ("ParameterType", type_text(p.type)), ("Aliases", list(p.aliases)),
                               ("SwitchParameter", p.is_switch)], "ParameterMetadata"))
            for p in parameters
        ),
        ordered=True,
    )  # fmt: skip


class GetHelp(Cmdlet):
    """Shows how a cmdlet is used.

    Example:
        Get-Help Where-Object
    """

    name = "Get-Help"
    aliases = ("help", "man")

    topic: str = parameter("Name", position=0, default="", pipeline=True, help="The cmdlet, or a wildcard.")
    full: switch = parameter("Full", help="Accepted; help is always full.")
    detailed: switch = parameter("Detailed", help="Accepted; help is always full.")
    examples: switch = parameter("Examples", help="Only the examples.")
    parameter_name: str = parameter("Parameter", help="Only this parameter.")
    online: switch = parameter("Online", help="Accepted.")

    def run(self, session: Context) -> Iterator[Any]:
        function = session.runtime.scope.find_function(self.topic.lower())
        if function is not None:
            yield function_help(session, function)
            return
        known = all_cmdlets(session)
        if not self.topic:
            yield "Type Get-Command to see all cmdlets, and Get-Help <cmdlet name> for one of them."
            return
        wanted = self.topic.lower()
        found = [c for c in known if like(c.name, self.topic) or wanted in (a.lower() for a in c.aliases)]
        if not found:
            near = nearest(self.topic, [c.name for c in known])
            raise NotFoundError(
                f"There is no help for '{self.topic}'.", action=f"Did you mean {near}?" if near else "Type Get-Command."
            )
        if len(found) > 1:
            yield from (_info("Cmdlet", c.name, help_parts(c)[0], c.needs) for c in found)
            return
        if self.parameter_name is not UNSET:
            shown = [p for p in found[0].parameters if like(p.name, self.parameter_name)]
            yield "\n".join(line for p in shown for line in _parameter_help(p))
            return
        yield help_of(found[0], examples_only=bool(self.examples))


def help_of(cls: type[Cmdlet], *, examples_only: bool = False) -> PSObject:
    """A cmdlet's help as an object that prints as text."""
    synopsis, description, examples = help_parts(cls)
    facts = [
        ("Name", cls.name), ("Category", "Cmdlet"), ("Synopsis", synopsis), ("Description", description),
        ("Syntax", syntax(cls)), ("Examples", examples),
    ]  # fmt: skip
    return PSObject(facts, "HelpInfo", help_text(cls, examples_only=examples_only))
