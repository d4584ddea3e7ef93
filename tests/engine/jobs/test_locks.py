"""Locks: exclusive, fair, all at once, without deadlock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from uuid import UUID, uuid4

import pytest

from vmmconsole.engine.jobs.locks import Deadlock, LockTable
from vmmconsole.model.errors import CancelledError

A, B, X, Y = (UUID(int=n) for n in range(1, 5))
DEADLINE = 10


class Asker:
    """A job that asks for locks in a thread of its own."""

    def __init__(self, table: LockTable, job_id: UUID, objects: Iterable[UUID]) -> None:
        self.waits = threading.Event()
        self.got = threading.Event()
        self.cancelled = False
        self.error: BaseException | None = None
        self.reasons: list[tuple[UUID, UUID]] = []
        self._table, self._job_id, self._objects = table, job_id, list(objects)
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self._table.acquire(self._job_id, self._objects, waiting=self._waiting, check=self._check)
        except (Deadlock, CancelledError) as err:
            self.error = err
        else:
            self.got.set()

    def _waiting(self, holder: UUID, object_id: UUID) -> None:
        self.reasons.append((holder, object_id))
        self.waits.set()

    def _check(self) -> None:
        if self.cancelled:
            raise CancelledError


@pytest.fixture
def table() -> LockTable:
    return LockTable()


@pytest.fixture
def ask(table: LockTable) -> Callable[..., Asker]:
    return lambda job, *objects: Asker(table, job, objects)


def nothing(*_: object) -> None:
    return


def test_a_free_object_is_taken_without_waiting(table: LockTable) -> None:
    assert table.acquire(A, [X], waiting=nothing, check=nothing) is False
    assert table.holder(X) == A


def test_asking_again_for_ones_own_is_free(table: LockTable) -> None:
    table.acquire(A, [X], waiting=nothing, check=nothing)
    assert table.acquire(A, [X, Y], waiting=nothing, check=nothing) is False
    assert table.held(A) == {X, Y}


def test_the_second_waits_until_the_first_ends(table: LockTable, ask: Callable[..., Asker]) -> None:
    table.acquire(A, [X], waiting=nothing, check=nothing)
    second = ask(B, X)
    assert second.waits.wait(DEADLINE)
    assert second.reasons == [(A, X)]
    assert not second.got.is_set()
    table.release_all(A)
    assert second.got.wait(DEADLINE)
    assert table.holder(X) == B


def test_all_objects_come_together(table: LockTable, ask: Callable[..., Asker]) -> None:
    table.acquire(A, [X], waiting=nothing, check=nothing)
    second = ask(B, X, Y)
    assert second.waits.wait(DEADLINE)
    assert table.holder(Y) is None, "while it waits it must not hold half of what it asked for"
    table.release_all(A)
    assert second.got.wait(DEADLINE)
    assert table.held(B) == {X, Y}


def test_first_come_first_served(table: LockTable, ask: Callable[..., Asker]) -> None:
    table.acquire(A, [X], waiting=nothing, check=nothing)
    jobs = [uuid4() for _ in range(5)]
    askers = []
    for job in jobs:
        asker = ask(job, X)
        assert asker.waits.wait(DEADLINE)
        askers.append(asker)
    table.release_all(A)
    for job, asker in zip(jobs, askers, strict=True):
        assert asker.got.wait(DEADLINE)
        assert [a.got.is_set() for a in askers].count(True) == jobs.index(job) + 1
        table.release_all(job)


def test_a_deadlock_is_refused_to_the_one_who_would_close_it(table: LockTable, ask: Callable[..., Asker]) -> None:
    table.acquire(A, [X], waiting=nothing, check=nothing)
    table.acquire(B, [Y], waiting=nothing, check=nothing)
    first = ask(A, Y)
    assert first.waits.wait(DEADLINE)
    with pytest.raises(Deadlock) as caught:
        table.acquire(B, [X], waiting=nothing, check=nothing)
    assert caught.value.holder == A
    table.release_all(B)
    assert first.got.wait(DEADLINE)


def test_a_deadlock_through_a_third_is_found(table: LockTable, ask: Callable[..., Asker]) -> None:
    c, z = uuid4(), uuid4()
    for job, obj in ((A, X), (B, Y), (c, z)):
        table.acquire(job, [obj], waiting=nothing, check=nothing)
    first, second = ask(A, Y), ask(B, z)
    assert first.waits.wait(DEADLINE)
    assert second.waits.wait(DEADLINE)
    with pytest.raises(Deadlock):
        table.acquire(c, [X], waiting=nothing, check=nothing)


def test_fairness_makes_no_deadlock(table: LockTable, ask: Callable[..., Asker]) -> None:
    table.acquire(A, [X], waiting=nothing, check=nothing)
    waiting = ask(B, X, Y)
    assert waiting.waits.wait(DEADLINE)
    assert table.acquire(A, [Y], waiting=nothing, check=nothing) is False, "B waits for A, so A passes it"
    table.release_all(A)
    assert waiting.got.wait(DEADLINE)


def test_cancelled_while_waiting(table: LockTable, ask: Callable[..., Asker]) -> None:
    table.acquire(A, [X], waiting=nothing, check=nothing)
    second, third = ask(B, X), ask(uuid4(), X)
    assert second.waits.wait(DEADLINE)
    assert third.waits.wait(DEADLINE)
    second.cancelled = True
    table.wake()
    second.thread.join(DEADLINE)
    assert isinstance(second.error, CancelledError)
    table.release_all(A)
    assert third.got.wait(DEADLINE)


def test_what_a_job_held_before_a_crash_is_given_back(table: LockTable, ask: Callable[..., Asker]) -> None:
    table.reserve(A, [X])
    second = ask(B, X)
    assert second.waits.wait(DEADLINE)
    table.release_all(A)
    assert second.got.wait(DEADLINE)


def test_never_two_holders(table: LockTable) -> None:
    inside: dict[UUID, int] = {X: 0, Y: 0}
    broken: list[UUID] = []
    guard = threading.Lock()

    def work() -> None:
        for turn in range(40):
            job = uuid4()
            wanted = [X, Y] if turn % 3 == 0 else [X if turn % 2 else Y]
            table.acquire(job, wanted, waiting=nothing, check=nothing)
            with guard:
                for obj in wanted:
                    inside[obj] += 1
                    if inside[obj] > 1:
                        broken.append(obj)
            with guard:
                for obj in wanted:
                    inside[obj] -= 1
            table.release_all(job)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    assert not broken
