"""Every route × every role × in and out of reach, over HTTP; a route that nobody has thought of fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.server.conftest import served
from tests.server.role_fabric import HIDDEN, PEOPLE, Person, RoleFabric
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.model import (
    NOUNS,
    Job,
    LibraryScript,
    VirtualMachine,
    VMHost,
    VMHostGroup,
)
from vmmconsole.model.hardware import Hardware
from vmmconsole.model.status import Permission, UserRoleProfile
from vmmconsole.server.app import create_app
from vmmconsole.server.engine_service import EngineService

P = Permission
_RATING = {"Name": "new", "Hardware": Hardware().to_wire()}
ANYBODY = object()
"""Needs no role: what it tells is nothing about objects, or only of those that the person may know of."""
A_ROLE = ""
"""Needs any role."""


@dataclass(frozen=True)
class Ask:
    """What a request needs, and how it is made for an object; `kind` is None where it is about none."""

    needs: Any
    kind: type | None = None
    query: str = ""
    body: Callable[[UUID], Any] | None = None
    found: bool = True
    """Whether an object out of reach is answered with 404; else it is left out of the answer."""


ROUTES: dict[tuple[str, str], Ask] = {
    ("GET", "/objects/{kind}"): Ask(ANYBODY, VirtualMachine, found=False),
    ("GET", "/objects/{kind}/{object_id}"): Ask(P.VIEW, VirtualMachine),
    ("POST", "/objects/{kind}"): Ask(
        ANYBODY, VirtualMachine, body=lambda found: {"IDs": [str(found)]}, found=False
    ),
    ("GET", "/tracking"): Ask(P.VIEW, Job, query="?job={id}"),
    ("POST", "/jobs"): Ask(A_ROLE, body=lambda _: {"Script": "Get-VMMServer localhost", "ID": str(uuid4())}),
    ("GET", "/jobs/{job_id}"): Ask(P.VIEW, Job),
    ("POST", "/jobs/{job_id}/stop"): Ask(P.VIEW, Job, body=lambda _: {}),
    ("POST", "/jobs/{job_id}/restart"): Ask(P.VIEW, Job, body=lambda _: {}),
    ("POST", "/cmdlets"): Ask(P.VIEW, body=lambda _: {"ID": str(uuid4()), "Name": "Get-VM", "Arguments": {}}),
    ("POST", "/ratings"): Ask(ANYBODY, VMHostGroup, body=lambda found: {**_RATING, "HostGroupID": str(found)},
                              found=False),
    ("GET", "/machines/{machine_id}/thumbnail"): Ask(P.VIEW, VirtualMachine),
    ("POST", "/machines/{machine_id}/viewer"): Ask(P.REMOTE_CONNECT, VirtualMachine),
    ("GET", "/machines/{machine_id}/files"): Ask(P.VIEW, VirtualMachine),
    ("GET", "/scripts/{script_id}/content"): Ask(P.VIEW, LibraryScript),
    ("GET", "/hosts/{host_id}/directory"): Ask(P.MANAGE_HOSTS, VMHost),
    ("GET", "/hosts/{host_id}/path"): Ask(P.CREATE, VMHost, query="?path=/srv"),
    ("GET", "/hosts/{host_id}/capabilities"): Ask(P.VIEW, VMHost),
    ("GET", "/server"): Ask(ANYBODY),
    ("GET", "/version"): Ask(ANYBODY),
    ("GET", "/engine/ready"): Ask(ANYBODY),
    ("PUT", "/secrets/{secret_id}"): Ask(P.MANAGE_HOSTS, body=lambda _: {"UserName": "u", "Password": "p"}),
    ("GET", "/changes"): Ask(P.VIEW, query="?since={far}"),
    ("POST", "/engine/stop"): Ask(P.MANAGE_SETTINGS, body=lambda _: {"Mode": "stay"}),
}  # fmt: skip


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
def fabric(engine: Engine) -> RoleFabric:
    return RoleFabric(engine)


@pytest.fixture(scope="module")
def clients(engine: Engine, fabric: RoleFabric) -> Iterator[dict[str, httpx.Client]]:
    del fabric
    with ExitStack() as stack:
        yield {person.name: stack.enter_context(served(engine, person.name)) for person in PEOPLE}


def request(client: httpx.Client, method: str, path: str, ask: Ask, found: UUID) -> httpx.Response:
    url = path.replace("{kind}", getattr(ask.kind, "kind", ""))
    for name in ("object_id", "job_id", "machine_id", "script_id", "host_id", "secret_id"):
        url = url.replace(f"{{{name}}}", str(found))
    far = 10**12  # no revision: the stream is refused by it once the role has let it pass
    query = ask.query.format(id=found, far=far)
    return client.request(method, f"/v1{url}{query}", json=ask.body(found) if ask.body else None, timeout=30)


def test_every_route_is_in_the_table(engine: Engine) -> None:
    app = create_app(EngineService(engine))
    served_routes = {
        (method.upper(), path.removeprefix("/v1"))
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    assert served_routes == set(ROUTES), "say in ROUTES what a new route needs of the user's role"


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_a_route(clients: dict[str, httpx.Client], fabric: RoleFabric, person: Person, route: tuple[str, str]) -> None:
    ask = ROUTES[route]
    everything = person.profile is UserRoleProfile.ADMINISTRATOR
    for inside in (True, False) if ask.kind else (True,):
        found = fabric.known(person, ask.kind, inside) if ask.kind else uuid4()
        assert found
        answer = request(clients[person.name], *route, ask, found)
        assert answer.status_code < 500, answer.text
        knows = inside and person.profile is not None
        if ask.needs is ANYBODY or everything:
            assert answer.status_code not in {401, 403}, answer.text
        elif not _allowed(ask, person):
            assert answer.status_code in ({403} if knows or ask.kind is None else {403, 404}), answer.text
        elif not knows:
            assert answer.status_code == 404, answer.text
        else:
            assert answer.status_code not in {401, 403}, answer.text
        if not everything:
            assert HIDDEN not in answer.text
            if ask.kind and not inside:
                _is_as_of_nothing(clients[person.name], route, ask, found, answer)


def _allowed(ask: Ask, person: Person) -> bool:
    return person.profile is not None if ask.needs == A_ROLE else ask.needs in person.may


def _is_as_of_nothing(
    client: httpx.Client, route: tuple[str, str], ask: Ask, found: UUID, answer: httpx.Response
) -> None:
    """What is out of reach is answered as what does not exist."""
    nothing = uuid4()
    other = request(client, *route, ask, nothing)
    assert other.status_code == answer.status_code
    assert _lasting(other, nothing) == _lasting(answer, found)


def _lasting(answer: httpx.Response, found: UUID) -> str:
    """The answer without the object's ID, and without the revision, which moves on between two requests."""
    return re.sub(r'"Revision":\d+', "", answer.text.replace(str(found), ""))


@pytest.mark.parametrize("person", PEOPLE[1:], ids=lambda person: person.name)
def test_listings_of_all_kinds_have_only_what_is_in_reach(
    clients: dict[str, httpx.Client], fabric: RoleFabric, person: Person
) -> None:
    mine = {str(found) for (name, _, inside), found in fabric.objects.items() if name == person.name and inside}
    hidden = {str(found) for (name, _, inside), found in fabric.objects.items() if name == person.name and not inside}
    for kind in NOUNS:
        answer = clients[person.name].get(f"/v1/objects/{kind}")
        assert HIDDEN not in answer.text, kind
        ids = {row[0] for row in answer.json()["Rows"]}
        assert not ids & hidden, kind
        expected = {str(i) for (n, cls, inside), i in fabric.objects.items()
                    if n == person.name and inside and getattr(cls, "kind", "") == kind}  # fmt: skip
        if person.profile is not None and not (person.own_only and kind == "UserRole"):
            assert expected <= ids, kind
    assert mine


def test_the_server_does_not_tell_others_where_its_database_is(clients: dict[str, httpx.Client]) -> None:
    told = {name: client.get("/v1/server").json() for name, client in clients.items()}
    assert told["tester"]["Database"]
    assert {told[name]["Database"] for name in told if name != "tester"} == {""}
    assert told["dora"]["Profile"] == "DelegatedAdmin"
    assert "ManageSettings" not in told["dora"]["Permissions"]
    assert told["mallory"]["Permissions"] == []
    assert set(told["sid"]["Permissions"]) == {"View", "Start"}


def test_the_change_stream_is_held_to_the_role_and_ends_when_it_changes(
    engine: Engine, clients: dict[str, httpx.Client], fabric: RoleFabric
) -> None:
    dora = PEOPLE[1]
    mine, hidden = (fabric.known(dora, VirtualMachine, inside) for inside in (True, False))
    assert mine
    assert hidden
    client = clients[dora.name]
    since = client.get("/v1/objects/VM").json()["Revision"]
    text = ""
    with client.stream("GET", f"/v1/changes?since={since}", timeout=30) as answer:
        assert answer.status_code == 200
        lines = answer.iter_lines()
        for found in (hidden, mine):
            engine.store.update(VirtualMachine, found, lambda m: m.model_copy(update={"tag": "news"}))
        while str(mine) not in text:
            text += next(lines)
        assert str(hidden) not in text
        outside = fabric.hosts[1].ref
        engine.store.update(VirtualMachine, mine, lambda m: m.model_copy(update={"vm_host": outside}))
        while '"Op":"remove"' not in text:
            text += next(lines)
        role = fabric.roles[dora.name]
        engine.store.save(role.model_copy(update={"scope": []}))
        for line in lines:  # to its end
            text += line
    assert HIDDEN not in text
    assert client.get(f"/v1/changes?since={since}").status_code == 409, "all has to be listed again"
    assert client.get("/v1/objects/VM").json()["Rows"] == []
    engine.store.save(engine.store.get(type(role), role.id).model_copy(update={"scope": role.scope}))
    inside = fabric.hosts[0].ref
    engine.store.update(VirtualMachine, mine, lambda m: m.model_copy(update={"vm_host": inside}))
    assert engine.store.wait_until_announced()


@pytest.mark.parametrize("person", PEOPLE[1:], ids=lambda person: person.name)
@pytest.mark.parametrize("what_if", [True, False])
def test_the_id_of_anothers_job_gives_nothing_away(
    clients: dict[str, httpx.Client], fabric: RoleFabric, person: Person, what_if: bool
) -> None:
    hidden = fabric.known(person, Job, False)
    script = {"Script": "Get-VMMServer localhost", "ID": str(hidden), "WhatIf": what_if}
    answer = clients[person.name].post("/v1/jobs", json=script)
    assert answer.status_code in {403, 409}
    assert HIDDEN not in answer.text
