"""Objects of list rows: what the row has is there, what it has not makes the object whole."""

from __future__ import annotations

import copy
import weakref
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

import orjson
import pytest

from vmmconsole.model import Ref, VirtualMachine
from vmmconsole.model.errors import NotFoundError
from vmmconsole.model.hardware import VirtualDVDDrive
from vmmconsole.model.listed import AT_ONCE, is_listed, listed, row_of
from vmmconsole.model.status import VMStatus

HOST = Ref(kind="VMHost", id=uuid4(), name="kvm-01")


class Shelf:
    """Where whole machines stand; counts how often it is asked."""

    def __init__(self, count: int) -> None:
        self.machines = [
            VirtualMachine(
                name=f"web-{i}", status=VMStatus.RUNNING, vm_host=HOST, owner="anna", memory_mb=512 + i,
                started_at=datetime(2026, 1, 2, tzinfo=UTC), virtual_dvd_drives=[VirtualDVDDrive(name="CD")],
            )
            for i in range(count)
        ]  # fmt: skip
        self.asked: list[int] = []

    def load(self, ids: Sequence[UUID]) -> list[VirtualMachine]:
        self.asked.append(len(ids))
        wanted = set(ids)
        return [m.model_copy() for m in self.machines if m.id in wanted]

    def rows(self) -> list[VirtualMachine]:
        texts = [orjson.dumps(m.list_values()).decode() for m in self.machines]
        return listed(VirtualMachine, VirtualMachine.list_properties, texts, self.load)


def test_what_the_row_has_needs_no_whole_object() -> None:
    shelf = Shelf(3)
    first, *_ = shelf.rows()
    assert isinstance(first, VirtualMachine)
    assert (first.id, first.name, first.status, first.memory_mb) == (
        shelf.machines[0].id, "web-0", VMStatus.RUNNING, 512,
    )  # fmt: skip
    assert first.vm_host == HOST
    assert first.started_at == datetime(2026, 1, 2, tzinfo=UTC)
    assert first.most_recent_job is None
    assert (str(first), first.status_text, first.host_name) == ("web-0", "Running", "kvm-01")
    assert is_listed(first)
    assert shelf.asked == []


def test_anything_else_makes_it_whole_with_those_behind_it() -> None:
    shelf = Shelf(AT_ONCE + 20)
    rows = shelf.rows()
    assert [len(m.virtual_dvd_drives) for m in rows] == [1] * len(rows)
    assert shelf.asked == [AT_ONCE, 20]
    assert not any(is_listed(m) for m in rows)
    assert all(type(m) is VirtualMachine for m in rows)
    assert rows == shelf.machines


@pytest.mark.parametrize(
    "use",
    [
        lambda m: m.model_dump(),
        lambda m: m.model_dump_json(by_alias=True),
        lambda m: m.to_wire(),
        lambda m: m.model_copy(deep=True),
        copy.copy,
        copy.deepcopy,
        repr,
        dict,
        lambda m: m.list_row(),
    ],
)
def test_what_works_on_all_fields_gets_all(use) -> None:
    shelf = Shelf(2)
    assert use(shelf.rows()[1]) == use(shelf.machines[1])


def test_equal_to_the_whole_object() -> None:
    shelf = Shelf(2)
    one, other = shelf.rows()
    assert one == shelf.machines[0]
    assert one != other


def test_a_change_of_it_stays() -> None:
    shelf = Shelf(1)
    (machine,) = shelf.rows()
    machine.name = "db"
    assert machine.virtual_dvd_drives[0].name == "CD"
    assert machine.name == "db"


def test_one_that_was_removed_meanwhile_is_said() -> None:
    shelf = Shelf(3)
    rows = shelf.rows()
    del shelf.machines[1]
    with pytest.raises(NotFoundError, match="web-1"):
        _ = rows[1].virtual_dvd_drives
    assert rows[1].name == "web-1"
    assert len(rows[2].virtual_dvd_drives) == 1


def test_an_attribute_that_no_machine_has_is_none_of_it_either() -> None:
    (machine,) = Shelf(1).rows()
    with pytest.raises(AttributeError):
        _ = machine.nothing_like_it  # type: ignore[attr-defined]


def test_its_place_in_the_list_is_known_until_it_is_whole() -> None:
    _, second = Shelf(2).rows()
    place = row_of(second)
    assert place is not None
    assert place[1] == 1
    _ = second.virtual_dvd_drives
    assert row_of(second) is None


def test_a_list_goes_with_its_objects_without_a_collection() -> None:
    """An engine answers with long lists all day; circles would keep them until the collector's rare full round."""
    kept, *others = Shelf(3).rows()
    last = others.pop()
    watched, rows = weakref.ref(last), weakref.ref(row_of(last)[0])  # type: ignore[index]
    del last
    assert watched() is None
    del others
    assert rows() is not None, "the first needs it"
    assert kept.virtual_dvd_drives, "and becomes whole without those that went"
    del kept
    assert rows() is None
