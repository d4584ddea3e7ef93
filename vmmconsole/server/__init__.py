"""The engine over HTTP: scripts and cmdlet calls in, objects and the stream of changes out."""
