"""Connecting to an engine elsewhere: the dialog, its pages, and what a console does about its session."""
