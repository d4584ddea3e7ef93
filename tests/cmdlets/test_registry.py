"""Laws that hold for every cmdlet class."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.device_cmdlet import DeviceCmdlet
from vmmconsole.cmdlets.families import FAMILIES, STAND_INS
from vmmconsole.cmdlets.vmm_cmdlet import ChangingCmdlet
from vmmconsole.model.status import Permission
from vmmconsole.script.calls import Script, Word
from vmmconsole.script.cmdlet import Cmdlet, Parameter
from vmmconsole.script.core.discovery import help_text
from vmmconsole.script.parser import parse
from vmmconsole.script.reader import read
from vmmconsole.script.writer import write

ALL = registry.all_cmdlets()
each = pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.name)
changing = pytest.mark.parametrize("cls", [c for c in ALL if c.changes], ids=lambda cls: cls.name)


def test_no_name_is_taken_twice() -> None:
    names = Counter(name.lower() for cls in ALL for name in (cls.name, *cls.aliases))
    assert [name for name, count in names.items() if count > 1] == []
    assert sorted(names) == sorted(name.lower() for name in registry.names())


def test_a_cmdlet_is_found_by_each_name_in_any_case() -> None:
    assert registry.find("get-scvirtualmachine") is registry.find("GET-VM") is not None
    assert registry.find("Get-Nothing") is None


def test_the_families_are_those_of_the_modules() -> None:
    for family, listed in {**FAMILIES, **STAND_INS}.items():
        module = import_module(f"vmmconsole.cmdlets.{family}")
        classes = [c for c in vars(module).values() if isinstance(c, type) and c.__module__ == module.__name__]
        names = [name for c in classes if issubclass(c, Cmdlet) and c.name for name in (c.name, *c.aliases)]
        assert listed.split() == names, family
    for file in Path(registry.__file__).parent.glob("*.py"):
        defines = re.search(r'^    name = "[A-Z]\w+-\w+"', file.read_text("utf-8"), re.MULTILINE)
        assert not defines or file.stem in {*FAMILIES, *STAND_INS}, f"{file.stem} is in no registry"


def test_every_name_of_later_releases_and_without_a_pair_is_known() -> None:
    listed = Path(__file__).with_name("sc_names.txt").read_text("utf-8").split()
    assert len(listed) > 70
    assert [name for name in listed if registry.find(name) is None] == []


def test_what_is_asked_for_by_name_is_imported_then_and_not_before() -> None:
    code = """
import sys
from vmmconsole.cmdlets import registry
assert len(registry.names()) > 400
assert not {"vmmconsole.cmdlets.cloud", "vmmconsole.cmdlets.vmm_cmdlet"} & set(sys.modules)
assert registry.find("get-sccloud").needs
assert "vmmconsole.cmdlets.cloud" in sys.modules and "vmmconsole.cmdlets.virtual_machine" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@each
def test_it_says_what_it_is_for(cls: type[Cmdlet]) -> None:
    text = inspect.getdoc(cls) or ""
    assert re.match(r"[A-Z].*\.", text.splitlines()[0]), "a synopsis that is a sentence"
    assert "Example:" in text
    assert cls.returns
    assert re.fullmatch(r"[A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+", cls.name)


@each
def test_its_examples_parse_and_use_parameters_that_exist(cls: type[Cmdlet]) -> None:
    for example in (inspect.getdoc(cls) or "").split("Example:")[1:]:
        code = inspect.cleandoc(example)
        parse(code)
        assert any(name.lower() in code.lower() for name in (cls.name, *cls.aliases))
        for given in re.findall(rf"{cls.name}((?: `?\s*-\w+(?: [^-|`\n]\S*)*)*)", code):
            for name in re.findall(r"(?<=\s)-([A-Za-z]\w*)", given):
                assert cls.find_parameter(name), f"-{name}"


@each
def test_its_permission_is_one(cls: type[Cmdlet]) -> None:
    assert Permission(cls.permission)


@changing
def test_a_changing_one_names_its_job_and_takes_the_parameters_of_a_job(cls: type[Cmdlet]) -> None:
    assert cls.job_name
    assert issubclass(cls, ChangingCmdlet)
    for name in ("VMMServer", "RunAsynchronously", "JobVariable", "PROTipID"):
        assert cls.find_parameter(name)


@each
def test_its_parameters_are_told_apart_and_explained(cls: type[Cmdlet]) -> None:
    names = Counter(name.lower() for p in cls.parameters for name in (p.name, *p.aliases))
    assert [name for name, count in names.items() if count > 1] == []
    reserved = {*vars(Cmdlet), "bound"} - {"__doc__"}
    for p in cls.parameters:
        assert len(p.help) > 5, p.name
        assert p.help.endswith((".", ")")), p.name
        assert p.attribute not in reserved, f"-{p.name} hides Cmdlet.{p.attribute}"
        assert p.type is not Any, p.name


_SETS_WITHOUT_PARAMETERS = {"JobGroup", "Connection", "NewCluster", "NewTemplateFromNothing", "AllTips"}
"""Default sets that a call is in when it has no parameter of another."""


@each
def test_a_mandatory_set_can_be_met(cls: type[Cmdlet]) -> None:
    sets = {name for p in cls.parameters for name in p.sets}
    assert not cls.default_set or not sets or cls.default_set in sets | _SETS_WITHOUT_PARAMETERS


_QUANTITY = re.compile(r"(MB|GB|KB|Percent(age)?|Percentage(Reserve)?|Minutes|Seconds|Hours|Days|Bytes|Mbps|Iops)$")


@each
def test_help_tells_units_defaults_and_what_works(cls: type[Cmdlet]) -> None:
    text = help_text(cls)
    for p in cls.parameters:
        assert f"    -{p.name}" in text
        if p.type in (int, float) and any(_QUANTITY.search(name) for name in (p.name, *p.aliases)):
            assert p.unit, f"-{p.name} has no unit"
        if p.needs:
            assert p.needs in text
    syntax_lines = text.partition("SYNTAX\n")[2].partition("\n\n")[0]
    assert cls.name in syntax_lines
    if not cls.needs:
        for p in cls.parameters:
            assert not p.needs or f"[-{p.name} " not in syntax_lines
    assert "EXAMPLES" in text


def _sample(p: Parameter) -> Any:
    kind = p.type.__args__[0] if getattr(p.type, "__origin__", None) is list else p.type
    if p.is_switch:
        return True
    if kind is bool:
        return False
    if kind is int:
        return int(p.minimum or 1)
    if kind is UUID:
        return UUID("5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f")
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Word(str(list(kind)[-1].value))
    return 'it\'s `"$(x)"\n–é'


@each
def test_a_call_with_every_parameter_survives_writing_and_reading(cls: type[Cmdlet]) -> None:
    call = cls.call(**{p.attribute: _sample(p) for p in cls.parameters})
    script = Script("All parameters", (call,))
    assert len(call.arguments) == len(cls.parameters)
    again = read(write(script, generated_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)))
    assert again.statements == script.statements


def test_device_cmdlets_name_their_device() -> None:
    for cls in ALL:
        if issubclass(cls, DeviceCmdlet):
            assert cls.device.__name__.lower() in cls.name.lower().replace("-", "")
            assert cls.find_parameter("JobGroup")
