"""What a job remembers of a step gives equal objects again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vmmconsole.engine.jobs.record import StepRecord, Unrecordable, decode, encode, fingerprint
from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.errors import StateError
from vmmconsole.model.hardware import VirtualDiskDrive
from vmmconsole.model.job import Step
from vmmconsole.model.status import VMStatus
from vmmconsole.script.cmdlet import Cmdlet, parameter

ID = UUID(int=7)

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.uuids()
    | st.datetimes(timezones=st.just(UTC)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def back(value: Any) -> Any:
    return decode(orjson.loads(orjson.dumps(encode(value))))


@given(plain)
@example(float("inf"))
@example(2**80)
def test_plain_values_come_back_equal(value: Any) -> None:
    assert back(value) == value


def test_objects_come_back_equal() -> None:
    machine = VirtualMachine(
        id=ID,
        name="web-01 'x' `$",
        status=VMStatus.RUNNING,
        virtual_disk_drives=[VirtualDiskDrive(name="d")],
        revision=9,
    )
    assert back(machine) == machine
    assert back([machine, VMHost(name="h"), timedelta(seconds=3)])[0].status is VMStatus.RUNNING


def test_an_enum_keeps_its_type() -> None:
    assert back(VMStatus.SAVED) is VMStatus.SAVED


def test_a_foreign_object_is_not_recorded() -> None:
    with pytest.raises(Unrecordable):
        encode(object())


def test_only_types_of_ours_are_read() -> None:
    with pytest.raises(Unrecordable):
        decode({"$": "object", "type": "os:system", "value": {}})
    with pytest.raises(Unrecordable):
        decode({"$": "type", "type": "vmmconsole.engine.jobs.record:StepRecord"})


def test_a_record_comes_back_whole() -> None:
    record = StepRecord(
        outputs=[1, "two"],
        steps=[Step(number="1", name="Create", started_at=datetime(2026, 1, 2, tzinfo=UTC))],
        messages=["careful"],
        result={"ResultName": "web-01", "ResultObjectType": "VM", "ResultObjectID": str(ID)},
        resolved={"VM:web-01": VMHost(id=ID, name="h"), "VM:gone": StateError("no", cause="why")},
    )
    again = StepRecord.unpack(record.pack())
    assert again.outputs == record.outputs
    assert again.steps == record.steps
    assert again.messages == record.messages
    assert again.result == record.result
    assert again.resolved["VM:web-01"].id == ID
    assert isinstance(again.resolved["VM:gone"], StateError)
    assert again.replayable


def test_an_output_that_cannot_be_recorded_marks_the_record() -> None:
    again = StepRecord.unpack(StepRecord(outputs=[object()]).pack())
    assert again.outputs == []
    assert not again.replayable


class _Named(Cmdlet):
    name = "Set-Named"
    text: str = parameter("Text", help="")
    vm: VirtualMachine = parameter("VM", help="")


def test_a_fingerprint_is_of_the_call_not_of_the_objects_state() -> None:
    machine = VirtualMachine(id=ID, name="a")
    same = fingerprint(_Named(vm=machine, text="x"))
    assert fingerprint(_Named(text="x", vm=machine.model_copy(update={"status": VMStatus.SAVED}))) == same
    assert fingerprint(_Named(text="y", vm=machine)) != same
    assert fingerprint(_Named(text="x", vm=VirtualMachine(name="a"))) != same
    assert fingerprint(_Named(text="x")) != same
