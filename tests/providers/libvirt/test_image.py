"""Screens as PNG."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmmconsole.providers.libvirt.image import as_png


def pixels_of(png: bytes) -> tuple[int, int, bytes]:
    """An own small reader of what the encoder writes (8-bit RGB, no filter)."""
    at, data, size = 8, b"", (0, 0)
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0]
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
            assert body[8:] == bytes([8, 2, 0, 0, 0])
        elif kind == b"IDAT":
            data += body
        at += 12 + length
    rows, stride = zlib.decompress(data), size[0] * 3 + 1
    assert all(rows[y * stride] == 0 for y in range(size[1]))
    return size[0], size[1], b"".join(rows[y * stride + 1 : (y + 1) * stride] for y in range(size[1]))


@settings(deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["\n", "\n# comment\n", "  \t"]), st.randoms())
def test_ppm_becomes_the_same_picture(width, height, blank, random):
    pixels = random.randbytes(width * height * 3)
    ppm = f"P6{blank}{width} {height}\n255\n".encode() + pixels
    assert pixels_of(as_png(ppm)) == (width, height, pixels)


def test_png_stays_as_it_is():
    png = as_png(b"P6 1 1 255\nabc")
    assert as_png(png) == png


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"P6 2 2 255\nabc", b"P6 1 1 65535\nabcdef"])
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError, match="picture"):
        as_png(data)
