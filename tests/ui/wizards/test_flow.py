"""The course of a wizard: what may be entered, and when."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from vmmconsole_ui.wizards.flow import Page, Problem, WizardFlow


@dataclass
class Request:
    name: str = ""
    extra: bool = False


def needs_name(request: Request) -> list[Problem]:
    return [] if request.name else [Problem("name", "A name is needed.")]


@pytest.fixture
def flow() -> WizardFlow[Request]:
    return WizardFlow(
        Request(),
        [
            Page("first", "First", "One."),
            Page("name", "Name", "Two.", needs_name),
            Page("extra", "Extra", "Three.", visible=lambda request: request.extra),
            Page("last", "Last", "Four."),
        ],
    )


def test_next_stops_where_something_is_wrong(flow: WizardFlow[Request]) -> None:
    assert flow.next()
    assert not flow.next()
    assert flow.current.id == "name"
    assert flow.reason == "A name is needed."
    flow.request.name = "web"
    assert flow.next()
    assert flow.is_last
    assert flow.can_finish


def test_a_hidden_page_is_passed_by_and_comes_back(flow: WizardFlow[Request]) -> None:
    flow.request.name = "web"
    flow.request.extra = True
    assert [page.id for page in flow.pages] == ["first", "name", "extra", "last"]
    flow.next()
    flow.next()
    assert flow.current.id == "extra"
    assert not flow.can_finish


def test_a_page_ahead_may_be_entered_only_when_all_before_are_complete(flow: WizardFlow[Request]) -> None:
    assert not flow.can_go("last")
    flow.request.name = "web"
    flow.next()
    flow.next()
    assert flow.go("first")
    assert flow.can_go("last")
    flow.request.name = ""
    assert not flow.can_go("last")
    assert flow.can_go("name")
    assert not flow.go("last")


def test_an_earlier_page_that_breaks_later_is_no_longer_done(flow: WizardFlow[Request]) -> None:
    flow.request.name = "web"
    flow.next()
    flow.next()
    assert flow.is_done("name")
    flow.request.name = ""
    assert not flow.is_done("name")
    assert not flow.can_finish
    assert flow.reason == "Name: A name is needed."


def test_back_ends_at_the_first_page(flow: WizardFlow[Request]) -> None:
    flow.next()
    assert flow.back()
    assert not flow.back()
    assert flow.is_first
