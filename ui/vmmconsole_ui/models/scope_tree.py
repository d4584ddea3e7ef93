"""The trees of the navigation pane, kept up by the object store."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from vmmconsole_ui import icons
from vmmconsole_ui.views import words
from vmmconsole_ui.views.view import Node

from .dragging import OBJECTS, unpacked
from .objects import Delta, ObjectStore, Row

Index = QModelIndex | QPersistentModelIndex
NODE_ROLE = Qt.ItemDataRole.UserRole + 10
_SORT_ROLE = Qt.ItemDataRole.UserRole + 11


def _item(node: Node, icon: str, color: str = "text", order: str = "") -> QStandardItem:
    item = QStandardItem(icons.icon(icon, color), node.name)
    item.setEditable(False)
    item.setData(node, NODE_ROLE)
    item.setData(order or node.name.casefold(), _SORT_ROLE)
    return item


class ScopeTree(QStandardItemModel):
    """A tree of nodes by key; subclasses say which nodes there are."""

    grown = Signal()
    """Nodes came: a view may expand what was expanded."""

    dropped = Signal(object, str, list)
    """On that `Node` objects of a kind were dropped, given by their IDs."""

    watched: frozenset[str] = frozenset()
    """The kinds whose changes matter to the tree."""
    takes: frozenset[tuple[str, str]] = frozenset()
    """What can be dropped on what: the kind that is dragged, and the kind of the node."""

    def __init__(self, store: ObjectStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self._items: dict[str, QStandardItem] = {}
        store.changed.connect(self._on_changed)
        self.refill()

    def node(self, index: QModelIndex | QPersistentModelIndex) -> Node:
        """The node behind an index; an empty node for none."""
        found = index.data(NODE_ROLE) if index.isValid() else None
        return found if isinstance(found, Node) else Node()

    def find(self, key: str) -> QModelIndex:
        """The index of a key, invalid when there is none."""
        item = self._items.get(key)
        return item.index() if item is not None else QModelIndex()

    def key_of(self, node: Node) -> str:
        """What identifies a node: kind, ID and path."""
        return f"{node.kind}/{node.id}/{node.path}"

    def wanted(self) -> Iterable[tuple[Node, str, str, str, str]]:
        """Node, parent's key, icon, colour token and sort key; parents first."""
        raise NotImplementedError

    def refill(self) -> None:
        """Bring the tree to what is wanted, moving and renaming in place."""
        seen: set[str] = set()
        grown = False
        for node, parent_key, icon, color, order in self.wanted():
            key = self.key_of(node)
            seen.add(key)
            parent = self._items.get(parent_key) or self.invisibleRootItem()
            item = self._items.get(key)
            if item is None:
                item = self._items[key] = _item(node, icon, color, order)
                _insert(parent, item)
                grown = True
            else:
                self._update(item, parent, node, icon, color, order)
        for key in [key for key in self._items if key not in seen]:
            self._remove(key)
        if grown:
            self.grown.emit()

    def _update(
        self, item: QStandardItem, parent: QStandardItem, node: Node, icon: str, color: str, order: str
    ) -> None:
        old_order = item.data(_SORT_ROLE)
        if item.data(NODE_ROLE) != node:
            item.setData(node, NODE_ROLE)
            item.setText(node.name)
        new_icon = icons.icon(icon, color)
        if item.icon().cacheKey() != new_icon.cacheKey():
            item.setIcon(new_icon)
        order = order or node.name.casefold()
        here = item.parent() or self.invisibleRootItem()
        if here is not parent or order != old_order:
            item.setData(order, _SORT_ROLE)
            (taken,) = here.takeRow(item.row())
            _insert(parent, taken)
            self.grown.emit()

    def _remove(self, key: str) -> None:
        item = self._items.pop(key, None)
        if item is None:
            return
        for child in [item.child(place) for place in range(item.rowCount())]:
            child_key = self.key_of(child.data(NODE_ROLE))
            if child_key in self._items:
                self._remove(child_key)
        (item.parent() or self.invisibleRootItem()).removeRow(item.row())

    def _on_changed(self, delta: Delta) -> None:
        if delta.kind in self.watched:
            self.refill()

    # Dropping

    def mimeTypes(self) -> list[str]:
        """Objects of lists only."""
        return [OBJECTS] if self.takes else []

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Whether these objects mean something on that node; between nodes nothing does."""
        del row, column
        return (unpacked(data)[0], self.node(parent).kind) in self.takes

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell of what was dropped; what follows is for who shows the tree."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.dropped.emit(self.node(parent), *unpacked(data))
        return True


def _insert(parent: QStandardItem, item: QStandardItem) -> None:
    order = item.data(_SORT_ROLE)
    place = 0
    while place < parent.rowCount() and parent.child(place).data(_SORT_ROLE) <= order:
        place += 1
    parent.insertRow(place, item)


class HostTree(ScopeTree):
    """All Hosts → host groups → hosts."""

    watched = frozenset({"VMHostGroup", "VMHost"})
    takes = frozenset({("VM", "VMHost"), ("VM", "VMHostGroup")})

    def wanted(self) -> Iterable[tuple[Node, str, str, str, str]]:
        """Groups before hosts, each by name."""
        groups = {row.id: row for row in self.store.table("VMHostGroup")}
        done: set[str] = set()

        def chain(row: Row) -> Iterable[tuple[Node, str, str, str, str]]:
            if row.id in done:
                return
            done.add(row.id)
            above = groups.get(str(row["ParentHostGroup.ID"]))
            if above is not None:
                yield from chain(above)
            node = Node("VMHostGroup", row.id, row.name)
            key = self.key_of(Node("VMHostGroup", above.id)) if above is not None else ""
            icon = "all_hosts" if above is None else "mirrored_group" if _manager(row) else "host_group"
            yield node, key, icon, "text" if above else "accent", f"0{row.name}"

        for row in groups.values():
            yield from chain(row)
        for row in self.store.table("VMHost"):
            state = row["OverallState"] or ""
            key = self.key_of(Node("VMHostGroup", str(row["VMHostGroup.ID"])))
            yield Node("VMHost", row.id, row.name), key, "host", words.host_color(state), f"1{row.name.casefold()}"


def _manager(row: Row) -> str:
    """The virtualization manager whose tree a group is part of; empty for a group that people made."""
    return str(row["VirtualizationManager.Name"] or "")


class LibraryTree(ScopeTree):
    """Library → library servers → shares → folders, and the profiles."""

    watched = frozenset({"LibraryServer", "LibraryShare", "ISO", "VirtualHardDisk", "VirtualFloppyDisk", "Script"})
    _types = (
        ("ISO", "ISO images", "iso"),
        ("VirtualHardDisk", "Virtual hard disks", "disk"),
        ("VirtualFloppyDisk", "Floppy disks", "floppy"),
        ("Script", "Scripts", "script"),
        ("AnswerFile", "Answer files", "answer_file"),
    )

    def _on_changed(self, delta: Delta) -> None:
        structural = delta.reset or delta.inserted or delta.removed or delta.kind in {"LibraryServer", "LibraryShare"}
        if delta.kind in self.watched and structural:
            self.refill()

    def wanted(self) -> Iterable[tuple[Node, str, str, str, str]]:
        """Servers, their shares, the folders that hold something."""
        top = Node("library", "all", "Library")
        yield top, "", "library", "accent", "0"
        top_key = self.key_of(top)
        servers: dict[str, str] = {}
        for row in self.store.table("LibraryServer"):
            node = Node("LibraryServer", row.id, row.name)
            servers[row.id] = self.key_of(node)
            yield node, top_key, "library_server", "ok" if row["Status"] == "Responding" else "error", f"0{row.name}"
        for row in self.store.table("LibraryShare"):
            color = "error" if row["State"] == "Missing" else "text"
            node = Node("LibraryShare", row.id, row.name)
            yield node, servers.get(str(row["LibraryServer.ID"]), top_key), "library_share", color, row.name
        yield from self._folders()
        yield from self._by_type(top_key)

    def _by_type(self, top_key: str) -> Iterable[tuple[Node, str, str, str, str]]:
        for number, (kind, title, icon) in enumerate(self._types):
            if len(self.store.table(kind)):
                yield Node("type", f"type/{kind}", title), top_key, icon, "text", f"1{number}"
        yield Node("templates", "templates", "VM templates"), top_key, "template", "text", "20"
        yield Node("profiles", "profiles", "Hardware profiles"), top_key, "profile", "text", "21"

    def _folders(self) -> Iterable[tuple[Node, str, str, str, str]]:
        found: set[tuple[str, str]] = set()
        for kind, _, _ in self._types:
            for row in self.store.table(kind):
                directory = str(row["Directory"] or "")
                parts = directory.split("/") if directory else []
                found.update((str(row["LibraryShare.ID"]), "/".join(parts[: n + 1])) for n in range(len(parts)))
        for share, path in sorted(found, key=lambda entry: (entry[1].count("/"), entry[1])):
            above, _, name = path.rpartition("/")
            parent = Node("folder", share, "", above) if above else Node("LibraryShare", share)
            yield Node("folder", share, name, path), self.key_of(parent), "folder", "text", name.casefold()


class FixedTree(ScopeTree):
    """A tree whose nodes never change: the job filters, the parts of Administration."""

    def __init__(self, store: ObjectStore, nodes: Iterable[tuple[Node, str]], parent: QObject | None = None) -> None:
        self._nodes = tuple(nodes)
        super().__init__(store, parent)

    def wanted(self) -> Iterable[tuple[Node, str, str, str, str]]:
        """The nodes in their order."""
        for number, (node, icon) in enumerate(self._nodes):
            yield node, "", icon, "text", f"{number:02}"


JOB_FILTERS: tuple[tuple[Node, str], ...] = (
    (Node("filter", "all", "All jobs"), "all"),
    (Node("filter", "running", "Running"), "in_progress"),
    (Node("filter", "failed", "Failed or canceled"), "failed"),
    (Node("filter", "completed", "Completed"), "ok"),
    (Node("filter", "today", "Last 24 hours"), "clock"),
    (Node("filter", "outside", "Started outside"), "outside"),
)
ADMINISTRATION: tuple[tuple[Node, str], ...] = (
    (Node("general", "general", "General"), "settings"),
    (Node("computers", "computers", "Managed computers"), "host"),
    (Node("managers", "managers", "Virtualization managers"), "manager"),
    (Node("accounts", "accounts", "Run As accounts"), "account"),
    (Node("roles", "roles", "User roles"), "user_role"),
    (Node("sessions", "sessions", "Sessions"), "connect"),
    (Node("server_accounts", "server_accounts", "Server accounts"), "account"),
    (Node("tokens", "tokens", "API tokens"), "key"),
)


def tree_for(kind: str, store: ObjectStore, parent: QObject | None = None) -> ScopeTree:
    """The tree of a view."""
    if kind == "hosts":
        return HostTree(store, parent)
    if kind == "library":
        return LibraryTree(store, parent)
    return FixedTree(store, JOB_FILTERS if kind == "jobs" else ADMINISTRATION, parent)
