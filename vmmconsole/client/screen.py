"""Where a script that runs for a person shows what it writes and asks what it needs: a terminal, or a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from vmmconsole.model import Job
    from vmmconsole.model.errors import VMMError


@dataclass(frozen=True, slots=True)
class Bar:
    """How far something is: a job, or what Write-Progress tells of."""

    key: str
    """What it is about; a later bar of the same key takes its place."""
    title: str
    percent: int
    """-1 where nobody knows."""
    step: str = ""


def bar_of(job: Job) -> Bar:
    """How far a job is."""
    return Bar(str(job.id), job.name, job.progress, job.current_step)


def bar_of_record(record: object) -> tuple[Bar, bool]:
    """What Write-Progress tells, and whether it is over."""
    facts = record if isinstance(record, Mapping) else {}
    step = " ".join(str(facts.get(name) or "") for name in ("Status", "CurrentOperation")).strip()
    percent = facts.get("PercentComplete", -1)
    percent = percent if isinstance(percent, int) else -1
    bar = Bar(f"script {facts.get('Id', 0)}", str(facts.get("Activity", "")), min(percent, 100), step)
    return bar, bool(facts.get("Completed"))


class Screen(Protocol):
    """What the host of a script needs of a terminal or a window; called from the thread that runs the script."""

    source: str
    """The text that runs: errors show the line of it that they are about."""

    def write(self, stream: str, value: object) -> None:
        """One record of a stream, as `vmmconsole.script.host.Host.write` has it."""

    def flush(self) -> None:
        """Show the objects that wait for others of their kind."""

    def flush_old(self) -> None:
        """Show them if they have waited for a while."""

    def error(self, value: object) -> None:
        """An error, with its place and what to do."""

    def note(self, text: str) -> None:
        """A remark that is not the script's."""

    def progress(self, bars: Sequence[Bar]) -> None:
        """How far the jobs are that are waited for; none takes the drawing away."""

    def left_running(self, bars: Sequence[Bar]) -> None:
        """How far the jobs are that nobody waits for; called on a thread of its own, at any time."""

    def job_failed(self, error: VMMError) -> None:
        """A job that nobody waited for has failed; called as `left_running` is."""

    def done(self) -> None:
        """The statement has ended: show what waits, and take the bars away."""

    def read_line(self, prompt: str, *, secret: bool = False) -> str:
        """Ask the person.

        Raises:
            VMMError: nobody is there to answer, or the person would rather stop the script.
        """

    def page(self, items: Sequence[object], check: Callable[[], None]) -> None:
        """Show objects page by page, or at once where one can scroll; `check` raises when the script is to stop."""

    def grid(self, items: Sequence[object], title: str, output_mode: str) -> Sequence[object]:
        """Show objects in a grid for Out-GridView.

        `output_mode` is ``None``, ``Single`` or ``Multiple``; with the latter two the chosen ones are returned.
        """
