"""Help of a script's own functions: their comments, and what their parameters declare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from vmmconsole.script.cmdlet import Parameter
from vmmconsole.script.context import Context
from vmmconsole.script.functions import parameters_of
from vmmconsole.script.scope import FunctionValue
from vmmconsole.script.script_words import comment_help
from vmmconsole.script.values import PSObject

if TYPE_CHECKING:
    from vmmconsole.script.evaluate import Evaluator


def function_help(context: Context, function: FunctionValue) -> PSObject:
    """A function's help as an object that prints as text."""
    parameters = parameters_of(cast("Evaluator", context.runtime), function.block)
    told = comment_help(function.block.text)
    lines = [_syntax(function.name, [p for p in parameters if not p.sets or name in p.sets])
             for name in sorted({s for p in parameters for s in p.sets} or {""})]  # fmt: skip
    synopsis, description = told.get("synopsis", "") or lines[0], told.get("description", "")
    text = ["", "NAME", f"    {function.name}", "", "SYNOPSIS", f"    {synopsis}", ""]
    text += ["SYNTAX", *(f"    {line}" for line in lines), ""]
    if description:
        text += ["DESCRIPTION", f"    {description}", ""]
    if parameters:
        text += ["PARAMETERS", *(line for p in parameters for line in _parameter(p, told)), ""]
    if "example" in told:
        text += ["EXAMPLES", f"    {told['example']}", ""]
    facts: list[tuple[str, Any]] = [
        ("Name", function.name), ("Category", "Function"), ("Synopsis", synopsis), ("Description", description),
        ("Syntax", lines), ("Examples", [told["example"]] if "example" in told else []),
    ]  # fmt: skip
    return PSObject(facts, "HelpInfo", "\n".join(text))


def _syntax(name: str, parameters: list[Parameter]) -> str:
    pieces = [name]
    for p in parameters:
        piece = f"-{p.name}" if p.is_switch else f"{f'-{p.name}' if p.position is None else f'[-{p.name}]'} <Object>"
        pieces.append(piece if p.mandatory else f"[{piece}]")
    return " ".join(pieces)


def _parameter(p: Parameter, told: dict[str, str]) -> list[str]:
    text = told.get(f"parameter {p.name.lower()}", "") or p.help
    return [f"    -{p.name}", *([f"        {text}"] if text else [])]
