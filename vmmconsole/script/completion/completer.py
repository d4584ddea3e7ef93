"""Completion: what stands at the end of a text, and what could stand there instead."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmmconsole.script.ast import TypeLiteral
from vmmconsole.script.expressions import OPERATORS, UNARY_WORDS
from vmmconsole.script.scope import CONSTANTS
from vmmconsole.script.statics import static_names
from vmmconsole.script.types import known_types

from .arguments import Arguments
from .files import paths
from .names import NoNames, ObjectNames
from .offer import MOST, Offer, is_dash, matching
from .place import Place, place_of
from .shapes import Shapes
from .spelling import spelled

if TYPE_CHECKING:
    from vmmconsole.script.interpreter import Interpreter

_AUTOMATIC = ("_", "args", "Error", "HOME", "Host", "input", "PSScriptRoot", "PSVersionTable", "PWD", "?")
_PATH_STARTS = ("./", "/", "~/", ".\\")


@dataclass(frozen=True, slots=True)
class Completion:
    """`offers` may replace the text from `start` to the cursor."""

    start: int
    offers: list[Offer] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """What the offers would put there."""
        return [offer.text for offer in self.offers]


class Completer:
    """Offers what can stand at the cursor of one interpreter's next statement."""

    def __init__(self, interpreter: Interpreter, names: ObjectNames | None = None) -> None:
        self.interpreter = interpreter
        self.names = names or NoNames()
        self._shapes = Shapes(interpreter, self.names)
        self._arguments = Arguments(interpreter, self.names, self._shapes)

    def complete(self, text: str) -> Completion:
        """What could stand at the end of `text`, the text before the cursor; runs nothing."""
        place = place_of(text)
        start, offers = place.start, self._offers(place, text)
        if place.kind == "argument" and is_dash(place.word) and not place.quote:
            offers = self._arguments.parameters(place)
        return Completion(start, offers[:MOST])

    def _offers(self, place: Place, text: str) -> list[Offer]:
        match place.kind:
            case "command":
                return self._commands(place)
            case "parameter":
                return self._arguments.parameters(place)
            case "argument":
                if text[: place.start].rstrip().endswith(">"):
                    return self._files(place)
                return self._arguments.values(place)
            case "variable":
                return self._variables(place.word)
            case "member":
                return self._members(place)
            case "type":
                return _types(place.word)
            case "operator":
                return _operators(place.word)
            case _:
                return []

    def _files(self, place: Place) -> list[Offer]:
        return paths(place.word, place.quote) if self.interpreter.host.allows_files else []

    def _commands(self, place: Place) -> list[Offer]:
        if place.word.startswith(_PATH_STARTS) or place.quote:
            return self._files(place)
        interpreter = self.interpreter
        functions = {f.name for f in interpreter.scope.all_functions().values()}
        offers = _named(place.word, functions, "function")
        offers += _named(place.word, command_names(interpreter) - functions, "cmdlet")
        if place.word and (len(place.word) < 4 or not offers):
            offers += _named(place.word, alias_names(interpreter), "alias")
        return sorted(offers, key=lambda offer: offer.label.casefold()) if functions else offers

    def _variables(self, typed: str) -> list[Offer]:
        sign, word = typed[:1], typed[1:]
        scope, colon, name = word.rpartition(":")
        if scope.lower() == "env":
            known = set(os.environ) if self.interpreter.host.allows_files else set()
            return [Offer(_variable(sign, "env:", n), f"{sign}env:{n}", "variable") for n in matching(name, known)]
        known = {v.name for v in self.interpreter.scope.all_variables().values()}
        if not colon and sign == "$":
            known |= {*CONSTANTS, *_AUTOMATIC}
        return [
            Offer(_variable(sign, scope + colon, found), f"{sign}{found}", "variable")
            for found in matching(name, known)
        ]  # fmt: skip

    def _members(self, place: Place) -> list[Offer]:
        if place.is_static:
            name = place.target.type.name if isinstance(place.target, TypeLiteral) else ""
            properties, methods = static_names(name)
            found = [Offer(n, n, "property") for n in matching(place.word, map(spelled, properties))]
            return found + [Offer(f"{n}(", f"{n}()", "method") for n in matching(place.word, map(spelled, methods))]
        if place.target is None or not hasattr(place.target, "span"):
            return []
        shape = self._shapes.of(place.target, place)  # type: ignore[arg-type]  # a TypeName is never a target of a dot
        if not shape.is_known:
            return []
        details = dict(shape.properties())
        found = [Offer(_member(n), n, "property", details[n]) for n in matching(place.word, details)]
        methods = [spelled(name) for name in shape.methods()]
        return found + [Offer(f"{n}(", f"{n}()", "method") for n in matching(place.word, methods)]


def command_names(interpreter: Interpreter) -> set[str]:
    """The names of all functions and cmdlets."""
    return set(interpreter.command_names())


def alias_names(interpreter: Interpreter) -> set[str]:
    """The further names of core cmdlets."""
    kinds = (interpreter.find_core(name) for name in interpreter.core_names())
    return {alias for kind in kinds if kind is not None for alias in kind.aliases}


def _named(word: str, names: Iterable[str], kind: str) -> list[Offer]:
    return [Offer(name, name, kind) for name in matching(word, names)]  # type: ignore[arg-type]  # one of its words


def _variable(sign: str, scope: str, name: str) -> str:
    plain = name.replace("_", "").isalnum() or name in ("?", "_")
    return f"{sign}{scope}{name}" if plain else f"{sign}{{{scope}{name}}}"


def _member(name: str) -> str:
    return name if name.replace("_", "").isalnum() else "'" + name.replace("'", "''") + "'"


def _types(word: str) -> list[Offer]:
    lowered = word.lower()
    system = "System." if lowered.startswith("system.") else ""
    rest = lowered.removeprefix("system.")
    names = [n for n in known_types() if "." in rest or "." not in n]
    return [Offer(f"{system}{n}", f"{system}{n}", "type") for n in matching(rest, names)]


def _operators(word: str) -> list[Offer]:
    names = [f"-{name}" for name in (*OPERATORS, *UNARY_WORDS) if name in UNARY_WORDS or not _is_doubled(name)]
    return [Offer(name, name, "operator") for name in matching("-" + word[1:], names)]


def _is_doubled(name: str) -> bool:
    """Whether it is only the spelled-out form of an operator that ignores case anyway."""
    return name[:1] == "i" and name[1:] in OPERATORS
