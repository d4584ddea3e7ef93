"""Write packaging/vmmconsole.toml anew: ``python -m tools.settings_file [FILE]``."""

from __future__ import annotations

import sys
from pathlib import Path

from vmmconsole.server.config_text import settings_text

PLACE = Path(__file__).parent.parent / "packaging/vmmconsole.toml"

if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE
    place.write_text(settings_text(), encoding="utf-8")
    print(place)
