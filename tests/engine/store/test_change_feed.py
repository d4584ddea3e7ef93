"""Several stores on one database: each hears of what the others commit, in order, and misses nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text

from tests.postgresql import Cluster, name_of
from vmmconsole.engine.store import Event, Store, change_feed
from vmmconsole.model import VMHost
from vmmconsole.model.errors import DatabaseAwayError

pytestmark = pytest.mark.only_postgresql

Heard = Callable[[], list[Event]]


@pytest.fixture
def other(store: Store, database_url: str) -> Iterator[Store]:
    """Another engine's store on the same database."""
    opened = Store(database_url)
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def heard_by_other(other: Store) -> Heard:
    """What the other store's listeners heard, once they heard everything that `store` has committed."""
    events: list[Event] = []
    other.subscribe(events.extend)
    return lambda: events


def in_step(writer: Store, reader: Store) -> None:
    """Wait until the reader has announced all that the writer committed."""
    assert reader._feed is not None
    assert reader._feed.wait_for(writer.revision, 20)
    assert reader.wait_until_announced()


def test_what_one_writes_the_other_hears(store: Store, other: Store, heard: Heard, heard_by_other: Heard) -> None:
    first = store.save(VMHost(name="first"))
    store.save(first.model_copy(update={"description": "new"}))
    store.remove(VMHost, first.id)
    second = store.save(VMHost(name="second"))
    in_step(store, other)
    told = heard_by_other()
    assert [event.revision for event in told] == sorted({event.revision for event in told})
    assert [event.removed for event in told if event.id == first.id][-1] is True
    assert [event.row is not None for event in told if event.id == second.id] == [True]
    assert other.revision == store.revision == 4
    other.save(second.model_copy(update={"description": "by other"}))
    in_step(other, store)
    assert heard()[-1].id == second.id
    assert store.get(VMHost, second.id).description == "by other"


def test_many_writers_on_both_and_nobody_misses_or_hears_twice(
    store: Store, other: Store, heard: Heard, heard_by_other: Heard
) -> None:
    hosts = [VMHost(name=f"host-{n}") for n in range(20)]
    store.save_many(hosts)

    def count_up(stored: VMHost) -> VMHost:
        stored.running_vms += 1
        return stored

    def work(turn: int) -> None:
        writer = store if turn % 2 else other
        for n in range(40):
            writer.update(VMHost, hosts[(turn * 7 + n) % 20].id, count_up)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    last = max(store.revision, other.revision)
    assert last == 20 + 240, "revisions have no gaps"
    for feed, told in ((store._feed, heard), (other._feed, heard_by_other)):
        assert feed is not None
        assert feed.wait_for(last, 20)
        assert store.wait_until_announced()
        assert other.wait_until_announced()
        revisions = [event.revision for event in told()]
        assert revisions == sorted(set(revisions))
        latest = {event.id: event.revision for event in told()}
        assert latest == {host.id: host.revision for host in store.find(VMHost)}
        assert {event.id: event.row for event in told()} == {event.id: event.row for event in store.events_since(0)[1]}


def test_a_reader_never_sees_a_revision_before_those_below_it(store: Store, other: Store) -> None:
    """What is read in steps, each from where the last ended, comes to the same as one reading of everything."""
    names: set[str] = set()

    def write(writer: Store, name: str) -> None:
        for n in range(60):
            writer.save_many([VMHost(name=f"{name}-{n}-{m}") for m in range(3)])

    with ThreadPoolExecutor(4) as pool:
        working = [pool.submit(write, w, f"writer{i}") for i, w in enumerate((store, other, store, other))]
        seen, total = 0, 0
        while not all(task.done() for task in working) or seen < store.events_since(seen)[0]:
            now, events = store.events_since(seen)
            assert [event.revision for event in events] == list(range(seen + 1, now + 1))
            names |= {str(event.id) for event in events}
            seen, total = now, total + len(events)
        for task in working:
            task.result()
    assert total == len(names) == 720


def test_a_feed_that_was_cut_off_goes_on(
    store: Store, other: Store, heard_by_other: Heard, cluster: Cluster, database_url: str
) -> None:
    store.save(VMHost(name="before"))
    in_step(store, other)
    cluster.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = '{name_of(database_url)}' AND query LIKE 'LISTEN%'"
    )
    store.save(VMHost(name="after"))
    in_step(store, other)
    assert len(heard_by_other()) == 2


def test_a_database_that_was_away_is_heard_of_again(
    store: Store, other: Store, heard: Heard, heard_by_other: Heard, cluster: Cluster
) -> None:
    host = store.save(VMHost(name="before"))
    in_step(store, other)
    cluster.stop()
    try:
        assert not other.wait_until_announced(), "nobody knows what there is"
        with pytest.raises(DatabaseAwayError):
            store.save(VMHost(name="while it is away"))
    finally:
        cluster.start()
    store.update(VMHost, host.id, lambda stored: stored.model_copy(update={"description": "after"}))
    in_step(store, other)
    assert [event.revision for event in heard_by_other()] == [event.revision for event in heard()] == [1, 2]


def test_without_notifications_the_revision_is_looked_at(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_feed, "CHANNEL", "nothing_comes_here")
    monkeypatch.setattr(change_feed, "LOOK_SECONDS", 0.05)
    deaf = Store(database_url)
    deaf.open()
    events: list[Event] = []
    deaf.subscribe(events.extend)
    try:
        store.save(VMHost(name="one"))
        in_step(store, deaf)
        assert len(events) == 1
    finally:
        deaf.close()


def test_a_revision_that_only_another_engine_gave_out_is_known(store: Store, other: Store, database_url: str) -> None:
    with store._opened_for_writing().begin() as connection:
        connection.execute(text("UPDATE meta SET value = '7' WHERE key = 'revision'"))
    assert other.reached(7)
    assert not other.reached(8)
    assert other.revision == 7


def test_two_engines_may_make_the_tables_at_the_same_time(database_url: str) -> None:
    stores = [Store(database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Store.open, stores))
    try:
        assert {store.revision for store in stores} == {0}
    finally:
        for store in stores:
            store.close()


def test_an_own_commit_keeps_its_changed_properties_though_the_database_tells_of_it_first(
    store: Store, host: VMHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(host)
    heard: list[Event] = []
    store.subscribe(heard.extend)
    feed = store._feed
    assert feed is not None
    told = feed.committed

    def late(*args: Any) -> None:
        time.sleep(0.3)  # the notification is there long before
        told(*args)

    monkeypatch.setattr(feed, "committed", late)
    store.save(host.model_copy(update={"description": "new"}))
    assert store.wait_until_announced()
    assert [event.changed for event in heard] == [("Description",)]
