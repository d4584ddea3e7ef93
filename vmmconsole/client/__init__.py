"""The one way to an engine, embedded or remote: scripts down, objects and changes up. All calls are asynchronous."""
