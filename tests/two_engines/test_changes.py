"""What is changed through one engine is known to the other, in its lists, streams and decisions."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from vmmconsole.engine.engine import Engine
from vmmconsole.model import UserRole, VMHost, VMHostGroup
from vmmconsole.model.errors import ConflictError, SignInError
from vmmconsole.model.status import UserRoleProfile
from vmmconsole.server.engine_service import EngineService

Start = Callable[..., Engine]


def test_engines_that_start_at_the_same_time_make_the_fixed_objects_once(start_engine: Start) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(start_engine, ("first", "second"))
    assert [host.name for host in first.store.find(VMHost)] == ["sim-001", "sim-002"]
    assert first.store.revision == second.store.revision or second.store.wait_until_announced()
    assert first.store.list_json(VMHost) == second.store.list_json(VMHost)


def test_a_stream_goes_on_from_its_revision_at_the_other_engine(start_engine: Start) -> None:
    first, second = start_engine("first"), start_engine("second")
    at = first.store.revision
    written = [first.store.save(VMHostGroup(name=f"group {n}")) for n in range(3)]
    other = EngineService(second)
    other.check_revision("admin", at)
    assert [event.id for event in other.events_since("admin", at)] == [group.id for group in written]
    other.check_revision("admin", first.store.revision)
    with pytest.raises(ConflictError):
        other.check_revision("admin", first.store.revision + 1)


def test_roles_that_one_engine_changes_count_at_the_other_at_once(start_engine: Start) -> None:
    first, second = start_engine("first"), start_engine("second")
    group = first.store.save(VMHostGroup(name="Lab 2"))
    assert not second.access.sees("bob", group)
    role = first.store.save(
        UserRole(name="Lab", profile=UserRoleProfile.DELEGATED_ADMIN, members=["bob"], scope=[group.ref])
    )
    assert second.store.wait_until_announced()
    assert second.access.sees("bob", group)
    host = first.store.save(VMHost(name="in the lab", vm_host_group=group.ref))
    assert second.store.wait_until_announced()
    assert second.access.sees("bob", host), "what stands in what is followed too"
    first.store.update(VMHost, host.id, lambda stored: stored.model_copy(update={"vm_host_group": None}))
    first.store.update(UserRole, role.id, lambda stored: stored.model_copy(update={"members": ["alice"]}))
    assert b"in the lab" not in second.access.list_json("bob", VMHost)
    assert not second.access.sees("bob", group)


def test_a_session_is_good_at_both_and_ends_at_both(start_engine: Start) -> None:
    first, second = start_engine("first"), start_engine("second")
    tokens = first.sign_in.sessions.open("admin", frozenset(), client="test", address="here")
    assert second.sign_in.sessions.principal(tokens.access).user == "admin"
    renewed = second.sign_in.sessions.refresh(tokens.refresh)
    assert first.sign_in.sessions.principal(renewed.access).user == "admin"
    second.sign_in.sessions.end(tokens.session_id)
    with pytest.raises(SignInError):
        first.sign_in.sessions.refresh(renewed.refresh)
