"""Lists that follow the changes: order, filter, selection."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from vmmconsole.client.contract import Event
from vmmconsole.model import VirtualMachine
from vmmconsole_ui.models import list_model
from vmmconsole_ui.models.list_model import ListModel
from vmmconsole_ui.models.objects import ObjectStore
from vmmconsole_ui.views.catalog import MACHINES

PROPERTIES = VirtualMachine.list_properties


def values(object_id: str, name: str, status: str = "Running", cpu: int | None = None) -> list[Any]:
    known = {"ID": object_id, "Name": name, "Status": status, "StatusText": status, "PerfCPUUtilization": cpu}
    return [known.get(p) for p in PROPERTIES]


def event(revision: int, row: list[Any] | None, object_id: str = "") -> Event:
    return Event("VM", object_id or (row[0] if row else ""), revision, row)


class Listed:
    """A store with a list over it, checked by Qt's own tester."""

    def __init__(self, *, tested: bool = True) -> None:
        self.store = ObjectStore()
        table = self.store.table("VM")
        table.index = {name: place for place, name in enumerate(PROPERTIES)}
        table.text_places = (1, 3)
        table.is_loaded = True
        self.model = ListModel(self.store, ("VM",), MACHINES.columns)
        self.tester = tested and QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        self.revision = 0
        self.model.rebuild()

    def put(self, *rows: list[Any]) -> None:
        events = []
        for row in rows:
            self.revision += 1
            events.append(event(self.revision, row))
        self.store.apply(events)
        self.flush()

    def remove(self, *ids: str) -> None:
        self.revision += 1
        self.store.apply([event(self.revision, None, object_id) for object_id in ids])
        self.flush()

    def flush(self) -> None:
        while self.store._pending:
            self.store.flush()

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.model.rows]


@pytest.fixture
def listed(qapp: object) -> Listed:
    return Listed()


def test_rows_come_in_order_and_go(listed: Listed) -> None:
    listed.put(values("b", "beta"), values("a", "Alpha"), values("c", "gamma"))
    assert listed.names == ["Alpha", "beta", "gamma"]
    listed.remove("b")
    assert listed.names == ["Alpha", "gamma"]
    listed.put(values("d", "BETA"))
    assert listed.names == ["Alpha", "BETA", "gamma"]


def test_unknown_values_are_last_in_both_directions(listed: Listed) -> None:
    listed.put(values("a", "a", cpu=5), values("b", "b"), values("c", "c", cpu=50))
    listed.model.sort(5, Qt.SortOrder.AscendingOrder)
    assert listed.names == ["a", "c", "b"]
    listed.model.sort(5, Qt.SortOrder.DescendingOrder)
    assert listed.names == ["c", "a", "b"]


def test_a_changed_row_joins_and_leaves_the_filter(listed: Listed) -> None:
    listed.put(values("a", "a", "Running"), values("b", "b", "Stopped"))
    listed.model.set_filter("status:running")
    assert listed.names == ["a"]
    listed.put(values("b", "b", "Running"))
    assert listed.names == ["a", "b"]
    listed.put(values("a", "a", "Stopped"))
    assert listed.names == ["b"]
    assert listed.model.total == 2


def test_an_older_event_changes_nothing(listed: Listed) -> None:
    listed.store.table("VM").revision = 10
    listed.store.apply([event(9, values("a", "old"))])
    listed.flush()
    assert listed.names == []


def test_many_events_of_one_object_are_told_once(listed: Listed) -> None:
    told: list[object] = []
    listed.store.changed.connect(told.append)
    listed.store.apply([event(n, values("a", f"name {n}")) for n in range(1, 500)])
    listed.flush()
    assert len(told) == 1
    assert listed.names == ["name 499"]


def test_a_large_burst_is_spread_over_frames(qtbot: Any) -> None:
    listed = Listed(tested=False)
    told: list[object] = []
    listed.store.changed.connect(told.append)
    listed.store.apply([event(n, values(f"{n}", f"vm {n}")) for n in range(1, 40_000)])
    listed.store.flush()
    assert 0 < len(listed.model.rows) < 39_999
    listed.flush()
    # While a list fills it rests between being made anew, and has all rows in the end.
    qtbot.waitUntil(lambda: len(listed.model.rows) == 39_999)
    assert len(told) > 1


def test_a_row_moves_when_its_sort_value_changes(listed: Listed, qtbot: Any) -> None:
    listed.put(values("a", "a", cpu=1), values("b", "b", cpu=2), values("c", "c", cpu=3))
    listed.model.sort(5)
    kept = QPersistentModelIndex(listed.model.index(0, 0))
    listed.put(values("a", "a", cpu=99))
    qtbot.waitUntil(lambda: listed.names == ["b", "c", "a"])
    assert kept.row() == 2


def test_while_nobody_looks_nothing_is_done_and_then_all_is_there(listed: Listed) -> None:
    listed.put(values("a", "a"))
    listed.model.set_active(active=False)
    listed.put(values("b", "b"), values("a", "z"))
    assert listed.model.rowCount() == 1
    listed.model.set_active(active=True)
    assert listed.names == ["b", "z"]


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), text=st.sampled_from(["", "status:running", "cpu>50", "1", "-status:running"]))
def test_the_list_is_always_what_a_fresh_one_would_be(qapp: object, seed: int, text: str) -> None:
    chance = random.Random(seed)
    listed = Listed(tested=False)
    listed.model.sort(chance.choice([0, 1, 5]), chance.choice([*Qt.SortOrder]))
    for _ in range(6):
        rows = [
            values(str(chance.randrange(40)), f"n{chance.randrange(50)}", chance.choice(["Running", "Stopped"]),
                   chance.choice([None, *range(100)]))
            for _ in range(chance.randrange(75))
        ]  # fmt: skip
        listed.put(*rows)
        listed.remove(*(str(chance.randrange(40)) for _ in range(chance.randrange(8))))
        if chance.random() < 0.3:
            listed.model.set_filter(text)
    listed.model._sort_again()
    fresh = ListModel(listed.store, ("VM",), MACHINES.columns)
    fresh.set_filter(listed.model.filter_text)
    assert set(fresh.rows) == set(listed.model.rows)
    keys = [listed.model._key_maker()(row) for row in listed.model.rows]
    known = [key for key in keys if key is not None]
    assert known == sorted(known, reverse=listed.model.sorting[1])
    assert keys[len(known) :] == [None] * (len(keys) - len(known))


def test_a_list_that_fills_is_made_anew_now_and_then(
    qtbot: QtBot, listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_model, "_REST", 100)
    made_anew: list[int] = []
    listed.model.modelReset.connect(lambda: made_anew.append(len(listed.model.rows)))
    for portion in range(10):
        listed.put(*(values(f"{portion}-{n}", f"vm-{portion:02}-{n:03}") for n in range(100)))
    listed.put(values("0-0", "first"))
    listed.remove("9-99")
    qtbot.waitUntil(lambda: len(listed.model.rows) == 999, timeout=20_000)
    assert len(made_anew) < 10
    assert listed.names == sorted(listed.names)
    assert listed.names[0] == "first"
