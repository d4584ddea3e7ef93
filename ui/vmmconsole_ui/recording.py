"""A recording: everything that the console posted, as one script to edit and to run again. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from vmmconsole.client.history import may_hold_secret
from vmmconsole.model.errors import ScriptSyntaxError
from vmmconsole.script.ast import Assignment, Command, Constant, Flow, Pipeline, Statement
from vmmconsole.script.parser import parse
from vmmconsole.script.writer import HINT, RULE, comment_text, long_date

_CONNECTING = frozenset(("get-vmmserver", "get-scvmmserver"))


class Fate(NamedTuple):
    """What became of a job: its status, what went wrong, and the object that it was about."""

    status: str = ""
    problem: str = ""
    target: str = ""


Outcome = Callable[[str], Fate]
"""What became of a job, by its ID."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One script that was posted, when, and as which job."""

    at: datetime
    name: str
    script: str
    job_id: str = ""


def typed(text: str, at: datetime) -> Recorded | None:
    """A statement from a PowerShell window; nothing for what cannot run or would only end the script."""
    try:
        statements = parse(text).statements
    except ScriptSyntaxError:
        return None
    if not statements or all(isinstance(statement, Flow) for statement in statements):
        return None
    if may_hold_secret(text):
        text = "# A statement that may hold a secret was typed here. It is not recorded."
    elif "$selection" in text.lower():
        text = f"# $Selection is what was selected in the console.\n{text}"
    return Recorded(at, "Typed in the PowerShell window", text)


@dataclass(slots=True)
class Recording:
    """What was posted since `started_at`, in order."""

    started_at: datetime
    user: str = ""
    server: str = ""
    scripts: list[Recorded] = field(default_factory=list)

    def text(self, outcome: Outcome, now: datetime) -> str:
        """The script of it all: the calls byte for byte as they ran, with comments that say when and what."""
        who = " as ".join(part for part in (self.server, self.user) if part)
        lines = [
            RULE, "# Recorded Script", RULE,
            f"# Recorded from {long_date(self.started_at)} to {long_date(now)}",
            *([f"# On {comment_text(who)}"] if who else []), HINT, RULE, "",
        ]  # fmt: skip
        connected: set[str] = set()
        parts = ["\n".join(lines)]
        for recorded in self.scripts:
            fate = outcome(recorded.job_id)
            name = recorded.name
            if fate.target and fate.target not in name:
                name = f"{name}: {fate.target}"
            about = [f"# {recorded.at:%H:%M:%S}  {comment_text(name)}", *_ending(fate)]
            calls = without_connecting(without_header(recorded.script), connected)
            parts.append("\n" + "\n".join(about) + "\n" + calls.strip("\n") + "\n")
        return "\n".join(parts)


def _ending(fate: Fate) -> list[str]:
    """Comments on a job that did not do what it should."""
    if fate.status == "Failed":
        return [f"# This job failed: {comment_text(fate.problem)}" if fate.problem else "# This job failed."]
    if fate.status == "Canceled":
        return ["# This job was canceled."]
    if fate.status in {"Running", "Queued"}:
        return ["# This job had not ended yet."]
    return []


def without_header(script: str) -> str:
    """A script without the comment that the wizards put above the calls."""
    lines = script.split("\n")
    if len(lines) > 7 and lines[0] == lines[2] == lines[6] == RULE and lines[5] == HINT:
        return "\n".join(lines[7:]).lstrip("\n")
    return script


def without_connecting(script: str, connected: set[str]) -> str:
    """A script without the statements that only connect as another one did before; `connected` keeps which did."""
    kept = script
    cuts = []
    for statement in parse(script).statements:
        if not _connects(statement):
            continue
        text = " ".join(script[statement.span.start : statement.span.end].split())
        if text in connected:
            cuts.append(statement.span)
        connected.add(text)
    for span in reversed(cuts):
        end = span.end
        while end < len(kept) and kept[end] in " \t;":
            end += 1
        if kept[end : end + 1] == "\n" and (span.start == 0 or kept[span.start - 1] == "\n"):
            end += 1
        kept = kept[: span.start] + kept[end:]
    return kept


def _connects(statement: Statement) -> bool:
    """Whether a statement does nothing but connect: ``$s = Get-VMMServer localhost``."""
    value = statement.value if isinstance(statement, Assignment) else statement
    if not isinstance(value, Pipeline) or len(value.commands) > 2:
        return False
    names = [
        str(command.name.value).lower()
        for command in value.commands
        if isinstance(command, Command) and isinstance(command.name, Constant)
    ]
    return names[:1] != [] and names[0] in _CONNECTING and names[1:] in ([], ["out-null"])
