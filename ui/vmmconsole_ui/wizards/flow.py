"""The course of a wizard without Qt: which pages there are, which may be entered, and what is wrong on each.

A wizard's window shows a flow; a test walks it without a display.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of a page, in words that say what to do."""

    field: str
    """The request's field, or a part of it: ``name``, ``disk:<id>.size``."""
    message: str


def _no_problems(_request: object) -> list[Problem]:
    return []


def _always(_request: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """One page: what it is called, what it does in one sentence, when it is there and what it refuses."""

    id: str
    title: str
    sentence: str
    validate: Callable[[R], list[Problem]] = _no_problems
    visible: Callable[[R], bool] = _always


class WizardFlow(Generic[R]):
    """Walks through the pages of a request.

    A page may be entered once all pages before it have been seen and have no problems.
    """

    def __init__(self, request: R, pages: Sequence[Page[R]]) -> None:
        self.request = request
        self._all = tuple(pages)
        self._current = self.pages[0].id
        self._seen = {self._current}

    @property
    def pages(self) -> list[Page[R]]:
        """The pages that this request has, in order."""
        return [page for page in self._all if page.visible(self.request)]

    @property
    def current(self) -> Page[R]:
        """The page that is shown."""
        return self.page(self._current)

    def page(self, page_id: str) -> Page[R]:
        """The page of that ID.

        Raises:
            KeyError: there is none.
        """
        for page in self._all:
            if page.id == page_id:
                return page
        raise KeyError(page_id)

    @property
    def is_first(self) -> bool:
        """Whether there is nothing to go back to."""
        return self.pages[0].id == self._current

    @property
    def is_last(self) -> bool:
        """Whether this page ends the wizard."""
        return self.pages[-1].id == self._current

    def problems(self, page_id: str | None = None) -> list[Problem]:
        """What is wrong on a page; on the current one where none is named."""
        return self.page(page_id or self._current).validate(self.request)

    @property
    def can_go_next(self) -> bool:
        """Whether the current page is complete and another follows."""
        return not self.is_last and not self.problems()

    @property
    def can_finish(self) -> bool:
        """Whether every page has been seen and is complete."""
        return all(page.id in self._seen and not page.validate(self.request) for page in self.pages)

    @property
    def reason(self) -> str:
        """Why it cannot go on, in words; empty where it can."""
        problems = self.problems()
        if problems:
            return problems[0].message
        if self.is_last:
            for page in self.pages:
                found = page.validate(self.request)
                if found:
                    return f"{page.title}: {found[0].message}"
        return ""

    def can_go(self, page_id: str) -> bool:
        """Whether the page may be entered now: back always, forward only over complete pages seen before."""
        ids = [page.id for page in self.pages]
        if page_id not in ids:
            return False
        wanted, here = ids.index(page_id), ids.index(self._current)
        if wanted <= here:
            return True
        return page_id in self._seen and not any(page.validate(self.request) for page in self.pages[:wanted])

    def is_done(self, page_id: str) -> bool:
        """Whether the page has been seen, is complete and is not the current one."""
        return page_id in self._seen and page_id != self._current and not self.problems(page_id)

    def go(self, page_id: str) -> bool:
        """Enter the page where that is possible; returns whether it was."""
        if not self.can_go(page_id):
            return False
        self._current = page_id
        return True

    def next(self) -> bool:
        """Enter the following page; False where something is wrong on this one."""
        if not self.can_go_next:
            return False
        ids = [page.id for page in self.pages]
        self._current = ids[ids.index(self._current) + 1]
        self._seen.add(self._current)
        return True

    def back(self) -> bool:
        """Enter the page before; False on the first one."""
        if self.is_first:
            return False
        ids = [page.id for page in self.pages]
        self._current = ids[ids.index(self._current) - 1]
        return True
