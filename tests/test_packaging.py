"""What people install: the console without a compiler anywhere, and a wheel that holds everything."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UV = str(Path(sys.executable).with_name("uv"))


@pytest.mark.parametrize("platform", ["x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-unknown-linux-gnu"])
def test_console_installs_from_binary_packages_only(platform: str) -> None:
    result = subprocess.run(
        [UV, "pip", "compile", "-q", "pyproject.toml", "--extra", "console", "--only-binary", ":all:",
         "--python-platform", platform, "--python-version", "3.11"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "pyside6-essentials==" in result.stdout


def test_wheel_holds_both_packages_and_the_resources(tmp_path: Path) -> None:
    subprocess.run([UV, "build", "-q", "--wheel", "--out-dir", str(tmp_path)], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "vmmconsole/cli/__init__.py" in names
    assert "vmmconsole_ui/app.py" in names
    assert any(name.startswith("vmmconsole/engine/store/migrations/") for name in names)
    assert any(name.startswith("vmmconsole/resources/") for name in names)
    assert not any(name.startswith(("ui/", "tests/", "tools/")) for name in names)
