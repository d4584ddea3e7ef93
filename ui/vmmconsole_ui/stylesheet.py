"""The Qt stylesheet, made of the tokens of `theme`; part of the theme, so the only other place that styles anything."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from .glyphs import glyph_file

if TYPE_CHECKING:
    from .theme import Colors, Sizes

_TEMPLATE = Template("""
* { outline: none; }
QWidget { color: $text; font-family: "$ui_font"; font-size: ${text_px}px; }
QMainWindow, QDialog { background: $window; }
QToolTip { background: $surface; color: $text; border: 1px solid $field_line; padding: ${half}px ${grid}px; }

QFrame[role="surface"], QWidget[role="surface"] { background: $surface; }
QFrame[role="window"], QWidget[role="window"] { background: $window; }
QFrame[role="panel"], QWidget[role="panel"] { background: $alternate; }
QFrame[role="banner"] { background: $banner; border: none; border-bottom: 1px solid $line; }
QFrame[role="banner_error"] { background: $banner_error; border: none; border-bottom: 1px solid $line; }
QFrame[role="footer"] { background: $window; border: none; border-top: 1px solid $line; }
QFrame[role="toast"] { background: $surface; border: 1px solid $field_line; border-radius: ${radius}px; }
QFrame[role="separator"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="separator_vertical"] { background: $line; border: none; max-width: 1px; min-width: 1px; }

QLabel { background: transparent; }
QLabel:disabled { color: $disabled; }
QLabel[role="title"] { font-size: ${title_px}px; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="section"] { font-size: ${section_px}px; font-weight: 700; color: $muted; letter-spacing: 0.5px; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="error"] { color: $error; }
QLabel[role="mono"] { font-family: "$code_font"; font-size: ${small_px}px; }

QMenuBar { background: $window; padding: 2px ${grid}px; spacing: 0px; }
QMenuBar::item { background: transparent; padding: ${half}px 12px; border-radius: ${radius}px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { background: $surface; border: 1px solid $field_line; padding: ${half}px 0px; }
QMenu::item { padding: 5px 28px 5px 12px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $line; margin: ${half}px 0px; }
QMenu::right-arrow { image: url($chevron_right); width: ${icon}px; height: ${icon}px; }
QMenu::indicator { width: ${icon}px; height: ${icon}px; margin-left: 8px; }
QMenu::indicator:checked { image: url($check_plain); }
QMenu::indicator:exclusive:checked { image: url($check_plain); }

QFrame[role="toolbar"] { background: $window; border: none; border-bottom: 1px solid $line; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px; padding: 5px 8px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }

QPushButton {
    background: $surface; border: 1px solid $field_line; border-radius: ${radius}px; padding: 5px 16px;
    min-height: ${button}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $line; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { border-color: $text; }
QPushButton[role="primary"]:disabled { background: $track; color: $disabled; border-color: $track; }
QPushButton[role="danger"] { color: $error; border-color: $error; }
QPushButton[role="flat"] { background: transparent; border-color: transparent; padding: 5px 8px; }
QPushButton[role="flat"]:hover { background: $hover; }
QPushButton[role="flat"]:focus { border-color: $accent; }
QPushButton[role="link"] {
    background: transparent; border: none; color: $accent; padding: 0px; min-height: 0px; text-align: left;
}
QPushButton[role="link"]:hover { color: $accent_hover; text-decoration: underline; }
QPushButton[role="link"]:focus { text-decoration: underline; }
QPushButton[role="nav"] {
    background: transparent; border: none; border-left: 3px solid transparent; border-radius: 0px; font-weight: 600;
    text-align: left; padding: 0px 12px; min-height: ${nav}px; max-height: ${nav}px;
}
QPushButton[role="nav"]:hover { background: $hover; }
QPushButton[role="nav"]:checked { background: $selection; border-left-color: $accent; }
QPushButton[role="nav"]:focus { border-left-color: $muted; background: $hover; }
QPushButton[role="nav"]:checked:focus { border-left-color: $accent; background: $selection; }
QPushButton[role="verb"] {
    background: transparent; border: 1px solid transparent; border-radius: ${radius}px; text-align: left;
    padding: 0px ${grid}px; min-height: ${verb}px; max-height: ${verb}px;
}
QPushButton[role="verb"]:hover { background: $hover; }
QPushButton[role="verb"]:focus { border-color: $accent; }
QPushButton[role="verb"]:disabled { color: $disabled; background: transparent; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit, QPlainTextEdit, QTextEdit {
    background: $surface; border: 1px solid $field_line; border-radius: ${radius}px; padding: 4px ${grid}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit { min-height: ${field}px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QDateTimeEdit:focus, QPlainTextEdit:focus,
QTextEdit:focus { border-color: $accent; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
    background: $window; color: $disabled; border-color: $line;
}
QLineEdit:read-only { background: $window; }
QLineEdit[role="choice"]:read-only { background: $surface; }
*[invalid="true"], *[invalid="true"]:focus { border-color: $error; }
QPlainTextEdit[role="code"], QTextEdit[role="code"] {
    font-family: "$code_font"; font-size: ${small_px}px; background: $alternate; border: none; border-radius: 0px;
    padding: ${grid}px;
}
QPlainTextEdit[role="console"] {
    font-family: "$code_font"; background: $surface; border: none; border-radius: 0px; padding: 0px;
}
QListWidget[role="completions"] { background: $surface; border: 1px solid $field_line; border-radius: ${radius}px; }
QPlainTextEdit[role="editor"] {
    font-family: "$code_font"; font-size: ${small_px}px; background: $surface; border: none; border-radius: 0px;
    padding: 0px;
}
QPlainTextEdit[role="plain"], QTextEdit[role="plain"] { background: transparent; border: none; padding: 0px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {
    background: transparent; border: none; width: 18px;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url($chevron_up); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url($chevron_down); width: 12px; height: 12px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url($chevron_down); width: ${icon}px; height: ${icon}px; }
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $field_line; selection-background-color: $selection;
    selection-color: $text; padding: ${half}px 0px;
}
QComboBox QAbstractItemView::item { min-height: ${tree_row}px; padding: 0px ${grid}px; }

QCheckBox, QRadioButton { background: transparent; spacing: ${grid}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QTreeView::indicator,
QListView::indicator {
    width: 14px; height: 14px; background: $surface; border: 1px solid $muted;
}
QCheckBox::indicator, QGroupBox::indicator, QTreeView::indicator,
QListView::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QTreeView::indicator:checked,
QListView::indicator:checked {
    image: url($check); background: $accent; border-color: $accent;
}
QCheckBox::indicator:indeterminate { image: url($minus); background: $accent; border-color: $accent; }
QRadioButton::indicator:checked { image: url($dot); background: $accent; border-color: $accent; }
QCheckBox:focus::indicator, QRadioButton:focus::indicator { border-color: $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $window; border-color: $line; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled { background: $disabled; }
QGroupBox { border: none; margin-top: 20px; padding: 0px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0px; padding: 0px; }

QAbstractItemView {
    background: $surface; alternate-background-color: $alternate; border: none; selection-background-color: $selection;
    selection-color: $text; gridline-color: $line;
}
QTreeView::item, QListView::item { min-height: ${tree_row}px; padding: 0px ${half}px; border: none; }
QTableView::item { padding: 0px ${grid}px; border: none; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $selection; color: $text; }
QTreeView::branch { background: $surface; }
QTreeView::branch:hover { background: $hover; }
QTreeView::branch:selected { background: $selection; }
QTreeView::branch:has-children:closed { image: url($chevron_right); }
QTreeView::branch:has-children:open { image: url($chevron_down); }
QListView[role="page_list"] { background: $window; padding: 18px 0px; }
QListView[role="page_list"]::item { min-height: ${page_row}px; padding: 0px 16px; }
QListView[role="page_list"]::item:selected { background: transparent; font-weight: 600; }
QListView[role="page_list"]::item:disabled { color: $disabled; }
QHeaderView { background: $surface; border: none; border-bottom: 1px solid $line; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; font-size: ${small_px}px;
    font-weight: 600; padding: 0px ${grid}px; min-height: ${header}px;
}
QHeaderView::section:hover { background: $hover; color: $text; }
QHeaderView::up-arrow { image: url($chevron_up); width: 12px; height: 12px; subcontrol-position: center right; }
QHeaderView::down-arrow { image: url($chevron_down); width: 12px; height: 12px; subcontrol-position: center right; }
QTableCornerButton::section { background: $surface; border: none; }

QTabWidget::pane { border: none; }
QTabWidget::tab-bar { left: 0px; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: ${half}px 12px; min-height: ${tab}px;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom-color: $accent; }
QTabBar::tab:focus { background: $hover; }
QTabBar::close-button { image: url($close); subcontrol-position: right; width: ${icon}px; height: ${icon}px; }
QTabBar::close-button:hover { background: $hover; border-radius: ${radius}px; }

QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="page"] { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: ${scrollbar}px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: ${scrollbar}px; margin: 0px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $scroll_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }

QProgressBar {
    background: $track; border: none; border-radius: ${progress_radius}px; min-height: ${progress}px;
    max-height: ${progress}px; text-align: center;
}
QProgressBar::chunk { background: $accent; border-radius: ${progress_radius}px; }
QProgressBar[role="error"]::chunk { background: $error; }
QProgressBar[role="ok"]::chunk { background: $ok; }
QSlider::groove:horizontal { background: $track; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    background: $surface; border: 2px solid $accent; width: 12px; height: 12px; margin: -6px 0px; border-radius: 8px;
}
QStatusBar { background: $window; border-top: 1px solid $line; color: $muted; min-height: ${status_bar}px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; }
QStatusBar QPushButton, QStatusBar QPushButton:hover {
    background: transparent; border: none; color: $muted; padding: 0px ${grid}px; min-height: 0px;
}
QStatusBar QPushButton:hover { color: $text; }
QStatusBar QPushButton:focus { color: $accent; }
QStatusBar QPushButton::menu-indicator { image: none; width: 0px; }
QStatusBar QLabel[role="ok"] { color: $ok; }
QStatusBar QLabel[role="warning"] { color: $warning; }
QStatusBar QLabel[role="error"] { color: $error; }
""")


def stylesheet(colors: Colors, size: Sizes, families: tuple[str, str]) -> str:
    """The stylesheet of the whole application for these tokens; `families` are the UI and the code font."""
    ui_font, code_font = families
    tokens = {name: getattr(colors, name) for name in type(colors).__dataclass_fields__}
    tokens.update(
        ui_font=ui_font,
        code_font=code_font,
        text_px=size.text,
        title_px=size.title_text,
        section_px=size.section_text,
        small_px=size.small_text,
        half=size.half,
        grid=size.grid,
        radius=size.radius,
        icon=size.icon,
        nav=size.nav_button,
        verb=size.verb - 2,
        field=size.field - 10,
        page_row=size.field,
        button=size.field - 12,
        tree_row=size.tree_row,
        header=size.header - 2,
        tab=size.tab - 10,
        scrollbar=size.scrollbar,
        progress=size.progress,
        progress_radius=size.progress // 2,
        status_bar=size.status_bar,
        check=glyph_file("check-bold", colors.on_accent),
        check_plain=glyph_file("check", colors.text),
        close=glyph_file("close", colors.muted),
        minus=glyph_file("minus-thick", colors.on_accent),
        dot=glyph_file("circle-medium", colors.on_accent),
        chevron_up=glyph_file("chevron-up", colors.muted),
        chevron_down=glyph_file("chevron-down", colors.muted),
        chevron_right=glyph_file("chevron-right", colors.muted),
    )
    return _TEMPLATE.substitute(tokens)
