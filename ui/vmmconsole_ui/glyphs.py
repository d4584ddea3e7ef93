"""Material Design glyphs out of QtAwesome's font, drawn without importing QtAwesome (100 ms before the first paint)."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QStandardPaths, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGlyphRun, QPainter, QPixmap, QRawFont

_MISSING = "help-circle-outline"


@cache
def _font_folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise ImportError("QtAwesome, which brings the console's icons, is not installed.")
    return Path(spec.origin).parent / "fonts"


@cache
def _characters() -> dict[str, str]:
    file = next(iter(sorted(_font_folder().glob("materialdesignicons6-webfont-charmap-*.json"))))
    return {name: chr(int(code, 16)) for name, code in json.loads(file.read_text("ascii")).items()}


@cache
def _family() -> str:
    file = next(iter(sorted(_font_folder().glob("materialdesignicons6-webfont-*.ttf"))))
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    return families[0]


@cache
def _raw_font(pixels: int) -> QRawFont:
    font = QFont(_family())
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return QRawFont.fromFont(font)


def exists(name: str) -> bool:
    """Whether the font has a glyph of that name, such as ``play-circle``."""
    return name in _characters()


def draw(painter: QPainter, rect: QRectF, name: str, color: QColor) -> None:
    """Draw a glyph centred into `rect`, as large as fits; an unknown name draws a question mark."""
    side = min(rect.width(), rect.height())
    raw = _raw_font(max(1, round(side)))
    characters = _characters()
    index = raw.glyphIndexesForString(characters.get(name, characters[_MISSING]))
    run = QGlyphRun()
    run.setRawFont(raw)
    run.setGlyphIndexes(index)
    run.setPositions([QPointF(0, 0)])
    box = run.boundingRect()
    advance = raw.advancesForGlyphIndexes(index)[0].x()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(color)
    # The font's em square is the icon's 24 × 24 frame: ascent to descent, one advance wide.
    x = rect.center().x() - advance / 2
    y = rect.center().y() + (raw.ascent() - raw.descent()) / 2
    painter.drawGlyphRun(QPointF(x, y) if not box.isNull() else rect.bottomLeft(), run)
    painter.restore()


def pixmap(name: str, color: QColor, side: float, ratio: float = 1.0) -> QPixmap:
    """A glyph as a pixmap of `side` logical pixels at a device pixel ratio."""
    pixels = max(1, round(side * ratio))
    image = QPixmap(pixels, pixels)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw(painter, QRectF(0, 0, pixels / ratio, pixels / ratio), name, color)
    painter.end()
    return image


@cache
def glyph_file(name: str, color: str) -> str:
    """The path of a PNG of a glyph, for stylesheets; with a sharper one beside it for screens of 200 %."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)) / "glyphs"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-{color.lstrip('#').lower()}.png"
    for path, side in ((file, 16), (file.with_name(f"{file.stem}@2x.png"), 32)):
        if not path.exists():
            pixmap(name, QColor(color), side).save(str(path))
    return file.as_posix()
