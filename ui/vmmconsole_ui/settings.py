"""What the console remembers between starts, in ``console.ini`` of the data folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class Settings:
    """Typed access to the remembered values; a value of another type or a damaged file reads as the default."""

    def __init__(self, file: Path | None = None) -> None:
        """`file` None keeps everything in memory only."""
        self._store = QSettings(str(file), QSettings.Format.IniFormat) if file else None
        self._memory: dict[str, object] = {}
        self.folder = file.parent if file else None
        """Where the file is, for what else the console keeps; None where nothing is kept."""

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self._value(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        """A whole number."""
        value = self._value(key)
        try:
            return default if value is None else int(str(value))
        except ValueError:
            return default

    def flag(self, key: str, *, default: bool = False) -> bool:
        """A yes or no."""
        value = self._value(key)
        return default if value is None else str(value).lower() == "true"

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts without line breaks."""
        value = self._value(key)
        return tuple(value.split("\n")) if isinstance(value, str) and value else default

    def blob(self, key: str) -> QByteArray:
        """What Qt saved of a window, splitter or header; empty when unknown."""
        value = self._value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set(self, key: str, value: str | float | bool | QByteArray | tuple[str, ...]) -> None:
        """Remember a value."""
        kept: object = value
        if isinstance(value, bool):
            kept = "true" if value else "false"
        elif isinstance(value, tuple):
            kept = "\n".join(value)
        if self._store is None:
            self._memory[key] = kept
        else:
            self._store.setValue(key, kept)

    @property
    def is_kept(self) -> bool:
        """Whether anything is remembered beyond this process."""
        return self._store is not None

    def save(self) -> None:
        """Write to the file now."""
        if self._store is not None:
            self._store.sync()

    def _value(self, key: str) -> object:
        return self._memory.get(key) if self._store is None else self._store.value(key)
