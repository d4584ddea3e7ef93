"""Bounds that keep one script from taking the whole process: depth, sizes, and patterns that could run for ever."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

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
_UNSEEN = 4
"""How many times larger Python's objects may be than what is counted of them."""
_STINT = 10_000_000
"""Steps of work, each about as long as a look at a few characters, between two checks whether to stop."""


def ensure_stack() -> None:
    """Let Python's own stack hold the depth that our limits allow; it never lowers the process's setting."""
    if sys.getrecursionlimit() < _STACK:
        sys.setrecursionlimit(_STACK)


class Memory:
    """Watches what the process's memory grows by while one script makes large things.

    What a script has freed cannot be told from what it holds, so only growth of the whole process counts, and only
    for a script that has made as much.
    """

    CHECK_BYTES = 16 * 1024 * 1024

    def __init__(self, most_bytes: int) -> None:
        import psutil  # here, because only engines need it and the console should start soon

        self._most = most_bytes
        self._process = psutil.Process()
        self._before = self._process.memory_info().rss
        self._made = 0
        self._next = self.CHECK_BYTES

    def made(self, size: int) -> None:
        """The script makes something of `size` bytes.

        Raises:
            BudgetError: it has made, and the process has grown by, more than is allowed.
        """
        self._made += size
        if self._made < self._next:
            return
        self._next = self._made + self.CHECK_BYTES
        if self._made * _UNSEEN > self._most and self._process.memory_info().rss - self._before > self._most:
            raise BudgetError(
                "The script was stopped.",
                cause=f"Its texts and arrays took more than {self._most // 1024**2:,} MB of memory.",
                action="Work on smaller pieces, and do not keep what is done.",
            )


MEMORY: ContextVar[Memory | None] = ContextVar("script_memory", default=None)
"""The memory watch of the script that runs in this thread, where it has one."""


class Stint:
    """Work inside one statement, so that the script can be stopped there too."""

    __slots__ = ("_check", "_left")

    def __init__(self, check: Callable[[], None]) -> None:
        """`check` raises when the script is to stop."""
        self._check = check
        self._left: float = _STINT

    def spend(self, steps: float) -> None:
        """Count steps."""
        self._left -= steps
        if self._left < 0:
            self._left = _STINT
            self._check()


STINT: ContextVar[Stint | None] = ContextVar("script_stint", default=None)
"""The work of the script that runs in this thread."""


def spend(steps: float) -> None:
    """Count work that one statement does without running others: many items, long texts.

    Raises:
        VMMError: the host stops the script.
    """
    stint = STINT.get()
    if stint is not None:
        stint.spend(steps)


def weigh(size: float) -> None:
    """Count memory of `size` bytes that a statement takes beside strings and arrays, and the work of filling it.

    Raises:
        VMMError: it is too much, or the host stops the script.
    """
    spend(size)
    memory = MEMORY.get()
    if memory is not None:
        memory.made(int(size))


_SMALL = 256


def sized(value: Any) -> Any:
    """What an operator, a method or a cmdlet has made, when it is not too large.

    Raises:
        BudgetError: it is, or all that the script has made together.
    """
    if isinstance(value, str):
        if len(value) > _SMALL:
            check_string(len(value))
    elif isinstance(value, (list, range)) and len(value) > _SMALL:
        check_items(len(value))
    return value


def joined(pieces: Iterable[str], separator: str = "") -> str:
    """Texts as one; many of them may be one and the same, so that only together they are too long.

    Raises:
        BudgetError: they are.
    """
    texts: list[str] = []
    length = 0
    for piece in pieces:
        texts.append(piece)
        length += len(piece) + len(separator)
        if length > MAX_STRING:
            check_string(length)
    check_string(length)
    return separator.join(texts)


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
    memory = MEMORY.get()
    if memory is not None:
        memory.made(length)


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
    memory = MEMORY.get()
    if memory is not None:
        memory.made(count * 8)
