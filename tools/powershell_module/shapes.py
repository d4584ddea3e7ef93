"""The module's manifest, and how its objects look: further property names and default columns, from the nouns."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from vmmconsole import __version__
from vmmconsole.cmdlets.views import all_views
from vmmconsole.model.noun import Value, further_names
from vmmconsole.script.formatting import ViewColumn

from .functions import Function, quoted

MODULE = "VirtualMachineManager"
GUID = "5b0c3b3e-6f43-5c0a-9d0e-2c8a1d5a7f10"
_COMPUTED = {
    "host_name": "$this.VMHost.Name",
    "host_id": "$this.VMHost.ID",
    "checkpoint_count": "@($this.Checkpoints).Count",
    "virtual_hard_disks": "@($this.VirtualDiskDrives | ForEach-Object { $_.VirtualHardDisk } | Where-Object { $_ })",
    "operating_system_text": "if ($this.OperatingSystem) { $this.OperatingSystem } else { $this.GuestOperatingSystem }",
    "member_count": "@($this.Members).Count",
    "progress_text": "'{0} %' -f $this.ProgressValue",
    "is_completed": "@('Running', 'Queued') -notcontains $this.Status",
}
"""Properties that the nouns compute and the wire does not carry, for those that scripts use."""
_UNITS = {"GB": "{0:N2}", "MB": "{0:N1}"}
"""How sizes are shown, by the unit at the end of a column's title."""
_STATUS = {"VM": "Status", "VMHost": "OverallState", "Job": "Status", "Step": "Status"}
"""Of which property ``status_text`` tells in words; the module shows the value itself."""


def _wrapped(names: Sequence[str]) -> str:
    return "@(\n" + ",\n".join(f"        {quoted(name)}" for name in names) + "\n    )"


def manifest_text(functions: Sequence[Function], files: Sequence[str]) -> str:
    """The .psd1 file."""
    aliases = sorted((a for f in functions for a in f.aliases), key=str.lower)
    return f"""# Made by `make module` from the cmdlet classes; change those instead.
@{{
    RootModule = '{MODULE}.psm1'
    ModuleVersion = '{__version__}'
    GUID = '{GUID}'
    Author = 'vmmconsole maintainers'
    CompanyName = 'vmmconsole'
    Copyright = 'Apache-2.0'
    Description = 'The cmdlets of a vmmconsole engine, under their names of both product generations.'
    PowerShellVersion = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    TypesToProcess = @('{MODULE}.Types.ps1xml')
    FormatsToProcess = @('{MODULE}.Format.ps1xml')
    FunctionsToExport = {_wrapped([f.name for f in functions])}
    AliasesToExport = {_wrapped(aliases)}
    CmdletsToExport = @()
    VariablesToExport = @()
    FileList = {_wrapped(files)}
    PrivateData = @{{
        PSData = @{{
            Tags = @('VirtualMachineManager', 'KVM', 'libvirt')
        }}
    }}
}}
"""


def _nouns() -> list[type[Value]]:
    found: dict[str, type[Value]] = {}
    waiting: list[type[Value]] = [Value]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("vmmconsole.model."):
            found.setdefault(tag_of(kind), kind)
    return [found[name] for name in sorted(found)]


def tag_of(kind: type[Value]) -> str:
    """What the wire calls objects of a class."""
    return getattr(kind, "kind", "") or kind.__name__


def _member(kind: type[Value], name: str, attribute: str) -> str:
    field = kind.model_fields.get(attribute)
    if field is not None:
        target = field.alias or attribute
        return (
            f"      <AliasProperty><Name>{name}</Name>"
            f"<ReferencedMemberName>{target}</ReferencedMemberName></AliasProperty>\n"
        )
    script = _COMPUTED.get(attribute, "")
    if attribute == "status_text" and tag_of(kind) in _STATUS:
        script = f"[string]$this.{_STATUS[tag_of(kind)]}"
    if not script:
        return ""
    return (
        f"      <ScriptProperty><Name>{name}</Name><GetScriptBlock>{escape(script)}</GetScriptBlock></ScriptProperty>\n"
    )


def types_text() -> str:
    """The .Types.ps1xml file: the further names of properties."""
    text = '<?xml version="1.0" encoding="utf-8"?>\n<Types>\n'
    for kind in _nouns():
        known = {(f.alias or n).lower() for n, f in kind.model_fields.items()}
        aliases = further_names(kind)
        members = "".join(_member(kind, n, a) for n, a in sorted(aliases.items()) if n.lower() not in known)
        if members:
            text += f"  <Type>\n    <Name>{MODULE}.{tag_of(kind)}</Name>\n    <Members>\n{members}    </Members>\n"
            text += "  </Type>\n"
    return text + "</Types>\n"


def _column(column: str | ViewColumn) -> tuple[str, str]:
    """The header and the item of a column."""
    if isinstance(column, str):
        return f"<Label>{column}</Label>", f"<PropertyName>{column}</PropertyName>"
    label = f"<Label>{column.label}</Label>"
    if column.align:
        label += f"<Alignment>{column.align.capitalize()}</Alignment>"
    unit = next((u for u in _UNITS if column.shown is not None and column.label.endswith(f"({u})")), "")
    if not unit:
        return label, f"<PropertyName>{column.property}</PropertyName>"
    return label, f"<ScriptBlock>'{_UNITS[unit]}' -f ($_.{column.property} / 1{unit})</ScriptBlock>"


def format_text() -> str:
    """The .Format.ps1xml file: the columns that the shell here shows, too."""
    text = '<?xml version="1.0" encoding="utf-8"?>\n<Configuration>\n  <ViewDefinitions>\n'
    for name, columns in sorted(all_views().items()):
        shown = [_column(column) for column in columns]
        headers = "".join(f"          <TableColumnHeader>{header}</TableColumnHeader>\n" for header, _ in shown)
        items = "".join(f"              <TableColumnItem>{item}</TableColumnItem>\n" for _, item in shown)
        text += (
            f"    <View>\n      <Name>{name}</Name>\n      <ViewSelectedBy><TypeName>{MODULE}.{name}</TypeName>"
            f"</ViewSelectedBy>\n      <TableControl>\n        <TableHeaders>\n{headers}        </TableHeaders>\n"
            f"        <TableRowEntries>\n          <TableRowEntry>\n            <TableColumnItems>\n{items}"
            f"            </TableColumnItems>\n          </TableRowEntry>\n        </TableRowEntries>\n"
            f"      </TableControl>\n    </View>\n"
        )
    return text + "  </ViewDefinitions>\n</Configuration>\n"
