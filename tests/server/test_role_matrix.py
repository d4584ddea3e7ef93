"""Every role × every working cmdlet × in and out of reach, made from the classes: nothing else is let through.

A changing cmdlet is called as a plan: it is bound, checked and run like the real call, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.server.role_fabric import HIDDEN, PEOPLE, Person, RoleFabric
from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.resolve import DEVICES, HOST_PARTS
from vmmconsole.engine.engine import Engine, EngineSettings
from vmmconsole.model import HardwareProfile, Noun
from vmmconsole.model.errors import AccessError, NotFoundError, VMMError
from vmmconsole.model.status import Permission, UserRoleProfile
from vmmconsole.model.wire import CmdletRequest
from vmmconsole.script.cmdlet import Cmdlet, Parameter
from vmmconsole.script.coerce import is_list, item_type, options
from vmmconsole.server.engine_service import EngineService

STANDS_NOWHERE = {"Add-VirtualizationManager"}
"""Makes what is in nobody's scope, so that it takes an administrator."""
OWN_TEXTS = {"Get-Job", "Get-Step"}
"""Show what the person has typed before, IDs too."""
WORKING = [cls for cls in registry.all_cmdlets() if not cls.needs]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("engine")
    running = Engine(
        EngineSettings(data_dir=folder, demo=(2, 4), administrators=("tester",), library_path=folder / "library")
    )
    running.start()
    running.start_background()
    assert running.wait_ready()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def fabric(engine: Engine) -> RoleFabric:
    return RoleFabric(engine)


@pytest.fixture(scope="module")
def service(engine: Engine) -> EngineService:
    made = EngineService(engine)
    made.in_background.set()
    return made


def kind_of(parameter: Parameter) -> Any:
    return options(item_type(parameter.type) if is_list(parameter.type) else parameter.type)[0]


def is_object(parameter: Parameter) -> bool:
    kind = kind_of(parameter)
    known = isinstance(kind, type) and (issubclass(kind, Noun) or kind in DEVICES or kind in HOST_PARTS)
    return known and not parameter.needs


def plain(parameter: Parameter) -> Any:
    """A value for a parameter that names no object."""
    kind = kind_of(parameter)
    if kind is bool:
        return True
    if kind is int:
        return int(parameter.minimum or 1)
    if kind is UUID:
        return str(uuid4())
    if isinstance(kind, type) and issubclass(kind, Enum):
        return str(next(iter(kind)).value)
    return "matrix"


class Case:
    """One cmdlet called by one person on an object in or out of reach."""

    def __init__(self, cls: type[Cmdlet], target: Parameter | None) -> None:
        self.cls, self.target = cls, target

    def arguments(self, fabric: RoleFabric, person: Person, target_id: UUID | None) -> dict[str, Any] | None:
        """None where an object that it needs besides the target cannot be."""
        given: dict[str, Any] = {}
        chosen = self.target.sets[0] if self.target and self.target.sets else self.cls.default_set
        for parameter in self.cls.parameters:
            needed = parameter.mandatory and (not parameter.sets or chosen in parameter.sets)
            if self.target is not None and parameter is self.target:
                given[parameter.name] = str(target_id)
            elif needed and is_object(parameter):
                found = fabric.known(person, kind_of(parameter), True)
                if found is None:
                    return None
                given[parameter.name] = str(found)
            elif needed:
                given[parameter.name] = plain(parameter)
            if parameter.name in given and is_list(parameter.type):
                given[parameter.name] = [given[parameter.name]]
        return given


def cases() -> list[Case]:
    found = []
    for cls in WORKING:
        targets = [p for p in cls.parameters if is_object(p)]
        found += [Case(cls, target) for target in targets] or [Case(cls, None)]
    return found


def prepares(case: Case, person: Person) -> bool:
    """Whether the call may prepare what the person creates, though it may not change anything that is there."""
    return case.cls.permission is Permission.CHANGE and Permission.CREATE_FROM_VHD_OR_TEMPLATE in person.may


def error_of(service: EngineService, person: Person, case: Case, arguments: dict[str, Any]) -> tuple[str, str]:
    """What kind of error the call ends with, empty without one, and everything that the person is told."""
    request = CmdletRequest(name=case.cls.name, arguments=arguments, what_if=case.cls.changes)
    try:
        answer = service.call(person.name, request)
    except VMMError as err:
        return type(err).__name__, str(err)
    if answer.job is None:
        return "", answer.model_dump_json()
    job = service.engine.jobs.wait(answer.job.id, 30)
    assert job.is_completed
    error = job.error_info
    told = error.model_dump_json(exclude={"line", "column"}) if error else job.model_dump_json(exclude={"script"})
    return (error.type if error else ""), told


def test_every_cmdlet_states_its_permission() -> None:
    for cls in registry.all_cmdlets():
        stated = [base for base in cls.__mro__ if "permission" in vars(base) and base is not Cmdlet]
        assert stated, f"{cls.name} does not say what it needs of the caller's role"
        assert isinstance(cls.permission, Permission)
        if cls.changes:
            assert stated[0].__name__ not in {"ReadingCmdlet", "ChangingCmdlet"}, cls.name


def test_the_matrix_has_every_working_cmdlet() -> None:
    assert {case.cls for case in cases()} == set(WORKING)
    assert len(WORKING) > 100


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_cmdlets_on_what_is_in_reach(service: EngineService, fabric: RoleFabric, person: Person) -> None:
    wrong = []
    for case in cases():
        target = fabric.known(person, kind_of(case.target), True) if case.target else None
        arguments = case.arguments(fabric, person, target)
        if arguments is None or (case.target is not None and target is None):
            continue
        kind, text = error_of(service, person, case, arguments)
        allowed = case.cls.permission in person.may and (
            case.cls.name not in STANDS_NOWHERE or person.profile is UserRoleProfile.ADMINISTRATOR
        )
        if not allowed and prepares(case, person):
            # What a new machine is made of may be staged; what there is stays as it is.
            if not kind and case.target and kind_of(case.target) is not HardwareProfile:
                wrong.append(f"{case.cls.name} -{case.target.name} went through")
            continue
        # A person without a role knows of nothing; the others see the object and are told what they may not.
        if allowed == (kind == AccessError.__name__):
            wrong.append(f"{case.cls.name} -{case.target and case.target.name}: {kind} {text[:300]}")
        if person.profile is not UserRoleProfile.ADMINISTRATOR and HIDDEN in text:
            wrong.append(f"{case.cls.name} tells of what is hidden: {text[:300]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("person", PEOPLE[1:], ids=lambda person: person.name)
def test_cmdlets_on_what_is_out_of_reach(service: EngineService, fabric: RoleFabric, person: Person) -> None:
    wrong, tried = [], 0
    for case in cases():
        target = fabric.known(person, kind_of(case.target), False) if case.target else None
        arguments = case.arguments(fabric, person, target)
        if arguments is None or target is None:
            continue
        tried += 1
        kind, text = error_of(service, person, case, arguments)
        nothing = uuid4()
        nowhere = case.arguments(fabric, person, nothing)
        assert nowhere is not None
        same = error_of(service, person, case, nowhere)
        expected = NotFoundError.__name__ if case.cls.permission in person.may else AccessError.__name__
        if kind != expected and not (prepares(case, person) and kind == NotFoundError.__name__):
            wrong.append(f"{case.cls.name} -{case.target and case.target.name}: {kind} {text[:300]}")
        elif case.target and text.replace(str(target), "") != same[1].replace(str(nothing), ""):
            wrong.append(f"{case.cls.name}: as of nothing it says\n{same[1][:300]}\nbut\n{text[:300]}")
    assert not wrong, "\n".join(wrong)
    assert tried > 100


@pytest.mark.parametrize("person", PEOPLE[1:], ids=lambda person: person.name)
def test_lists_and_searches_have_nothing_that_is_out_of_reach(
    service: EngineService, fabric: RoleFabric, person: Person
) -> None:
    hidden = {str(found) for (name, _, inside), found in fabric.objects.items() if name == person.name and not inside}
    for cls in WORKING:
        if cls.changes:
            continue
        for arguments in ({}, {"Name": "*"}, {"All": True}):
            if any(cls.find_parameter(name) is None for name in arguments):
                continue
            _, text = error_of(service, person, Case(cls, None), dict(arguments))
            assert HIDDEN not in text, cls.name
            assert cls.name in OWN_TEXTS or not [found for found in hidden if found in text], cls.name
