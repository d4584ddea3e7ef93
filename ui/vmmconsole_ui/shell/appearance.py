"""The remembered appearance: colours, density, scale."""

from __future__ import annotations

from vmmconsole_ui.settings import Settings
from vmmconsole_ui.theme import DENSITIES, SCHEMES, look


def apply_settings(settings: Settings) -> None:
    """Make the application look as the person chose it."""
    scheme, density = settings.text("look/scheme", "system"), settings.text("look/density", "normal")
    look().apply(
        scheme=scheme if scheme in SCHEMES else "system",
        density=density if density in DENSITIES else "normal",
        scale=settings.number("look/scale", 100),
    )


def set_appearance(settings: Settings, key: str, value: str) -> None:
    """Remember a choice (``look/scheme``, ``look/density``, ``look/scale``) and make it so at once."""
    settings.set(key, value)
    apply_settings(settings)
