"""Made up requests as each role: no internal error, no traceback, nothing told of what is out of reach, and nothing
changed by who may change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.server.conftest import served
from tests.server.made_up import OF_ACCOUNTS, OPERATIONS, everything, is_proper, send, tried
from tests.server.role_fabric import HIDDEN, PEOPLE, Person, RoleFabric
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.model.status import UserRoleProfile

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisDeprecationWarning")
"""The library that makes the requests up uses `random` within strategies."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("engine")
    running = Engine(
        EngineSettings(data_dir=folder, demo=(2, 4), administrators=("tester",), library_path=folder / "library")
    )
    running.start()
    running.start_background()
    assert running.wait_ready()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def clients(engine: Engine) -> Iterator[dict[str, httpx.Client]]:
    RoleFabric(engine)
    with ExitStack() as stack:
        yield {person.name: stack.enter_context(served(engine, person.name)) for person in PEOPLE}


@pytest.mark.parametrize("name", sorted(OPERATIONS.keys() - OF_ACCOUNTS))
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_what_is_made_up_does_no_harm(
    engine: Engine, clients: dict[str, httpx.Client], person: Person, name: str
) -> None:
    client = clients[person.name]
    before = everything(engine) if person.profile in {None, UserRoleProfile.READ_ONLY_ADMIN} else None

    def check(case: Any) -> None:
        answer = send(client, case)
        is_proper(answer)
        if person.profile is not UserRoleProfile.ADMINISTRATOR:
            assert HIDDEN not in answer.text

    tried(OPERATIONS[name], check)
    if before is not None:
        assert everything(engine) == before
