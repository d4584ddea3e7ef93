"""Write docs/openapi.json anew: ``python -m tools.openapi [FILE]``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

from vmmconsole.server.app import create_app

PLACE = Path(__file__).parent.parent / "docs/openapi.json"


def document() -> dict[str, Any]:
    """What a server with sign-in serves at /v1/openapi.json."""
    return create_app(MagicMock(), sign_in=MagicMock()).openapi()


def text() -> str:
    """The same as a file."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE
    place.write_text(text(), encoding="utf-8")
    print(place)
