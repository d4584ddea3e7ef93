"""An engine with real jobs and a real store, and a few cmdlets of the tests' own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.postgresql import parametrize_databases
from vmmconsole.engine import engine as engine_module
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.jobs.budget import Limits
from vmmconsole.engine.world import EngineWorld
from vmmconsole.model import Job, VMHostGroup
from vmmconsole.model.errors import ConflictError, StorageError
from vmmconsole.script.cmdlet import Cmdlet, parameter, switch


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test here with a database runs on both, but for those that are about one of them."""
    parametrize_databases(metafunc, "data_dir")


class Gate:
    """Lets a test hold a cmdlet in its middle."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.open = threading.Event()
        self.failing = False
        self.runs: list[str] = []
        """The texts of the calls that ran, in order."""


GATE = Gate()


class GetGroup(Cmdlet):
    """Reads host groups."""

    name = "Get-Group"
    permission = "View"
    group_name: str = parameter("Name", help="Its name.")

    def run(self, session: Any) -> Iterable[object]:
        GATE.runs.append("get")
        return session.find(VMHostGroup, name=self.group_name) if self.group_name else session.find(VMHostGroup)


class SetMark(Cmdlet):
    """Writes a host group named by its text."""

    name = "Set-Mark"
    changes = True
    job_name = "Set mark"
    permission = "Change"
    text: str = parameter("Text", position=0, mandatory=True, help="The name.")
    on: VMHostGroup = parameter("On", pipeline=True, help="A group to lock and describe.")

    def run(self, session: Any) -> Iterable[object]:
        GATE.runs.append(self.text)
        group = self.on if isinstance(self.on, VMHostGroup) else None
        if group is not None:
            session.lock(group)
            group = session.get(VMHostGroup, group.id)
            group.description = self.text
        with session.progress.step("Write") as writing:
            writing.report(50)
            saved = session.save(group or VMHostGroup(id=session.derive_id("group"), name=self.text))
        session.result(saved)
        return [saved]

    def plan(self, session: Any) -> list[str]:
        return [f"Mark '{self.text}'."]


class WaitGate(Cmdlet):
    """Says that it runs, and waits until the test lets it go on."""

    name = "Wait-Gate"
    changes = True
    job_name = "Wait at the gate"
    permission = "Change"
    on: VMHostGroup = parameter("On", position=0, pipeline=True, help="A group to lock.")

    def run(self, session: Any) -> Iterable[object]:
        if isinstance(self.on, VMHostGroup):
            session.lock(self.on)
        GATE.reached.set()
        while not GATE.open.is_set():
            session.progress.check()
            time.sleep(0.005)
        GATE.runs.append("gate")
        return []


class TestFailing(Cmdlet):
    """Fails while the gate says so."""

    name = "Test-Failing"
    changes = True
    job_name = "Fail"
    permission = "Change"
    text: str = parameter("Text", position=0, default="", help="A name.")
    crash: switch = parameter("Crash", help="Fail with an error that is no VMMError.")

    def run(self, session: Any) -> Iterable[object]:
        GATE.runs.append(f"fail {self.text}".strip())
        if self.crash:
            raise RuntimeError("secret detail")
        if GATE.failing:
            raise StorageError("The disk cannot be written.", cause="There is no space.", action="Make some.")
        return [f"passed {self.text}"]


class LockBoth(Cmdlet):
    """Locks a group, waits at the gate, then locks another."""

    name = "Lock-Both"
    changes = True
    job_name = "Lock both"
    permission = "Change"
    first: VMHostGroup = parameter("First", help="Locked first.")
    second: VMHostGroup = parameter("Second", help="Locked after the gate.")

    def run(self, session: Any) -> Iterable[object]:
        session.lock(self.first)
        GATE.runs.append(f"has {self.first}")
        GATE.reached.set()
        while not GATE.open.is_set():
            session.progress.check()
            time.sleep(0.005)
        try:
            session.lock(self.second)
        except ConflictError as err:
            GATE.runs.append("refused")
            raise ConflictError(err.problem, cause=err.cause) from err
        GATE.runs.append(f"has both, {self.first} first")
        return []


TEST_CMDLETS = (GetGroup, SetMark, WaitGate, TestFailing, LockBoth)


class TestWorld(EngineWorld):
    """The real language with the tests' cmdlets."""

    __test__ = False

    def find(self, name: str) -> type[Cmdlet] | None:
        return next((cls for cls in TEST_CMDLETS if cls.name.lower() == name.lower()), None)

    def names(self) -> Iterable[str]:
        return [cls.name for cls in TEST_CMDLETS]


@pytest.fixture
def gate() -> Gate:
    """The gate, closed and forgetful."""
    GATE.__init__()  # type: ignore[misc]  # the cmdlets know this one object
    return GATE


@pytest.fixture
def limits() -> Limits:
    """What a job may use; tests that need less say so."""
    return Limits()


@pytest.fixture
def make_engine(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits, gate: Gate
) -> Iterator[Callable[..., Engine]]:
    """Starts engines on the test's data folder, one after the other."""
    monkeypatch.setattr(engine_module, "EngineWorld", TestWorld)
    started: list[Engine] = []

    def make(**options: Any) -> Engine:
        settings = EngineSettings(
            data_dir=data_dir, local_host=False, library_path=tmp_path / "library",
            administrators=("admin",), limits=limits, **options,
        )  # fmt: skip
        engine = Engine(settings)
        started.append(engine)
        engine.start()
        engine.start_background()
        return engine

    yield make
    for engine in started:
        engine.stop()


@pytest.fixture
def engine(make_engine: Callable[..., Engine]) -> Engine:
    """A running engine."""
    return make_engine()


@pytest.fixture
def run(engine: Engine) -> Callable[..., Job]:
    """Runs a script to its end."""

    def go(script: str, **options: Any) -> Job:
        job = engine.jobs.start(script, owner="admin", **options)
        return engine.jobs.wait(job.id, 20)

    return go
