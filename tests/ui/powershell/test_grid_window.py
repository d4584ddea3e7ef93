"""Out-GridView in the window: sort, filter, copy, and hand the chosen objects back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.powershell.conftest import Shown
from vmmconsole_ui.powershell.grid_window import GridWindow


def opened(shown: Shown) -> GridWindow:
    """The grid window that the statement opens."""
    shown.until(lambda: shown.window.grids)
    return shown.window.grids[0]


def column(grid: GridWindow, number: int) -> list[str]:
    """The texts of a column from top to bottom."""
    return [grid.model.index(row, number).data() for row in range(grid.model.rowCount())]


def test_objects_stand_in_columns_in_the_order_of_the_pipeline(shown: Shown) -> None:
    shown.enter("'b', 'a', 'c' | % { [PSCustomObject]@{ Name = $_; Size = $_.Length } } | Out-GridView -Title 'Three'")
    grid = opened(shown)
    assert grid.windowTitle() == "Three"
    assert [c.title for c in grid.model.columns] == ["Name", "Size"]
    assert column(grid, 0) == ["b", "a", "c"]
    grid.grid.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert column(grid, 0) == ["c", "b", "a"]
    shown.idle()  # it is not waited for


def test_numbers_sort_as_numbers_and_the_filter_narrows(shown: Shown) -> None:
    shown.enter("1, 20, 3, 100 | ogv")
    grid = opened(shown)
    grid.grid.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert column(grid, 0) == ["1", "3", "20", "100"]
    grid.filter.setText("value>10")
    shown.until(lambda: column(grid, 0) == ["20", "100"])
    assert grid.count.text() == "2 of 4 objects"


def test_selected_objects_go_on_down_the_pipeline(shown: Shown) -> None:
    shown.enter("Get-VM | sort Name | Out-GridView -PassThru | % { 'chosen ' + $_.Name + ' ' + $_.GetType().Name }")
    grid = opened(shown)
    shown.until(lambda: grid.model.rowCount() == 20)
    names = column(grid, 0)[1:3]
    grid.grid.select_ids(["1", "2"])
    grid.ok_button.click()
    shown.until(lambda: f"chosen {names[1]} VM" in shown.text)
    assert f"chosen {names[0]} VM" in shown.text
    shown.idle()
    assert shown.text.count("\nchosen ") == 2


def test_cancel_and_stop_hand_nothing_back(shown: Shown) -> None:
    shown.enter("1, 2 | Out-GridView -OutputMode Single | % { 'chosen' }; 'after'")
    opened(shown).reject()
    shown.until(lambda: "\nafter\n" in shown.text)
    assert "\nchosen\n" not in shown.text
    shown.until(lambda: not shown.window.grids)
    shown.enter("1, 2 | Out-GridView -PassThru; 'never'")
    opened(shown)
    shown.window.stop()
    shown.until(lambda: "Stopped." in shown.text)
    assert "\nnever\n" not in shown.text


def test_copy_gives_a_heading_and_tabs(shown: Shown) -> None:
    shown.enter("[PSCustomObject]@{ A = 'x'; B = 2 } | Out-GridView")
    opened(shown).copy()
    assert QGuiApplication.clipboard().text() == "A\tB\nx\t2"
