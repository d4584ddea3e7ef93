"""A short run of ``make fuzz``: broken scripts of the corpus, and programs that nobody would write."""

from __future__ import annotations

import random

import pytest

from tools import corpus
from tools.fuzz.__main__ import decodes, parses, runs, smaller
from tools.fuzz.programs import program, shuffled
from tools.fuzz.texts import broken, junk
from vmmconsole.script.parser import decode

SOURCES = [decode(path.read_bytes()) for path in corpus.scripts()]


@pytest.mark.parametrize("seed", range(200))
def test_broken_scripts_are_refused_in_order(seed: int) -> None:
    parses(broken(random.Random(seed), SOURCES))


@pytest.mark.parametrize("seed", range(30))
def test_any_bytes_are_a_text(seed: int) -> None:
    decodes(junk(random.Random(seed)))


@pytest.mark.parametrize("seed", range(60))
def test_programs_end_in_results_or_errors_of_ours(seed: int) -> None:
    runs(program(random.Random(seed)))


@pytest.mark.parametrize("seed", range(30))
def test_lines_in_any_order_do_too(seed: int) -> None:
    runs(shuffled(random.Random(seed), SOURCES))


def test_a_failure_is_shown_as_small_as_it_can_be() -> None:
    text = "\n".join(["one"] * 20 + ["bad"] + ["two"] * 20)
    assert smaller(text, "ValueError", lambda t: "ValueError: x" if "bad" in t else "") == "bad"
