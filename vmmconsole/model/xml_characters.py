"""Which characters XML 1.0 can hold (production 2, Char)."""

from __future__ import annotations

import re

IMPOSSIBLE_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""One character that no XML can hold, not even escaped."""
