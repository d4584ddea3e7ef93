"""What the details pane shows of the selected object, a tab per file or family."""
