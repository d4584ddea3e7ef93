"""docs/providers.md is true: it is what the providers say of themselves."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from tools.provider_table import PLACE, TITLES, known, page
from vmmconsole.providers.contract import Capabilities
from vmmconsole.providers.manager import Limits

pytest.importorskip("libvirt")


def test_the_page_is_what_the_providers_say() -> None:
    assert PLACE.read_text("utf-8") == page(known(), Limits()), "run make docs"


def test_every_capability_has_a_row_and_every_reason_a_line() -> None:
    assert [*TITLES] == [field.name for field in fields(Capabilities) if field.name != "reasons"]
    text = page(known(), Limits())
    for able in known().values():
        for what, reason in able.reasons.items():
            assert f"- {TITLES[what]}: {reason}\n" in text


def test_a_provider_that_can_more_makes_another_page() -> None:
    changed = {name: replace(able, pause=not able.pause) for name, able in known().items()}
    assert page(changed, Limits()) != page(known(), Limits())
