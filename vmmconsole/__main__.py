"""``python -m vmmconsole``."""

from __future__ import annotations

import sys

from vmmconsole.cli import program

if __name__ == "__main__":
    sys.exit(program())
