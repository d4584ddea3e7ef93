"""Parameters of a command, and what their values can be."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from vmmconsole.script.cmdlet import Parameter
from vmmconsole.script.coerce import is_list, item_type, options
from vmmconsole.script.convert import enum_text
from vmmconsole.script.core.discovery import type_text
from vmmconsole.script.types import known_types

from .files import PATH_PARAMETERS, paths
from .known import Known, Usage, find_command, positional_parameters, usage_of
from .names import ObjectNames
from .offer import Offer, as_argument, matching
from .place import Place
from .shapes import Shapes

if TYPE_CHECKING:
    from vmmconsole.script.interpreter import Interpreter

_ACTIONS = ("Continue", "Ignore", "Inquire", "SilentlyContinue", "Stop")
_COMMON_VALUES: dict[str, tuple[str, ...]] = {
    "erroraction": _ACTIONS, "warningaction": _ACTIONS, "informationaction": _ACTIONS,
    "verbose": ("$true", "$false"), "debug": ("$true", "$false"), "whatif": ("$true", "$false"),
    "confirm": ("$true", "$false"),
}  # fmt: skip
_COLORS = (
    "Black", "Blue", "Cyan", "DarkBlue", "DarkCyan", "DarkGray", "DarkGreen", "DarkMagenta", "DarkRed", "DarkYellow",
    "Gray", "Green", "Magenta", "Red", "White", "Yellow",
)  # fmt: skip
_OBJECT_NAMES = frozenset(("name", "computername"))
"""Parameters of a reading cmdlet that name the objects it returns."""
_PROPERTIES = frozenset(("property", "expandproperty", "excludeproperty", "groupby", "membername"))
_CALLABLE = frozenset(("get-help", "get-command"))


class Arguments:
    """Offers what can follow a command's name."""

    def __init__(self, interpreter: Interpreter, names: ObjectNames, shapes: Shapes) -> None:
        self.interpreter = interpreter
        self.names = names
        self.shapes = shapes

    def parameters(self, place: Place) -> list[Offer]:
        """The parameters that the call can still take."""
        known = find_command(self.interpreter, place.frame.name) if place.frame is not None else None
        if known is None or place.frame is None:
            return []
        usage = usage_of(known, place.frame)
        word = place.word[1:]
        free = [p for p in known.parameters if _is_free(p, usage)]
        kinds = {p.name: "Switch" if p.is_switch else type_text(p.type) for p in free}
        common = {name: alone for name, alone in known.common.values() if name.lower() not in usage.used}
        own = matching(word, kinds)
        offers = [Offer(f"-{name}", f"-{name}", "parameter", kinds[name]) for name in own]
        rest = [name for name in matching(word, common) if name not in kinds]
        offers += [Offer(f"-{name}", f"-{name}", "parameter", "Common") for name in rest]
        if not offers:
            aliases = {alias: p.name for p in free for alias in p.aliases}
            offers = [Offer(f"-{a}", f"-{a}", "parameter", f"-{aliases[a]}") for a in matching(word, aliases)]
        return offers

    def values(self, place: Place) -> list[Offer]:
        """What the argument at the cursor can be."""
        known = find_command(self.interpreter, place.frame.name) if place.frame is not None else None
        if known is None or place.frame is None:
            return []
        usage = usage_of(known, place.frame)
        waiting = known.find(place.joined) if place.joined else usage.open
        if isinstance(waiting, tuple):
            return _words(place, _COMMON_VALUES.get(waiting[0].lower(), ()))
        candidates = [waiting] if waiting is not None else positional_parameters(known, usage)
        offers: list[Offer] = []
        for parameter in candidates:
            offers += [o for o in self._of(known, parameter, place) if o not in offers]
        if not candidates and not place.word and known.parameters:
            return []
        return offers

    def _of(self, known: Known, parameter: Parameter, place: Place) -> list[Offer]:
        lowered = parameter.name.lower()
        if lowered in known.values:
            return _words(place, known.values[lowered])
        kind = options(parameter.type)[0]
        kind = item_type(kind) if is_list(kind) else kind
        if kind is bool or parameter.is_switch:
            return _words(place, ("$true", "$false"))
        if isinstance(kind, type) and issubclass(kind, Enum):
            return _words(place, [enum_text(member) for member in kind])
        if hasattr(kind, "model_fields"):
            return self._objects(kind, place)
        return self._of_text(known, lowered, place)

    def _of_text(self, known: Known, parameter: str, place: Place) -> list[Offer]:
        cmdlet = known.cmdlet
        if cmdlet is None:
            return []
        if parameter in _OBJECT_NAMES and cmdlet.returns and not cmdlet.changes:
            model = self.names.class_of(cmdlet.returns)
            if model is not None:
                return self._objects(model, place)
        if parameter in _PROPERTIES:
            return self._properties(place)
        if parameter == "name" and known.name.lower() in _CALLABLE:
            return _words(place, self.interpreter.command_names(), "cmdlet")
        if parameter == "name" and known.name.lower().endswith("-variable"):
            return _words(place, [v.name for v in self.interpreter.scope.all_variables().values()], "variable")
        if parameter == "typename":
            return _words(place, [name for name in known_types() if "." not in name], "type")
        if parameter.endswith("groundcolor"):
            return _words(place, _COLORS)
        is_core = self.interpreter.find_core(known.name) is not None
        if is_core and parameter in PATH_PARAMETERS and self.interpreter.host.allows_files:
            return paths(place.word, place.quote)
        return []

    def _objects(self, model: Any, place: Place) -> list[Offer]:
        title = str(getattr(model, "kind", "") or model.__name__)
        return [
            Offer(as_argument(name, place.quote), name, "object", title)
            for name in self.names.matching(model, place.word)
        ]

    def _properties(self, place: Place) -> list[Offer]:
        if place.frame is None or not place.frame.sources:
            return []
        shape = self.shapes.written_by(place.frame.sources, place)
        return _words(place, dict(shape.properties()), "property") if shape.is_known else []


def _is_free(parameter: Parameter, usage: Usage) -> bool:
    fits = not parameter.sets or bool(usage.sets & set(parameter.sets))
    return fits and parameter.name.lower() not in usage.used


def _words(place: Place, words: Any, kind: str = "value") -> list[Offer]:
    return [
        Offer(word if word.startswith("$") else as_argument(word, place.quote), word, kind)  # type: ignore[arg-type]  # one of its words
        for word in matching(place.word, words)
    ]
