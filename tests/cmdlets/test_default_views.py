"""The default columns of objects are properties that the objects have."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.session import ServerConnection
from vmmconsole.cmdlets.views import FAMILIES, all_views, views_of
from vmmconsole.model import NOUNS, VirtualMachine, VMCheckpoint, hardware, host, job, virtualization_manager
from vmmconsole.model.custom_property import CustomPropertyValue
from vmmconsole.script.formatting import ViewColumn, format_objects
from vmmconsole.script.members import has_property

VIEWS = all_views()
_CLASSES: dict[str, Any] = {
    **NOUNS,
    **{c.__name__: c for c in (ServerConnection, VMCheckpoint, job.Step, job.Change)},
    CustomPropertyValue.__name__: CustomPropertyValue,
    **{
        n: getattr(module, n)
        for module in (hardware, host, virtualization_manager)
        for n in VIEWS
        if hasattr(module, n)
    },
}


@pytest.mark.parametrize("kind", VIEWS)
def test_every_column_is_a_property(kind: str) -> None:
    empty = _CLASSES[kind].model_construct()
    for column in VIEWS[kind]:
        name = column.property if isinstance(column, ViewColumn) else column
        assert has_property(empty, name), name


@pytest.mark.parametrize("family", FAMILIES)
def test_a_file_has_the_views_that_are_looked_for_in_it(family: str) -> None:
    assert set(views_of(family)) == set(FAMILIES[family])


def test_no_view_is_read_before_it_is_shown() -> None:
    script = "import sys; from vmmconsole.cmdlets import registry; print([m for m in sys.modules if '.views.' in m])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_everything_that_a_cmdlet_returns_has_a_view() -> None:
    assert {cls.returns for cls in registry.all_cmdlets() if not cls.needs} - set(VIEWS) == {"String"}


def test_machines_are_printed_as_a_table(run: Callable[[str], list[Any]], machine: VirtualMachine) -> None:
    head, rule, row = format_objects(run('Get-VM "web-01"')).strip().splitlines()[:3]
    assert head.split()[:3] == ["Name", "StatusText", "HostName"]
    assert set(rule) == {"-", " "}
    assert row.split()[:4] == ["web-01", "Stopped", "kvm-01", "1"]


def test_sizes_are_shown_in_units_that_people_read(run: Callable[[str], list[Any]]) -> None:
    text = format_objects(run("Get-VirtualHardDisk"))
    assert "Size(GB)" in text
    assert "2.00" in text
    (shown,) = run("(Get-VirtualHardDisk).Size")
    assert shown == 2 * 2**30
