"""What a view is: a list or two for the nodes of its scope tree, and what to say when there is nothing in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from vmmconsole_ui.models.column import Column
from vmmconsole_ui.models.filter import Predicate
from vmmconsole_ui.models.objects import ObjectStore


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a scope tree: its own kind (``VMHostGroup``, ``folder``, ``filter`` …), ID and name."""

    kind: str = ""
    id: str = ""
    name: str = ""
    path: str = ""
    """For a folder of a share: its path below the share."""


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says, and the ID of the action that would fill it."""

    title: str
    text: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list: which kinds in which columns."""

    id: str
    title: str
    kinds: tuple[str, ...]
    columns: tuple[Column, ...]
    scope: Callable[[Node, ObjectStore], Predicate | None]
    """What is in the scope of a node; None for everything."""
    empty: Empty
    sort: tuple[str, bool] = ("Name", False)
    """The property to sort by until the person chooses, and whether descending."""
    hint: str = "Filter"
    """The words in the empty filter box."""


TreeKind = Literal["hosts", "library", "jobs", "administration"]


@dataclass(frozen=True, slots=True)
class View:
    """One of the views that the buttons at the bottom left switch to."""

    id: str
    title: str
    icon: str
    tree: TreeKind
    list_for: Callable[[Node], ListSpec | None]
    """The list for a node; None where the node has a page of facts instead."""
