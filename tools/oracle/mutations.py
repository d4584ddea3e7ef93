"""Scripts that are broken in small ways, always the same ones: what each parser says of them is compared, too."""

from __future__ import annotations

import random
from collections.abc import Iterator

_BRACKETS = "(){}[]"
_PER_SCRIPT = 3


def mutations(name: str, text: str) -> Iterator[tuple[str, str]]:
    """A few broken versions of a script, each with a name that says how it is broken.

    What is generated or itself broken has none: their places would move with every cmdlet.
    """
    if name.startswith("module/VirtualMachineManager."):
        return
    chance = random.Random(name)
    places = [i for i, c in enumerate(text) if c in _BRACKETS]
    for place in sorted(chance.sample(places, min(_PER_SCRIPT, len(places)))):
        line = text.count("\n", 0, place) + 1
        yield f"{name} without the {text[place]} of line {line}", text[:place] + text[place + 1 :]
    lines = text.split("\n")
    if len(lines) > 3:
        at = chance.randrange(1, len(lines))
        yield f"{name} cut after line {at}", "\n".join(lines[:at]) + "\n"
        yield f"{name} with line {at} twice", "\n".join(lines[: at + 1] + lines[at:])
