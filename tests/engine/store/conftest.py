"""A store on a real file, and the objects the tests put into it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import get_ident
from typing import Any

import pytest
from sqlalchemy import event, text

from tests.postgresql import Cluster, parametrize_databases
from vmmconsole.engine.store import Event, Store
from vmmconsole.model import Job, Noun, Ref, VirtualMachine, VMHost
from vmmconsole.model.hardware import DiskImage, VirtualDiskDrive, VirtualDVDDrive
from vmmconsole.model.status import HostStatus


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test here with a database runs on both, but for those that are about one of them."""
    parametrize_databases(metafunc, "database_url")


@pytest.fixture
def database_url(tmp_path: Path, database_kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the test's database stands."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path}/folder/vmm.db"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    url = cluster.create_database()
    yield url
    cluster.drop(url)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open store."""
    opened = Store(database_url)
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def heard(store: Store) -> Callable[[], list[Event]]:
    """All events since the test began, once they arrived."""
    events: list[Event] = []
    store.subscribe(events.extend)

    def read() -> list[Event]:
        assert store.wait_until_announced()
        return events

    return read


@pytest.fixture
def host() -> VMHost:
    """A host that is not stored."""
    return VMHost(name="host-1", overall_state=HostStatus.OK)


@pytest.fixture
def machine(host: VMHost) -> VirtualMachine:
    """A virtual machine with a disk and a DVD drive, not stored."""
    return VirtualMachine(
        name="web-01",
        vm_host=host.ref,
        memory_mb=1024,
        virtual_disk_drives=[VirtualDiskDrive(name="Disk 1", virtual_hard_disk=DiskImage(name="web", size=1))],
        virtual_dvd_drives=[VirtualDVDDrive(name="CD 1")],
    )


@pytest.fixture
def job() -> Ref:
    """The job that changes are made by."""
    return Job(name="Change properties of virtual machine").ref


@pytest.fixture
def alter_body(store: Store) -> Callable[[Noun, Callable[[dict[str, Any]], None]], None]:
    """Change the JSON of a stored object behind the store's back, as another version would have written it."""

    def alter(obj: Noun, change: Callable[[dict[str, Any]], None]) -> None:
        with store._opened_for_writing().begin() as connection:
            where = {"kind": obj.kind, "id": str(obj.id)}
            select = text("SELECT body FROM objects WHERE kind=:kind AND id=:id")
            body = json.loads(connection.execute(select, where).scalar_one())
            change(body)
            compact = json.dumps(body, separators=(",", ":"), ensure_ascii=False)
            update = text("UPDATE objects SET body=:body WHERE kind=:kind AND id=:id")
            connection.execute(update, {"body": compact, **where})

    return alter


@pytest.fixture
def statements(store: Store) -> Callable[[], list[str]]:
    """The SQL that the store ran for the test's thread since this was asked for; the list may be cleared."""
    seen: list[str] = []
    asking = get_ident()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if get_ident() == asking:
            seen.append(statement)

    event.listen(store._opened(), "before_cursor_execute", note)
    return lambda: seen
