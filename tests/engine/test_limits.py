"""Units: never more than there are, in the order of asking, and nobody in the way of other hosts."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmmconsole.engine.limits import Claim, Ticket, UnitQueue
from vmmconsole.model.errors import CancelledError

HOST, OTHER, MANAGER = UUID(int=1), UUID(int=2), UUID(int=3)
Until = Callable[[Callable[[], object]], None]


def claims(host: UUID, units: int = 1, *, manager: int = 128) -> list[Claim]:
    return [Claim(host, f"host {host.int}", units, 16), Claim(MANAGER, "vcenter", units, manager)]


def waits(ticket: Ticket) -> bool:
    return not ticket.granted.is_set()


def test_sixteen_units_and_then_one_after_the_other() -> None:
    queue = UnitQueue()
    first = [queue.ask(claims(HOST)) for _ in range(16)]
    late = [queue.ask(claims(HOST)) for _ in range(3)]
    assert [waits(t) for t in (*first, *late)] == [False] * 16 + [True] * 3
    assert late[0].reason == "Waiting for host 1: 16 of its 16 units are in use"
    queue.give_back(first[0])
    assert [waits(t) for t in late] == [False, True, True]
    assert queue.used(HOST) == 16


def test_many_units_are_not_starved_by_few() -> None:
    queue = UnitQueue()
    small = [queue.ask(claims(HOST)) for _ in range(10)]
    large = queue.ask(claims(HOST, 8))
    late = queue.ask(claims(HOST))
    assert waits(large)
    assert waits(late), "six are free, but it came after one that waits for eight"
    assert "others came before" in late.reason
    queue.give_back(small[0])
    queue.give_back(small[1])
    assert not waits(large)
    assert waits(late)


def test_who_waits_for_a_host_keeps_nobody_from_another() -> None:
    queue = UnitQueue()
    for _ in range(300):
        queue.ask(claims(HOST))
    assert not waits(queue.ask(claims(OTHER)))


def test_the_manager_has_a_limit_of_its_own() -> None:
    queue = UnitQueue()
    first = queue.ask(claims(HOST, manager=1))
    second = queue.ask(claims(OTHER, manager=1))
    assert second.reason == "Waiting for vcenter: 1 of its 1 units are in use"
    queue.give_back(first)
    assert not waits(second)


def test_what_costs_more_than_there_is_takes_all_of_it() -> None:
    queue = UnitQueue()
    assert not waits(queue.ask([Claim(HOST, "small", 8, 4)]))
    assert waits(queue.ask([Claim(HOST, "small", 1, 4)]))


def test_a_wait_that_is_cancelled_leaves_its_place() -> None:
    queue = UnitQueue()
    queue.ask(claims(HOST, 16))
    told: list[str] = []

    def check() -> None:
        if told:
            raise CancelledError

    large, late = queue.ask(claims(HOST, 16)), queue.ask(claims(OTHER, 1))
    with pytest.raises(CancelledError):
        queue.wait(large, waiting=told.append, check=check, poll_seconds=0.001)
    queue.give_back(large)
    assert not waits(late)
    assert queue.used(HOST) == 16


@given(st.lists(st.tuples(st.sampled_from([HOST, OTHER]), st.integers(1, 20)), min_size=1, max_size=40), st.randoms())
def test_never_more_than_there_is_and_everybody_gets_a_turn(
    asked: list[tuple[UUID, int]], chance: random.Random
) -> None:
    queue = UnitQueue()
    tickets = [queue.ask(claims(host, units, manager=20)) for host, units in asked]
    served: list[Ticket] = []
    while len(served) < len(tickets):
        assert queue.used(HOST) <= 16
        assert queue.used(OTHER) <= 16
        assert queue.used(MANAGER) <= 20
        busy = [t for t in tickets if not waits(t) and t not in served]
        assert busy, "nobody has anything and yet somebody waits"
        served.append(chance.choice(busy))
        queue.give_back(served[-1])
    assert queue.used(HOST) == queue.used(OTHER) == queue.used(MANAGER) == 0


def test_threads_get_their_units_when_others_are_through(until: Until) -> None:
    queue = UnitQueue()
    lock, inside, most, done = threading.Lock(), [0], [0], []

    def work() -> None:
        ticket = queue.ask(claims(HOST, 8))
        queue.wait(ticket, waiting=lambda _: None, check=lambda: None)
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        with lock:
            inside[0] -= 1
            done.append(1)
        queue.give_back(ticket)

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    until(lambda: len(done) == 20)
    assert most[0] <= 2
