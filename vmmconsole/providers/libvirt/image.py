"""Screens as PNG, whatever the hypervisor gave."""

from __future__ import annotations

import struct
import zlib

_PNG = b"\x89PNG\r\n\x1a\n"


def as_png(data: bytes) -> bytes:
    """PNG of a screenshot in PNG or PPM (P6, 8 bits per channel).

    Raises:
        ValueError: it is neither.
    """
    if data.startswith(_PNG):
        return data
    width, height, start = _ppm_header(data)
    stride = width * 3
    rows = b"".join(b"\0" + data[start + y * stride : start + (y + 1) * stride] for y in range(height))
    if len(rows) != height * (stride + 1):
        raise ValueError("The picture is cut off.")
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _ppm_header(data: bytes) -> tuple[int, int, int]:
    """Width, height, and where the pixels begin."""
    if not data.startswith(b"P6"):
        raise ValueError("The picture is neither PNG nor PPM.")
    numbers: list[int] = []
    at = 2
    while len(numbers) < 3:
        while data[at : at + 1].isspace():
            at += 1
        if data[at : at + 1] == b"#":
            at = data.index(b"\n", at) + 1
            continue
        end = at
        while data[end : end + 1].isdigit():
            end += 1
        numbers.append(int(data[at:end]))
        at = end
    if numbers[2] != 255:
        raise ValueError("The picture does not have 8 bits per channel.")
    return numbers[0], numbers[1], at + 1


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
