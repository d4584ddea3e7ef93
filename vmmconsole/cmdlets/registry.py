"""All cmdlets, by name. A new cmdlet is one class in its family's module, and its names in `families.py`.

A module is imported when one of its cmdlets is asked for, which keeps the start of console and shell short.
"""

from __future__ import annotations

from importlib import import_module

from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.formatting import register_views

from .families import FAMILIES, STAND_INS
from .views import find_view

_MODULES: dict[str, str] = {
    name.lower(): module for module, names in {**FAMILIES, **STAND_INS}.items() for name in names.split()
}
_LOADED: dict[str, type[Cmdlet]] = {}


def find(name: str) -> type[Cmdlet] | None:
    """The cmdlet of that name or alias, in any case, or None."""
    wanted = name.lower()
    if wanted not in _LOADED and wanted in _MODULES:
        _load(_MODULES[wanted])
    return _LOADED.get(wanted)


def names() -> list[str]:
    """Every name and alias of every cmdlet; loads none."""
    return [name for listed in FAMILIES.values() for name in listed.split()]


def all_cmdlets() -> tuple[type[Cmdlet], ...]:
    """All cmdlet classes, one each, by family. Loads those that nobody has asked for so far."""
    return tuple(cls for module in FAMILIES for cls in _load(module))


def getter_of(kind: str) -> type[Cmdlet] | None:
    """The cmdlet that looks up objects of a kind by -ID: ``VM`` → Get-VM."""
    found = find(f"Get-{kind}") or find(f"Get-SC{kind}")
    return found if found is not None and not found.needs and found.find_parameter("ID") is not None else None


def _load(family: str) -> tuple[type[Cmdlet], ...]:
    """The cmdlet classes of a family's module, in the order of its text."""
    module = import_module(f"{__package__}.{family}")
    own = (cls for cls in vars(module).values() if isinstance(cls, type) and cls.__module__ == module.__name__)
    found = tuple(cls for cls in own if issubclass(cls, Cmdlet) and cls.name)
    _LOADED.update({name.lower(): cls for cls in found for name in (cls.name, *cls.aliases)})
    return found


register_views(find_view)
