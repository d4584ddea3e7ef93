"""The screen of a simulated machine: a plain PNG, made here because a picture library would serve nothing else."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, rows: list[bytes]) -> bytes:
    """An 8-bit greyscale PNG of `height` rows of `width` bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\x00" + row for row in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def screen(tick: int, width: int = 320, height: int = 200) -> bytes:
    """A dark screen with a few lines of pretended text and a cursor that blinks with `tick`."""
    rows = [bytearray([24] * width) for _ in range(height)]
    for line in range(6):
        length = 40 + (line * 73) % 180
        for y in range(12 + line * 14, 17 + line * 14):
            for x in range(10, 10 + length):
                rows[y][x] = 170 if x % 7 else 24
    if tick % 2:
        for y in range(100, 108):
            rows[y][10:16] = bytes([200] * 6)
    return png(width, height, [bytes(row) for row in rows])
