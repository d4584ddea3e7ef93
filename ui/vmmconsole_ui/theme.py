"""Every colour, size and font of the console, as tokens, and the stylesheet made of them.

Nothing else in the console names a colour or a number of pixels. `look()` is the appearance in force; it changes at
run time (`look().changed`) when the person picks another scheme, density or scale, or when the system goes dark.
Widgets say what they are with `as_role(widget, "title")`, and the stylesheet does the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from .stylesheet import stylesheet

Scheme = Literal["system", "light", "dark"]
Density = Literal["compact", "normal", "comfortable"]
W = TypeVar("W", bound=QWidget)

SCHEMES: dict[Scheme, str] = {"system": "Follow the system", "light": "Light", "dark": "Dark"}
DENSITIES: dict[Density, str] = {"compact": "Compact", "normal": "Normal", "comfortable": "Comfortable"}
SCALES: tuple[int, ...] = (100, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Colors:
    """The colours of a scheme as ``#RRGGBB``."""

    window: str
    """Behind the panes: menu, toolbar, actions, navigation buttons, status bar."""
    surface: str
    """Behind content: tree, list, details, fields."""
    alternate: str
    """Every other row of a list; the script panel."""
    line: str
    field_line: str
    """The border of fields and buttons."""
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    """Text on an accent background."""
    selection: str
    hover: str
    ok: str
    warning: str
    error: str
    banner: str
    """Behind a message that needs attention."""
    banner_error: str
    screen: str
    """Behind a machine's thumbnail, in every scheme."""
    on_screen: str
    track: str
    """The empty part of a progress bar."""
    scroll: str
    scroll_hover: str
    syntax_cmdlet: str
    syntax_parameter: str
    syntax_variable: str
    syntax_string: str
    syntax_number: str
    syntax_comment: str
    syntax_operator: str


LIGHT = Colors(
    window="#F3F4F6", surface="#FFFFFF", alternate="#FAFBFC", line="#E1E4E8", field_line="#D0D7DE", text="#1F2328",
    muted="#5E6670", disabled="#8C959F", accent="#0F6CBD", accent_hover="#0C5CA3", on_accent="#FFFFFF",
    selection="#DCEBFA", hover="#EEF3F8", ok="#156E2E", warning="#855800", error="#BF1D29", banner="#FFF8E1",
    banner_error="#FFEBEC", screen="#101218", on_screen="#9AA3AE", track="#CDD4DB", scroll="#D5D9DE",
    scroll_hover="#B4BAC2", syntax_cmdlet="#0F6CBD", syntax_parameter="#656D76", syntax_variable="#9A6700",
    syntax_string="#1A7F37", syntax_number="#8250DF", syntax_comment="#656D76", syntax_operator="#1F2328",
)  # fmt: skip
DARK = Colors(
    window="#1B1D21", surface="#24272C", alternate="#282B31", line="#363A42", field_line="#464B55", text="#E6E8EB",
    muted="#A9B1BB", disabled="#6E7681", accent="#62ABF5", accent_hover="#82BDF8", on_accent="#10151B",
    selection="#23415F", hover="#2D3138", ok="#4AC26B", warning="#D4A72C", error="#FF918A", banner="#3A3220",
    banner_error="#43262A", screen="#0B0C0E", on_screen="#9AA3AE", track="#3D424B", scroll="#454A54",
    scroll_hover="#5B616D", syntax_cmdlet="#62ABF5", syntax_parameter="#9AA3AE", syntax_variable="#D4A72C",
    syntax_string="#4AC26B", syntax_number="#C297FF", syntax_comment="#9AA3AE", syntax_operator="#E6E8EB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in pixels at the scale in force."""

    grid: int = 8
    """The unit of all gaps."""
    half: int = 4
    line: int = 1
    pane: int = 16
    """The inside margin of panes, pages and dialogs."""
    details_gap: int = 7
    """Between the rows of a key-value grid."""
    text: int = 13
    small_text: int = 12
    section_text: int = 11
    title_text: int = 17
    menu: int = 28
    toolbar: int = 40
    nav_button: int = 36
    verb: int = 26
    """A row of the actions pane."""
    tree_row: int = 26
    row: int = 27
    header: int = 30
    field: int = 30
    """The height of fields and buttons."""
    icon: int = 16
    icon_large: int = 20
    scrollbar: int = 10
    radius: int = 4
    progress: int = 5
    progress_width: int = 46
    progress_wide: int = 108
    indent: int = 18
    tab: int = 32
    status_bar: int = 22
    navigation_width: int = 268
    actions_width: int = 220
    details_height: int = 290
    filter_width: int = 300
    character: int = 7
    """The average width of a character; columns and fields are so many of them."""
    thumbnail_width: int = 250
    thumbnail_height: int = 168
    page_list: int = 200
    """The list of pages of a wizard."""
    wizard_width: int = 1296
    wizard_height: int = 640
    script_width: int = 515
    dialog_width: int = 760
    dialog_height: int = 560
    small_dialog_width: int = 460
    window_width: int = 1633
    window_height: int = 900
    jobs_width: int = 900
    jobs_height: int = 640
    """The width of the text of an empty state."""
    toast_width: int = 380


_ROWS: dict[Density, int] = {"compact": 24, "normal": 27, "comfortable": 34}
_TREE_ROWS: dict[Density, int] = {"compact": 24, "normal": 26, "comfortable": 32}


def _sizes(density: Density, scale: int) -> Sizes:
    tokens = {f.name: getattr(Sizes(), f.name) for f in fields(Sizes)}
    tokens.update(row=_ROWS[density], tree_row=_TREE_ROWS[density])
    return Sizes(**{name: max(1, round(value * scale / 100)) for name, value in tokens.items()})


class Appearance(QObject):
    """The scheme, density and scale in force, and what follows from them."""

    changed = Signal()
    """Colours or sizes are others now; whoever cached one reads it again."""

    def __init__(self) -> None:
        super().__init__()
        self.scheme: Scheme = "system"
        self.density: Density = "normal"
        self.scale: int = 100
        self.colors: Colors = LIGHT
        self.size: Sizes = Sizes()
        self.generation = 0
        """Grows with every change; a key for caches."""
        self._families: tuple[str, str] | None = None
        self._watching = False

    @property
    def is_dark(self) -> bool:
        """Whether the colours in force are the dark ones."""
        return self.colors is DARK

    def color(self, token: str) -> QColor:
        """The colour of a token of `Colors`: ``look().color("ok")``."""
        return QColor(getattr(self.colors, token))

    def font(self, size: str = "text", *, weight: int = 400, mono: bool = False) -> QFont:
        """A font by the size token; `weight` 400 plain, 600 titles, 700 section headers."""
        ui, code = self._font_families()
        font = QFont(code if mono else ui)
        font.setPixelSize(getattr(self.size, size))
        font.setWeight(QFont.Weight(weight))
        if mono:
            font.setStyleHint(QFont.StyleHint.Monospace)
        return font

    def characters(self, count: float) -> int:
        """The width of so many average characters."""
        return round(count * self.size.character)

    def apply(
        self,
        *,
        scheme: Scheme | None = None,
        density: Density | None = None,
        scale: int | None = None,
    ) -> None:
        """Change the appearance of the whole application, at once."""
        before = (self.scheme, self.density, self.scale)
        self.scheme = scheme or self.scheme
        self.density = density or self.density
        self.scale = min(200, max(100, scale or self.scale))
        # Qt styles every widget anew for a style sheet, even for the one that it has.
        if not self._watching or (self.scheme, self.density, self.scale) != before:
            self._refresh()

    def _refresh(self) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        if not self._watching:
            self._watching = True
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
            app.setStyle(QStyleFactory.create("Fusion"))
        self.colors = DARK if self._wants_dark() else LIGHT
        self.size = _sizes(self.density, self.scale)
        self.generation += 1
        app.setFont(self.font())
        app.setPalette(_palette(self.colors))
        app.setStyleSheet(stylesheet(self.colors, self.size, self._font_families()))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self.scheme == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.scheme == "dark"

    def _system_changed(self) -> None:
        if self.scheme == "system":
            self._refresh()

    def _font_families(self) -> tuple[str, str]:
        if self._families is None:
            there = set(QFontDatabase.families())
            system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
            self._families = (
                "Inter" if "Inter" in there else system,
                "JetBrains Mono" if "JetBrains Mono" in there else fixed,
            )
        return self._families


_appearance: Appearance | None = None


def look() -> Appearance:
    """The appearance of the application; made on first use."""
    global _appearance
    if _appearance is None:
        _appearance = Appearance()
    return _appearance


def as_role(widget: W, role: str) -> W:
    """Say what a widget is, for the stylesheet, and return it.

    Labels: ``title`` ``heading`` ``section`` ``muted`` ``strong`` ``ok`` ``warning`` ``error`` ``mono``. Buttons:
    ``primary`` ``danger`` ``flat`` ``nav`` ``verb`` ``link``. Frames and panes: ``window`` ``surface`` ``panel`` (the
    script) ``banner`` ``banner_error`` ``footer`` (a dialog's button row) ``toast`` ``separator``. Lists:
    ``page_list`` (a wizard's pages). Text fields: ``code`` ``editor`` ``choice`` (chosen from a list).
    """
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


def mark_invalid(field: QWidget, invalid: bool) -> None:
    """Draw a field's border in the error colour, or as usual again."""
    if bool(field.property("invalid")) != invalid:
        field.setProperty("invalid", invalid)
        field.style().unpolish(field)
        field.style().polish(field)


def elided(text: str, font: QFont, width: int) -> str:
    """The text cut with an ellipsis to fit a width in pixels."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _palette(colors: Colors) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, token in (
        (role.Window, colors.window), (role.WindowText, colors.text), (role.Base, colors.surface),
        (role.AlternateBase, colors.alternate), (role.Text, colors.text), (role.Button, colors.surface),
        (role.ButtonText, colors.text), (role.BrightText, colors.error), (role.ToolTipBase, colors.surface),
        (role.ToolTipText, colors.text), (role.PlaceholderText, colors.muted), (role.Highlight, colors.selection),
        (role.HighlightedText, colors.text), (role.Link, colors.accent), (role.LinkVisited, colors.accent),
        (role.Light, colors.surface), (role.Midlight, colors.line), (role.Mid, colors.line),
        (role.Dark, colors.field_line), (role.Shadow, colors.field_line), (role.Accent, colors.accent),
    ):  # fmt: skip
        palette.setColor(target, QColor(token))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colors.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(colors.window))
    return palette
