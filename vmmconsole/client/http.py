"""httpx without its own command line, which it imports where click and rich are there: a tenth of each command's start.

Import it from here.
"""

from __future__ import annotations

import sys
from types import ModuleType

_COMMAND_LINE = "httpx._main"
if "httpx" not in sys.modules:
    empty = ModuleType(_COMMAND_LINE)
    empty.main = lambda: None  # type: ignore[attr-defined]
    sys.modules[_COMMAND_LINE] = empty

import httpx  # noqa: E402

sys.modules.pop(_COMMAND_LINE, None)

__all__ = ["httpx"]
