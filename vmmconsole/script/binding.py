"""Binding: which argument of a call goes to which parameter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from vmmconsole.model.errors import CapabilityError, ParameterError

from .ast import ArrayLiteral, Constant, Expression, Node
from .cmdlet import Parameter
from .coerce import fits, is_list, item_type, nearest, takes_any_object
from .convert import to_text
from .members import describe, get_member, has_property

Coerce = Callable[[Parameter, Any], Any]

COMMON: dict[str, tuple[str, bool]] = {
    "erroraction": ("ErrorAction", False), "ea": ("ErrorAction", False),
    "errorvariable": ("ErrorVariable", False), "ev": ("ErrorVariable", False),
    "warningaction": ("WarningAction", False), "wa": ("WarningAction", False),
    "warningvariable": ("WarningVariable", False), "wv": ("WarningVariable", False),
    "informationaction": ("InformationAction", False), "infa": ("InformationAction", False),
    "informationvariable": ("InformationVariable", False), "iv": ("InformationVariable", False),
    "outvariable": ("OutVariable", False), "ov": ("OutVariable", False),
    "outbuffer": ("OutBuffer", False), "ob": ("OutBuffer", False),
    "pipelinevariable": ("PipelineVariable", False), "pv": ("PipelineVariable", False),
    "verbose": ("Verbose", True), "vb": ("Verbose", True), "debug": ("Debug", True), "db": ("Debug", True),
}  # fmt: skip
"""Parameters of every cmdlet, by any of their names: the name, and whether it stands without a value."""
CHANGING: dict[str, tuple[str, bool]] = {
    "whatif": ("WhatIf", True), "wi": ("WhatIf", True), "confirm": ("Confirm", True), "cf": ("Confirm", True),
}  # fmt: skip
"""Parameters of every cmdlet that changes something."""


_ACTION_PARAMETERS = frozenset(("ErrorAction", "WarningAction", "InformationAction"))
ACTIONS = ("SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore", "Suspend")
"""The values of -ErrorAction and of $ErrorActionPreference; scripts also give their numbers, which are their places."""


def action_preference(value: Any, name: str) -> str:
    """One of `ACTIONS` from its word, its number or a beginning that only one has.

    Raises:
        ParameterError: it is none of them.
    """
    text = to_text(value).strip()
    if text.isdecimal() and int(text) < len(ACTIONS):
        return ACTIONS[int(text)]
    near = [action for action in ACTIONS if action.lower() == text.lower()]
    near = near or [action for action in ACTIONS if text and action.lower().startswith(text.lower())]
    if len(near) != 1:
        raise ParameterError(f"-{name} cannot be '{text[:80]}'.", cause=f"It is one of: {', '.join(ACTIONS)}.")
    return near[0]


@dataclass(slots=True)
class Given:
    """One argument of a call: a parameter's name, a value, or both when joined by a colon."""

    node: Node
    name: str = ""
    value: Any = None
    has_value: bool = True
    is_extra: bool = False
    """Written like a parameter that a plain function does not have: it goes to $args, at its place."""


@dataclass(slots=True)
class Bound:
    """What binding has found."""

    values: dict[str, Any] = field(default_factory=dict)
    """By attribute, coerced."""
    common: dict[str, Any] = field(default_factory=dict)
    extra: list[Any] = field(default_factory=list)
    """Positional values that no parameter takes."""
    sets: frozenset[str] = frozenset()


def as_written(node: Node, value: Any) -> Any:
    """A bare number as text, as it was written: ``007`` stays ``007``."""
    if isinstance(node, Constant) and node.bare and not isinstance(node.value, str):
        return node.text
    if isinstance(node, ArrayLiteral) and isinstance(value, list) and len(value) == len(node.items):
        return [as_written(item, v) for item, v in zip(node.items, value, strict=True)]
    return value


def _ends_parameters(node: Node) -> bool:
    """``--``: what follows are values, whatever they look like."""
    return isinstance(node, Constant) and node.bare and node.text == "--"


def _as_value(given: Given) -> Given:
    return given if not given.name else Given(given.node, value=f"-{given.name}")


class Binder:
    """Binds calls of one command."""

    def __init__(
        self, command: str, parameters: Sequence[Parameter], coerce: Coerce, *, changes: bool = False,
        default_set: str = "", takes_extra: bool = False,
    ) -> None:  # fmt: skip
        self.command = command
        self.parameters = parameters
        self.coerce = coerce
        self.common = {**COMMON, **CHANGING} if changes else COMMON
        self.default_set = default_set
        self.takes_extra = takes_extra
        # A default set may have no parameter of its own: Get-VMHostGroup without -ID and -ParentHostGroup.
        named = {s for p in parameters for s in p.sets} | ({default_set} if default_set else set())
        self.all_sets = frozenset(named or {""})

    # --- the arguments of the call ---

    def bind(self, arguments: Sequence[Given]) -> Bound:
        """Bind what stands in the call; what comes through the pipeline is `bind_item`'s.

        Raises:
            ParameterError: an unknown or repeated parameter, a value that does not fit, or sets that clash.
        """
        bound = Bound(sets=self.all_sets)
        positional: list[Given] = []
        waiting = list(arguments)
        while waiting:
            given = waiting.pop(0)
            if _ends_parameters(given.node):
                positional += map(_as_value, waiting)
                break
            if not given.name:
                positional.append(given)
            elif self.takes_extra and self.find(given.name) is None:
                positional.append(Given(given.node, value=f"-{given.name}", is_extra=True))
                if given.has_value:
                    positional.append(Given(given.node, value=given.value, is_extra=True))
            else:
                self._bind_named(bound, given, waiting)
        self._bind_positional(bound, positional)
        return bound

    def _bind_named(self, bound: Bound, given: Given, waiting: list[Given]) -> None:
        found = self.find(given.name)
        if isinstance(found, Parameter):
            if found.attribute in bound.values:
                raise ParameterError(f"The parameter -{found.name} of {self.command} is given twice.")
            value = self._value(found.name, given, waiting, alone=True if found.is_switch else None)
            self._take(bound, found, value)
            return
        if found is None:
            raise self._unknown(given.name)
        name, alone = found
        value = self._value(name, given, waiting, alone=True if alone else None).value
        bound.common[name] = action_preference(value, name) if name in _ACTION_PARAMETERS else value

    def _value(self, name: str, given: Given, waiting: list[Given], *, alone: bool | None) -> Given:
        if given.has_value:
            return given
        if alone is not None:
            return Given(given.node, value=alone)
        if not waiting or (waiting[0].name):
            raise ParameterError(f"The parameter -{name} of {self.command} needs a value.")
        return waiting.pop(0)

    def find(self, name: str) -> Parameter | tuple[str, bool] | None:
        """The parameter of a name, an alias or a beginning that only one has; None when there is none.

        Raises:
            ParameterError: the beginning fits more than one parameter.
        """
        wanted = name.lower()
        for p in self.parameters:
            if p.name.lower() == wanted or any(a.lower() == wanted for a in p.aliases):
                return p
        if wanted in self.common:
            return self.common[wanted]
        near = [p for p in self.parameters if p.name.lower().startswith(wanted)]
        if not near:
            near = [p for p in self.parameters if any(a.lower().startswith(wanted) for a in p.aliases)]
        if len(near) == 1:
            return near[0]
        if near:
            names = ", ".join("-" + p.name for p in near)
            raise ParameterError(
                f"The parameter -{name} of {self.command} is ambiguous.", cause=f"It could be: {names}.",
                action="Write more of the name.",
            )  # fmt: skip
        common = {c for k, c in self.common.items() if k.startswith(wanted)}
        return common.pop() if len(common) == 1 else None

    def _unknown(self, name: str) -> ParameterError:
        known = [p.name for p in self.parameters]
        near = nearest(name, known)
        return ParameterError(
            f"{self.command} has no parameter -{name}.",
            cause=f"It has: {', '.join('-' + k for k in known)}." if known else "It takes no parameters.",
            action=f"Did you mean -{near}?" if near else f"Type Get-Help {self.command} to see its parameters.",
        )

    def _take(self, bound: Bound, parameter: Parameter, given: Given) -> None:
        if parameter.sets:
            left = bound.sets & frozenset(parameter.sets)
            if not left:
                raise self._clash(parameter)
            bound.sets = left
        bound.values[parameter.attribute] = self._coerced(parameter, given)

    def _clash(self, parameter: Parameter) -> ParameterError:
        return ParameterError(
            f"The parameters of {self.command} do not go together.",
            cause=f"-{parameter.name} cannot stand beside the others that are given.",
            action=f"Type Get-Help {self.command} to see which parameters go together.",
        )

    def _coerced(self, parameter: Parameter, given: Given) -> Any:
        value = given.value
        if parameter.type is str or (is_list(parameter.type) and item_type(parameter.type) is str):
            value = as_written(given.node, value)
        return self.coerce(parameter, value)

    def _bind_positional(self, bound: Bound, given: list[Given]) -> None:
        places = sorted((p for p in self.parameters if p.position is not None), key=lambda p: p.position or 0)
        extra: list[Given] = []
        while given:
            if given[0].is_extra:
                extra.append(given.pop(0))
                continue
            free = [p for p in places if p.attribute not in bound.values and self._open(bound, p)]
            chosen = self._preferred(free, given[0]) if free else self._rest(bound)
            if chosen is None:
                break
            if chosen.remaining:
                values = [v for g in given for v in (g.value if isinstance(g.value, list) else [g.value])]
                self._take(bound, chosen, given[0] if len(given) == 1 else Given(given[0].node, value=values))
                given.clear()
            else:
                self._take(bound, chosen, given.pop(0))
        closed = next((p for p in places if p.attribute not in bound.values), None)
        if given and closed is not None and not self.takes_extra:
            raise self._clash(closed)
        if given and not self.takes_extra:
            raise ParameterError(
                f"{self.command} has no parameter left for the value {describe(given[0].value)}.",
                action=f"Name the parameter: {self.command} -Name value. Quote values with blanks in them.",
            )
        bound.extra.extend(g.value for g in [*extra, *given])

    def _rest(self, bound: Bound) -> Parameter | None:
        """The parameter without a place that collects what is left."""
        return next((p for p in self.parameters if p.remaining and p.attribute not in bound.values), None)

    def _open(self, bound: Bound, parameter: Parameter) -> bool:
        return not parameter.sets or bool(bound.sets & frozenset(parameter.sets))

    def _preferred(self, free: list[Parameter], given: Given) -> Parameter:
        """Of the parameters at the next place, the one whose type fits, or that is in the default set."""
        first = [p for p in free if p.position == free[0].position]
        for p in first:
            if len(first) > 1 and p.type not in (Any, object) and fits(p.type, given.value):
                return p
        return next((p for p in first if self.default_set in p.sets), first[0])

    # --- the pipeline ---

    @property
    def takes_pipeline(self) -> bool:
        """Whether any parameter takes objects from the pipeline."""
        return any(p.pipeline or p.pipeline_property for p in self.parameters)

    def bind_item(self, bound: Bound, item: object) -> Bound:
        """`bound` with what the pipeline's object gives.

        Raises:
            ParameterError: no parameter takes it.
        """
        result = Bound(dict(bound.values), bound.common, bound.extra, bound.sets)
        free = [p for p in self.parameters if p.attribute not in bound.values and self._open(bound, p)]
        by_value = [p for p in free if p.pipeline]
        given = Given(_NOWHERE, value=item)
        exact = next((p for p in by_value if p.type not in (Any, object) and fits(p.type, item)), None)
        exact = exact or next((p for p in by_value if takes_any_object(p.type)), None)
        if exact is not None:
            self._take(result, exact, given)
        for p in free:
            if p.pipeline_property and p.attribute not in result.values and self._open(result, p):
                name = next((n for n in (p.name, *p.aliases) if has_property(item, n)), "")
                if name and (exact is None or not p.mandatory):
                    self._take(result, p, Given(_NOWHERE, value=get_member(item, name)))
        if len(result.values) > len(bound.values):
            return result
        for p in by_value:
            if self._open(result, p) and not (isinstance(item, str) and _takes_no_piped_name(p.type)):
                self._take(result, p, given)
                return result
        raise ParameterError(
            f"{self.command} cannot take {describe(item)} from the pipeline.",
            cause="No parameter takes such an object, or it is given already.",
            action=f"Type Get-Help {self.command} to see what it takes.",
        )

    # --- before the call ---

    def complete(self, bound: Bound) -> str:
        """Check the mandatory parameters and return the parameter set.

        Raises:
            ParameterError: a mandatory parameter is missing.
            CapabilityError: a parameter asks for what this version does not have.
        """
        chosen = self._chosen_set(bound)
        self._refuse_lacking(bound)
        return chosen

    def _refuse_lacking(self, bound: Bound) -> None:
        for p in self.parameters:
            if p.needs and p.attribute in bound.values and p.lacks(bound.values[p.attribute]):
                advice = f"Leave -{p.name} out"
                if taken := " or ".join(shown_value(value) for value in p.neutral):
                    advice += f", or give {taken}"
                raise CapabilityError(
                    f"{self.command} cannot do what -{p.name} asks for.",
                    cause=f"This version does not have {p.needs}.",
                    action=f"{advice}. {getattr(p.needs, 'instead', '')}".strip(),
                )

    def _chosen_set(self, bound: Bound) -> str:
        candidates = sorted(bound.sets)
        if self.default_set in candidates:
            candidates.remove(self.default_set)
            candidates.insert(0, self.default_set)
        shortest: list[Parameter] | None = None
        for candidate in candidates:
            missing = self._missing(bound, candidate)
            if not missing:
                return candidate
            if shortest is None or (len(missing) < len(shortest) and candidate != self.default_set):
                shortest = shortest or missing
        missing = shortest or []
        names = ", ".join("-" + p.name for p in missing)
        raise ParameterError(
            f"{self.command} needs {names}.", cause=_helps(missing),
            action=f"Give {names}, or type Get-Help {self.command}.",
        )  # fmt: skip

    def _missing(self, bound: Bound, candidate: str) -> list[Parameter]:
        return [
            p
            for p in self.parameters
            if p.mandatory and p.attribute not in bound.values and (not p.sets or candidate in p.sets)
        ]


def shown_value(value: object) -> str:
    """A value as a script has it."""
    return "$null" if value is None else f"${to_text(value).lower()}" if isinstance(value, bool) else to_text(value)


def _helps(parameters: Iterable[Parameter]) -> str:
    return " ".join(f"-{p.name}: {p.help}" for p in parameters if p.help)


def _takes_no_piped_name(kind: Any) -> bool:
    """Whether a text from the pipeline is no name of such an object: more likely it means what the cmdlet is about."""
    return not getattr(kind, "piped_by_name", True)


_NOWHERE = Expression(span=(0, 0, 0, 0))  # type: ignore[arg-type]  # no text stands behind the pipeline's object


def text_of(value: object) -> str:
    """A common parameter's value as text."""
    return to_text(value)
