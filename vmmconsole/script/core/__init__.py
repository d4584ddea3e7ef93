"""The core cmdlets: the language's own, without the host's. One file per family."""

from __future__ import annotations

from vmmconsole.script.cmdlet import Cmdlet

from . import (
    aliases,
    asking,
    clixml,
    contents,
    data,
    difference,
    discovery,
    files,
    groups,
    history,
    html_table,
    items,
    layout,
    mail,
    members,
    messages,
    modules,
    objects,
    order,
    output,
    paths,
    search,
    select,
    session,
    transcript,
    unavailable,
    values,
    variables,
    xml_text,
)

_FAMILIES = (
    select, order, groups, difference, objects, members, output, messages, asking, layout, data, html_table, clixml,
    contents, files, items, paths, search, values, variables, modules, session, aliases, history, transcript, mail,
    discovery, xml_text,
)  # fmt: skip

CORE: tuple[type[Cmdlet], ...] = tuple(
    cls
    for family in _FAMILIES
    for cls in vars(family).values()
    if isinstance(cls, type) and issubclass(cls, Cmdlet) and cls.name and cls.__module__ == family.__name__
)
"""Every core cmdlet."""

_BY_NAME: dict[str, type[Cmdlet]] = {
    name.lower(): cls for cls in CORE for name in (cls.name, *cls.aliases)
}  # fmt: skip


def core_command(name: str) -> type[Cmdlet] | None:
    """The core cmdlet of that name or alias, in any case."""
    return _BY_NAME.get(name.lower()) or unavailable.find(name)


discovery.set_core(CORE)
