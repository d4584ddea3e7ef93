"""Throws broken and made-up scripts at parser and interpreter for a while: ``make fuzz SECONDS=600``."""
