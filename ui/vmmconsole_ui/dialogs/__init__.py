"""The dialogs: each shows what it is about to do and ends in one script."""
