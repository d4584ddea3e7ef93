"""Objects that only the engine knows, over the wire: each call is bound, written as a script, and run as a job."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from vmmconsole.client.objects import decode_output
from vmmconsole.engine.engine import Engine
from vmmconsole.model import CustomProperty, GuestOSProfile, Noun, VirtualMachine, VMHost
from vmmconsole.model.errors import NotFoundError, ParameterError
from vmmconsole.model.status import JobStatus
from vmmconsole.model.wire import CmdletRequest
from vmmconsole.server.engine_service import EngineService


class Caller:
    """Calls cmdlets as a client does, and waits for their jobs."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.service = EngineService(engine)

    def __call__(self, name: str, **arguments: Any) -> list[Any]:
        answer = self.service.call("tester", CmdletRequest(ID=uuid4(), Name=name, Arguments=arguments))
        if answer.job is None:
            return [decode_output(item) for item in answer.output]
        done = self.engine.jobs.wait(answer.job.id, timeout_seconds=30)
        assert done.status is JobStatus.COMPLETED, done.error_info
        return [decode_output(item) for item in done.output]


@pytest.fixture
def call(engine: Engine) -> Caller:
    return Caller(engine)


def reference(obj: Noun) -> dict[str, str]:
    return {"ObjectType": obj.kind, "ID": str(obj.id), "Name": obj.name}


def test_a_value_of_a_custom_property_goes_in_comes_out_and_goes_away(engine: Engine, call: Caller) -> None:
    call("New-SCCustomProperty", Name="Tier", AddMember=["VM", "VMHost"])
    (tier,) = engine.store.find(CustomProperty, name="Tier")
    machine, host = engine.store.find(VirtualMachine)[0], engine.store.find(VMHost)[0]
    for owner, text in ((machine, "gold"), (host, "silver")):
        call("Set-SCCustomPropertyValue", InputObject=reference(owner), CustomProperty=reference(tier), Value=text)
    assert engine.store.get(VirtualMachine, machine.id).custom_property == {"Tier": "gold"}
    assert engine.store.get(VMHost, host.id).custom_property == {"Tier": "silver"}
    (value,) = call("Get-SCCustomPropertyValue", InputObject=reference(host), CustomProperty="Tier")
    assert value.value == "silver"
    known = {"ObjectType": "CustomPropertyValue", "ID": str(value.id), "Name": "Tier"}
    call("Remove-SCCustomPropertyValue", CustomPropertyValue=known)
    assert engine.store.get(VMHost, host.id).custom_property == {}
    call("Remove-SCCustomProperty", CustomProperty=reference(tier))
    assert engine.store.get(VirtualMachine, machine.id).custom_property == {}
    with pytest.raises(NotFoundError):
        call("Remove-SCCustomPropertyValue", CustomPropertyValue=known)


def test_a_refresh_of_the_host_keeps_the_values(engine: Engine, call: Caller) -> None:
    machine = next(m for m in engine.store.find(VirtualMachine) if m.vm_host is not None)
    call("Set-SCCustomPropertyValue", InputObject=reference(machine), CustomProperty="Custom4", Value="four")
    call("Refresh-VM", VM=reference(machine))
    call("Refresh-VMHost", VMHost=machine.host_name)
    assert engine.store.get(VirtualMachine, machine.id).custom_properties[3] == "four"


def test_a_guest_profile_is_made_changed_and_removed(engine: Engine, call: Caller) -> None:
    call("New-GuestOSProfile", Name="Web", ComputerName="*", AnswerFile=None, GuiRunOnceCommands=["a", "b c"])
    call("Set-SCGuestOSProfile", GuestOSProfile="Web", Domain="example.org", MergeAnswerFile=False)
    (profile,) = engine.store.find(GuestOSProfile)
    assert (profile.gui_run_once_commands, profile.join_domain) == (["a", "b c"], "example.org")
    with pytest.raises(ParameterError):
        call("Set-GuestOSProfile", GuestOSProfile=None, FullName="x")
    call("Remove-GuestOSProfile", GuestOSProfile=reference(profile))
    assert engine.store.find(GuestOSProfile) == []


def test_a_volume_stays_kept_free_when_its_host_is_read_again(engine: Engine, call: Caller) -> None:
    host = engine.store.find(VMHost)[-1]
    (volume,) = call("Get-VMHostVolume", VMHost=host.name)
    named = {"ObjectType": "VMHostVolume", "ID": str(volume.id), "Name": volume.name}
    for wanted in (False, True):
        call("Set-SCStorageVolume", StorageVolume=named, AvailableForPlacement=wanted)
        call("Refresh-VMHost", VMHost=host.name)
        assert [v.available_for_placement for v in engine.store.get(VMHost, host.id).volumes] == [wanted]
