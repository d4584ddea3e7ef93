"""``[math]``."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Any

from vmmconsole.model.errors import ScriptError

from .convert import round_half_even, to_number, to_text
from .values import Reference

Static = Callable[..., Any]
_WIDE = Context(prec=500)
_MOST_DIGITS = 15


def _round(value: object, digits: object = 0, mode: object = "ToEven") -> Any:
    if not to_text(digits).isdigit():
        digits, mode = 0, digits
    rule = ROUND_HALF_UP if to_text(mode).lower() in ("awayfromzero", "1") else ROUND_HALF_EVEN
    number: Any = to_number(value)
    if isinstance(number, float) and not math.isfinite(number):
        return number
    places = round_half_even(to_number(digits))
    if not 0 <= places <= _MOST_DIGITS:
        raise ScriptError("Rounding takes 0 to 15 digits.")
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    rounded = exact.quantize(Decimal(1).scaleb(-places), rule, _WIDE)
    return rounded if isinstance(number, Decimal) else float(rounded)


def _whole(compute: Callable[[Any], int]) -> Static:
    def run(value: object) -> Any:
        number: Any = to_number(value)
        if isinstance(number, float) and not math.isfinite(number):
            return number
        return Decimal(compute(number)) if isinstance(number, Decimal) else float(compute(number))

    return run


def _real(compute: Callable[..., float]) -> Static:
    def run(*values: object) -> float:
        try:
            return float(compute(*(float(to_number(v)) for v in values)))
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return run


def _sign(value: object) -> int:
    number = to_number(value)
    return (number > 0) - (number < 0)


def _quotient(one: object, other: object, rest: object = None) -> int:
    a, b = round_half_even(to_number(one)), round_half_even(to_number(other))
    if b == 0:
        raise ScriptError("Attempted to divide by zero.")
    result = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
    if isinstance(rest, Reference):
        rest.scope.set(rest.name, a - b * result)
    return result


def _log(value: float, base: float = math.e) -> float:
    if value == 0:
        return -math.inf
    return math.log(value) if base == math.e else math.log(value, base)


def _greater(one: object, other: object) -> Any:
    a, b = to_number(one), to_number(other)
    found = max(a, b)
    return float(found) if isinstance(a, float) or isinstance(b, float) else found


def _less(one: object, other: object) -> Any:
    a, b = to_number(one), to_number(other)
    found = min(a, b)
    return float(found) if isinstance(a, float) or isinstance(b, float) else found


MATH: dict[str, Static] = {
    "round": _round, "abs": lambda v: abs(to_number(v)), "ceiling": _whole(math.ceil), "floor": _whole(math.floor),
    "truncate": _whole(math.trunc), "max": _greater, "min": _less, "pow": _real(math.pow), "sqrt": _real(math.sqrt),
    "log": _real(_log), "log10": _real(lambda v: -math.inf if v == 0 else math.log10(v)), "exp": _real(math.exp),
    "sign": _sign, "sin": _real(math.sin), "cos": _real(math.cos), "tan": _real(math.tan), "asin": _real(math.asin),
    "acos": _real(math.acos), "atan": _real(math.atan), "atan2": _real(math.atan2), "sinh": _real(math.sinh),
    "cosh": _real(math.cosh), "tanh": _real(math.tanh), "divrem": _quotient,
    "ieeeremainder": _real(math.remainder),
}  # fmt: skip
MATH_NUMBERS: dict[str, Callable[[], Any]] = {"pi": lambda: math.pi, "e": lambda: math.e}
