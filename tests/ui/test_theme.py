"""The look: one place for colours and sizes, contrast, switching at run time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

import vmmconsole_ui
from vmmconsole_ui import glyphs, icons
from vmmconsole_ui.theme import DARK, LIGHT, Colors, look

SOURCE = Path(vmmconsole_ui.__file__).parent


@pytest.fixture
def light(qapp: QApplication) -> Iterator[None]:
    look().apply(scheme="light", density="normal", scale=100)
    yield
    look().apply(scheme="light", density="normal", scale=100)


def luminance(color: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(color).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["text", "muted", "accent", "ok", "warning", "error"])
@pytest.mark.parametrize("ground", ["window", "surface", "alternate", "selection"])
def test_text_is_readable(colors: Colors, text: str, ground: str) -> None:
    needed = 3 if (text, ground) == ("accent", "selection") else 4.5  # only icons are accent on a selection
    assert contrast(getattr(colors, text), getattr(colors, ground)) >= needed


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_the_primary_button_is_readable(colors: Colors) -> None:
    assert contrast(colors.on_accent, colors.accent) >= 4.5


def test_colours_and_pixels_are_written_in_the_theme_only() -> None:
    written = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']|\d+px|setPixelSize\(\d""")
    others = [p for p in SOURCE.rglob("*.py") if p.name not in {"theme.py", "stylesheet.py"}]
    assert len(others) > 30
    found = [p.name for p in others if written.search(p.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize("name", sorted(set(icons.NAMES.values())))
def test_every_icon_is_in_the_font(qapp: QApplication, name: str) -> None:
    assert glyphs.exists(name)


def test_the_scheme_changes_at_once(light: None, qapp: QApplication) -> None:
    changes: list[str] = []
    look().changed.connect(lambda: changes.append(look().colors.window))
    look().apply(scheme="dark")
    assert changes == [DARK.window]
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert DARK.surface in qapp.styleSheet()


def test_an_icon_takes_the_colour_of_the_scheme(light: None) -> None:
    image = icons.icon("stop").pixmap(32, 32).toImage()
    assert image.pixelColor(16, 16).name().upper() == LIGHT.text
    look().apply(scheme="dark")
    assert icons.icon("stop").pixmap(33, 33).toImage().pixelColor(16, 16).name().upper() == DARK.text


def test_scale_and_density_change_the_sizes(light: None) -> None:
    look().apply(scale=200, density="comfortable")
    assert (look().size.text, look().size.row, look().size.icon) == (26, 68, 32)
    look().apply(scale=1_000)
    assert look().scale == 200
