"""``[convert]`` and ``[bitconverter]``."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from vmmconsole.model.errors import BudgetError, ScriptError

from .casts import cast, parse_bool
from .convert import round_half_even, to_date, to_decimal, to_list, to_number, to_text
from .limits import check_items
from .scope import CONSTANTS
from .values import Reference

Static = Callable[..., Any]


def tried(compute: Static) -> Static:
    """``TryParse(text, [ref]$found)`` from what parses: whether it worked."""

    def run(*values: object) -> bool:
        found: Any = None
        try:
            found = compute(values[0])
        except BudgetError:
            raise
        except ScriptError:
            return False
        finally:
            target = values[-1]
            if isinstance(target, Reference) and target.name.lower() not in CONSTANTS:
                target.scope.set(target.name, 0 if found is None else found)
        return True

    return run


def _to_integer(name: str) -> Static:
    def run(value: object, radix: object = None) -> int:
        if radix is None:
            return int(cast(value, name))
        text = to_text(value).strip().removeprefix("0x").removeprefix("0X")
        try:
            number = int(text, round_half_even(to_number(radix)))
        except (ValueError, OverflowError) as err:
            raise ScriptError(f"'{text[:40]}' is not a number to the base {to_text(radix)}.") from err
        return int(cast(number, name))

    return run


def _text(value: object, radix: object = 10, *_: object) -> str:
    letters = {2: "b", 8: "o", 10: "d", 16: "x"}
    if radix not in letters or isinstance(value, (str, float)):
        return to_text(value)
    number = round_half_even(to_number(value))
    mask = 0xFFFFFFFF if number >= -(2**31) else 2**64 - 1
    return format(number & mask if number < 0 and radix != 10 else number, letters[radix])


def _from_base64(text: object) -> list[int]:
    try:
        found = base64.b64decode("".join(to_text(text).split()), validate=True)
    except binascii.Error as err:
        raise ScriptError("The text is not Base64.") from err
    check_items(len(found))
    return list(found)


def _octets(value: object) -> bytes:
    return bytes(round_half_even(to_number(b)) & 255 for b in to_list(value))


CONVERT: dict[str, Static] = {
    **{
        f"to{kind}": _to_integer(kind)
        for kind in ("int16", "int32", "int64", "uint16", "uint32", "uint64", "byte", "sbyte")
    },
    "todouble": lambda v, *_: cast(v, "double"),
    "tosingle": lambda v, *_: cast(v, "double"),
    "todecimal": lambda v, *_: to_decimal(v),
    "toboolean": parse_bool,
    "todatetime": lambda v, *_: to_date(v),
    "tostring": _text,
    "tochar": lambda v: cast(v, "char"),
    "frombase64string": _from_base64,
    "tobase64string": lambda v, *_: base64.b64encode(_octets(v)).decode("ascii"),
}
BIT_CONVERTER: dict[str, Static] = {
    "tostring": lambda v: "-".join(f"{b:02X}" for b in _octets(v)),
    "getbytes": lambda v: list((round_half_even(to_number(v)) & 0xFFFFFFFF).to_bytes(4, "little")),
    "toint32": lambda v, at=0: int.from_bytes(_octets(v)[int(at) : int(at) + 4], "little", signed=True),
    "toint64": lambda v, at=0: int.from_bytes(_octets(v)[int(at) : int(at) + 8], "little", signed=True),
    "touint32": lambda v, at=0: int.from_bytes(_octets(v)[int(at) : int(at) + 4], "little"),
}
