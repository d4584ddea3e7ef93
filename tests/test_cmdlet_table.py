"""docs/cmdlets.md is true: it is what the classes say, and names everything."""

from __future__ import annotations

import re

from tools.cmdlet_table import PLACE, table
from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.capabilities import Missing

ALL = registry.all_cmdlets()


def test_the_page_is_what_the_classes_say() -> None:
    assert PLACE.read_text("utf-8") == table(ALL), "run make docs"


def test_every_name_stands_in_one_row_with_what_is_missing() -> None:
    rows = [line for line in table(ALL).splitlines() if re.match(r"\| (`|–)", line)]
    assert len(rows) == len(ALL)
    for cls in ALL:
        (row,) = (row for row in rows if f"`{cls.name}`" in row)
        assert all(f"`{alias}`" in row for alias in cls.aliases)
        assert row.endswith(f"| no: {cls.needs} |" if cls.needs else "| yes |")


def test_a_class_that_lacks_something_else_makes_another_page() -> None:
    found = registry.find("Get-SCCloud")
    assert found is not None

    class GetSCCloud(found):  # type: ignore[misc, valid-type]
        """Reads private clouds."""

        needs = ""

    changed = tuple(GetSCCloud if cls is found else cls for cls in ALL)
    assert table(changed) != table(ALL)


def test_every_capability_is_missed_by_something() -> None:
    lacked = {cls.needs for cls in ALL} | {p.needs for cls in ALL for p in cls.parameters}
    assert [missing.name for missing in Missing if missing not in lacked] == []
