"""The power verbs of machines on an ESX host."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.vcsim import Vcsim
from vmmconsole.model.errors import (
    CancelledError,
    CapabilityError,
    HostUnreachableError,
    NotFoundError,
    PlacementError,
    StateError,
)
from vmmconsole.providers.vmware import creation
from vmmconsole.providers.vmware.power import Power
from vmmconsole.providers.vmware.site import EsxSite

from .esx import CAPABILITIES, Steps, simulator_of_verbs, site_on, spec, standalone_host

__all__ = ["simulator_of_verbs", "standalone_host"]


@pytest.fixture
def power(site: EsxSite) -> Power:
    return Power(site)


@pytest.fixture
def machine_id(site: EsxSite) -> UUID:
    wanted = spec()
    creation.create(site, wanted, CAPABILITIES, Steps())
    return wanted.id


def state(site: EsxSite, machine_id: UUID) -> str:
    return str(site.machine(machine_id, "runtime.powerState")["runtime.powerState"])


def test_each_verb_leads_to_its_state_and_may_be_repeated(site: EsxSite, power: Power, machine_id: UUID) -> None:
    steps = Steps()
    for verb, expected in [
        (power.start, "poweredOn"), (power.reset, "poweredOn"), (power.save_state, "suspended"),
        (power.start, "poweredOn"), (power.save_state, "suspended"), (power.discard_saved_state, "poweredOff"),
        (power.start, "poweredOn"), (power.stop, "poweredOff"),
    ]:  # fmt: skip
        verb(machine_id, steps)
        verb(machine_id, steps)
        assert state(site, machine_id) == expected, verb
    assert "Restore saved state" in steps.steps


def test_the_guest_is_asked_to_shut_down_and_waited_for(site: EsxSite, power: Power, machine_id: UUID) -> None:
    power.start(machine_id, Steps())
    power.shutdown(machine_id, Steps(), 20)
    assert state(site, machine_id) == "poweredOff"
    power.shutdown(machine_id, Steps(), 20)


def test_a_guest_without_tools_says_what_to_do(site: EsxSite, vcsim: Vcsim, power: Power, machine_id: UUID) -> None:
    power.start(machine_id, Steps())
    vcsim.fail("ShutdownGuest", fault="ToolsUnavailable")
    with pytest.raises(StateError) as refused:
        power.shutdown(machine_id, Steps(), 20)
    assert "VMware Tools" in refused.value.action
    assert refused.value.object_name == site.machine(machine_id).name


def test_a_guest_that_does_not_go_off_in_time_is_an_error(
    site: EsxSite, power: Power, machine_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    power.start(machine_id, Steps())
    monkeypatch.setattr(site, "wait_for", lambda *_: False)
    with pytest.raises(StateError, match="still running"):
        power.shutdown(machine_id, Steps(), 1)


def test_waiting_for_a_value_ends_in_time_or_when_cancelled(site: EsxSite, power: Power, machine_id: UUID) -> None:
    power.start(machine_id, Steps())
    machine = site.machine(machine_id).reference
    assert site.wait_for(machine, "runtime.powerState", "poweredOn", Steps(), 20)
    assert not site.wait_for(machine, "runtime.powerState", "poweredOff", Steps(), 0)
    with pytest.raises(CancelledError):
        site.wait_for(machine, "runtime.powerState", "poweredOff", Steps(cancel_at=2), 60)


def test_what_is_not_running_is_neither_reset_nor_saved(power: Power, machine_id: UUID) -> None:
    for verb in (power.reset, power.save_state):
        with pytest.raises(StateError, match="not running"):
            verb(machine_id, Steps())


def test_pausing_is_refused_with_another_way(power: Power, machine_id: UUID) -> None:
    with pytest.raises(CapabilityError) as refused:
        power.refuse_pause(machine_id, "paused", "vCenter has no pause.")
    assert refused.value.action


def test_a_machine_that_is_gone_or_on_another_host_is_not_found(vcsim: Vcsim, power: Power, machine_id: UUID) -> None:
    with pytest.raises(NotFoundError):
        power.start(uuid4(), Steps())
    other = site_on(vcsim, 1)
    with pytest.raises(NotFoundError):
        Power(other).start(machine_id, Steps())
    other.session.close()


def test_what_others_did_meanwhile_is_no_failure(site: EsxSite, vcsim: Vcsim, power: Power, machine_id: UUID) -> None:
    power.start(machine_id, Steps())
    found = site.machine(machine_id, "runtime.powerState")
    task = found.reference.PowerOnVM_Task
    power._reach(found, "poweredOn", task, Steps(), "Start virtual machine")
    with pytest.raises(StateError):
        power._reach(found, "poweredOff", task, Steps(), "Start virtual machine")


def test_faults_of_the_server_say_which_machine_and_what_to_do(
    site: EsxSite, vcsim: Vcsim, power: Power, machine_id: UUID
) -> None:
    name = site.machine(machine_id).name
    vcsim.fail("PowerOnVM_Task", task="InsufficientResourcesFault")
    with pytest.raises(PlacementError) as refused:
        power.start(machine_id, Steps())
    assert refused.value.problem == f"The virtual machine {name} cannot be started."
    assert refused.value.action
    vcsim.fail("PowerOnVM_Task", drop=True)
    with pytest.raises(HostUnreachableError) as lost:
        power.start(machine_id, Steps())
    assert lost.value.object_name == name


def test_cancelling_a_start_cancels_it_on_the_server(
    site: EsxSite, vcsim: Vcsim, power: Power, machine_id: UUID
) -> None:
    vcsim.hold("PowerOnVM_Task", progress=10)
    with pytest.raises(CancelledError):
        power.start(machine_id, Steps(cancel_at=2))
    assert state(site, machine_id) == "poweredOff"
