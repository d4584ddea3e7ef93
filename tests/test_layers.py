"""The layers hold, and the check that says so would notice a breach."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'ui'}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_layers_hold() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("vmmconsole/model/noun.py", "import vmmconsole.engine", "Layers"),
        ("vmmconsole/client/contract.py", "import PySide6", "Qt only in the console"),
        ("ui/vmmconsole_ui/theme.py", "import vmmconsole.engine", "The console knows only"),
        ("vmmconsole/cmdlets/session.py", "import libvirt", "libvirt only in its provider"),
    ],
)
def test_planted_import_is_refused(tmp_path: Path, file: str, line: str, contract: str) -> None:
    for part in ("vmmconsole", "ui"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / file
    planted.write_text(planted.read_text("utf-8").replace("import annotations\n", f"import annotations\n{line}\n", 1))
    result = lint_imports(tmp_path)
    assert result.returncode != 0
    broken = [row for row in result.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(row.startswith(contract) for row in broken), result.stdout
