"""Tasks on a vCenter that somebody else started, as they are told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from vmmconsole.model.status import JobStatus
from vmmconsole.providers.manager import OutsideTask

from .collector import Update, Values, many, moment, number, part, truth
from .identity import decode_name
from .status_map import task_status_of
from .stub import OwnTasks

TASK = (
    "info.descriptionId", "info.name", "info.entity", "info.entityName", "info.state", "info.progress", "info.reason",
    "info.error", "info.cancelled", "info.queueTime", "info.startTime", "info.completeTime",
)  # fmt: skip
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


class TaskLog:
    """Which tasks there are, which of them are ours, and which were told. `names` are the server's words for what tasks
    do, by their `descriptionId`."""

    def __init__(self, own: OwnTasks, names: Mapping[str, str]) -> None:
        self._own = own
        self._names = names
        self._tasks: dict[str, Values] = {}
        self._machines: dict[str, UUID] = {}
        self._undecided: dict[str, int] = {}
        """Tasks to be told, with the latest call that was made when they were heard of."""
        self._is_first = True

    def take(self, update: Update, machines: Mapping[str, UUID]) -> None:
        """Note what the server tells of a task; `machines` has the IDs of machines by key."""
        if update.kind == "leave":
            self._tasks.pop(update.key, None)
            self._machines.pop(update.key, None)
            return
        about = machines.get(update.values.get("info.entity") or "")
        if about is not None:
            self._machines[update.key] = about
        self._tasks.setdefault(update.key, {}).update(update.values)
        self._undecided.setdefault(update.key, self._own.last)

    @property
    def waits(self) -> bool:
        """Whether there are tasks of which it will be known in a moment whose they are."""
        return bool(self._undecided)

    def told(self) -> tuple[OutsideTask, ...]:
        """The tasks of others that changed since the last time.

        Those that had ended before the first time are nobody's news: some may be ours of before a restart.
        """
        found: list[OutsideTask] = []
        undecided: dict[str, int] = {}
        for key, last in self._undecided.items():
            values = self._tasks.get(key)
            own = self._own.has(key, last)
            if values is None or own:
                continue
            if own is None:
                undecided[key] = last
                continue
            task = self._read(key, values)
            if not (self._is_first and task.status.is_final):
                found.append(task)
        self._undecided, self._is_first = undecided, False
        return tuple(found)

    def _read(self, key: str, values: Values) -> OutsideTask:
        status = task_status_of(values.get("info.state") or "", cancelled=truth(values.get("info.cancelled")))
        error = values.get("info.error")
        return OutsideTask(
            key=key,
            name=self._name(values),
            user=str(part(values.get("info.reason"), "userName") or ""),
            status=status,
            percent=100 if status is JobStatus.COMPLETED else number(values.get("info.progress")),
            machine_id=self._machines.get(key),
            entity=decode_name(values.get("info.entityName") or ""),
            started_at=moment(values.get("info.startTime")) or moment(values.get("info.queueTime")),
            ended_at=moment(values.get("info.completeTime")) if status.is_final else None,
            error=_words(error) if error else "",
        )

    def _name(self, values: Values) -> str:
        described = values.get("info.descriptionId") or ""
        known = self._names.get(described)
        if known:
            return known
        words = _WORD.findall(described.rpartition(".")[2] or values.get("info.name") or "Task")
        return " ".join(words).capitalize()


def _words(error: Any) -> str:
    said = part(error, "localizedMessage") or part(error, "fault", "")
    return str(said or "It failed.")


def names_of_tasks(description: Any) -> dict[str, str]:
    """The server's words for what tasks do."""
    return {entry.get("key", ""): entry.get("label", "") for entry in many(part(description, "methodInfo"))}
