"""One of two engines is killed, stopped or frozen while jobs run and things change: nothing is lost, nothing is twice.

The engines are processes on one PostgreSQL. What is done twice would show: each job makes host groups of its own names,
and a group that was made and forgotten again would stand there under two IDs.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.postgresql import Cluster
from vmmconsole.client.connection import Client, NoConnectionError
from vmmconsole.client.endpoint import Endpoint
from vmmconsole.engine.lead import EXIT_REPLACED, LEASE_SECONDS
from vmmconsole.engine.store import Database, Store
from vmmconsole.model import Job, VMHostGroup
from vmmconsole.model.errors import VMMError
from vmmconsole.model.status import JobStatus

ROOT = Path(__file__).parents[2]
TAKEN_OVER_SECONDS = 15.0
JOBS = 50
GROUPS_OF_A_JOB = 6
CHANGES_A_SECOND = 20

pytestmark = [pytest.mark.timeout(600)]


class Process:
    """An engine in a process of its own."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.socket = folder / "engine.sock"
        self._database = database
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        assert self._process is None
        words = ["engine", "--data", str(self.folder), "--listen", f"unix:{self.socket}", "--no-local-host",
                 "--database", self._database.url.replace("+psycopg", "")]  # fmt: skip
        with (self.folder / "errors").open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "vmmconsole", *words], stdout=subprocess.PIPE, stderr=errors,
                env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(self.folder)}, cwd=self.folder,
            )  # fmt: skip
        assert self._process.stdout is not None
        with self._process.stdout as out:
            line = out.readline()
        assert line.startswith(b"ready"), (self.folder / "errors").read_text()

    def send(self, number: int) -> None:
        """Send a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    def end(self, number: int = signal.SIGKILL) -> int:
        """End it, and wait for that; the value is its exit code."""
        assert self._process is not None
        self._process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """Its exit code, once it has ended."""
        assert self._process is not None
        code = self._process.wait(timeout=30)
        self._process = None
        return code

    @property
    def runs(self) -> bool:
        """Whether it was started and not ended."""
        return self._process is not None


@pytest.fixture
def database(cluster: Cluster) -> Iterator[Database]:
    """A database that nobody has used."""
    url = cluster.create_database()
    yield Database(url)
    cluster.drop(url)


@pytest.fixture
def engines(tmp_path: Path, database: Database) -> Iterator[list[Process]]:
    """Two engines; the first leads."""
    both = [Process(tmp_path / name, database) for name in ("a", "b")]
    for engine in both:
        engine.start()
        if engine is both[0]:
            asyncio.run(runs_jobs(engine))
    yield both
    for engine in both:
        if engine.runs:
            engine.send(signal.SIGCONT)
            engine.end()


@pytest.fixture
def store(engines: list[Process], database: Database) -> Iterator[Store]:
    """The database as it is, read beside the engines."""
    opened = Store(database)
    opened.open()
    yield opened
    opened.close()


@asynccontextmanager
async def client_of(*engines: Process) -> AsyncIterator[Client]:
    client = Client(*(Endpoint(socket_path=str(engine.socket)) for engine in engines))
    await client.connect()
    try:
        yield client
    finally:
        await client.close()


async def runs_jobs(engine: Process) -> None:
    async with client_of(engine) as client:
        await client.wait((await client.run("Get-VMMServer localhost")).id)


def script_of(number: int) -> str:
    return f"""
foreach ($n in 1..{GROUPS_OF_A_JOB}) {{
    New-VMHostGroup -Name "job {number} group $n"
    Start-Sleep -Milliseconds 300
}}"""


async def accepted(client: Client, script: str, job_id: UUID | None = None) -> UUID:
    """Give a script to whichever engine answers; the same ID again is the same job."""
    job_id = job_id or uuid4()
    while True:
        try:
            return (await client.run(script, job_id=job_id)).id
        except NoConnectionError:
            with suppress(NoConnectionError):
                await client.connect(2)


class Follower:
    """A console's list, kept by the change stream of whichever engine answers."""

    def __init__(self, client: Client) -> None:
        self.rows: dict[str, list[object]] = {}
        self.revision = 0
        self._client = client
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Follower:
        listing = await self._client.list(VMHostGroup)
        self.rows = {str(row[0]): list(row) for row in listing.rows}
        self.revision = listing.revision
        self._task = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_exception: object) -> None:
        assert self._task is not None
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _follow(self) -> None:
        async for batch in self._client.changes(self.revision):
            for event in batch.events:
                if event.kind == VMHostGroup.kind:
                    if event.row is None:
                        self.rows.pop(str(event.id), None)
                    else:
                        self.rows[str(event.id)] = list(event.row)
            self.revision = max(self.revision, batch.revision)


async def change_steadily(client: Client, group: str, ended: asyncio.Event) -> list[UUID]:
    """About twenty changes a second of one group, each a job; the value is what was accepted."""
    sent: list[UUID] = []
    while not ended.is_set():
        number = len(sent)
        sent.append(await accepted(client, f'Set-VMHostGroup "{group}" -Description "change {number}"'))
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), 1 / CHANGES_A_SECOND)
    return sent


async def all_final(store: Store, job_ids: set[UUID], seconds: float) -> list[Job]:
    deadline = time.monotonic() + seconds
    while True:
        jobs = await asyncio.to_thread(store.several, Job, job_ids)
        unfinished = [job for job in jobs if not job.status.is_final]
        if not unfinished and len(jobs) == len(job_ids):
            return jobs
        assert time.monotonic() < deadline, f"{len(unfinished)} of {len(jobs)} jobs did not end; {unfinished[:1]}"
        await asyncio.sleep(0.2)


async def went_on(store: Store, job_ids: set[UUID], since: float) -> float:
    """After how many seconds a job made progress that began before `since` (a revision)."""
    begun = time.monotonic()
    while True:
        jobs = await asyncio.to_thread(store.several, Job, job_ids)
        if any(job.revision > since for job in jobs):
            return time.monotonic() - begun
        assert time.monotonic() - begun < 60, "no engine took the jobs over"
        await asyncio.sleep(0.05)


def test_kills_at_any_moment_lose_nothing_and_do_nothing_twice(
    engines: list[Process], store: Store, request: pytest.FixtureRequest
) -> None:
    asyncio.run(_kill_at_random(engines, store, rounds=request.config.getoption("--failover-rounds")))


async def _kill_at_random(engines: list[Process], store: Store, *, rounds: int) -> None:
    chance = random.Random(4)
    taken_over: list[float] = []
    all_jobs: set[UUID] = set()
    async with client_of(*engines) as console, client_of(*reversed(engines)) as other:
        await accepted(console, 'New-VMHostGroup -Name "changing"')
        async with Follower(console) as followed, Follower(other) as followed_elsewhere:
            leads = engines[0]
            for turn in range(rounds):
                numbers = range(turn * JOBS, (turn + 1) * JOBS)
                ended = asyncio.Event()
                jobs = {await accepted(chance.choice((console, other)), script_of(n)) for n in numbers}
                changing = asyncio.create_task(change_steadily(other, "changing", ended))
                await asyncio.sleep(chance.uniform(0.5, 4))
                leads.end()
                survivor = engines[1 - engines.index(leads)]
                await asyncio.sleep(0.1)  # what it had committed is heard of
                taken_over.append(await went_on(store, jobs, store.revision if store.wait_until_announced() else 0))
                leads.start()
                leads = survivor
                await asyncio.sleep(chance.uniform(0.2, 1))
                ended.set()
                changes = await changing
                all_jobs |= jobs | set(changes)
                final = await all_final(store, jobs | set(changes), 240)
                assert {job.status for job in final} == {JobStatus.COMPLETED}, [
                    (job.name, job.status, job.error_info) for job in final if job.status is not JobStatus.COMPLETED
                ][:3]
                await _same_as_stored(store, followed, followed_elsewhere)
    names = Counter(group.name for group in store.find(VMHostGroup))
    expected = {f"job {job} group {n}" for job in range(rounds * JOBS) for n in range(1, GROUPS_OF_A_JOB + 1)}
    assert expected <= names.keys()
    assert max(names.values()) == 1
    assert max(taken_over) <= TAKEN_OVER_SECONDS, taken_over
    print(f"{rounds} kills, {len(all_jobs)} jobs, taken over after {min(taken_over):.1f} to {max(taken_over):.1f} s")


async def _same_as_stored(store: Store, *followers: Follower) -> None:
    stored = {str(group.id): group for group in store.find(VMHostGroup)}
    assert store.wait_until_announced()
    reached = store.revision
    for follower in followers:
        deadline = time.monotonic() + 20
        while follower.revision < reached:
            assert time.monotonic() < deadline, "the console's stream does not go on"
            await asyncio.sleep(0.1)
        assert follower.rows.keys() == stored.keys()
        assert {row[1] for row in follower.rows.values()} == {group.name for group in stored.values()}


def test_an_engine_that_is_stopped_hands_over_at_once(engines: list[Process], store: Store) -> None:
    asyncio.run(_stop(engines, store))


async def _stop(engines: list[Process], store: Store) -> None:
    async with client_of(*engines) as console:
        jobs = {await accepted(console, script_of(n)) for n in range(4)}
        await asyncio.sleep(1)
        assert engines[0].end(signal.SIGTERM) == 0
        assert await went_on(store, jobs, store.revision if store.wait_until_announced() else 0) < LEASE_SECONDS - 2
        assert {job.status for job in await all_final(store, jobs, 60)} == {JobStatus.COMPLETED}
    assert len(store.find(VMHostGroup)) == 1 + 4 * GROUPS_OF_A_JOB


def test_a_frozen_engine_is_replaced_and_ends_when_it_wakes(engines: list[Process], store: Store) -> None:
    asyncio.run(_freeze(engines, store))


async def _freeze(engines: list[Process], store: Store) -> None:
    async with client_of(engines[0]) as console:
        jobs = {await accepted(console, script_of(n)) for n in range(8)}
        await asyncio.sleep(1)
    engines[0].send(signal.SIGSTOP)
    # Until its transaction is broken off, should it have been frozen within one, nobody else can write.
    assert {job.status for job in await all_final(store, jobs, 60)} == {JobStatus.COMPLETED}
    engines[0].send(signal.SIGCONT)
    assert engines[0].wait() == EXIT_REPLACED
    names = Counter(group.name for group in store.find(VMHostGroup))
    assert len(names) == 1 + 8 * GROUPS_OF_A_JOB
    assert max(names.values()) == 1


def test_jobs_are_stopped_and_restarted_through_the_engine_that_does_not_run_them(
    engines: list[Process], store: Store
) -> None:
    asyncio.run(_stop_and_restart(engines[1], store))


async def _stop_and_restart(stands_by: Process, store: Store) -> None:
    async with client_of(stands_by) as console:
        job = await console.run(script_of(1))
        await asyncio.to_thread(_until, lambda: store.find(VMHostGroup, name="job 1 group 2"))
        await console.stop_job(job.id)
        assert (await console.wait(job.id)).status is JobStatus.CANCELED
        assert (await console.restart_job(job.id)).status is JobStatus.QUEUED
        assert (await console.wait(job.id)).status is JobStatus.COMPLETED
        with pytest.raises(VMMError):
            await console.restart_job(job.id)
        assert (await console.server_facts())["LeadingEngine"]
    assert len(store.find(VMHostGroup)) == 1 + GROUPS_OF_A_JOB


def _until(condition: Callable[[], object]) -> None:
    while not condition():
        time.sleep(0.05)


def test_the_same_job_given_to_both_engines_is_one(engines: list[Process], store: Store) -> None:
    asyncio.run(_give_twice(engines, store))


async def _give_twice(engines: list[Process], store: Store) -> None:
    async with client_of(engines[0]) as one, client_of(engines[1]) as two:
        for number in range(20):
            job_id = uuid4()
            script = f'New-VMHostGroup -Name "twice {number}"'
            both = await asyncio.gather(one.run(script, job_id=job_id), two.run(script, job_id=job_id))
            assert {job.id for job in both} == {job_id}
            assert (await one.wait(job_id)).status is JobStatus.COMPLETED
    assert len(store.find(VMHostGroup)) == 21


def test_a_script_of_a_terminal_goes_on_over_the_other_address(engines: list[Process], store: Store) -> None:
    addresses = ",".join(f"unix:{engine.socket}" for engine in engines)
    script = 'foreach ($n in 1..8) { New-VMHostGroup -Name "of a terminal $n"; Start-Sleep -Milliseconds 300 }; "end"'
    with subprocess.Popen(
        [sys.executable, "-m", "vmmconsole", "run", "--server", addresses, "-c", script],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
    ) as run:  # fmt: skip
        _until(lambda: store.find(VMHostGroup, name="of a terminal 2"))
        engines[0].end()
        out, errors = run.communicate(timeout=90)
    assert (run.returncode, out.splitlines()[-1:]) == (0, ["end"]), errors
    assert len(store.find(VMHostGroup)) == 9
