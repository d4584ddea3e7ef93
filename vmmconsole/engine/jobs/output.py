"""What a job keeps of a script's output: objects as JSON's kinds, bounded, whatever the script has made."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from vmmconsole.model import Noun
from vmmconsole.model.noun import Value
from vmmconsole.script.convert import to_text
from vmmconsole.script.formatting import Formatted, format_as
from vmmconsole.script.values import Computed

MAX_VALUES = 20_000
"""Values in one object; a script can nest lists so that they would be more than any memory holds."""
MAX_DEPTH = 8
MAX_TEXT = 1_000_000
"""Characters of one object's texts."""
_NOUN_SIZE = 2_000
_WIDTH = 120
_CUT = "…"


def wire_output(value: object) -> dict[str, Any]:
    """An object of the pipeline's end as the job keeps it."""
    return WireOutput().of(value)


def clean(text: str, most: int) -> str:
    """A text that any JSON can hold, of `most` characters; what is cut off is marked."""
    if len(text) > most:
        text = text[:most] + _CUT
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


class WireOutput:
    """Turns one object into JSON's kinds. `size` is about how many characters that has."""

    def __init__(self) -> None:
        self.size = 0
        self._values = 0
        self._text = 0

    def of(self, value: object) -> dict[str, Any]:
        """The object; what is too much of it is cut off and marked."""
        if isinstance(value, Noun):
            self.size += _NOUN_SIZE
            return {"ObjectType": value.kind, **value.to_wire()}
        if isinstance(value, Value):
            self.size += _NOUN_SIZE
            wire = value.to_wire()
            tag = {"ObjectType": type(value).__name__}
            return {**tag, "Object": wire} if "ObjectType" in wire else {**tag, **wire}  # some have one of their own
        properties = getattr(value, "properties", None)
        items = getattr(properties, "items", None) or getattr(value, "items", None)
        if not callable(items):
            return {"Value": self._plain(value, 0)}
        made: dict[str, Any] = {}
        for key, item in items():
            if self._values >= MAX_VALUES:
                break
            made[self._shown(to_text(key))] = self._plain(item.read(value) if isinstance(item, Computed) else item, 0)
        return made

    def _plain(self, value: object, depth: int) -> Any:
        self._values += 1
        self.size += 8
        if value is None or isinstance(value, (bool, float)):
            return value
        if isinstance(value, int):
            return value if abs(value) < 2**63 else float(value)
        if isinstance(value, Value):
            self.size += _NOUN_SIZE
            return value.to_wire()
        if isinstance(value, (list, tuple)):
            return self._list(value, depth)
        if isinstance(value, timedelta):
            return value.total_seconds()
        if isinstance(value, Formatted):
            return self._shown(format_as(value, _WIDTH))
        return self._shown(str(value) if isinstance(value, datetime) else to_text(value))

    def _list(self, items: list[object] | tuple[object, ...], depth: int) -> Any:
        if depth >= MAX_DEPTH:
            return _CUT
        out: list[Any] = []
        for item in items:
            if self._values >= MAX_VALUES:
                out.append(_CUT)
                break
            out.append(self._plain(item, depth + 1))
        return out

    def _shown(self, text: str) -> str:
        text = clean(text, max(MAX_TEXT - self._text, 0))
        self._text += len(text)
        self.size += len(text)
        return text
