"""The list of hosts with their stars, and what is known and said of the selected one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QTabWidget, QTreeWidget, QTreeWidgetItem, QWidget

from vmmconsole.model.host import VMHostRating
from vmmconsole_ui.icons import icon
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.widgets.form import Form, plain_label, scrolled
from vmmconsole_ui.widgets.stars import stars_icon, stars_size, stars_text

if TYPE_CHECKING:
    from vmmconsole_ui.models.objects import Row

_COLUMNS = ("Rating", "Host", "Status", "Warnings")
_TRANSFER = "Transfer type"


class HostList(QTreeWidget):
    """Hosts, best first. A host that a hard reason forbids is greyed and cannot be selected."""

    host_chosen = Signal(str)

    def __init__(self, *, moves: bool = False) -> None:
        """`moves` adds a column that says how something that exists would get to each host."""
        super().__init__()
        self.setAccessibleName("Hosts")
        self._moves = moves
        titles = [*_COLUMNS[:-1], _TRANSFER, _COLUMNS[-1]] if moves else list(_COLUMNS)
        self._last = len(titles) - 1
        self.setHeaderLabels(titles)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setIconSize(stars_size())
        self.setColumnWidth(0, stars_size().width() + look().characters(4))
        self.setColumnWidth(1, look().characters(16 if moves else 20))
        self.setColumnWidth(2, look().characters(14))
        if moves:
            self.setColumnWidth(3, look().characters(18))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(self._last, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Not the current item: that one changes when the list only gets the focus.
        self.itemSelectionChanged.connect(self._selected)

    def fill(self, hosts: list[tuple[Row, VMHostRating | None]], selected: str) -> None:
        """Show these hosts, and select one."""
        self.blockSignals(True)
        self.clear()
        for row, rating in hosts:
            item = self._item(row, rating)
            self.addTopLevelItem(item)
            if row.id == selected:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def _item(self, row: Row, rating: VMHostRating | None) -> QTreeWidgetItem:
        warnings = rating.reasons[0].text if rating and rating.reasons else str(row["StatusReason"] or "")
        texts = ["", row.name, str(row["OverallStateText"] or "")]
        if self._moves:
            texts.append(rating.transfer_type if rating else "")
        item = QTreeWidgetItem([*texts, warnings])
        item.setData(0, Qt.ItemDataRole.UserRole, row.id)
        item.setSizeHint(0, QSize(0, look().size.row))
        if rating is not None:
            item.setIcon(0, stars_icon(rating.rating, self.devicePixelRatioF()))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, stars_text(rating.rating))
            item.setToolTip(0, stars_text(rating.rating))
        item.setToolTip(self._last, "\n".join(reason.text for reason in rating.reasons) if rating else warnings)
        if rating is not None and not rating.selectable:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            hard = next(reason.text for reason in rating.reasons if reason.hard)
            item.setText(self._last, hard)
            for column in range(self._last + 1):
                item.setForeground(column, look().color("disabled"))
                item.setToolTip(column, f"Cannot be chosen: {hard}")
        return item

    def _selected(self) -> None:
        for item in self.selectedItems():
            self.host_chosen.emit(item.data(0, Qt.ItemDataRole.UserRole))


class HostTabs(QTabWidget):
    """Details and Rating explanation of one host."""

    def __init__(self) -> None:
        super().__init__()
        self.details = Form()
        self.explanation = Form(label_characters=0)
        for form, title in ((self.details, "&Details"), (self.explanation, "Rating &explanation")):
            form.grid.setContentsMargins(0, look().size.grid, 0, 0)
            self.addTab(scrolled(form), title)

    def show_host(self, row: Row | None, rating: VMHostRating | None) -> None:
        """Show what is known of a host, and why it has its stars."""
        self.details.clear()
        self.explanation.clear()
        if row is None:
            self.details.add_full(as_role(QLabel("Select a host to see what is known of it."), "muted"))
        else:
            for label, value in host_facts(row, rating):
                self.details.add_fact(label, value)
        for line in _explanation(rating):
            self.explanation.add_full(line, gap=False)
        self.details.finish()
        self.explanation.finish()


def host_facts(row: Row, rating: VMHostRating | None) -> list[tuple[str, str]]:
    """What is known of a host, as (label, value); what is unknown is left out."""
    total = (row["TotalMemory"] or 0) / 1024**3
    free = (row["AvailableMemory"] or 0) / 1024
    facts = [
        ("Host group", str(row["VMHostGroup.Name"] or "")),
        ("Virtualization", _virtualization(row)),
        ("Operating system", str(row["OperatingSystem"] or "")),
        ("Processors", _processors(row)),
        ("Memory", f"{free:,.1f} GB of {total:,.1f} GB available" if total else ""),
        ("Virtual machines", f"{row['RunningVMs'] or 0} of {row['TotalVMs'] or 0} running"),
    ]
    if rating is not None and rating.transfer_type:
        facts.append((_TRANSFER, rating.transfer_type + ("" if rating.moves_disks else ", the disks stay")))
    if rating is not None and rating.cpu_after_percent is not None:
        after = f"CPU {rating.cpu_after_percent} %"
        if rating.memory_after_percent is not None:
            after += f", memory {rating.memory_after_percent} %"
        facts.append(("After placement", after))
    return [(label, value) for label, value in facts if value]


def _virtualization(row: Row) -> str:
    parts = [str(row["VirtualizationPlatform"] or ""), str(row["VirtualizationVersion"] or "")]
    text = " ".join(part for part in parts if part)
    return f"{text}, software emulation (slow)" if row["Accelerator"] == "tcg" else text


def _processors(row: Row) -> str:
    count = row["LogicalProcessorCount"]
    load = row["CPUUtilization"]
    return "" if not count else f"{count} logical" + ("" if load is None else f", {load} % used")


def _explanation(rating: VMHostRating | None) -> list[QWidget]:
    if rating is None:
        return [as_role(QLabel("The host has not been rated yet."), "muted")]
    lines = [
        _line("failed" if reason.hard else "warning", "error" if reason.hard else "warning", reason.text)
        for reason in rating.reasons
    ]
    lines += [_line("info", "muted", text) for text in rating.explanation]
    return lines or [as_role(QLabel("Nothing speaks against this host."), "muted")]


def _line(icon_name: str, color: str, text: str) -> QWidget:
    box = as_role(QWidget(), "page")
    picture = QLabel()
    picture.setPixmap(icon(icon_name, color).pixmap(QSize(look().size.icon, look().size.icon)))
    row = QHBoxLayout(box)
    row.setContentsMargins(0, look().size.half // 2, 0, look().size.half // 2)
    row.setSpacing(look().size.grid)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(plain_label(text, wrap=True), 1)
    return box
