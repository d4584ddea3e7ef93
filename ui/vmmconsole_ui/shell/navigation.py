"""The left pane: the scope tree of the view, and the buttons that switch views."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from vmmconsole_ui import icons
from vmmconsole_ui.models.objects import ObjectStore
from vmmconsole_ui.models.scope_tree import ScopeTree, tree_for
from vmmconsole_ui.settings import Settings
from vmmconsole_ui.theme import as_role, look
from vmmconsole_ui.views.catalog import VIEWS
from vmmconsole_ui.views.view import Node, View


class ScopeView(QTreeView):
    """A scope tree that remembers what is open and selected."""

    chosen = Signal(object)
    """Another `Node` is the scope."""
    focused = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, name: str, tree: ScopeTree, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._tree = tree
        self._settings = settings
        self._wanted = settings.text(f"trees/{name}/current")
        self._closed = set(settings.texts(f"trees/{name}/closed"))
        self._filling = False
        self.setModel(tree)
        self.setHeaderHidden(True)
        self.setAccessibleName("Scope")
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAcceptDrops(bool(tree.takes))
        self.setDragDropOverwriteMode(True)  # on nodes, never between them
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.expanded.connect(lambda index: self._note(index, closed=False))
        self.collapsed.connect(lambda index: self._note(index, closed=True))
        tree.grown.connect(self._restore)
        self._apply_look()
        look().changed.connect(self._apply_look)
        self._restore()

    @property
    def node(self) -> Node:
        """The node that is the scope now."""
        return self._tree.node(self.currentIndex())

    def choose(self, node: Node) -> None:
        """Make a node the scope."""
        index = self._tree.find(self._tree.key_of(node))
        if index.isValid():
            self.setCurrentIndex(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the tree has the focus now."""
        super().focusInEvent(event)
        self.focused.emit()

    def _restore(self) -> None:
        self._filling = True
        self.expandAll()
        for key in self._closed:
            index = self._tree.find(key)
            if index.isValid():
                self.setExpanded(index, False)
        self._filling = False
        wanted = self._tree.find(self._wanted)
        first = self._tree.index(0, 0)
        if wanted.isValid() and self._tree.key_of(self.node) != self._wanted:
            self.setCurrentIndex(wanted)
        elif not self.currentIndex().isValid() and first.isValid():
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_current(self, index: QModelIndex) -> None:
        node = self._tree.node(index)
        # The remembered node may arrive later than the first one; only a person's choice is remembered.
        if self.hasFocus() or not self._wanted:
            self._wanted = self._tree.key_of(node)
            self._settings.set(f"trees/{self._name}/current", self._wanted)
        self.chosen.emit(node)

    def _note(self, index: QModelIndex, *, closed: bool) -> None:
        if self._filling:
            return
        key = self._tree.key_of(self._tree.node(index))
        if closed:
            self._closed.add(key)
        else:
            self._closed.discard(key)
        self._settings.set(f"trees/{self._name}/closed", tuple(sorted(self._closed)))

    def _apply_look(self) -> None:
        self.setIndentation(look().size.indent)
        self.setIconSize(QSize(look().size.icon, look().size.icon))


class Navigation(QFrame):
    """Scope tree above, view buttons below."""

    view_chosen = Signal(str)
    node_chosen = Signal(object)
    tree_focused = Signal()
    menu_wanted = Signal(QPoint)
    dropped = Signal(object, str, list)
    """On that `Node` objects of a kind were dropped, given by their IDs."""

    def __init__(self, store: ObjectStore, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_role(self, "window")
        self.trees: dict[str, ScopeView] = {}
        self._stack = QStackedWidget(self)
        for view in VIEWS:
            if view.tree not in self.trees:
                model = tree_for(view.tree, store, self)
                model.dropped.connect(self.dropped)
                tree = ScopeView(view.tree, model, settings, self._stack)
                tree.chosen.connect(lambda node, tree=tree: self._chosen(tree, node))
                tree.focused.connect(self.tree_focused)
                tree.menu_wanted.connect(self.menu_wanted)
                tree.setRootIsDecorated(view.tree in {"hosts", "library"})
                self.trees[view.tree] = tree
                self._stack.addWidget(tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(as_role(QFrame(self), "separator"))
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(True)
        self.buttons: dict[str, QPushButton] = {}
        for number, view in enumerate(VIEWS):
            button = self._button(view, number)
            layout.addWidget(button)

    @property
    def tree(self) -> ScopeView:
        """The tree that is shown."""
        shown = self._stack.currentWidget()
        if not isinstance(shown, ScopeView):
            raise TypeError("No tree is shown.")
        return shown

    def show_view(self, view: View) -> None:
        """Show a view's tree and mark its button."""
        self.buttons[view.id].setChecked(True)
        self._stack.setCurrentWidget(self.trees[view.tree])

    def _button(self, view: View, number: int) -> QPushButton:
        button = as_role(QPushButton(icons.icon(view.icon), f"  {view.title}", self), "nav")
        button.setObjectName(f"view_{view.id}")
        button.setAccessibleName(view.title)
        button.setCheckable(True)
        button.setToolTip(f"{view.title}  (Ctrl+{number + 1})")
        button.setIconSize(QSize(look().size.icon, look().size.icon))
        button.clicked.connect(lambda: self.view_chosen.emit(view.id))
        self._buttons.addButton(button)
        self.buttons[view.id] = button
        return button

    def _chosen(self, tree: ScopeView, node: Node) -> None:
        if tree is self._stack.currentWidget():
            self.node_chosen.emit(node)
