"""How a script leaves where it is: break, continue, return, exit, an error that ends it, an early end of a pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmmconsole.model.errors import BudgetError, CancelledError, VMMError

if TYPE_CHECKING:
    from .values import ErrorRecord

UNCATCHABLE = (CancelledError, BudgetError)
"""Errors that no ``catch`` and no -ErrorAction of a script can hold back."""


class Signal(BaseException):
    """Anything that unwinds the interpreter without being a failure of it."""


class LoopSignal(Signal):
    """``break`` and ``continue``, with the label of the loop they mean."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class Break(LoopSignal):
    """``break``."""


class Continue(LoopSignal):
    """``continue``."""


class Return(Signal):
    """``return``; the value is already in the output."""


class Exit(Signal):
    """``exit``."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Terminate(Signal):
    """An error on its way to a ``catch``, a ``trap`` or the end of the script."""

    def __init__(self, record: ErrorRecord) -> None:
        super().__init__(str(record))
        self.record = record


class StopPipeline(Signal):
    """A command such as ``Select-Object -First`` has all it needs; `stage` is the one that said so."""

    def __init__(self, stage: object) -> None:
        super().__init__()
        self.stage = stage


def uncatchable(error: VMMError) -> bool:
    """Whether the error ends the script whatever it says."""
    return isinstance(error, UNCATCHABLE)
