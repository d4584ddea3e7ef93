"""What is wrong with a script before it runs: its syntax, and commands and parameters that nobody has.

`diagnose` is for editors and for ``parse``: it never runs anything and never fails, whatever the text. Who calls it
says which cmdlets the host has; the core cmdlets and the functions of the script itself are known anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Literal, cast
from uuid import UUID

from vmmconsole.model.errors import ParameterError, ScriptSyntaxError

from .ast import (
    ArrayLiteral,
    Command,
    Constant,
    Expression,
    Function,
    Node,
    ParameterArgument,
    ParameterDeclaration,
    ScriptBlock,
    Unsupported,
    VariableRef,
    literal_name,
    walk,
)
from .beyond import WHAT
from .binding import Binder
from .cmdlet import Cmdlet, Parameter, switch
from .coerce import coerce, is_list, item_type, nearest, options
from .core import CORE, core_command
from .functions import is_advanced
from .host import Host
from .parser import check, parse

Severity = Literal["error", "warning"]
Find = Callable[[str], "type[Cmdlet] | None"]

FILE_CMDLETS = frozenset((
    "add-content", "clear-content", "convert-path", "copy-item", "export-clixml", "export-csv",
    "get-childitem", "get-content", "get-item",
    "get-location", "import-clixml", "import-csv", "move-item", "new-item", "out-file", "pop-location", "push-location",
    "remove-item", "rename-item", "resolve-path", "send-mailmessage", "set-content", "set-location", "start-transcript",
    "tee-object", "test-path",
))  # fmt: skip
"""Core cmdlets that work on files; an engine job refuses them."""
ASKING_CMDLETS = frozenset(("read-host", "get-credential"))
"""Core cmdlets that ask a person; in an engine job nobody is there."""
_PROGRAMS = (".exe", ".cmd", ".bat", ".com", ".msi", ".vbs", ".sh")
_OWN_MODULE = "virtualmachinemanager"
_LITERAL = (int, float, UUID, datetime, timedelta)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to look at: its place as offsets into the text and from 1, what is wrong, and what to do."""

    start: int
    end: int
    line: int
    column: int
    severity: Severity
    message: str
    action: str = ""
    in_jobs_only: bool = False
    """Whether the script is right, but cannot run as a job of the engine."""

    @property
    def text(self) -> str:
        """Message and advice in one text."""
        return f"{self.message} {self.action}".strip()


def diagnose(text: str, find: Find, names: Iterable[str] = ()) -> list[Diagnostic]:
    """Everything to look at in a script, in the order of the text.

    Where the syntax is wrong that is all there is to say. `find` knows the host's cmdlets by name or alias, `names` are
    all of these, for suggestions.
    """
    errors = check(text)
    if errors:
        return [_syntax(text, error) for error in errors]
    return check_commands(parse(text), find, names)


def check_commands(tree: ScriptBlock, find: Find, names: Iterable[str] = ()) -> list[Diagnostic]:
    """What is wrong with the commands of a script that is written in the language, in the order of the text."""
    found = _Commands(tree, find, names).diagnostics()
    return sorted(found, key=lambda d: (d.start, d.end))


def _syntax(text: str, error: ScriptSyntaxError) -> Diagnostic:
    start = offset_of(text, error.line, error.column)
    end = min(len(text), start + max(1, len(error.offending)))
    line_end = text.find("\n", start)
    if line_end >= 0:
        end = min(end, max(line_end, start + 1))
    return Diagnostic(start, end, error.line, error.column, "error", str(error), error.action)


def offset_of(text: str, line: int, column: int) -> int:
    """The offset of a place that counts from 1; past the end it is the end."""
    at = 0
    for _ in range(line - 1):
        following = text.find("\n", at)
        if following < 0:
            return len(text)
        at = following + 1
    return min(len(text), at + max(0, column - 1))


class _Commands:
    """The commands of one script against what there is."""

    def __init__(self, tree: ScriptBlock, find: Find, names: Iterable[str]) -> None:
        self._find = find
        self._names = names
        nodes = list(walk(tree))
        self._functions = {node.name.lower(): node for node in nodes if isinstance(node, Function)}
        self._workflows = [node for node in self._functions.values() if node.is_workflow]
        inside = {id(inner) for node in self._workflows for inner in walk(node.block)}
        self._commands = [node for node in nodes if isinstance(node, Command) and id(node) not in inside]
        self._unsupported = [node for node in nodes if isinstance(node, Unsupported)]
        self._aliases = {name for node in self._commands if (name := made_alias(node))}
        self._has_more = any(node.invocation == "." and _is_file(literal_name(node)) for node in self._commands)
        """Whether another file is read in, whose functions are not known here."""
        self._has_modules = any(map(_loads_module, self._commands))

    def diagnostics(self) -> Iterator[Diagnostic]:
        for workflow in self._workflows:
            yield _at(workflow, "warning", f"Workflows do not run here, and '{workflow.name}' is one.",
                      "Write it as a function.")  # fmt: skip
        for other in self._unsupported:
            if not other.name.startswith("namespace "):
                yield _at(other, "warning", f"{WHAT[other.keyword]} do not run here.",
                          "Write it with functions and tables.")  # fmt: skip
        for node in self._commands:
            yield from self._command(node)
            yield from _to_files(node)

    def _command(self, node: Command) -> Iterator[Diagnostic]:
        name = literal_name(node)
        lowered = name.lower()
        if not name or lowered in self._aliases:
            return
        function = self._functions.get(lowered)
        if function is not None:
            yield from self._function_call(node, function)
            return
        short = name.rpartition("\\")[2] if "-" in name else name
        cmdlet = core_command(short) or self._find(short)
        if cmdlet is not None:
            yield from self._cmdlet_call(node, cmdlet)
        else:
            yield from self._unknown(node, name)

    def _unknown(self, node: Command, name: str) -> Iterator[Diagnostic]:
        if name.lower().endswith(".ps1"):
            yield _at(
                node.name, "warning", f"The script '{name}' is another file, which a job of the engine cannot read.",
                "Put everything into one script, or run it with 'vmmconsole run'.", job=True,
            )  # fmt: skip
            return
        if name.lower().endswith(_PROGRAMS) or name.startswith((".\\", "./", "/", "~/")):
            yield _at(node.name, "error", f"The program '{name}' cannot be started from a script.", "Use a cmdlet.")
            return
        if self._has_more:
            return
        near = nearest(name, [*self._known()])
        advice = f"Did you mean {near}?" if near else "Get-Command shows what there is."
        yield _at(node.name, "warning" if self._has_modules else "error",
                  f"There is no cmdlet or function '{name}'.", advice)  # fmt: skip

    def _known(self) -> Iterator[str]:
        yield from (function.name for function in self._functions.values())
        yield from (cls.name for cls in CORE)
        yield from self._names

    def _cmdlet_call(self, node: Command, cmdlet: type[Cmdlet]) -> Iterator[Diagnostic]:
        if needs := getattr(cmdlet, "needs", ""):
            yield _at(node.name, "warning", f"{cmdlet.name} cannot do its work yet.",
                      f"This version does not have {needs}.")  # fmt: skip
        if core_command(cmdlet.name) is cmdlet:
            lowered = cmdlet.name.lower()
            if lowered in FILE_CMDLETS:
                yield _at(node.name, "warning", f"{cmdlet.name} works on files, which a job of the engine cannot "
                          "reach.", "Run the script with 'vmmconsole run'.", job=True)  # fmt: skip
            elif lowered in ASKING_CMDLETS:
                yield _at(node.name, "warning", f"{cmdlet.name} asks a person, and in a job of the engine nobody "
                          "answers.", "Take the value as a parameter, or run the script with 'vmmconsole run'.",
                          job=True)  # fmt: skip
        yield from _arguments(node, cmdlet.name, cmdlet.parameters, changes=cmdlet.changes)

    def _function_call(self, node: Command, function: Function) -> Iterator[Diagnostic]:
        if is_advanced(function.block):  # others take whatever stands behind them as $args
            parameters = [_declared(p) for p in function.block.parameters]
            yield from _arguments(node, function.name, parameters, changes=True)


def _arguments(node: Command, command: str, parameters: Sequence[Parameter], *, changes: bool) -> Iterator[Diagnostic]:
    """What is wrong with the arguments of a call."""
    binder = Binder(command, parameters, lambda _parameter, value: value, changes=changes)
    seen: set[str] = set()
    elements = list(node.elements)
    for place, element in enumerate(elements):
        if not isinstance(element, ParameterArgument) or element.name == "?":
            continue
        try:
            found = binder.find(element.name)
        except ParameterError as err:
            yield _at(element, "error", f"{err}", err.action, length=len(element.name) + 1)
            continue
        if found is None:
            yield _unknown_parameter(element, command, parameters)
        elif isinstance(found, Parameter):
            if found.attribute in seen:
                yield _at(element, "error", f"The parameter -{found.name} of {command} is given twice.",
                          length=len(element.name) + 1)  # fmt: skip
            seen.add(found.attribute)
            following = elements[place + 1] if place + 1 < len(elements) else None
            value = element.value
            if value is None and not found.is_switch and not isinstance(following, ParameterArgument):
                value = following
            yield from _value(element, found, value, command)


def _unknown_parameter(element: ParameterArgument, command: str, parameters: Sequence[Parameter]) -> Diagnostic:
    near = nearest(element.name, [p.name for p in parameters])
    advice = f"Did you mean -{near}?" if near else f"Get-Help {command} shows its parameters."
    return _at(element, "error", f"{command} has no parameter -{element.name}.", advice, length=len(element.name) + 1)


def _value(
    element: ParameterArgument, parameter: Parameter, value: Expression | None, command: str
) -> Iterator[Diagnostic]:
    if needs := getattr(parameter, "needs", ""):
        lacks = getattr(parameter, "lacks", None)
        if value is None or not isinstance(value, (Constant, VariableRef)) or lacks is None or lacks(_plain(value)):
            yield _at(element, "warning", f"{command} cannot do what -{parameter.name} asks for yet.",
                      f"This version does not have {needs}.", length=len(element.name) + 1)  # fmt: skip
    kind = options(parameter.type)[0]
    kinds = options(item_type(kind)) if is_list(kind) else options(parameter.type)
    if not all(isinstance(k, type) and (issubclass(k, Enum) or k in _LITERAL) for k in kinds):
        return
    for item in value.items if isinstance(value, ArrayLiteral) else (value,):
        if isinstance(item, Constant):
            try:
                # Literals of these types need no host.
                coerce(cast("Host", None), parameter, item.value)
            except ParameterError as err:
                yield _at(item, "error", str(err), err.action)


def _plain(value: Constant | VariableRef) -> Any:
    if isinstance(value, Constant):
        return value.value
    return {"true": True, "false": False, "null": None}.get(value.name.lower(), value)


def _to_files(node: Command) -> Iterator[Diagnostic]:
    for redirection in node.redirections:
        target = redirection.target
        if target is not None and not (isinstance(target, VariableRef) and target.name.lower() == "null"):
            yield _at(redirection, "warning", "The output goes into a file, which a job of the engine cannot reach.",
                      "Run the script with 'vmmconsole run', or redirect to $null.", job=True)  # fmt: skip


def _is_file(name: str) -> bool:
    return not name or name.lower().endswith(".ps1") or "/" in name or "\\" in name


def _texts(node: Command) -> list[str]:
    return [str(e.value) for e in node.elements if isinstance(e, Constant)]


def made_alias(node: Command) -> str:
    """The name that Set-Alias or New-Alias gives a command."""
    texts = _texts(node) if literal_name(node).lower() in ("set-alias", "new-alias", "sal", "nal") else []
    return texts[0].lower() if texts else ""


def _loads_module(node: Command) -> bool:
    name = literal_name(node).lower()
    if name in ("invoke-expression", "iex"):
        return True
    return name in ("import-module", "ipmo") and not any(_OWN_MODULE in text.lower() for text in _texts(node))


def _declared(parameter: ParameterDeclaration) -> Parameter:
    """A function's parameter for finding it by name; the value is checked when it is called."""
    is_switch = parameter.type is not None and parameter.type.name.lower() in ("switch", "switchparameter")
    aliases = tuple(
        str(argument.value)
        for attribute in parameter.attributes
        if attribute.name.lower() == "alias"
        for argument in attribute.arguments
        if isinstance(argument, Constant)
    )
    return Parameter(parameter.name, parameter.name.lower(), switch if is_switch else Any, "", aliases)


def _at(
    node: Node, severity: Severity, message: str, action: str = "", *, length: int = 0, job: bool = False
) -> Diagnostic:
    span = node.span
    end = span.start + length if length else span.end
    return Diagnostic(span.start, end, span.line, span.column, severity, message, action, job)
