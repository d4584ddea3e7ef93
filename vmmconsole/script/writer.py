"""From calls to text, in the layout of the original's wizards; `reader.read` turns it back into equal calls.

Whatever a person can type comes out as data: in a string in double quotes every character that could end it, start a
variable or an escape stands behind a backtick, and characters that cannot be seen or that turn the direction of
writing are spelled ``$([char]0x202e)``, so that what is shown is what is run.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from .calls import SWITCH, Argument, Call, Condition, Lookup, Scalar, Script, Statement, Value, Variable, Word
from .lexer import DOUBLE_QUOTES
from .statements import KEYWORDS

RULE = "# " + "-" * 78
HINT = "# For additional help on cmdlet usage, type get-help <cmdlet name>"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ESCAPES = {"\0": "`0", "\n": "`n", "\r": "`r", "\t": "`t", "`": "``", "$": "`$"} | {c: "`" + c for c in DOUBLE_QUOTES}
_VARIABLE = re.compile(r"[A-Za-z0-9_]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_PARAMETER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CMDLET = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z][A-Za-z0-9]*)*")
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"))
_CONSTANTS = frozenset(("true", "false", "null"))
_LARGEST = 2**63


def write(script: Script, *, generated_at: datetime, product: str = "Virtual Machine Manager") -> str:
    """The whole script with its header; `generated_at` is shown as it is, in the zone it has.

    Raises:
        ValueError: a name that is not a cmdlet's, a parameter's or a variable's, or a number out of range.
    """
    header = [
        RULE, f"# {comment_text(script.title)}", RULE,
        f"# Script generated on {long_date(generated_at)} by {comment_text(product)}", "# ", HINT, RULE,
    ]  # fmt: skip
    return "\n".join(header) + "\n\n\n" + write_statements(script.statements)


def write_statements(statements: Iterable[Statement]) -> str:
    """The statements without the header, each line ended by a blank and a line feed.

    Raises:
        ValueError: as for `write`.
    """
    lines: list[str] = []
    previous: Statement | None = None
    for statement in statements:
        if previous is not None:
            lines.extend([""] * _gap(previous, statement))
        lines.append(write_statement(statement))
        previous = statement
    return "".join(line + " \n" if line else "\n" for line in lines)


def _gap(previous: Statement, statement: Statement) -> int:
    """Empty lines between two statements: lookups stand together, and one line before the call that uses them."""
    if isinstance(previous, Lookup):
        return 0 if isinstance(statement, Lookup) else 1
    return 2


def write_statement(statement: Statement) -> str:
    """One statement on one line."""
    if isinstance(statement, Call):
        return _call(statement)
    text = f"{_variable(statement.variable)} = {_call(statement.call)}"
    if statement.where:
        text += " | where {" + " -and ".join(map(_condition, statement.where)) + "}"
    return text


def write_arguments(arguments: Iterable[Argument]) -> str:
    """Named arguments as they stand behind a command: ``-Name "web-01" -Force``.

    Raises:
        ValueError: as for `write`.
    """
    return " ".join(map(_argument, arguments))


def quote(text: str) -> str:
    """`text` as a string in double quotes that means exactly this text."""
    return '"' + "".join(_ESCAPES.get(c) or _visible(c) for c in text) + '"'


def long_date(at: datetime) -> str:
    """``Friday, June 20, 2008 12:09:29 PM``."""
    hour = at.hour % 12 or 12
    half = "AM" if at.hour < 12 else "PM"
    day = f"{_DAYS[at.weekday()]}, {_MONTHS[at.month - 1]} {at.day}, {at.year}"
    return f"{day} {hour}:{at.minute:02}:{at.second:02} {half}"


def _visible(c: str) -> str:
    if " " <= c <= "~" or unicodedata.category(c) not in _INVISIBLE:
        return c
    return f"$([char]0x{ord(c):04x})"


def comment_text(text: str) -> str:
    """`text` as part of one comment line, whatever is in it."""
    shown = "".join(" " if unicodedata.category(c) in _INVISIBLE else c for c in text).strip()
    # The original's interpreter takes "# SIG # …" for a signature and stops reading there.
    return f"'{shown}'" if shown[:3].upper() == "SIG" else shown


def _call(call: Call) -> str:
    name = _checked(_CMDLET, call.cmdlet, "a cmdlet")
    if name.lower() in KEYWORDS:
        raise ValueError(f"{name!r} is a keyword and cannot be the name of a cmdlet")
    return " ".join([name, *map(_argument, call.arguments)])


def _argument(argument: Argument) -> str:
    name = "-" + _checked(_PARAMETER, argument.name, "a parameter")
    return name if argument.value == SWITCH else f"{name} {_value(argument.value)}"


def _value(value: Value) -> str:
    if not isinstance(value, tuple):
        return _scalar(value, bare=True)
    if len(value) > 1:
        return ", ".join(_scalar(item, bare=True) for item in value)
    return "@(" + "".join(_scalar(item, bare=False) for item in value) + ")"


def _scalar(value: Scalar | Value, *, bare: bool) -> str:
    """One value; where a bare word cannot stand, a Word takes single quotes and a GUID its type."""
    if value is None or isinstance(value, bool):
        return {None: "$null", True: "$true", False: "$false"}[value]
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, UUID):
        return str(value) if bare else f'[guid]"{value}"'
    if isinstance(value, Word):
        word = _checked(_WORD, value.text, "a word")
        return word if bare else f"'{word}'"
    if isinstance(value, Variable):
        return _variable(value.name)
    if isinstance(value, (int, float)):
        return _number(value)
    raise ValueError(f"{value!r} cannot stand in a script")


def _number(value: float) -> str:
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise ValueError(f"{value} does not fit 64 bits")
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be written as a number")
    return repr(value)


def _variable(name: str) -> str:
    _checked(_VARIABLE, name, "a variable")
    if name.lower() in _CONSTANTS:
        raise ValueError(f"{name!r} is a constant and cannot be the name of a variable")
    return "$" + name


def _condition(condition: Condition) -> str:
    path = "".join("." + (step if _PARAMETER.fullmatch(step) else quote(step)) for step in condition.path)
    return f"$_{path} -eq {_scalar(condition.value, bare=False)}"


def _checked(pattern: re.Pattern[str], text: str, what: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(f"{text!r} cannot be the name of {what}")
    return text
