"""The help of the module's functions in the form that Get-Help reads (MAML), from the classes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from vmmconsole.script.cmdlet import Cmdlet, Parameter

from .functions import Function, sets_of, type_of, values_of

_NAMESPACES = (
    'xmlns:maml="http://schemas.microsoft.com/maml/2004/10" '
    'xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" '
    'xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10"'
)
_EXAMPLE = re.compile(r"^[ ]*Example:[ ]*$", re.MULTILINE)


def texts_of(kind: type[Cmdlet]) -> tuple[str, str, list[str]]:
    """Synopsis, description and examples, as the class's docstring has them."""
    text, *examples = _EXAMPLE.split(_dedented(kind.__doc__ or ""))
    synopsis, _, description = text.strip().partition("\n")
    return synopsis.strip(), " ".join(description.split()), [_dedented(e).strip() for e in examples]


def _dedented(text: str) -> str:
    first, *rest = text.split("\n")
    indents = [len(line) - len(line.lstrip()) for line in rest if line.strip()]
    cut = min(indents, default=0)
    return "\n".join([first, *(line[cut:] for line in rest)])


def _para(text: str, indent: str) -> str:
    return f"{indent}<maml:para>{escape(text)}</maml:para>\n"


def _word(value: bool) -> str:
    return "true" if value else "false"


def _pipeline(p: Parameter) -> str:
    ways = (["ByValue"] if p.pipeline else []) + (["ByPropertyName"] if p.pipeline_property else [])
    return f"True ({', '.join(ways)})" if ways else "False"


def _description(p: Parameter) -> str:
    text = p.help
    if p.unit:
        text += f" In {p.unit}."
    if values := values_of(p):
        text += f" One of: {', '.join(values)}."
    return text


def _type(p: Parameter) -> str:
    text = type_of(p).strip("[]")
    return f"{text}[]" if type_of(p).endswith("[]]") else text


def _parameter(p: Parameter, indent: str) -> str:
    position = "named" if p.position is None else str(p.position + 1)
    value = "" if p.is_switch else f'<command:parameterValue required="true">{_type(p)}</command:parameterValue>'
    return (
        f'{indent}<command:parameter required="{_word(p.mandatory)}" globbing="false" '
        f'pipelineInput="{_pipeline(p)}" position="{position}" aliases="{escape(", ".join(p.aliases) or "none")}">'
        f"<maml:name>{p.name}</maml:name>"
        f"<maml:description><maml:para>{escape(_description(p))}</maml:para></maml:description>"
        f"{value}</command:parameter>\n"
    )


def _in_syntax(p: Parameter) -> str:
    """A parameter in a syntax line: Get-Help needs no more of it there."""
    position = "named" if p.position is None else str(p.position + 1)
    value = "" if p.is_switch else f'<command:parameterValue required="true">{_type(p)}</command:parameterValue>'
    return (
        f'        <command:parameter required="{_word(p.mandatory)}" position="{position}">'
        f"<maml:name>{p.name}</maml:name>{value}</command:parameter>\n"
    )


def _syntax(function: Function) -> str:
    text = "    <command:syntax>\n"
    for name in sets_of(function.kind) or [""]:
        mine = [p for p in function.kind.parameters if not p.sets or name in p.sets]
        text += f"      <command:syntaxItem>\n        <maml:name>{function.name}</maml:name>\n"
        text += "".join(_in_syntax(p) for p in mine)
        text += "      </command:syntaxItem>\n"
    return text + "    </command:syntax>\n"


def _examples(examples: Sequence[str]) -> str:
    text = "    <command:examples>\n"
    for number, code in enumerate(examples, 1):
        text += (
            f"      <command:example>\n        <maml:title>Example {number}</maml:title>\n"
            f"        <dev:code>{escape(code)}</dev:code>\n      </command:example>\n"
        )
    return text + "    </command:examples>\n"


def _command(function: Function) -> str:
    verb, _, noun = function.name.partition("-")
    synopsis, description, examples = texts_of(function.kind)
    if function.kind.needs:
        description = f"{description} This version does not have {function.kind.needs}.".strip()
    parameters = "".join(_parameter(p, "      ") for p in function.kind.parameters)
    return (
        f"  <command:command {_NAMESPACES}>\n    <command:details>\n"
        f"      <command:name>{function.name}</command:name>\n"
        f"      <maml:description>\n{_para(synopsis, '        ')}      </maml:description>\n"
        f"      <command:verb>{verb}</command:verb>\n      <command:noun>{noun}</command:noun>\n"
        f"    </command:details>\n"
        f"    <maml:description>\n{_para(description or synopsis, '      ')}    </maml:description>\n"
        f"{_syntax(function)}    <command:parameters>\n{parameters}    </command:parameters>\n"
        f"    <command:returnValues>\n      <command:returnValue>\n        <dev:type>\n"
        f"          <maml:name>{escape(function.kind.returns or 'None')}</maml:name>\n        </dev:type>\n"
        f"      </command:returnValue>\n    </command:returnValues>\n"
        f"{_examples(examples)}  </command:command>\n"
    )


def help_text(functions: Sequence[Function]) -> str:
    """The whole help file."""
    commands = "".join(_command(f) for f in functions)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<helpItems schema="maml" xmlns="http://msh">\n{commands}</helpItems>\n'
    )
