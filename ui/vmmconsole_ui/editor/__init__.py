"""The script editor: files, checking while one types, running, and the scripts of the library."""
