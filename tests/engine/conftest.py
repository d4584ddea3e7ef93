"""Engines on a data folder of the test's own."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.engine.refresh.connection import Intervals
from vmmconsole.model import Job, VirtualMachine, VMHost
from vmmconsole.model.status import HostStatus


@pytest.fixture(scope="session")
def empty_databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both databases made and nothing in them, so that not every test makes them."""
    from vmmconsole.engine.jobs.durable import Durable
    from vmmconsole.engine.store import Database, Store

    folder = tmp_path_factory.mktemp("databases")
    store = Store(f"sqlite:///{folder}/vmm.db")
    store.open()
    store.close()
    durable = Durable(Database(f"sqlite:///{folder}/jobs.db"), lambda _: "")
    durable.launch()
    durable.close()
    return folder


@pytest.fixture
def data_dir(tmp_path: Path, empty_databases: Path) -> Path:
    """An engine's data folder before its first start."""
    return Path(shutil.copytree(empty_databases, tmp_path / "data"))


@pytest.fixture
def start_demo(data_dir: Path) -> Iterator[Callable[..., Engine]]:
    """Starts engines with simulated hosts, one after the other on the same data folder."""
    started: list[Engine] = []

    def start(hosts: int = 2, machines: int = 10, **options: Any) -> Engine:
        settings = EngineSettings(
            data_dir=data_dir, demo=(hosts, machines), administrators=("admin",),
            intervals=Intervals(stats=0.2), **options,
        )  # fmt: skip
        engine = Engine(settings)
        started.append(engine)
        engine.start()
        engine.start_background()
        deadline = time.monotonic() + 20
        while (
            engine.store.count(VirtualMachine) < machines
            or any(host.overall_state is not HostStatus.OK for host in engine.store.find(VMHost))
        ):  # fmt: skip
            assert time.monotonic() < deadline, "the simulated fabric did not come up"
            time.sleep(0.02)
        return engine

    yield start
    for engine in started:
        engine.stop()


@pytest.fixture
def demo(start_demo: Callable[..., Engine]) -> Engine:
    """An engine with two simulated hosts and ten machines."""
    return start_demo()


@pytest.fixture
def run_on(demo: Engine) -> Callable[..., Job]:
    """Runs a script on the demo engine to its end."""

    def go(script: str, **options: Any) -> Job:
        job = demo.jobs.start(script, owner="admin", **options)
        return demo.jobs.wait(job.id, 20)

    return go


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Wait for a condition, with a deadline."""

    def wait(condition: Callable[[], object], seconds: float = 10) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "it did not come about in time"
            time.sleep(0.01)

    return wait
