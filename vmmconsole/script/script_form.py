"""What a person is asked before a script runs: its ``param`` block as fields, and the text that binds the answers.

The answers are bound as data: `bound_script` puts the script into ``& { … }`` and the values behind it, written by the
writer, so that whatever a person types arrives in the script as exactly that text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal
from uuid import UUID

from vmmconsole.model.errors import ParameterError, VMMError

from .ast import (
    ArrayExpression,
    ArrayLiteral,
    Attribute,
    Command,
    CommandExpression,
    Constant,
    Expandable,
    Expression,
    ParameterDeclaration,
    Paren,
    Pipeline,
    ScriptBlock,
    ScriptBlockLiteral,
    Statement,
    TypeName,
    Unary,
    VariableRef,
)
from .calls import SWITCH, Argument, Call, Lookup, Scalar, Script, Value, Variable, Word
from .convert import to_date
from .parser import parse
from .patterns import regex
from .script_words import comment_help, label_of
from .types import canonical
from .writer import write, write_arguments

FieldKind = Literal["text", "number", "decimal", "switch", "flag", "choice", "date", "guid", "object", "secret"]
Answer = str | int | bool | tuple[str, ...] | None
"""A text; a number as it was typed or counted; yes or no; the items of a list; None where nothing was given."""

_KINDS: dict[str, FieldKind] = {
    "int": "number", "long": "number", "byte": "number", "double": "decimal", "decimal": "decimal",
    "float": "decimal", "single": "decimal", "bool": "flag", "switch": "switch", "datetime": "date", "guid": "guid",
    "pscredential": "secret", "securestring": "secret",
}  # fmt: skip
_LIMITS = {"int": (-(2**31), 2**31 - 1), "long": (-(2**63), 2**63 - 1), "byte": (0, 255)}
_OBJECTS = {
    "vm": "VM", "virtualmachine": "VM", "vmhost": "VMHost", "host": "VMHost", "vmhostgroup": "VMHostGroup",
    "hostgroup": "VMHostGroup", "libraryshare": "LibraryShare", "iso": "ISO", "virtualharddisk": "VirtualHardDisk",
    "hardwareprofile": "HardwareProfile", "operatingsystem": "OperatingSystem",
}  # fmt: skip
"""What a parameter or a type is called → the kind of object that it names."""
_NO_PASSWORDS = (
    "Passwords never stand in a script. Run this one with 'vmmconsole run', which asks for it and does not keep it."
)


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter as a field; limits are None where there are none."""

    name: str
    label: str
    kind: FieldKind
    is_list: bool = False
    mandatory: bool = False
    default: Answer = None
    default_text: str = ""
    """The default as the script has it, where only running it gives the value."""
    choices: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    shortest: int | None = None
    longest: int | None = None
    pattern: str = ""
    not_empty: bool = False
    object_kind: str = ""
    """The kind of objects whose names are meant: ``VM``."""
    type_text: str = ""
    help: str = ""
    reason: str = ""
    """Why it cannot be given here, where it cannot."""


@dataclass(frozen=True, slots=True)
class ScriptForm:
    """The fields of a script, and what it says of itself."""

    fields: tuple[Field, ...]
    synopsis: str = ""

    @property
    def hindrance(self) -> str:
        """Why the script cannot be run with a form, where it cannot."""
        return next((f"{f.label}: {f.reason}" for f in self.fields if f.reason and f.mandatory), "")


def script_form(text: str) -> ScriptForm:
    """The form of a script.

    Raises:
        ScriptSyntaxError: the text is not the language.
    """
    tree = parse(text)
    told = comment_help(text)
    fields = tuple(_field(p, text, told.get(f"parameter {p.name.lower()}", "")) for p in tree.parameters)
    return ScriptForm(fields, told.get("synopsis", "") or told.get("description", ""))


def _field(declared: ParameterDeclaration, text: str, told: str) -> Field:
    kind, is_list, known = _kind(declared.type)
    attributes = {a.name.lower().removesuffix("attribute"): a for a in declared.attributes}
    low, high = _pair(attributes.get("validaterange"))
    shortest, longest = _pair(attributes.get("validatelength"))
    allowed = attributes.get("validateset")
    choices = tuple(str(v) for v in map(_literal, allowed.arguments) if v is not None) if allowed else ()
    limits = _LIMITS.get(known, (None, None))
    default, default_text = _default(declared.default, text, kind)
    object_kind = _object_kind(declared, kind)
    pattern = attributes.get("validatepattern")
    return Field(
        name=declared.name, label=label_of(declared.name), is_list=is_list,
        kind="choice" if choices and not is_list else "object" if kind == "text" and not known else kind,
        mandatory=_is_mandatory(declared), default=default, default_text=default_text, choices=choices,
        minimum=_decimal(low if low is not None else limits[0]),
        maximum=_decimal(high if high is not None else limits[1]),
        shortest=_whole(shortest), longest=_whole(longest),
        pattern=str(_literal(pattern.arguments[0]) or "") if pattern and pattern.arguments else "",
        not_empty="validatenotnullorempty" in attributes, object_kind=object_kind,
        type_text=declared.type.name if declared.type is not None else "", help=told or _message(declared),
        reason=_NO_PASSWORDS if kind == "secret" else "",
    )  # fmt: skip


def _kind(declared: TypeName | None) -> tuple[FieldKind, bool, str]:
    """The kind of field, whether it is a list, and the language's name of the type; that is empty for a type of the
    product's, whose objects are meant."""
    if declared is None:
        return "text", False, "object"
    inner = declared.arguments[0] if declared.arguments else None
    known = canonical(declared.name)
    is_list = declared.is_array or known in ("array", "list", "arraylist")
    if known in ("array", "list", "arraylist"):
        known = canonical(inner.name) if inner else "object"
    if not known:
        return "text", is_list, "" if declared.name.rpartition(".")[2].lower() in _OBJECTS else "object"
    return _KINDS.get(known, "text"), is_list, known


def _object_kind(declared: ParameterDeclaration, kind: FieldKind) -> str:
    if kind != "text":
        return ""
    names = [declared.type.name.rpartition(".")[2].lower()] if declared.type is not None else []
    names.append(declared.name.lower())
    for name in names:
        for candidate in (name, name.removesuffix("name"), name.removesuffix("names"), name.removesuffix("s")):
            if candidate in _OBJECTS:
                return _OBJECTS[candidate]
    return ""


def _is_mandatory(declared: ParameterDeclaration) -> bool:
    for attribute in declared.attributes:
        for name, value in attribute.named:
            if attribute.name.lower() == "parameter" and name.lower() == "mandatory":
                return _literal(value) not in (False, 0, None)
    return False


def _message(declared: ParameterDeclaration) -> str:
    named = (pair for attribute in declared.attributes for pair in attribute.named)
    return next((str(_literal(value) or "") for name, value in named if name.lower() == "helpmessage"), "")


def _pair(attribute: Attribute | None) -> tuple[Any, Any]:
    values = [_literal(argument) for argument in attribute.arguments[:2]] if attribute is not None else []
    return (values[0], values[1]) if len(values) == 2 else (None, None)


def _default(node: Expression | None, text: str, kind: FieldKind) -> tuple[Answer, str]:
    if node is None:
        return None, ""
    value = _literal(node)
    if isinstance(value, tuple):
        return tuple(map(str, value)), ""
    if isinstance(value, bool) or value is None or (isinstance(value, int) and kind == "number"):
        is_known = value is not None or (isinstance(node, VariableRef) and node.name.lower() == "null")
        return value, "" if is_known else text[node.span.start : node.span.end]
    return str(value), ""


def _literal(node: Expression | Statement) -> Any:
    """The value of an expression that is one without being run; None where it is not."""
    match node:
        case Constant(value=value):
            return value
        case Expandable(parts=parts) if all(isinstance(part, str) for part in parts):
            return "".join(map(str, parts))
        case VariableRef(name=name):
            return {"true": True, "false": False}.get(name.lower())
        case Unary(operator="-", operand=operand) if isinstance(value := _literal(operand), (int, float)):
            return -value
        case ArrayLiteral(items=items):
            values = tuple(map(_literal, items))
            return None if None in values else values
        case ArrayExpression(body=()):
            return ()
        case ArrayExpression(body=(only,)):
            value = _literal(only)
            return value if isinstance(value, tuple) or value is None else (value,)
        case Paren(body=body):
            return _literal(body)
        case Pipeline(commands=(CommandExpression(expression=expression),)):
            return _literal(expression)
    return None


def _decimal(value: Any) -> Decimal | None:
    try:
        found = Decimal(str(value)) if value is not None and not isinstance(value, bool) else None
    except InvalidOperation:
        return None
    return found if found is None or found.is_finite() else None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


# --- checking -------------------------------------------------------------------------------------------------------


def problem_of(field: Field, answer: Answer) -> str:
    """What is wrong with an answer, as a sentence; empty where it is right."""
    if field.reason:
        return field.reason if field.mandatory else ""
    items = answer if isinstance(answer, tuple) else (answer,) if answer not in (None, "") else ()
    if not items:
        if field.mandatory:
            return "Give a value."
        given = answer is not None and answer != field.default
        return "It cannot be empty." if field.not_empty and given else ""
    if answer == field.default:
        return ""
    return next((said for item in items if (said := _item_problem(field, item))), "")


def _item_problem(field: Field, item: str | int | bool) -> str:
    text = str(item)
    if any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        return "It has half of a character. Type it anew."
    if field.not_empty and not text:
        return "No item can be empty."
    if field.choices and text.lower() not in (choice.lower() for choice in field.choices):
        return f"It must be one of: {', '.join(field.choices)}."
    if field.kind in ("number", "decimal") or field.minimum is not None or field.maximum is not None:
        return _number_problem(field, text)
    try:
        if field.kind == "guid":
            UUID(text)
        elif field.kind == "date":
            to_date(text)
    except (ValueError, VMMError):
        return "It must be a GUID." if field.kind == "guid" else "It must be a date, such as 2026-11-25 14:00."
    return _text_problem(field, text)


def _number_problem(field: Field, text: str) -> str:
    number = _decimal(text)
    if number is None or (field.kind == "number" and number != number.to_integral_value()):
        return "It must be a whole number." if field.kind == "number" else "It must be a number."
    low, high = field.minimum, field.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        if low is not None and high is not None:
            return f"It must be between {low:,} and {high:,}."
        return f"It must be {low:,} or more." if low is not None else f"It must be {high:,} or less."
    return ""


def _text_problem(field: Field, text: str) -> str:
    if (field.shortest is not None and len(text) < field.shortest) or (
        field.longest is not None and len(text) > field.longest
    ):
        return f"It must have {field.shortest:,} to {field.longest:,} characters."
    if field.pattern:
        try:
            if regex(field.pattern, text).search(text) is None:
                return f"It must match {field.pattern}."
        except VMMError as err:
            return str(err)
    return ""


# --- the script that runs -------------------------------------------------------------------------------------------


def bound_script(
    text: str, fields: Sequence[Field], answers: Mapping[str, Answer], *, title: str, server: str,
    generated_at: datetime,
) -> str:  # fmt: skip
    """The script that runs `text` with these answers by the fields' names; what equals a default is left out.

    Raises:
        ParameterError: an answer does not fit its field, or the script cannot stand in braces.
    """
    arguments: list[Argument] = []
    lookups: list[Lookup] = []
    for field in fields:
        answer = answers.get(field.name)
        if said := problem_of(field, answer):
            raise ParameterError(f"{field.label} is not right.", cause=said, object_name=field.name)
        if field.reason or answer is None or answer == field.default or (answer == "" and field.default is None):
            continue
        if field.kind == "object":
            lookups.append(_lookup(field, str(answer), server))
            arguments.append(Argument(field.name, Variable(field.name)))
        else:
            arguments.append(Argument(field.name, _value(field, answer)))
    try:
        head = write(Script(title, tuple(lookups)), generated_at=generated_at)
        tail = write_arguments(arguments)
    except ValueError as err:
        raise ParameterError("The script cannot be run with a form.", cause=f"{err}.") from err
    script = f"{head}{chr(10) if lookups else ''}& {{\n{text.rstrip(chr(10))}\n}} {tail}".rstrip() + "\n"
    _insist(script, text)
    return script


def _value(field: Field, answer: Answer) -> Value:
    if isinstance(answer, tuple):
        return tuple(_scalar(field, item) for item in answer)
    if field.kind == "switch":
        return SWITCH
    assert answer is not None
    return _scalar(field, answer)


def _scalar(field: Field, item: str | int | bool) -> Scalar:
    if isinstance(item, bool) or field.kind == "flag":
        return bool(item) if isinstance(item, bool) else str(item).lower() in ("true", "1", "yes")
    if field.kind == "number":
        return int(Decimal(str(item)))
    if field.kind == "decimal":
        return float(str(item))
    return str(item)


def _lookup(field: Field, name: str, server: str) -> Lookup:
    cmdlet = f"Get-{field.object_kind}"
    at = Word(server) if re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", server) else server
    return Lookup(field.name, Call(cmdlet, (Argument("VMMServer", at), Argument("Name", name))))


def _insist(script: str, text: str) -> None:
    """Refuse a text whose braces end elsewhere than those that were put around it."""
    failed = ParameterError(
        "The script cannot be run with a form.", cause="It has statements that can stand only at the top of a script.",
        action="Run it in the script editor.",
    )  # fmt: skip
    try:
        last = parse(script).statements[-1]
    except (VMMError, IndexError) as err:
        raise failed from err
    command = last.commands[0] if isinstance(last, Pipeline) else None
    block: ScriptBlock | None = None
    if isinstance(command, Command) and isinstance(command.name, ScriptBlockLiteral):
        block = command.name.block
    if block is None or block.text.strip("\n") != text.strip("\n"):
        raise failed


__all__ = [
    "Answer", "Field", "ScriptForm", "bound_script", "problem_of", "script_form",
]  # fmt: skip
