"""A column of a list as data: which property, how it reads, sorts and filters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from .objects import Row


@dataclass(frozen=True, slots=True)
class Cell:
    """What is drawn in a cell: text in a colour token, an icon before it, a thin progress bar where one runs."""

    text: str = ""
    color: str = "text"
    icon: str = ""
    icon_color: str = "muted"
    progress: int | None = None
    """Percent; None for no bar."""
    tip: str = ""
    """More words on hovering."""


EMPTY = Cell()


def _no_number(_row: Row) -> float | None:
    return None


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `property` is the product's name of what it shows and identifies it within its list."""

    property: str
    title: str
    width: int
    """In average characters."""
    cell: Callable[[Row], Cell]
    text: Callable[[Row], str]
    """What the filter looks through and what is copied."""
    sort_key: Callable[[Row], Any]
    """A value to sort by, None where unknown; unknown ones come last."""
    number: Callable[[Row], float | None] = _no_number
    """The number in the unit shown, for ``cpu>80``."""
    raw_key: Callable[[Any], Any] | None = None
    """For a quick sort: the sort key of the property's value itself, where no more than that is needed."""
    names: tuple[str, ...] = ()
    """What the filter calls it: ``cpu``; the first is the one that help shows."""
    align: Literal["left", "right"] = "left"
    is_shown: bool = True
    """Whether it is shown until the person chooses otherwise."""
    follows_jobs: bool = False
    """Whether it shows the object's job."""
