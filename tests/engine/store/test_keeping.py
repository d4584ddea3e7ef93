"""Settings, staged job groups, and letting go of what is old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from vmmconsole.engine.store import Store
from vmmconsole.model import Job, VMHost
from vmmconsole.model.status import JobStatus


@pytest.mark.parametrize("value", ["text", 7, 0, False, None, [1, "x"], {"a": {"b": None}}])
def test_a_setting_comes_back(store: Store, value: Any) -> None:
    assert store.setting("PlacementGoal", "default") == "default"
    store.set_setting("PlacementGoal", "first")
    store.set_setting("PlacementGoal", value)
    assert store.setting("PlacementGoal", "default") == value


def test_a_group_keeps_its_calls_in_order_and_a_call_once(store: Store) -> None:
    group, other = uuid4(), uuid4()
    for key in ("step 1", "step 2", "step 3"):
        store.stage(group, key, {"Name": key})
    store.stage(other, "step 1", {"Name": "other"})
    store.stage(group, "step 2", {"Name": "again"})
    assert [call["Name"] for call in store.staged(group)] == ["step 1", "again", "step 3"]
    store.clear_group(group)
    assert store.staged(group) == []
    assert store.staged(other) == [{"Name": "other"}]


def test_groups_of_yesterday_are_gone_after_a_restart(store: Store, database_url: str) -> None:
    old, touched = uuid4(), uuid4()
    for group in (old, touched):
        store.stage(group, "1", {})
        store.stage(group, "2", {})
    long_ago = (datetime.now(UTC) - timedelta(hours=25)).isoformat(timespec="microseconds")
    with store._opened_for_writing().begin() as connection:
        age = text("UPDATE job_groups SET staged_at=:at WHERE group_id=:old OR key='1'")
        connection.execute(age, {"at": long_ago, "old": str(old)})
    store.close()
    again = Store(database_url)
    again.open()
    try:
        assert again.staged(old) == []
        assert len(again.staged(touched)) == 2
    finally:
        again.close()


def test_purge_forgets_old_jobs_removals_and_tracking(store: Store) -> None:
    ended = Job(name="ended", status=JobStatus.COMPLETED)
    running = Job(name="running", status=JobStatus.RUNNING)
    host, gone = VMHost(name="host"), VMHost(name="gone")
    store.save_many([ended, running, host, gone], by="admin")
    store.remove(VMHost, gone.id)
    removed_at = store.revision
    assert store.purge(datetime.now(UTC) - timedelta(days=30)) == 0
    assert store.horizon == 0

    assert store.purge(datetime.now(UTC) + timedelta(seconds=1)) > 0

    assert [job.name for job in store.find(Job)] == ["running"]
    assert store.find(VMHost) == [store.get(VMHost, host.id)]
    assert store.changes() == []
    assert store.horizon == removed_at
    assert [event.id for event in store.events_since(removed_at)[1]] == [ended.id]
    store.purge(datetime.now(UTC) + timedelta(seconds=1))
    assert store.horizon == store.revision


def test_revisions_go_on_after_a_purge_and_a_restart(store: Store, database_url: str) -> None:
    host = store.save(VMHost(name="x"))
    store.remove(VMHost, host.id)
    store.purge(datetime.now(UTC) + timedelta(seconds=1))
    last = store.revision
    store.close()
    again = Store(database_url)
    again.open()
    try:
        assert again.revision == last
        assert again.save(VMHost(name="y")).revision == last + 1
    finally:
        again.close()
