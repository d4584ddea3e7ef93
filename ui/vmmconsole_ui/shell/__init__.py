"""The frame of the main window: panes, menus, status bar. It is painted before any data is there."""
