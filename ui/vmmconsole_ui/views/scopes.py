"""What is in the scope of a node of the trees."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from vmmconsole_ui.models.filter import Predicate
from vmmconsole_ui.models.objects import ObjectStore, Row, is_outside

from .view import Node
from .words import moment


def groups_below(store: ObjectStore, group_id: str) -> set[str]:
    """The IDs of a host group and all groups in it."""
    children: dict[str, list[str]] = defaultdict(list)
    for row in store.table("VMHostGroup"):
        children[str(row["ParentHostGroup.ID"])].append(row.id)
    found, todo = set[str](), [group_id]
    while todo:
        group = todo.pop()
        if group not in found:
            found.add(group)
            todo.extend(children[group])
    return found


def _is_root(store: ObjectStore, group_id: str) -> bool:
    row = store.find("VMHostGroup", group_id)
    return row is None or not row["ParentHostGroup.ID"]


def hosts(node: Node, store: ObjectStore) -> Predicate | None:
    """The hosts of a host group, or one host."""
    if node.kind == "VMHost":
        return lambda row: row.id == node.id
    if node.kind != "VMHostGroup" or _is_root(store, node.id):
        return None
    groups = groups_below(store, node.id)
    return lambda row: row["VMHostGroup.ID"] in groups


def machines(node: Node, store: ObjectStore) -> Predicate | None:
    """The virtual machines on the hosts of a host group, or on one host."""
    if node.kind == "VMHost":
        return lambda row: row["VMHost.ID"] == node.id
    if node.kind != "VMHostGroup" or _is_root(store, node.id):
        return None
    groups = groups_below(store, node.id)
    there = {row.id for row in store.table("VMHost") if row["VMHostGroup.ID"] in groups}
    return lambda row: row["VMHost.ID"] in there


def library(node: Node, _store: ObjectStore) -> Predicate | None:
    """What is in a library server, share, or folder of a share."""
    if node.kind == "LibraryServer":
        return lambda row: row["LibraryServer.Name"] == node.name
    if node.kind == "LibraryShare":
        return lambda row: row["LibraryShare.ID"] == node.id
    if node.kind == "folder":
        below = node.path + "/"
        return lambda row: (
            row["LibraryShare.ID"] == node.id
            and (row["Directory"] == node.path or str(row["Directory"]).startswith(below))
        )
    if node.kind == "type":
        kind = node.id.rpartition("/")[2]
        return lambda row: row.kind == kind
    return None


def jobs(node: Node, _store: ObjectStore) -> Predicate | None:
    """The jobs that one of the job filters names."""

    def recent(row: Row) -> bool:
        started = moment(row["StartTime"] or row["AddedTime"])
        return started is not None and datetime.now(UTC) - started < timedelta(days=1)

    filters: dict[str, Predicate] = {
        "running": lambda row: row["Status"] in {"Running", "Queued"},
        "failed": lambda row: row["Status"] in {"Failed", "Canceled"},
        "completed": lambda row: row["Status"] in {"Completed", "SucceedWithInfo"},
        "today": recent,
        "outside": is_outside,
    }
    return filters.get(node.id)


def everything(_node: Node, _store: ObjectStore) -> Predicate | None:
    """No limits."""
    return None
