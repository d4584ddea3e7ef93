"""The PowerShell window: the shell of the terminal in the console, with the selected objects at hand."""
