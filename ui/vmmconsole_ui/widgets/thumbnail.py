"""A machine's screen, small."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from vmmconsole_ui import icons
from vmmconsole_ui.theme import look


class Thumbnail(QWidget):
    """Shows the last picture of a screen, or a word on a dark ground where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._words = ""
        self.setAccessibleName("Screen")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._picture.isNull()

    def show_png(self, data: bytes | None) -> None:
        """Show a PNG; None, or data that is no picture, shows the word instead."""
        picture = QPixmap()
        if data:
            picture.loadFromData(data)
        self._picture = picture
        self.update()

    def clear(self) -> None:
        """Show no picture."""
        if not self._picture.isNull():
            self._picture = QPixmap()
            self.update()

    def say(self, words: str) -> None:
        """The word for when there is no picture."""
        if words != self._words:
            self._words = words
            self.update()

    def sizeHint(self) -> QSize:
        """Its only size."""
        return QSize(look().size.thumbnail_width, look().size.thumbnail_height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().color("screen"))
        if self._picture.isNull():
            self._draw_words(painter)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            fitted = QSize(self._picture.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, fitted.width(), fitted.height())
            target.moveCenter(QRectF(self.rect()).center())
            painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        size = look().size
        side = 2 * size.icon
        image = icons.pixmap("vm", "on_screen", side, self.devicePixelRatioF())
        center = self.rect().center()
        painter.drawPixmap(center.x() - side // 2, center.y() - side, image)
        painter.setPen(look().color("on_screen"))
        below = self.rect().adjusted(size.grid, center.y() + size.grid, -size.grid, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._words)
