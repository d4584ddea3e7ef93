"""Paths of every kind of host: what is a whole one, what stands above and below it."""

from __future__ import annotations

import pytest

from vmmconsole_ui.wizards.host_paths import folder_below, parent_path, path_syntax_problem, same_path


@pytest.mark.parametrize(
    ("path", "below", "above"),
    [
        ("/srv/vms", "/srv/vms/web", "/srv"), ("/srv/vms/", "/srv/vms/web", "/srv"), ("/srv", "/srv/web", "/"),
        ("D:\\VMs", "D:\\VMs\\web", "D:"), ("\\\\san\\vms", "\\\\san\\vms\\web", "\\\\san"),
        ("[datastore1]", "[datastore1] web", ""), ("[ds 1] a", "[ds 1] a/web", "[ds 1]"),
        ("[ds] a/b", "[ds] a/b/web", "[ds] a"),
    ],
)  # fmt: skip
def test_a_whole_path(path: str, below: str, above: str) -> None:
    assert path_syntax_problem(path, "folder") == ""
    assert folder_below(path, "web") == below
    assert parent_path(path) == above


@pytest.mark.parametrize("path", ["", "  ", "vms", "[", "[]", "[ ] a", "datastore1", "/srv\nvms", "[ds] a\x7f"])
def test_what_is_none(path: str) -> None:
    assert path_syntax_problem(path, "folder")


def test_a_separator_at_the_end_means_nothing() -> None:
    assert same_path("/srv/vms/", "/srv/vms")
    assert not same_path("[ds] a", "[ds] b")
