"""A listing is read in portions, and comes out as it was sent."""

from __future__ import annotations

import orjson
import pytest

from vmmconsole.client import messages
from vmmconsole.model.errors import EngineError


def _text(rows: list[list[object]], between: bytes = b",\n") -> bytes:
    lines = between.join(orjson.dumps(row) for row in rows)
    return b'{"Revision":7,"Properties":["ID","Name"],"Rows":[' + lines + b"]}"


@pytest.mark.parametrize("between", [b",\n", b","])
@pytest.mark.parametrize("count", [0, 1, messages.PORTION, 2 * messages.PORTION + 1])
def test_rows_come_out_as_they_were_sent(count: int, between: bytes) -> None:
    rows: list[list[object]] = [[str(number), 'a "Rows":[ ,\n, ]} b'] for number in range(count)]
    listing, portions = messages.read_listing(_text(rows, between))
    assert (listing.revision, listing.properties) == (7, ("ID", "Name"))
    assert [row for portion in portions for row in portion] == rows


def test_no_portion_is_large() -> None:
    _, portions = messages.read_listing(_text([[str(number)] for number in range(3 * messages.PORTION)]))
    assert [len(portion) for portion in portions] == [messages.PORTION] * 3


@pytest.mark.parametrize("text", [b"", b"<html>", b'{"Revision":7}', b'{"Revision":7,"Properties":[],"Rows":['])
def test_what_is_no_listing_is_said(text: bytes) -> None:
    with pytest.raises(EngineError, match="makes no sense"):
        messages.read_listing(text)
