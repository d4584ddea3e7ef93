"""``python -m tools.cmdlet_table [FILE]``: writes docs/cmdlets.md, which cmdlets work and what the others lack."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from vmmconsole.cmdlets import registry
from vmmconsole.cmdlets.capabilities import Missing
from vmmconsole.cmdlets.vmm_cmdlet import ChangingCmdlet
from vmmconsole.script.cmdlet import Cmdlet
from vmmconsole.script.core.discovery import help_parts

PLACE = Path(__file__).resolve().parents[1] / "docs" / "cmdlets.md"

_HEAD = """\
# Cmdlets

Made by `make docs` from the cmdlet classes; change those instead. In the shell `Get-Command` lists the same with a
column *Missing*, and `Get-Help NAME` shows the parameters.

{working} of {all} cmdlets work. The others are known by name: they take and check their parameters and then fail with
an error that says which capability is missing. The error does not end a script, unless it says `-ErrorAction Stop`.
Both names of a cmdlet and both names of a parameter can be used, in one script too.

| 2008 name | SC name | What it does | Works |
|---|---|---|---|
"""
_PARAMETERS = """
## Parameters whose capability is missing

The cmdlets below work, except that a value for these parameters that asks for something is refused, with an error
that names the capability. Values that ask for nothing, such as `$false` and `$null`, are taken. On every cmdlet
{common} {verb} for {capability}.

"""


def table(cmdlets: Sequence[type[Cmdlet]]) -> str:
    """The whole page; the same classes always give the same text."""
    ordered = sorted(cmdlets, key=lambda cls: _words(cls)[::-1])
    working = sum(not cls.needs for cls in ordered)
    rows = "".join(_row(cls) for cls in ordered)
    return (
        _HEAD.format(working=working, all=len(ordered)) + rows + _common() + _misses(ordered) + _capabilities(ordered)
    )


def _words(cls: type[Cmdlet]) -> tuple[str, str]:
    verb, _, noun = cls.name.partition("-")
    return verb, noun.removeprefix("SC").lower()


def _row(cls: type[Cmdlet]) -> str:
    later = [name for name in (cls.name, *cls.aliases) if _is_later(name)]
    earlier = [name for name in (cls.name, *cls.aliases) if not _is_later(name)]
    works = f"no: {cls.needs}" if cls.needs else "yes"
    return f"| {_code(earlier)} | {_code(later)} | {help_parts(cls)[0]} | {works} |\n"


def _is_later(name: str) -> bool:
    noun = name.partition("-")[2]
    return noun.startswith("SC") and noun[2:3].isupper()


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def _common() -> str:
    shared = [p for p in ChangingCmdlet.parameters if p.needs]
    names = " and ".join(f"`-{p.name}`" for p in shared)
    return _PARAMETERS.format(
        common=names, verb="ask" if len(shared) > 1 else "asks", capability=", ".join({p.needs for p in shared})
    )


def _misses(cmdlets: Sequence[type[Cmdlet]]) -> str:
    shared = {p.attribute for p in ChangingCmdlet.parameters}
    lines = []
    for cls in cmdlets:
        lacking: dict[str, list[str]] = {}
        for p in cls.parameters:
            if p.needs and p.attribute not in shared:
                lacking.setdefault(p.needs, []).append(f"`-{p.name}`")
        if lacking:
            parts = "; ".join(f"{', '.join(names)} ({needs})" for needs, names in lacking.items())
            lines.append(f"- `{cls.name}`: {parts}\n")
    return "".join(lines)


def _capabilities(cmdlets: Sequence[type[Cmdlet]]) -> str:
    rows = []
    for missing in sorted(Missing):
        whole = [cls.name for cls in cmdlets if cls.needs == missing]
        parts = {p.name for cls in cmdlets if not cls.needs for p in cls.parameters if p.needs == missing}
        rows.append(f"| {missing} | {len(whole) or '–'} | {len(parts) or '–'} |\n")
    return "\n## Capabilities that are missing\n\n| Capability | Cmdlets | Parameters |\n|---|---|---|\n" + "".join(
        rows
    )


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(table(registry.all_cmdlets()).encode("utf-8"))
    print(place)
