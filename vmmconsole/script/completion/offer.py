"""One thing that completion offers, and how a text becomes an argument."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vmmconsole.script.lexer import DASHES, SINGLE_QUOTES, number_value
from vmmconsole.script.writer import quote

OfferKind = Literal[
    "cmdlet", "function", "alias", "parameter", "value", "object", "variable", "property", "method", "type", "file",
    "operator", "statement",
]  # fmt: skip
MOST = 250
"""So many are offered at most; nobody reads more."""
_BARE = re.compile(r"[^\W\d][\w./\\:-]*")


@dataclass(frozen=True, slots=True)
class Offer:
    """`text` goes into the script, `label` is what people read, `detail` says more about it."""

    text: str
    label: str
    kind: OfferKind
    detail: str = ""


def matching(word: str, names: Iterable[str]) -> list[str]:
    """The names that begin with `word` in any case, once each and in order."""
    wanted = word.casefold()
    found = {name for name in names if name.casefold().startswith(wanted)}
    return sorted(found, key=str.casefold)[:MOST]


def as_argument(text: str, typed_quote: str = "") -> str:
    """`text` as an argument that means exactly this: bare where that is safe, else in the quotes that were begun."""
    if not typed_quote and _BARE.fullmatch(text) and number_value(text) is None:
        return text
    if typed_quote and typed_quote in SINGLE_QUOTES and _is_visible(text):
        return "'" + "".join(c * 2 if c in SINGLE_QUOTES else c for c in text) + "'"
    return quote(text)


def _is_visible(text: str) -> bool:
    return not any(unicodedata.category(c).startswith(("C", "Zl", "Zp")) for c in text)


def is_dash(text: str) -> bool:
    """Whether it begins with any of the dashes that the language takes for one."""
    return bool(text) and text[0] in DASHES
