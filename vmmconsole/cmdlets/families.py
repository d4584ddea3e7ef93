"""Which module has which cmdlets, for those that are imported only when somebody asks for them."""

from __future__ import annotations

FAMILIES: dict[str, str] = {}
