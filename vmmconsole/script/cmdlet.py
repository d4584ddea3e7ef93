"""The base of every cmdlet: one class holds name, aliases, typed parameters, help, permission and `run`.

Binding, ``Get-Help``, completion, the script writer and the reference pages are all derived from the class. A cmdlet
is declared like this::

    class StartVM(Cmdlet):
        '''Starts a virtual machine, or restores one from its saved state.

        A virtual machine that runs already is returned unchanged.

        Example:
            Get-VM -Name "web-01" | Start-VM
        '''

        name = "Start-VM"
        aliases = ("Start-SCVirtualMachine",)
        changes = True
        job_name = "Start virtual machine"
        permission = "Start"
        returns = "VM"

        vm: VirtualMachine = parameter("VM", position=0, pipeline=True, mandatory=True, help="The virtual machine.")

        def run(self, session: Session) -> Iterable[object]: ...

The first line of the docstring is the synopsis, the text up to ``Example:`` the description, and each ``Example:``
block an example that tests run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar, get_type_hints

from .calls import SWITCH, Argument, Call, Value


class Unset:
    """The type of UNSET: the parameter was not given, which is not the same as ``$null``."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Any = Unset()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a cmdlet, as declared in its class by `parameter`."""

    name: str
    """The product's name without the dash: ``MemoryMB``."""
    attribute: str
    """The Python attribute that holds the value: ``memory_mb``."""
    type: Any
    """The annotation: str, int, float, bool, UUID, datetime, an Enum, a model class, or a ``list[...]`` of these."""
    help: str
    aliases: tuple[str, ...] = ()
    """Further accepted names, such as the later SC name."""
    mandatory: bool = False
    position: int | None = None
    pipeline: bool = False
    """Takes the pipeline's object when its type fits."""
    pipeline_property: bool = False
    """Takes the pipeline object's property of the same name."""
    sets: tuple[str, ...] = ()
    """The parameter sets it belongs to; empty means every set. `mandatory` counts only inside its sets."""
    default: Any = UNSET
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    remaining: bool = False
    """Collects the remaining positional arguments, as Write-Host does."""
    needs: str = ""
    """What the product cannot do yet and the parameter asks for, in words; empty when it works. Giving the parameter
    is then an error, see `neutral`."""
    neutral: tuple[Any, ...] = ()
    """With `needs`: the values that ask for nothing, such as False, and are taken."""

    @property
    def is_switch(self) -> bool:
        return self.type is switch

    def lacks(self, value: Any) -> bool:
        """Whether `value` asks for what this version does not have; an empty one that may be left out does not."""
        if not self.mandatory and (value is None or value == "" or value == []):
            return False
        asked = value.lower() if type(value) is str else value
        neutral = [n.lower() if type(n) is str else n for n in self.neutral]
        return bool(self.needs) and not (self.is_switch and not value) and asked not in neutral


class switch:  # noqa: N801  the language's own word for it
    """Marks a parameter that is given without a value; its attribute is a bool."""


class Absent:
    """Marks a parameter for a kind of object that the product does not have: it takes a name or any object.

    Subclasses name the kind: ``class Cloud(Absent)``.
    """


def parameter(
    name: str,
    *,
    help: str,  # noqa: A002  the word people look for
    aliases: tuple[str, ...] = (),
    mandatory: bool = False,
    position: int | None = None,
    pipeline: bool = False,
    pipeline_property: bool = False,
    sets: tuple[str, ...] = (),
    default: Any = UNSET,
    unit: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    remaining: bool = False,
    needs: str = "",
    neutral: tuple[Any, ...] = (),
) -> Any:
    """Declare a parameter in a cmdlet class; see `Parameter` for the fields.

    Every cmdlet also has, without declaring them: ErrorAction (ea), ErrorVariable (ev), OutVariable, Verbose, Debug,
    WarningAction; a changing one also WhatIf and Confirm. The interpreter handles those.
    """
    return Parameter(
        name=name,
        attribute="",
        type=None,
        help=help,
        aliases=aliases,
        mandatory=mandatory,
        position=position,
        pipeline=pipeline,
        pipeline_property=pipeline_property,
        sets=sets,
        default=default,
        unit=unit,
        minimum=minimum,
        maximum=maximum,
        remaining=remaining,
        needs=needs,
        neutral=neutral,
    )


def _types(cls: type, attributes: Iterable[str]) -> dict[str, Any]:
    """The types of parameters that the class itself declares; asking for its bases' too would double the import."""
    declared = vars(cls).get("__annotations__", {})
    asked = SimpleNamespace(__annotations__={name: declared[name] for name in attributes if name in declared})
    return get_type_hints(asked, globalns=vars(sys.modules[cls.__module__]), localns={"switch": switch})


class Cmdlet:
    """One verb and noun of the language. Subclasses declare; instances hold one bound call."""

    name: ClassVar[str] = ""
    aliases: ClassVar[tuple[str, ...]] = ()
    changes: ClassVar[bool] = False
    """Whether a call changes something: then it is a step of a job, and takes -WhatIf."""
    job_name: ClassVar[str] = ""
    """What the Jobs view calls it: ``Create virtual machine``."""
    permission: ClassVar[str] = ""
    """What the caller's role must allow; see `vmmconsole.model.access`."""
    returns: ClassVar[str] = ""
    """The type it writes to the pipeline, for help: ``VM``."""
    default_set: ClassVar[str] = ""
    terminating: ClassVar[bool] = False
    """Whether an error of a core cmdlet goes to a ``catch`` also without -ErrorAction Stop, as the original's does."""
    takes_anything: ClassVar[bool] = False
    """Whether parameters that it does not have are taken too, and not used."""
    needs: ClassVar[str] = ""
    """What the product cannot do yet and the cmdlet is for, in words: ``host clusters``; empty when it works."""
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    """Filled from the class body, base classes first."""
    what_if: bool = False
    """Set by the interpreter on the instance for -WhatIf: say what would be done, and do nothing."""
    job: Any = None
    """Set by the host on the instance: the job of the call, which -JobVariable hands to the script."""
    parameter_set: str = ""
    """Set by the interpreter on the instance: the parameter set of the call."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        own = {key: value for key, value in vars(cls).items() if isinstance(value, Parameter)}
        if own:
            hints = _types(cls, own)
            found = {p.attribute: p for p in cls.parameters}
            for attribute, p in own.items():
                kind = hints.get(attribute, Any)
                default = False if kind is switch and p.default is UNSET else p.default
                fields = {f: getattr(p, f) for f in Parameter.__slots__}
                found[attribute] = Parameter(**{**fields, "attribute": attribute, "type": kind, "default": default})
                setattr(cls, attribute, default)
            cls.parameters = tuple(found.values())

    def __init__(self, **values: Any) -> None:
        """Bind by Python attribute: ``NewVM(name="web-01", memory_mb=512)``.

        Raises:
            TypeError: an attribute that the cmdlet does not have.
        """
        known = {p.attribute for p in type(self).parameters}
        self.warnings: list[str] = []
        """What the host warned of while it ran the call, for the interpreter to show as the call's options say."""
        self.bound: dict[str, Any] = {}
        """The parameters that were given, by attribute."""
        for attribute, value in values.items():
            if attribute not in known:
                raise TypeError(f"{type(self).name} has no parameter attribute {attribute!r}")
            setattr(self, attribute, value)
            self.bound[attribute] = value

    @classmethod
    def call(cls, **values: Value) -> Call:
        """The call as data for the writer: ``StartVM.call(vm=Variable("VM"))``, in the class's parameter order.

        Values of None, and switches that are False, are left out; use `Variable` for looked-up objects.

        Raises:
            TypeError: an attribute that the cmdlet does not have.
        """
        known = {p.attribute: p for p in cls.parameters}
        arguments = []
        for attribute, value in values.items():
            if attribute not in known:
                raise TypeError(f"{cls.name} has no parameter attribute {attribute!r}")
            if known[attribute].is_switch:
                if value:
                    arguments.append(Argument(known[attribute].name, SWITCH))
            elif value is not None:
                arguments.append(Argument(known[attribute].name, value))
        return Call(cls.name, tuple(arguments))

    @classmethod
    def find_parameter(cls, name: str) -> Parameter | None:
        """The parameter of that exact name or alias, in any case."""
        wanted = name.lower()
        for p in cls.parameters:
            if p.name.lower() == wanted or any(a.lower() == wanted for a in p.aliases):
                return p
        return None

    def exit_code(self, results: Sequence[object]) -> int | None:
        """For what stands in for a program: the number for $LASTEXITCODE, by what it has written."""
        del results
        return None

    def run(self, session: Any) -> Iterable[object]:
        """Do it, and yield what goes to the pipeline. `session` is a ``cmdlets.session.Session``, for a core cmdlet
        the interpreter's own ``script.context.Context``.

        Raises:
            vmmconsole.model.errors.VMMError: anything that failed, with cause and recommended action.
        """
        raise NotImplementedError
