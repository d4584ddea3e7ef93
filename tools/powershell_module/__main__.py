"""``python -m tools.powershell_module [DIR]``: writes the generated files of the module, into its place or into DIR."""

from __future__ import annotations

import sys
from pathlib import Path

from vmmconsole.cmdlets import registry

from .functions import HELP_FILE, function_text, functions_of, quoted
from .help_file import help_text
from .shapes import MODULE, format_text, manifest_text, types_text

PLACE = Path(__file__).resolve().parents[2] / "resources" / "powershell" / MODULE
WRITTEN_BY_HAND = ("Engine.ps1", "README.md", f"en-US/about_{MODULE}.help.txt")


def generated() -> dict[str, str]:
    """The generated files by name; the same classes always give the same bytes."""
    functions = functions_of(registry.all_cmdlets())
    names = (f"{MODULE}.psm1", f"{MODULE}.Types.ps1xml", f"{MODULE}.Format.ps1xml", f"en-US/{HELP_FILE}")
    aliases = "".join(
        f"Set-Alias -Name {quoted(alias)} -Value {quoted(f.name)}\n" for f in functions for alias in f.aliases
    )
    module = (
        "# Made by `make module` from the cmdlet classes; change those instead. Engine.ps1 is written by hand.\n\n"
        ". (Join-Path $PSScriptRoot 'Engine.ps1')\n\n"
        + "\n".join(function_text(f) for f in functions)
        + f"\n{aliases}\nExport-ModuleMember -Function @(\n"
        + ",\n".join(f"    {quoted(f.name)}" for f in functions)
        + "\n) -Alias *\n"
    )
    texts = (module, types_text(), format_text(), help_text(functions))
    files = [f"{MODULE}.psd1", *names, *WRITTEN_BY_HAND]
    return {f"{MODULE}.psd1": manifest_text(functions, files), **dict(zip(names, texts, strict=True))}


def write(place: Path) -> list[Path]:
    """Write the generated files below a folder."""
    written = []
    for name, text in generated().items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        written.append(path)
    return written


if __name__ == "__main__":
    for path in write(Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE):
        print(path)
