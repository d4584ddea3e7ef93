"""The nouns keep their promises: product names, list rows, statuses, errors that survive the wire."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmmconsole.model import NOUNS, Noun, VirtualMachine, VMHost
from vmmconsole.model import errors as tree
from vmmconsole.model.noun import Ref, attribute_of, file_name_problem
from vmmconsole.model.status import HostStatus, JobStatus, VirtualizationPlatform, VMStatus, text_of

SERVER = Ref(kind="LibraryServer", id=uuid.uuid4(), name="localhost")


def example(cls: type[Noun]) -> Noun:
    needed: dict[str, Any] = {"library_server": SERVER, "library_share": SERVER, "share_path": "/x", "path": "/x"}
    return cls(name="x", **{key: value for key, value in needed.items() if key in cls.model_fields})


@pytest.mark.parametrize("cls", NOUNS.values(), ids=NOUNS)
def test_list_row_has_every_list_property_and_starts_with_identity(cls: type[Noun]) -> None:
    obj = example(cls)
    row = obj.list_row()
    assert len(row) == len(cls.list_properties)
    assert row[:2] == [str(obj.id), "x"]


@pytest.mark.parametrize("cls", NOUNS.values(), ids=NOUNS)
def test_wire_form_gives_the_object_back(cls: type[Noun]) -> None:
    obj = example(cls)
    assert cls.model_validate(obj.to_wire()) == obj


@pytest.mark.parametrize("cls", NOUNS.values(), ids=NOUNS)
def test_engine_and_volatile_properties_exist(cls: type[Noun]) -> None:
    for attribute in cls.engine_properties | cls.volatile_properties:
        assert attribute in cls.model_fields, attribute


def test_product_names_are_those_of_the_original() -> None:
    names = set(VirtualMachine.property_names())
    assert {"CPUCount", "Memory", "VMHost", "ID", "VirtualDVDDrives", "DiskIO", "CPUMax", "StartAction"} <= names
    assert {"CPUPercentageReserve", "VMHostGroup", "VMPaths", "OverallState"} <= set(VMHost.property_names())
    assert attribute_of(VirtualMachine, "hostname") == "host_name"
    assert attribute_of(VirtualMachine, "MEMORYMB") == "memory_mb"
    with pytest.raises(AttributeError):
        attribute_of(VirtualMachine, "__class__")


def test_statuses_have_the_numbers_and_texts_of_the_original() -> None:
    assert (VMStatus.POWER_OFF.number, VMStatus.POWER_OFF.text) == (1, "Stopped")
    assert (VMStatus.MISSING.number, VMStatus.V2V_CREATION_FAILED.number) == (220, 250)
    assert len({status.number for status in VMStatus}) == len(VMStatus)
    assert VMStatus.CREATION_FAILED.is_failed
    assert not VMStatus.STARTING.is_final
    assert JobStatus.SUCCEED_WITH_INFO.text == "Completed w/ Info"
    assert [s for s in JobStatus if not s.is_final] == [JobStatus.QUEUED, JobStatus.RUNNING]
    assert text_of(HostStatus.NOT_RESPONDING) == "Not Responding"
    assert text_of(VirtualizationPlatform.KVM) == "KVM"


ERRORS = [cls for cls in vars(tree).values() if isinstance(cls, type) and issubclass(cls, tree.VMMError)]


@pytest.mark.parametrize("cls", ERRORS)
def test_errors_survive_the_wire(cls: type[tree.VMMError]) -> None:
    error = cls("The disk cannot be made.", cause="It exists.", action="Choose another name.", code=7, details="EEXIST")
    back = tree.from_fields(error.fields())
    assert type(back) is cls
    assert back.fields() == error.fields()
    assert "Choose another name." in back.message
    assert "Error ID: 7" in back.message


@given(st.text(max_size=300))
def test_a_good_file_name_is_one_part_of_a_path(name: str) -> None:
    if not file_name_problem(name):
        assert "/" not in name
        assert "\\" not in name
        assert 0 < len(name.encode("utf-8", "surrogatepass")) <= 200
        assert name.strip() == name
        assert all(ord(ch) >= 32 for ch in name)


@pytest.mark.parametrize("name", ["", "  ", "a/b", "a\nb", "..", ".x", "x.", 'a"b', "x" * 201, "a\x7fb", " a"])
def test_bad_file_names_have_a_reason(name: str) -> None:
    assert file_name_problem(name).endswith(".")


@pytest.mark.parametrize("name", ["web-01", "it's $(here) `now`; & b", "Ünïcödé 漢字", "x" * 200])
def test_odd_but_good_file_names_pass(name: str) -> None:
    assert file_name_problem(name) == ""
