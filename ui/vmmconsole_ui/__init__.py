"""The console: a Qt window onto an engine. Only here is PySide6 imported; it knows the client, not the engine."""
