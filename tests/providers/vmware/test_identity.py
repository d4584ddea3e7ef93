"""What is written on a machine is read again as it was, whatever a person typed."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmmconsole.model.errors import StorageError
from vmmconsole.providers.vmware import identity
from vmmconsole.providers.vmware.paths import DatastorePath, parse_path

MACHINE = UUID("5f1d7a4e-0000-4000-8000-000000000001")


@given(st.text())
def test_a_name_is_read_as_it_was_written(name: str) -> None:
    encoded = identity.encode_name(name)
    assert identity.decode_name(encoded) == name
    assert "/" not in encoded
    assert "\\" not in encoded


def test_a_name_that_somebody_wrote_with_capital_escapes_is_read_too() -> None:
    assert identity.decode_name("a%2Fb%5Cc%25d %41") == "a/b\\c%d %41"


@given(st.text(), st.uuids())
def test_a_description_and_an_id_are_read_as_they_were_written(text: str, checkpoint_id: UUID) -> None:
    written = identity.checkpoint_description(text, checkpoint_id)
    assert identity.checkpoint_texts(MACHINE, written, 7) == (checkpoint_id, text)


@given(st.text())
def test_a_checkpoint_made_elsewhere_keeps_its_description_and_one_id(text: str) -> None:
    first, shown = identity.checkpoint_texts(MACHINE, text, 7)
    assert shown == text
    assert identity.checkpoint_texts(MACHINE, text, 7)[0] == first
    assert identity.checkpoint_texts(MACHINE, text, 8)[0] != first


@given(st.lists(st.text()))
def test_paths_in_a_mark_are_read_as_they_were_written(paths: list[str]) -> None:
    marks = {identity.USED_MARK: identity.paths_text(paths)}
    assert set(identity.paths_in({k: v for k, v in marks.items() if v}, identity.USED_MARK)) == set(paths)


@pytest.mark.parametrize("strange", ["", "no list", '{"a": 1}', "[1, null]", "["])
def test_a_strange_mark_names_no_paths(strange: str) -> None:
    assert identity.paths_in({identity.USED_MARK: strange}, identity.USED_MARK) == ()


def test_of_two_entries_of_one_name_the_later_holds_and_an_empty_one_takes_it_away() -> None:
    entries = [SimpleNamespace(key=k, value=v) for k, v in [("a", "1"), ("b", "2"), ("a", "3"), ("b", "")]]
    assert identity.marks_of(entries) == {"a": "3"}
    assert identity.marks_of(None) == {}


def test_a_device_keeps_the_id_that_a_script_gave_it() -> None:
    given_id = uuid4()
    marks = {identity.device_mark(2000): str(given_id), identity.device_mark(2001): "nonsense"}
    assert identity.device_id(MACHINE, 2000, marks) == given_id
    others = [identity.device_id(MACHINE, key, marks) for key in (2001, 2002)]
    assert len(set(others)) == 2
    assert others == [identity.device_id(MACHINE, key, {}) for key in (2001, 2002)]


@pytest.mark.parametrize(
    ("text", "datastore", "path"),
    [
        ("[datastore1]", "datastore1", ""), ("[datastore1] ", "datastore1", ""),
        ("[ds 1] web-01/web-01.vmdk", "ds 1", "web-01/web-01.vmdk"), ("[ds]a//b/./c/", "ds", "a/b/c"),
        ("[ds] [odd] it's `x`", "ds", "[odd] it's `x`"),
    ],
)  # fmt: skip
def test_paths_are_taken_apart_and_put_together(text: str, datastore: str, path: str) -> None:
    parsed = parse_path(text)
    assert (parsed.datastore, parsed.path) == (datastore, path)
    assert parse_path(str(parsed)) == parsed


@pytest.mark.parametrize("text", ["", "/var/lib/vms", "[]", "[ ] x", "[ds", "[ds] a/../../b", "datastore1"])
def test_what_is_no_path_on_a_datastore_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(StorageError) as refused:
        parse_path(text)
    assert refused.value.cause
    assert refused.value.action


def test_below_and_above() -> None:
    folder = DatastorePath("ds") / "web-01"
    assert str(folder / "disk.vmdk") == "[ds] web-01/disk.vmdk"
    assert (folder / "disk.vmdk").parent == folder
    assert folder.parent == DatastorePath("ds")
    assert (folder / "disk.vmdk").name == "disk.vmdk"
