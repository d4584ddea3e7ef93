"""The language's console colours as a terminal's."""

from __future__ import annotations

_CODES = {
    "black": 30, "darkred": 31, "darkgreen": 32, "darkyellow": 33, "darkblue": 34, "darkmagenta": 35, "darkcyan": 36,
    "gray": 37, "darkgray": 90, "red": 91, "green": 92, "yellow": 93, "blue": 94, "magenta": 95, "cyan": 96,
    "white": 97,
}  # fmt: skip
_BACKGROUND = 10
"""What a colour's code is higher by when it is behind the text."""


def painted(value: object) -> str:
    """What Write-Host shows, in the colours that it asks for; the line end stays outside them."""
    text = str(value)
    foreground = _CODES.get(str(getattr(value, "foreground", "")).lower())
    background = _CODES.get(str(getattr(value, "background", "")).lower())
    codes = [] if foreground is None else [foreground]
    codes += [] if background is None else [background + _BACKGROUND]
    if not codes:
        return text
    body = text.rstrip("\n")
    return f"\x1b[{';'.join(map(str, codes))}m{body}\x1b[0m{text[len(body) :]}"
