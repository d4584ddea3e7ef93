"""Bounds that keep one script from taking the whole process: depth, sizes, and patterns that could run for ever."""

from __future__ import annotations

import sys

from vmmconsole.model.errors import BudgetError

MAX_NESTING = 200
"""Brackets and blocks inside each other in the text."""
MAX_CALL_DEPTH = 150
"""Functions and script blocks that call each other."""
MAX_STRING = 16 * 1024 * 1024
"""Characters in one string that a script makes."""
MAX_ITEMS = 2_000_000
"""Items in one array that a script makes."""
_STACK = 12_000


def ensure_stack() -> None:
    """Let Python's own stack hold the depth that our limits allow; it never lowers the process's setting."""
    if sys.getrecursionlimit() < _STACK:
        sys.setrecursionlimit(_STACK)


def check_string(length: int) -> None:
    """Raises:
    BudgetError: a string of `length` characters would be too long.
    """
    if length > MAX_STRING:
        raise BudgetError(
            f"The script makes a string of {length:,} characters.",
            cause=f"At most {MAX_STRING:,} characters are allowed in one string.",
            action="Work on smaller pieces.",
        )


def check_items(count: int) -> None:
    """Raises:
    BudgetError: an array of `count` items would be too long.
    """
    if count > MAX_ITEMS:
        raise BudgetError(
            f"The script makes an array of {count:,} items.",
            cause=f"At most {MAX_ITEMS:,} items are allowed in one array.",
            action="Use a loop instead of one large range or array.",
        )
