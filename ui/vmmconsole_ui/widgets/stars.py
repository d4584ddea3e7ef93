"""A rating as stars: 0 to 5 in half steps, drawn and in words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look

STARS = 5


def star_names(rating: float) -> list[str]:
    """The icon of each star: ``star``, ``star_half`` or ``star_empty``."""
    halves = round(rating * 2)
    return [
        "star" if halves >= 2 * n + 2 else "star_half" if halves == 2 * n + 1 else "star_empty" for n in range(STARS)
    ]


def stars_text(rating: float) -> str:
    """The rating in words: ``4.5 of 5 stars``."""
    return f"{rating:g} of {STARS} stars"


def stars_size() -> QSize:
    """The size of five stars."""
    return QSize(STARS * look().size.icon, look().size.icon)


def stars_icon(rating: float, ratio: float = 1.0) -> QIcon:
    """Five stars as one icon, at the screen's pixel ratio."""
    size = stars_size()
    image = QPixmap(size * ratio)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    side = look().size.icon
    for place, name in enumerate(star_names(rating)):
        color = "field_line" if name == "star_empty" else "warning"
        icon(name, color).paint(painter, place * side, 0, side, side)
    painter.end()
    result = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active, QIcon.Mode.Disabled):
        result.addPixmap(image, mode)
    return result


class StarsLabel(QWidget):
    """Stars, and the number behind them."""

    def __init__(self, rating: float) -> None:
        super().__init__()
        as_role(self, "page")
        picture = QLabel()
        picture.setPixmap(stars_icon(rating, self.devicePixelRatioF()).pixmap(stars_size(), self.devicePixelRatioF()))
        picture.setAccessibleName(stars_text(rating))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().size.grid + look().size.half)
        row.addWidget(picture)
        row.addWidget(as_role(QLabel(f"{rating:g}"), "muted"))
        row.addStretch(1)
