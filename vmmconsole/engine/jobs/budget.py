"""What a script in a job may use, so that one that loops for ever ends with an error and not with the engine."""

from __future__ import annotations

import time
from dataclasses import dataclass

from vmmconsole.model.errors import BudgetError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one job."""

    statements: int = 1_000_000
    """Statements and turns of loops."""
    statement_seconds: float = 60
    """Time in the script's own statements between two cmdlet calls."""
    job_seconds: float = 24 * 3600
    """Time of the whole job."""
    calls: int = 10_000
    """Cmdlet calls, each of which is a recorded step."""
    outputs: int = 1_000
    """Objects of the pipeline's end that the job keeps."""
    output_size: int = 8 * 1024 * 1024
    """Characters of them together, about."""
    messages: int = 1_000
    """Lines of Write-Host and warnings that the job keeps."""
    memory_bytes: int = 1024**3
    """What the engine's memory may grow by while a job makes large texts and arrays."""


class Budget:
    """Counts what one run of a script uses."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._statements = 0
        self._calls = 0
        self._began = time.monotonic()
        self._since = self._began

    def statement(self) -> None:
        """Count a statement.

        Raises:
            BudgetError: it is one too many, or the time is over.
        """
        self._statements += 1
        if self._statements > self._limits.statements:
            raise self._spent(f"It ran {self._limits.statements:,} statements, which is all that one job may run.")
        now = time.monotonic()
        if now - self._since > self._limits.statement_seconds:
            seconds = self._limits.statement_seconds
            raise self._spent(f"It ran for {seconds:g} seconds without calling a cmdlet; a loop in it may have no end.")
        if now - self._began > self._limits.job_seconds:
            raise self._spent(f"It ran for {self._limits.job_seconds / 3600:g} hours, which is the limit of one job.")

    def call(self) -> None:
        """Count a cmdlet call.

        Raises:
            BudgetError: it is one too many.
        """
        self._calls += 1
        if self._calls > self._limits.calls:
            raise self._spent(f"It called {self._limits.calls:,} cmdlets, which is all that one job may call.")

    def call_ended(self) -> None:
        """The script's own statements go on now."""
        self._since = time.monotonic()

    @staticmethod
    def _spent(cause: str) -> BudgetError:
        return BudgetError(
            "The script was stopped.", cause=cause, action="Split it, or correct the loop, and run it again."
        )
