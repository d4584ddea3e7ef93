"""The process beside the console that reads scripts: colours first, then what is wrong. No Qt is imported in it.

Reading a script of 1 MB takes seconds of Python, which would hold up the window also from a thread. The process reads
requests from its standard input and answers on its standard output, each in a frame: a letter, a number that says which
request, the length, and the content.

    T  request: the text as UTF-8            P  answer: the coloured pieces, as `Pieces` packs them
                                             D  answer: the diagnostics as JSON, with UTF-16 places
"""

from __future__ import annotations

import os
import struct
import sys
from array import array
from bisect import bisect_right
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

HEAD = struct.Struct("<cII")
KINDS = (
    "comment", "string", "variable", "cmdlet", "parameter", "number", "keyword", "operator", "type", "error",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pieces:
    """Coloured pieces of a text: where each starts and ends in UTF-16 units as Qt counts, and its number in `KINDS`."""

    starts: array[int]
    ends: array[int]
    kinds: bytes

    def pack(self) -> bytes:
        """One row of bytes."""
        return self.starts.tobytes() + self.ends.tobytes() + self.kinds

    @classmethod
    def unpack(cls, data: bytes) -> Pieces:
        """What `pack` made."""
        count = len(data) // 9
        starts, ends = array("I"), array("I")
        starts.frombytes(data[: 4 * count])
        ends.frombytes(data[4 * count : 8 * count])
        return cls(starts, ends, data[8 * count :])


class Utf16:
    """From places in a Python string to those in Qt's UTF-16."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [i for i, c in enumerate(text) if ord(c) > 0xFFFF]

    def __call__(self, place: int) -> int:
        return place + bisect_right(self._wide, place - 1) if self._wide else place


def paint(text: str) -> Pieces:
    """The colours of a script."""
    from vmmconsole.script.highlight import spans

    place = Utf16(text)
    starts, ends, kinds = array("I"), array("I"), bytearray()
    for start, end, kind in spans(text):
        starts.append(place(start))
        ends.append(place(end))
        kinds.append(KINDS.index(kind))
    return Pieces(starts, ends, bytes(kinds))


def diagnostics(text: str) -> list[dict[str, Any]]:
    """What is wrong with a script, as `vmmconsole.script.diagnostics.Diagnostic` has it, with UTF-16 places."""
    from vmmconsole.cmdlets import registry
    from vmmconsole.script.diagnostics import diagnose

    place = Utf16(text)
    return [
        {**asdict(found), "start": place(found.start), "end": place(found.end)}
        for found in diagnose(text, registry.find, registry.names())
    ]


def frame(letter: bytes, number: int, content: bytes) -> bytes:
    """One message."""
    return HEAD.pack(letter, number, len(content)) + content


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until there are no more."""
    import orjson

    while len(head := source.read(HEAD.size)) == HEAD.size:
        _, number, length = HEAD.unpack(head)
        text = source.read(length).decode("utf-8", "surrogatepass")
        sink.write(frame(b"P", number, paint(text).pack()))
        sink.flush()
        sink.write(frame(b"D", number, orjson.dumps(diagnostics(text))))
        sink.flush()


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(5)  # the window comes first
    serve(sys.stdin.buffer, sys.stdout.buffer)
