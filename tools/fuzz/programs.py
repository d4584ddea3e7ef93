"""Programs for the interpreter: made of the pieces that the test-suite's own fuzzing uses, and of the corpus."""

from __future__ import annotations

import importlib.util
import random
import re
import sys
from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Any

from tools import corpus

_SLOW = re.compile(r"sleep|Read-Host|Get-Credential", re.IGNORECASE)
_STATEMENTS = (
    "{0}",
    "$x = {0}",
    "$x += {0}",
    "$x[{0}] = {1}",
    "$x.Name = {0}",
    "if ({0}) {{ {1} }} else {{ {2} }}",
    "foreach ($i in {0}) {{ {1} }}",
    "try {{ {0} }} catch {{ $_ }} finally {{ {1} }}",
    "throw {0}",
    "switch ({0}) {{ {1} {{ 'one' }} 'a' {{ break }} default {{ $_ }} }}",
    '"v: $({0})"',
    "Set-Book {0}",
    "Write-Host {0}",
    "function f($a = {0}) {{ $a; $args }}; f {1}",
    "for ($x = 0; $x -lt 3; $x++) {{ {0} }}",
    "$x++; {0}",
    "while ({0}) {{ {1}; break }}",
    "$a, $b = {0}",
    "& {{ param($p) $p; {0} }} {1}",
    "{0} | % {{ {1} }}",
    "trap {{ continue }}; {0}",
    "$h = @{{ k = {0} }}; $h.k",
    "[int]$n = {0}",
    "do {{ {0} }} until ($true)",
    "$s = {{ {0} }}; & $s",
    "1..3 | where {{ {0} }}",
    "{0} 2>$null",
    "return {0}",
    "filter g {{ {0} }}; 1, 2 | g",
    "iex '{3}'",
    "$o = New-Object PSObject -Property @{{ P = {0} }}; $o.P = {1}; $o",
    "switch -regex ({0}) {{ '.' {{ $matches[0] }} }}",
    "$x = if ({0}) {{ {1} }}",
    "'{3}' -f {0}",
    "Compare-Object {0} {1}",
    "{0} | ConvertTo-Json -Depth 3",
    "{0} | ConvertTo-Csv",
    "{0} | Out-String",
    "{0} | Add-Member NoteProperty Q {1} -PassThru",
)


def _module(name: str, *path: str) -> ModuleType:
    file = corpus.ROOT.joinpath("tests", "script", *path)
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # its classes look up their types there
    spec.loader.exec_module(module)
    return module


@cache
def _pieces() -> ModuleType:
    return _module("fuzz_pieces", "test_fuzz.py")


@cache
def host_class() -> type[Any]:
    """The host of the language's tests, which has cmdlets and objects of its own."""
    found: type[Any] = _module("fuzz_host", "conftest.py").RecordingHost
    return found


def _operand(chance: random.Random) -> str:
    pieces = _pieces()
    text = f"({chance.choice(['', *pieces.PREFIXES])}{chance.choice(pieces.VALUES)})"
    return text + chance.choice(["", "", *pieces.SUFFIXES])


def _expression(chance: random.Random, depth: int = 0) -> str:
    if depth > 2 or chance.random() < 0.4:
        return _operand(chance)
    left, right = _expression(chance, depth + 1), _expression(chance, depth + 1)
    text = f"({left} {chance.choice(_pieces().OPERATORS)} {right})"
    if chance.random() < 0.2:
        text = f"({text} | {chance.choice(_pieces().STAGES)})"
    return text


def _statement(chance: random.Random) -> str:
    parts = [_expression(chance) for _ in range(3)]
    text = chance.choice(_STATEMENTS).format(*parts, chance.choice(("1 + 1", "{0:N2}", "$x", "{1} {0}", "a b", "{")))
    stages = [chance.choice(_pieces().STAGES) for _ in range(chance.choice((0, 0, 1, 2)))]
    return " | ".join([text, *stages]) if stages and text[0] in "($" else text


def program(chance: random.Random) -> str:
    """A small program of the language."""
    return "\n".join(_statement(chance) for _ in range(chance.randint(1, 5)))


def shuffled(chance: random.Random, sources: Sequence[str]) -> str:
    """Lines of right scripts in an order that nobody wrote."""
    lines = [line for text in chance.sample(list(sources), 2) for line in text.split("\n")]
    kept = [line for line in lines if not _SLOW.search(line)]
    start = chance.randrange(len(kept) or 1)
    some = kept[start : start + chance.randint(1, 25)]
    if chance.random() < 0.5:
        chance.shuffle(some)
    return "\n".join(some)
